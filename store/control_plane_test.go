package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

// silence is longer than a test takes.
const silence = time.Hour

// fallSilent makes a control plane one that was last seen long ago.
func fallSilent(t *testing.T, url string, id int64) {
	t.Helper()
	mustExec(t, url, `UPDATE control_planes SET seen_at = clock_timestamp() - interval '2 hours' WHERE id = $1`, id)
}

// watched makes an application that a control plane watches and returns the term that ended with that.
func watched(t *testing.T, s *store.Store, name string, watcher int64) store.Lease {
	t.Helper()
	mustCreate(t, s, name)
	lease := mustClaim(t, s)
	lease.Watcher = watcher
	require.NoError(t, s.ReleaseLease(t.Context(), lease, time.Hour))
	return lease
}

func due(t *testing.T, s *store.Store) bool {
	t.Helper()
	wait, ok, err := s.NextDue(t.Context())
	require.NoError(t, err)
	return ok && wait == 0
}

func TestStore_Beat(t *testing.T) {
	t.Parallel()
	url := storetest.URL(t)
	s := storetest.OpenURL(t, url)
	first, err := s.JoinControlPlanes(t.Context(), "first")
	require.NoError(t, err)
	second, err := s.JoinControlPlanes(t.Context(), "second")
	require.NoError(t, err)
	watched(t, s, "orders", first)
	require.False(t, due(t, s))

	alive, err := s.Beat(t.Context(), second, silence)
	require.NoError(t, err)
	require.True(t, alive)
	require.False(t, due(t, s), "what a control plane that lives watches is not due")

	fallSilent(t, url, first)
	alive, err = s.Beat(t.Context(), second, silence)
	require.NoError(t, err)
	require.True(t, alive)
	require.True(t, due(t, s), "what a dead control plane watched is due")

	alive, err = s.Beat(t.Context(), first, silence)
	require.NoError(t, err)
	require.False(t, alive, "it is told that it was taken for dead")
}

func TestStore_LeaveControlPlanes(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	id, err := s.JoinControlPlanes(t.Context(), "first")
	require.NoError(t, err)
	watched(t, s, "orders", id)
	require.NoError(t, s.LeaveControlPlanes(t.Context(), id))
	require.True(t, due(t, s))
	require.NoError(t, s.LeaveControlPlanes(t.Context(), id), "it has left")
}

func TestStore_ReleaseLease_to_a_watcher_that_was_buried(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	id, err := s.JoinControlPlanes(t.Context(), "first")
	require.NoError(t, err)
	require.NoError(t, s.LeaveControlPlanes(t.Context(), id))
	watched(t, s, "orders", id)
	require.True(t, due(t, s), "nobody would look at it again")
}

func TestStore_WakeWatched(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	id, err := s.JoinControlPlanes(t.Context(), "first")
	require.NoError(t, err)
	lease := watched(t, s, "orders", id)
	require.NoError(t, s.WakeWatched(t.Context(), lease.ApplicationID, id+1))
	require.False(t, due(t, s), "a control plane that does not watch it has nothing to say")
	require.NoError(t, s.WakeWatched(t.Context(), lease.ApplicationID, id))
	require.True(t, due(t, s))
}
