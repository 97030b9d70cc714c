package store_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

func TestFindStateElsewhere(t *testing.T) {
	t.Parallel()
	url := storetest.URL(t)
	s := storetest.OpenURL(t, url)
	a := newApplication("orders")
	mustTx(t, s, func(tx *store.Tx) error { return tx.CreateApplication(t.Context(), a, newVersion()) })
	find := func(prefix string) *store.StateElsewhere {
		t.Helper()
		found, err := s.FindStateElsewhere(t.Context(), prefix)
		require.NoError(t, err)
		return found
	}
	require.Nil(t, find("s3://state/"))
	snapshot := &lifecycle.Snapshot{
		ApplicationID: a.ID, Name: "kept", VersionID: 1, Runtime: "FLINK-1_20", KeyType: lifecycle.KeyTypeOwned, CreateTime: s.Now(), Status: lifecycle.SnapshotCreating,
	}
	mustTx(t, s, func(tx *store.Tx) error {
		if err := tx.CreateSnapshot(t.Context(), snapshot); err != nil {
			return err
		}
		return tx.CompleteSnapshot(t.Context(), a.ID, "kept", json.RawMessage(`{"uri": "file:///state/1"}`), 1)
	})
	mustExec(t, url, `UPDATE applications SET cluster = '{"state": {"checkpointsUri": "file:///state/2"}}'`)
	require.Nil(t, find("file:///"))
	require.Equal(t, &store.StateElsewhere{Snapshots: 1, Runs: 1, URI: "file:///state/1", Application: "orders"}, find("s3://state/"))
}
