package retention_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/lifecycle/reconciler/reconcilertest"
	"github.com/penstock/penstock/lifecycle/retention"
	"github.com/penstock/penstock/operations"
	"github.com/penstock/penstock/snapshots"
	"github.com/penstock/penstock/store"
)

// installation is one whose retention is looked after by hand.
type installation struct {
	*reconcilertest.Installation
	keeper *retention.Keeper
}

func newInstallation(t *testing.T, r snapshots.Retention) *installation {
	t.Helper()
	i := &installation{Installation: reconcilertest.New(t, nil)}
	i.keeper = retention.New(retention.Config{Store: i.Store, Retention: r})
	i.Create("orders", `{}`)
	return i
}

// put writes a READY snapshot of an age.
func (i *installation) put(name string, age time.Duration, automatic bool) {
	i.Helper()
	i.InTx(func(tx *store.Tx) error {
		location, err := snapshots.Location{URI: "file:///nowhere"}.Encode()
		if err != nil {
			return err
		}
		return tx.CreateSnapshot(i.Context(), &lifecycle.Snapshot{
			ApplicationID: i.App("orders").ID, Name: name, Status: lifecycle.SnapshotReady, VersionID: 1, Runtime: "FLINK-1_20",
			CreateTime: time.Now().Add(-age), Automatic: automatic, KeyType: lifecycle.KeyTypeOwned, Location: location, Size: 7,
		})
	})
}

// left are the names of the snapshots that are there after what is removed is gone.
func (i *installation) left(removed int) string {
	i.Helper()
	n, err := i.keeper.RunOnce(i.Context())
	require.NoError(i, err)
	require.Equal(i, removed, n)
	var names []string
	i.Eventually("what is removed is gone", func() bool {
		all, err := i.Store.AllSnapshots(i.Context(), i.App("orders").ID)
		require.NoError(i, err)
		names = nil
		for _, s := range all {
			if s.Status == lifecycle.SnapshotDeleting {
				return false
			}
			names = append(names, s.Name)
		}
		return true
	})
	again, err := i.keeper.RunOnce(i.Context())
	require.NoError(i, err)
	require.Zero(i, again, "once is enough")
	return strings.Join(names, " ")
}

func TestKeeper_RemovesAndTells(t *testing.T) {
	t.Parallel()
	i := newInstallation(t, snapshots.Retention{Count: 2})
	for _, s := range []string{"a", "b", "c"} {
		i.put(s, time.Duration('z'-rune(s[0]))*time.Hour, true)
	}
	require.Equal(t, "b c", i.left(1))

	done, err := i.Store.ListOperations(t.Context(), i.App("orders").ID, store.OperationQuery{Kind: lifecycle.OperationDeleteSnapshot, Unlisted: true, Limit: 9})
	require.NoError(t, err)
	require.Len(t, done, 1)
	o, err := i.Store.Operation(t.Context(), i.App("orders").ID, done[0].ID)
	require.NoError(t, err)
	require.Equal(t, lifecycle.OperationSuccessful, o.Status)
	require.Equal(t, retention.Actor, o.RequestedBy)
	require.Equal(t, operations.StepExpire, o.Steps[0].Name)
	require.Contains(t, o.Steps[0].Detail, "Snapshot a is removed. Retention keeps the newest 2")

	events, err := i.Store.EventsAfter(t.Context(), i.App("orders").ID, 0, 100)
	require.NoError(t, err)
	var told []string
	for _, e := range events {
		if e.Type == "STEP" || e.Type == "SNAPSHOT" {
			told = append(told, string(e.Detail))
		}
	}
	text := strings.Join(told, "\n")
	require.Contains(t, text, "Snapshot a is removed")
	require.Regexp(t, `"SnapshotName": "a", "SnapshotStatus": "DELETED"`, text)

	audited, err := i.Store.ListAudit(t.Context(), store.AuditQuery{Application: "orders", Action: "DeleteApplicationSnapshot"}, store.AuditCursor{}, 9)
	require.NoError(t, err)
	require.Len(t, audited, 1)
	require.Equal(t, retention.Actor, audited[0].Actor)
	var detail map[string]any
	require.NoError(t, json.Unmarshal(audited[0].Detail, &detail))
	require.Equal(t, "a", detail["snapshot"])
}

func TestKeeper_AnApplicationHasItsOwn(t *testing.T) {
	t.Parallel()
	i := newInstallation(t, snapshots.Retention{Count: 1})
	set := func(r *snapshots.Retention) {
		i.InTx(func(tx *store.Tx) error { return tx.SetSnapshotRetention(t.Context(), i.App("orders").ID, r) })
	}
	i.put("hand", 50*time.Hour, false)
	i.put("old", 49*time.Hour, true)
	i.put("day", 24*time.Hour, true)
	i.put("new", time.Hour, true)
	set(&snapshots.Retention{})
	require.Equal(t, "hand old day new", i.left(0), "it keeps all, whatever the installation does")
	set(&snapshots.Retention{Age: 48 * time.Hour, SpareManual: true})
	require.Equal(t, "hand day new", i.left(1))
	set(&snapshots.Retention{Count: 2})
	require.Equal(t, "day new", i.left(1))
	r, own, err := i.Store.SnapshotRetention(t.Context(), i.App("orders").ID)
	require.NoError(t, err)
	require.True(t, own)
	require.Equal(t, snapshots.Retention{Count: 2}, r)
	set(nil)
	require.Equal(t, "new", i.left(1), "without its own, the installation's counts")
}

func TestKeeper_KeepsWhatIsNeeded(t *testing.T) {
	t.Parallel()
	i := newInstallation(t, snapshots.Retention{Count: 1})
	id := i.App("orders").ID
	newest := func() lifecycle.Snapshot {
		all, err := i.Store.AllSnapshots(t.Context(), id)
		require.NoError(t, err)
		return all[len(all)-1]
	}
	i.Start("orders")
	i.Stop("orders")
	restored := newest()
	require.Equal(t, lifecycle.OperationStop, restored.Origin)
	require.Equal(t, 1, restored.Parallelism)
	i.Start("orders")
	i.put("read", 3*time.Hour, true)
	i.put("new", 0, true)
	require.NoError(t, i.Store.HoldSnapshot(t.Context(), "hold-1", id, "read", "exported", time.Hour))
	require.Equal(t, "read "+restored.Name+" new", i.left(0))
	require.NoError(t, i.Store.LetSnapshotGo(t.Context(), "hold-1"))
	require.Equal(t, restored.Name+" new", i.left(1), "the job that runs was started from the first")
	err := i.Store.HoldSnapshot(t.Context(), "hold-2", id, "read", "exported", time.Hour)
	require.True(t, fault.Is(err, fault.NotFoundKind), "%v", err)
	i.Stop("orders")
	i.Eventually("no job is left that was started from the first", func() bool { return i.App("orders").Observed.Cluster == nil })
	require.Equal(t, newest().Name, i.left(2))
}
