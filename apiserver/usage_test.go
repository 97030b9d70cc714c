package apiserver_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
)

func TestListUsage(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	f.create("idle")
	none, err := f.api.ListUsage(t.Context(), &model.ListUsageRequest{})
	require.NoError(t, err)
	require.Empty(t, none.UsageItems)
	month := func() string { return time.Now().UTC().Format("2006-01") }
	months := []string{month()}
	f.run("orders")
	out, err := f.api.ListUsage(t.Context(), &model.ListUsageRequest{StartMonth: new("2026-01"), EndMonth: new(month())})
	require.NoError(t, err)
	if now := month(); now != months[0] {
		months = append(months, now) // a month has begun meanwhile
	}
	require.NotEmpty(t, out.UsageItems)
	require.LessOrEqual(t, len(out.UsageItems), len(months), "what never ran used nothing")
	for _, item := range out.UsageItems {
		require.Equal(t, "orders", *item.ApplicationName)
		require.Contains(t, months, *item.Month)
	}
	other, err := f.api.ListUsage(t.Context(), &model.ListUsageRequest{Application: new("idle")})
	require.NoError(t, err)
	require.Empty(t, other.UsageItems)

	for name, in := range map[string]*model.ListUsageRequest{
		"an end before the beginning":  {StartMonth: new("2026-03"), EndMonth: new("2026-02")},
		"more months than three years": {StartMonth: new("2020-01"), EndMonth: new("2026-02")},
		"no month":                     {StartMonth: new("2026-13")},
	} {
		_, err := f.api.ListUsage(t.Context(), in)
		require.True(t, client.IsCode(err, "InvalidArgumentException"), "%s: %v", name, err)
	}
}

func TestRunApplicationMaintenance_IsRefusedWhereBuildsAreNotKnown(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	f.run("orders")
	_, err := f.api.RunApplicationMaintenance(t.Context(), &model.RunApplicationMaintenanceRequest{ApplicationName: new("orders")})
	require.True(t, client.IsCode(err, "InvalidRequestException"), "%v", err)
	due, err := f.api.ListMaintenance(t.Context(), &model.ListMaintenanceRequest{})
	require.NoError(t, err)
	require.Empty(t, due.MaintenanceItems)
}
