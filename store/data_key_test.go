package store_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

func stateKey(id string) *store.DataKey {
	return &store.DataKey{ID: id, ApplicationARN: "arn", Provider: "AWS_OWNED_KEY", Wrapped: []byte("wrapped " + id)}
}

// TestStore_SweepCode_KeepsKeysOfState: a key of state goes when neither a cluster nor a snapshot names it, and not before the grace.
func TestStore_SweepCode_KeepsKeysOfState(t *testing.T) {
	t.Parallel()
	url := storetest.URL(t)
	s := storetest.OpenURL(t, url)
	a := mustCreate(t, s, "orders")
	for _, id := range []string{"of the cluster", "of the next", "of a snapshot", "of nothing", "new"} {
		require.NoError(t, s.AddStateKey(t.Context(), a.ID, stateKey(id)))
	}
	_, err := s.AddLogKey(t.Context(), *stateKey("of logs"))
	require.NoError(t, err)
	lease := mustClaim(t, s)
	observed := a.Observed
	record := func(key string) *lifecycle.ClusterHandle {
		return &lifecycle.ClusterHandle{Driver: "fake", Version: 1, State: json.RawMessage(`{}`), DataKey: key}
	}
	observed.Cluster, observed.NextCluster = record("of the cluster"), record("of the next")
	mustTx(t, s, func(tx *store.Tx) error {
		require.NoError(t, tx.CreateSnapshot(t.Context(), newSnapshot(a.ID, "s", time.Now())))
		require.NoError(t, tx.ProtectSnapshot(t.Context(), a.ID, "s", "of a snapshot"))
		return tx.WriteObserved(t.Context(), lease, observed)
	})
	mustExec(t, url, `UPDATE data_keys SET create_time = create_time - interval '2 hours' WHERE id <> 'new'`)
	_, err = s.SweepCode(t.Context(), time.Hour)
	require.NoError(t, err)
	for _, id := range []string{"of the cluster", "of the next", "of a snapshot", "new", "of logs"} {
		key, err := s.DataKey(t.Context(), id)
		require.NoError(t, err)
		require.Equal(t, []byte("wrapped "+id), key.Wrapped)
	}
	_, err = s.DataKey(t.Context(), "of nothing")
	require.True(t, fault.Is(err, fault.NotFoundKind), "%v", err)

	id, err := s.SnapshotDataKey(t.Context(), a.ID, "s")
	require.NoError(t, err)
	require.Equal(t, "of a snapshot", id)
	require.True(t, fault.Is(s.AddStateKey(t.Context(), a.ID+1, stateKey("x")), fault.NotFoundKind))
}

func TestStore_AddLogKey_KeepsTheFirst(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	_, found, err := s.LogKey(t.Context())
	require.NoError(t, err)
	require.False(t, found)
	for _, id := range []string{"first", "second"} {
		key, err := s.AddLogKey(t.Context(), *stateKey(id))
		require.NoError(t, err)
		require.Equal(t, "first", key.ID)
	}
}
