package store_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

func TestStore_Health(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	a := mustCreate(t, s, "orders")
	mustTx(t, s, func(tx *store.Tx) error { return tx.SetDesired(t.Context(), a.ID, start(2, "")) })
	lease := mustClaim(t, s)
	observe := func(status lifecycle.Status, restarting bool, h lifecycle.Health) {
		mustTx(t, s, func(tx *store.Tx) error {
			observed := lifecycle.Observed{Status: status, Generation: 2, Restarting: restarting}
			if err := tx.WriteObserved(t.Context(), lease, observed); err != nil {
				return err
			}
			return tx.WriteHealth(t.Context(), a.ID, h)
		})
	}
	read := func() *lifecycle.Application {
		found, err := s.Application(t.Context(), key("orders"))
		require.NoError(t, err)
		found.Observed.Health.Since = found.Observed.Health.Since.UTC()
		return found
	}
	listed := func() lifecycle.Health {
		list, err := s.ListApplications(t.Context(), account, region, "", 10)
		require.NoError(t, err)
		list[0].Health.Since = list[0].Health.Since.UTC()
		return list[0].Health
	}
	require.Zero(t, read().Health())

	healthy := lifecycle.Health{State: lifecycle.HealthHealthy, Since: created, Reason: "It runs."}
	observe(lifecycle.StatusRunning, false, healthy)
	kept := healthy
	kept.Since = created.Truncate(time.Microsecond)
	require.Equal(t, kept, read().Health())
	require.Equal(t, kept, listed())

	me, err := s.JoinControlPlanes(t.Context(), "me")
	require.NoError(t, err)
	lease.Watcher = me
	require.NoError(t, s.ReleaseLease(t.Context(), lease, term))

	stalled := lifecycle.Health{State: lifecycle.HealthStalled, Cause: lifecycle.CauseInput, Since: created.Add(time.Hour), Reason: "It does not."}
	change := func(watcher int64, told, next lifecycle.Health) bool {
		written, err := s.ChangeHealth(t.Context(), a.ID, watcher, told, next)
		require.NoError(t, err)
		return written
	}
	require.False(t, change(me+1, healthy, stalled), "who does not watch it has nothing to say")
	require.False(t, change(me, stalled, healthy), "another one was told")
	require.True(t, change(me, healthy, stalled))
	require.Equal(t, lifecycle.HealthStalled, read().Health().State)
	counts, err := s.HealthCounts(t.Context())
	require.NoError(t, err)
	require.Equal(t, map[lifecycle.HealthState]int{lifecycle.HealthStalled: 1}, counts)
	again := stalled
	again.Reason = "It still does not."
	require.True(t, change(me, stalled, again))
	require.Equal(t, again.Reason, read().Health().Reason)

	// A restart that was seen meanwhile counts for more than what was sampled before it.
	mustTx(t, s, func(tx *store.Tx) error { return tx.Wake(t.Context(), a.ID) })
	lease = mustClaim(t, s)
	restarting := lifecycle.Health{State: lifecycle.HealthRestarting, Cause: lifecycle.CauseFailure, Since: created.Add(2 * time.Hour), Reason: "It fails."}
	observe(lifecycle.StatusRunning, true, restarting)
	require.False(t, change(me, restarting, healthy))

	observe(lifecycle.StatusReady, false, lifecycle.Health{})
	require.Zero(t, read().Observed.Health)
	require.Zero(t, listed())

	found, err := s.EventsAfter(t.Context(), a.ID, 0, 100)
	require.NoError(t, err)
	var told []map[string]string
	for _, e := range found {
		if e.Type == "HEALTH" {
			var detail map[string]string
			require.NoError(t, json.Unmarshal(e.Detail, &detail))
			told = append(told, detail)
		}
	}
	require.Equal(t, []map[string]string{
		{"Health": "STALLED", "PreviousHealth": "HEALTHY", "HealthCause": "INPUT", "Message": "It does not."},
		{"Health": "RESTARTING", "PreviousHealth": "STALLED", "HealthCause": "FAILURE", "Message": "It fails."},
	}, told, "neither that it begins nor that it ends, nor other words for the same")
}

// Health of a job that an older control plane has ended is not told.
func TestApplication_HealthOfNoJob(t *testing.T) {
	t.Parallel()
	left := lifecycle.Observed{Health: lifecycle.Health{State: lifecycle.HealthStalled}}
	for _, status := range lifecycle.Statuses() {
		left.Status = status
		a := lifecycle.Application{Observed: left}
		require.Equal(t, status.Runs(), a.Health() != lifecycle.Health{}, status)
	}
}
