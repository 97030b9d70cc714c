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
	f.run("orders")
	month := time.Now().UTC().Format("2006-01")
	out, err := f.api.ListUsage(t.Context(), &model.ListUsageRequest{StartMonth: new("2026-01"), EndMonth: &month})
	require.NoError(t, err)
	require.Len(t, out.UsageItems, 1, "what never ran used nothing")
	require.Equal(t, "orders", *out.UsageItems[0].ApplicationName)
	require.Equal(t, month, *out.UsageItems[0].Month)
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
