package store_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

func newSnapshot(applicationID int64, name string, at time.Time) *lifecycle.Snapshot {
	return &lifecycle.Snapshot{
		ApplicationID: applicationID, Name: name, Status: lifecycle.SnapshotCreating, VersionID: 1,
		Runtime: "FLINK-1_20", CreateTime: at, OperationID: "op", KeyType: lifecycle.KeyTypeOwned,
	}
}

func TestReader_ListSnapshots(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	a := mustCreate(t, s, "orders")
	// Two share a second, and one name sorts against the time.
	second := created.Truncate(time.Second)
	for name, at := range map[string]time.Time{
		"c": second, "a": second.Add(time.Second), "b": second.Add(time.Second + 900*time.Millisecond),
		"A": second.Add(time.Minute),
	} {
		mustTx(t, s, func(tx *store.Tx) error { return tx.CreateSnapshot(t.Context(), newSnapshot(a.ID, name, at)) })
	}
	for _, size := range []int{1, 3, 50} {
		var names []string
		var after store.SnapshotCursor
		for {
			page, err := s.ListSnapshots(t.Context(), a.ID, after, size)
			require.NoError(t, err)
			for _, snapshot := range page {
				names = append(names, snapshot.Name)
				after = store.SnapshotCursor{CreateTime: snapshot.CreateTime, Name: snapshot.Name}
			}
			if len(page) < size {
				break
			}
		}
		require.Equal(t, []string{"c", "a", "b", "A"}, names, "in pages of %d", size)
	}
	count, err := s.CountSnapshots(t.Context(), a.ID)
	require.NoError(t, err)
	require.Equal(t, 4, count)
}

func TestSnapshot_life(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	a := mustCreate(t, s, "orders")
	require.NoError(t, s.ReleaseLease(t.Context(), mustClaim(t, s), time.Hour))
	change := func(do func(tx *store.Tx) error) error { return s.InTx(t.Context(), do) }
	complete := func(tx *store.Tx) error {
		return tx.CompleteSnapshot(t.Context(), a.ID, "s", json.RawMessage(`{"uri": "file:///s"}`), 42)
	}
	mark := func(tx *store.Tx) error { return tx.MarkSnapshotDeleting(t.Context(), a.ID, "s", "op2") }
	remove := func(tx *store.Tx) error { return tx.DeleteSnapshot(t.Context(), a.ID, "s") }
	fail := func(tx *store.Tx) error { return tx.FailSnapshot(t.Context(), a.ID, "s", "disk full") }

	require.ErrorIs(t, change(complete), store.ErrSnapshotStatus, "not there")
	snapshot := newSnapshot(a.ID, "s", created)
	require.NoError(t, change(func(tx *store.Tx) error { return tx.CreateSnapshot(t.Context(), snapshot) }))
	mustClaim(t, s) // woken
	err := change(func(tx *store.Tx) error { return tx.CreateSnapshot(t.Context(), snapshot) })
	require.True(t, fault.Is(err, fault.InUseKind), "%v", err)
	_, ok, err := s.LatestSnapshot(t.Context(), a.ID)
	require.NoError(t, err)
	require.False(t, ok, "one that is being written is no snapshot yet")

	require.ErrorIs(t, change(mark), store.ErrSnapshotStatus)
	require.ErrorIs(t, change(remove), store.ErrSnapshotStatus)
	require.NoError(t, change(complete))
	require.ErrorIs(t, change(complete), store.ErrSnapshotStatus)
	require.ErrorIs(t, change(fail), store.ErrSnapshotStatus)

	snapshot.Status, snapshot.Location, snapshot.Size = lifecycle.SnapshotReady, json.RawMessage(`{"uri": "file:///s"}`), 42
	latest, ok, err := s.LatestSnapshot(t.Context(), a.ID)
	require.NoError(t, err)
	require.True(t, ok)
	require.Empty(t, cmp.Diff(snapshot, latest))

	require.NoError(t, change(mark))
	unfinished, err := s.UnfinishedSnapshots(t.Context(), a.ID)
	require.NoError(t, err)
	require.Len(t, unfinished, 1)
	require.Equal(t, "op2", unfinished[0].OperationID)
	require.NoError(t, change(remove))
	_, err = s.Snapshot(t.Context(), a.ID, "s")
	require.True(t, fault.Is(err, fault.NotFoundKind), "%v", err)

	require.NoError(t, change(func(tx *store.Tx) error {
		return tx.CreateSnapshot(t.Context(), newSnapshot(a.ID, "s", created))
	}))
	require.NoError(t, change(fail))
	failed, err := s.Snapshot(t.Context(), a.ID, "s")
	require.NoError(t, err)
	require.Equal(t, "disk full", failed.Failure)
	require.NoError(t, change(mark), "what failed can be deleted")
}
