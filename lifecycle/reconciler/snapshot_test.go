package reconciler

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/runtime/fake"
	"github.com/penstock/penstock/snapshots"
)

// A control plane that hangs in the middle of the deletion of a snapshot goes on with it when another one has long finished it, and
// when the name has been given to another snapshot, whose files stay.
func TestDeleteSnapshot_ThatEndsLate(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("flights", "run", nil)
	_, err := f.start("flights", lifecycle.DefaultRunConfiguration())
	require.NoError(t, err)
	f.tick()
	f.mustSnap("flights", "daily")
	first := f.snapshot("flights", "daily")

	hung, hanging := false, f.r
	hanging.Signals.Point = func(point string) error {
		if point != "before remove snapshot" || hung {
			return f.point(point)
		}
		hung = true
		f.reboot()
		f.tick()
		require.NoError(t, f.world.Advance(f.job("flights").ID, 5))
		f.mustSnap("flights", "daily")
		f.r = hanging
		return nil
	}
	require.NoError(t, f.removeSnapshot("flights", "daily"))
	f.tick()

	require.True(t, hung)
	second := f.snapshot("flights", "daily")
	require.NotEqual(t, first.ID, second.ID)
	location, err := snapshots.ParseLocation(second.Location)
	require.NoError(t, err)
	position, err := fake.ReadPosition(location.URI)
	require.NoError(t, err, "the files of the second one went with the first one")
	require.EqualValues(t, 5, position)
}

// The files of snapshots of control planes of before lie under the name alone: they are restored, found and removed.
func TestSnapshot_OfBefore(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("flights", "run", nil)
	_, err := f.start("flights", lifecycle.DefaultRunConfiguration())
	require.NoError(t, err)
	f.tick()
	require.NoError(t, f.world.Advance(f.job("flights").ID, 3))
	f.mustSnap("flights", "daily")
	s := f.snapshot("flights", "daily")
	all := filepath.Join(f.root, strconv.FormatInt(s.ApplicationID, 10), "snapshots")
	former := filepath.Join(all, snapshots.FormerDirectory(s))
	require.NoError(t, os.Rename(filepath.Join(all, snapshots.Directory(s)), former))
	_, err = f.sql.Exec(t.Context(), `UPDATE snapshots SET location = replace(location::text, $1, $2)::jsonb`,
		snapshots.Directory(s), snapshots.FormerDirectory(s))
	require.NoError(t, err)
	found, err := (&session{Reconciler: f.r}).savepointOf(t.Context(), s)
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(found, "file://"+former), found)

	_, err = f.stop("flights", true)
	require.NoError(t, err)
	f.tick()
	_, err = f.start("flights", lifecycle.RunConfiguration{RestoreType: lifecycle.RestoreCustom, SnapshotName: "daily"})
	require.NoError(t, err)
	f.tick()
	require.EqualValues(t, 3, f.job("flights").Position)
	require.NoError(t, f.removeSnapshot("flights", "daily"))
	f.tick()
	require.NoDirExists(t, former)
}

// mustSnap takes a snapshot.
func (f *fixture) mustSnap(name, snapshot string) {
	f.Helper()
	require.NoError(f, f.takeSnapshot(name, snapshot))
	f.tick()
	require.Equal(f, lifecycle.SnapshotReady, f.snapshot(name, snapshot).Status)
}

func (f *fixture) snapshot(name, snapshot string) *lifecycle.Snapshot {
	f.Helper()
	s, err := f.store.Snapshot(f.Context(), f.app(name).ID, snapshot)
	require.NoError(f, err)
	return s
}
