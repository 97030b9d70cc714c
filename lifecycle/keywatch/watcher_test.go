package keywatch_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/keywatch"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

const arn = "arn:aws:kms:eu-west-1:123456789012:key/1"

// inspected is a provider whose one key is as it is told.
type inspected struct {
	description kms.Description
	err         error
	denied      string
}

func (i *inspected) Find(context.Context, kms.Scope, string) (*kms.Description, error) {
	return nil, nil
}

func (i *inspected) Describe(context.Context, string) (*kms.Description, error) {
	d := i.description
	d.ARN = arn
	return &d, i.err
}

func (i *inspected) Allows(_ context.Context, key, application string) error {
	if i.denied != "" && strings.HasSuffix(application, "/"+i.denied) {
		return &kms.KeyError{Kind: kms.KeyDenied, Action: "kms:Decrypt", KeyID: key}
	}
	return nil
}

func create(t *testing.T, s *store.Store, name string, key lifecycle.Key) int64 {
	t.Helper()
	a := &lifecycle.Application{AccountID: "123456789012", Region: "eu-west-1", Name: name, Mode: "STREAMING", CreateTime: time.Now(), UpdateTime: time.Now()}
	v := &lifecycle.Version{Runtime: "FLINK-1_20", ServiceExecutionRole: "arn:aws:iam::123456789012:role/r", Document: []byte(`{}`), Key: key, CreateTime: time.Now()}
	require.NoError(t, s.InTx(t.Context(), func(tx *store.Tx) error { return tx.CreateApplication(t.Context(), a, v) }))
	return a.ID
}

// What has become of a key is written down, and told once to those whose state it protects.
func TestWatcher(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	key := lifecycle.Key{Provider: "test", ARN: arn}
	orders := create(t, s, "orders", key)
	create(t, s, "plain", lifecycle.Key{})
	provider := &inspected{}
	began := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	now := began
	w := keywatch.New(keywatch.Config{Store: s, Inspectors: map[string]kms.Inspector{"test": provider}, Now: func() time.Time { return now }})
	deletion := began.AddDate(0, 0, 7)
	told := 0
	for _, step := range []struct {
		name      string
		change    func()
		condition lifecycle.KeyCondition
		reason    string
		tells     bool
	}{
		{"a usable key is no news", func() {}, lifecycle.KeyUsable, "", false},
		{"disabled", func() { provider.description.Problem = kms.KeyDisabled }, lifecycle.KeyDisabled, "Enable it and try again", true},
		{"it still is", func() {}, lifecycle.KeyDisabled, "Enable it", false},
		{"about to be deleted", func() {
			provider.description = kms.Description{Problem: kms.KeyPendingDeletion, DeletionTime: &deletion}
		}, lifecycle.KeyPendingDeletion, "Cancel its deletion", true},
		{"usable again", func() { provider.description = kms.Description{} }, lifecycle.KeyUsable, "", true},
		{"its policy lets another application in", func() { provider.denied = "others" }, lifecycle.KeyUsable, "", false},
		{"its policy shuts this one out", func() { provider.denied = "orders" }, lifecycle.KeyDenied, "kms:Decrypt", true},
		{"it cannot be reached", func() { provider.err = &kms.KeyError{Kind: kms.KeyUnreachable, KeyID: arn} }, lifecycle.KeyUnreachable, "cannot be reached", true},
	} {
		step.change()
		now = now.Add(time.Minute)
		require.NoError(t, w.RunOnce(t.Context()), step.name)
		if step.tells {
			told++
		}
		state, found, err := s.KeyState(t.Context(), key)
		require.NoError(t, err)
		require.True(t, found)
		require.Equal(t, step.condition, state.Condition, step.name)
		require.Contains(t, state.Reason, step.reason, step.name)
		require.True(t, state.CheckTime.Equal(now), step.name)
		if step.condition == lifecycle.KeyUsable {
			require.True(t, state.UsableTime.Equal(now), step.name)
		} else {
			require.True(t, state.UsableTime.Before(now), step.name)
		}
		events, err := s.EventsAfter(t.Context(), orders, 0, 100)
		require.NoError(t, err)
		n := 0
		for _, e := range events {
			if e.Type == "KEY" {
				n++
				require.Contains(t, string(e.Detail), arn)
			}
		}
		require.Equal(t, told, n, step.name)
	}
	registry := prometheus.NewRegistry()
	registry.MustRegister(keywatch.NewCollector(s))
	families, err := registry.Gather()
	require.NoError(t, err)
	values := map[string]float64{}
	for _, f := range families {
		require.Len(t, f.GetMetric(), 1)
		values[f.GetName()] = f.GetMetric()[0].GetGauge().GetValue()
	}
	require.Equal(t, map[string]float64{
		"penstock_key_applications": 1, "penstock_key_usable": 0,
		"penstock_key_last_usable_timestamp_seconds": float64(began.Add(6 * time.Minute).Unix()),
	}, values)
}
