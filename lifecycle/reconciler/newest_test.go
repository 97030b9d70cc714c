package reconciler

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/store"
)

// TestNewest_NoOlderCheckpoint: a job whose cluster is gone does not go on from a checkpoint that is older than one it was seen to have.
func TestNewest_NoOlderCheckpoint(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("a", "run", nil)
	f.mustStart("a")
	require.NoError(t, f.world.Checkpoint(f.job("a").ID))
	l, err := parseRecord(f.app("a").Observed.Cluster)
	require.NoError(t, err)
	seen := func(number int64) {
		t.Helper()
		require.NoError(t, f.store.RecordNewestCheckpoints(t.Context(), []store.NewestCheckpoint{
			{ApplicationID: f.app("a").ID, RunURI: l.CheckpointsURI, Number: number},
		}))
	}
	seen(5)
	f.mustKill(f.job("a").ID)
	f.tickUntil(func() bool { return f.app("a").Observed.Failures > 1 })
	require.Equal(t, lifecycle.StatusRunning, f.app("a").Status())
	require.Contains(t, f.app("a").Observed.LastError, "its job had come to checkpoint 5")
	require.Contains(t, f.app("a").Observed.LastError, "the newest that is there is chk-")
	_, err = f.sql.Exec(t.Context(), `UPDATE newest_checkpoints SET number = 1`)
	require.NoError(t, err)
	f.tickUntil(f.runs)
	require.NotEmpty(t, f.job("a").Restored)
}

// TestNewest_IsWrittenOnce: what was noted is written in one go, what could not be written is not lost, and newer numbers win.
func TestNewest_IsWrittenOnce(t *testing.T) {
	t.Parallel()
	var n newest
	one, two := &followed{target: &target{applicationID: 1, checkpointsURI: "r"}}, &followed{target: &target{applicationID: 2, checkpointsURI: "s"}}
	n.note(one, driver.Vitals{NewestCheckpoint: 0})
	require.Empty(t, n.take())
	n.note(one, driver.Vitals{NewestCheckpoint: 3})
	n.note(two, driver.Vitals{NewestCheckpoint: 8})
	first := n.take()
	require.ElementsMatch(t, []store.NewestCheckpoint{{ApplicationID: 1, RunURI: "r", Number: 3}, {ApplicationID: 2, RunURI: "s", Number: 8}}, first)
	n.note(one, driver.Vitals{NewestCheckpoint: 3})
	require.Empty(t, n.take(), "it is known already")
	n.note(one, driver.Vitals{NewestCheckpoint: 4})
	n.giveBack(first)
	require.ElementsMatch(t, []store.NewestCheckpoint{{ApplicationID: 1, RunURI: "r", Number: 4}, {ApplicationID: 2, RunURI: "s", Number: 8}}, n.take())
}

// TestNewest_IsWhereCheckpointsAreKept: what a program keeps elsewhere is not looked for among the application's checkpoints.
func TestNewest_IsWhereCheckpointsAreKept(t *testing.T) {
	t.Parallel()
	for uri, noted := range map[string]bool{
		"":                                        true,
		"file:/data/7/1-0/j/chk-3":                true,
		"file:///data/7/1-0/j/chk-3":              true,
		"file:/data/7/1-01/j/chk-3":               false,
		"file:/elsewhere/j/chk-3":                 false,
		"s3://data/7/1-0/j/chk-3":                 false,
		"file:/data/7/1-0/../../x":                false,
		"<checkpoint-not-externally-addressable>": false,
		":": false,
	} {
		var n newest
		n.note(&followed{target: &target{applicationID: 1, checkpointsURI: "file:///data/7/1-0"}}, driver.Vitals{NewestCheckpoint: 3, NewestCheckpointURI: uri})
		require.Equal(t, noted, len(n.take()) == 1, uri)
	}
	require.True(t, liesBelow("s3://b/p/7/1-0/j/chk-3", "s3://b/p/7/1-0"))
	require.False(t, liesBelow("s3://c/p/7/1-0/j/chk-3", "s3://b/p/7/1-0"))
}
