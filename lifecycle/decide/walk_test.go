package decide_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/decide"
)

var rewrite = flag.Bool("rewrite", false, "write what is decided now into testdata")

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// goals are everything that can be wanted.
var goals = []lifecycle.Goal{
	lifecycle.GoalRun, lifecycle.GoalStop, lifecycle.GoalForceStop, lifecycle.GoalDelete,
}

// situations are what a control plane can find when it begins to work on an application, by name: each is a place at
// which another one may have died.
var situations = []struct {
	name string
	set  func(f *decide.Facts)
}{
	{"nothing there", func(*decide.Facts) {}},
	{"planned", func(f *decide.Facts) { f.Cluster = cluster(func(c *decide.Cluster) { c.Prepared = false }) }},
	{"planned long ago", func(f *decide.Facts) {
		f.Cluster = cluster(func(c *decide.Cluster) { c.Prepared, c.Since = false, noon.Add(-time.Hour) })
	}},
	{"preparing", func(f *decide.Facts) {
		f.Cluster = cluster(func(c *decide.Cluster) { c.State, c.Job = decide.ClusterPreparing, decide.JobUnknown })
	}},
	{"not answering", func(f *decide.Facts) {
		f.Cluster = cluster(func(c *decide.Cluster) { c.State, c.Job = decide.ClusterUnknown, decide.JobUnknown })
	}},
	{"exited", func(f *decide.Facts) {
		f.Cluster = cluster(func(c *decide.Cluster) {
			c.State, c.ExitReason, c.Job = decide.ClusterExited, "signal 9", decide.JobUnknown
		})
	}},
	{"exited for good", func(f *decide.Facts) {
		f.Cluster = cluster(func(c *decide.Cluster) {
			c.State, c.ExitReason, c.ExitTerminal, c.Job = decide.ClusterExited, "1:1: no", true, decide.JobUnknown
		})
	}},
	{"ready", func(f *decide.Facts) { f.Cluster = cluster(job(decide.JobAbsent)) }},
	{"deploying", func(f *decide.Facts) { f.Cluster = cluster(job(decide.JobDeploying)) }},
	{"job runs", func(f *decide.Facts) { f.Cluster = cluster(job(decide.JobRunning)) }},
	{"job restarts", func(f *decide.Facts) { f.Cluster = cluster(job(decide.JobRestarting)) }},
	{"job finished", func(f *decide.Facts) { f.Cluster = cluster(job(decide.JobFinished)) }},
	{"job failed", func(f *decide.Facts) { f.Cluster = cluster(job(decide.JobFailed)) }},
	{"condemned", func(f *decide.Facts) {
		f.Cluster = cluster(job(decide.JobFailed), func(c *decide.Cluster) { c.Condemned = "no table" })
	}},
	{"condemned and gone", func(f *decide.Facts) {
		f.Cluster = cluster(func(c *decide.Cluster) { c.Condemned, c.Gone = "no table", true })
	}},
	{"retired", func(f *decide.Facts) {
		f.Cluster = cluster(job(decide.JobFinished), func(c *decide.Cluster) { c.Retired = true })
	}},
	{"retired and gone", func(f *decide.Facts) {
		f.Cluster = cluster(func(c *decide.Cluster) { c.Retired, c.Gone = true, true })
	}},
	{"job runs, snapshot begun", func(f *decide.Facts) {
		f.Cluster = cluster(job(decide.JobRunning))
		f.Automatic = snapshot(lifecycle.SnapshotCreating, decide.SavepointAbsent)
	}},
	{"gone, savepoint unknown", func(f *decide.Facts) {
		f.Cluster = cluster(func(c *decide.Cluster) { c.Gone, c.State, c.Job = true, decide.ClusterUnknown, decide.JobUnknown })
		f.Automatic = snapshot(lifecycle.SnapshotCreating, decide.SavepointUnknown)
	}},
	{"job runs, savepoint in progress", func(f *decide.Facts) {
		f.Cluster = cluster(job(decide.JobRunning))
		f.Automatic = snapshot(lifecycle.SnapshotCreating, decide.SavepointInProgress)
	}},
	{"job finished, savepoint complete", func(f *decide.Facts) {
		f.Cluster = cluster(job(decide.JobFinished))
		f.Automatic = snapshot(lifecycle.SnapshotCreating, decide.SavepointCompleted)
	}},
	{"job finished, snapshot ready", func(f *decide.Facts) {
		f.Cluster = cluster(job(decide.JobFinished))
		f.Automatic = snapshot(lifecycle.SnapshotReady, decide.SavepointAbsent)
	}},
	{"job runs, snapshot failed", func(f *decide.Facts) {
		f.Cluster = cluster(job(decide.JobRunning))
		f.Automatic = snapshot(lifecycle.SnapshotFailed, decide.SavepointAbsent)
	}},
	{"job runs, snapshot requested", func(f *decide.Facts) {
		f.Cluster = cluster(job(decide.JobRunning))
		f.Snapshots = []decide.Snapshot{*snapshot(lifecycle.SnapshotCreating, decide.SavepointAbsent)}
	}},
	{"job runs, snapshot on request begun", func(f *decide.Facts) {
		f.Cluster = cluster(job(decide.JobRunning))
		f.Snapshots = []decide.Snapshot{
			{Name: "old", Status: lifecycle.SnapshotDeleting}, *snapshot(lifecycle.SnapshotCreating, decide.SavepointInProgress),
		}
	}},
	{"job runs, next planned", func(f *decide.Facts) {
		f.Cluster = cluster(job(decide.JobRunning))
		f.Next = cluster(func(c *decide.Cluster) { c.Prepared = false })
	}},
	{"job runs, next ready", func(f *decide.Facts) {
		f.Cluster = cluster(job(decide.JobRunning))
		f.Next = cluster(job(decide.JobAbsent), func(c *decide.Cluster) { c.Restore = false })
	}},
	{"job runs, next condemned and gone", func(f *decide.Facts) {
		f.Cluster = cluster(job(decide.JobRunning))
		f.Next = cluster(func(c *decide.Cluster) { c.Condemned, c.Gone, c.Restore = "no table", true, false })
	}},
	{"job finished, snapshot ready, next ready", func(f *decide.Facts) {
		f.Cluster = cluster(job(decide.JobFinished))
		f.Automatic = snapshot(lifecycle.SnapshotReady, decide.SavepointAbsent)
		f.Next = cluster(job(decide.JobAbsent), func(c *decide.Cluster) { c.Restore = false })
	}},
	{"job finished, next may run", func(f *decide.Facts) {
		f.Cluster = cluster(job(decide.JobFinished))
		f.Next = cluster(job(decide.JobAbsent))
	}},
	{"job finished, next runs", func(f *decide.Facts) {
		f.Cluster = cluster(job(decide.JobFinished))
		f.Next = cluster(job(decide.JobRunning))
	}},
	{"job finished, next condemned and gone", func(f *decide.Facts) {
		f.Cluster = cluster(job(decide.JobFinished))
		f.Next = cluster(func(c *decide.Cluster) { c.Condemned, c.Gone = "no table", true })
	}},
	{"on trial, job failed often", func(f *decide.Facts) {
		f.MayRollBack = true
		f.Cluster = cluster(job(decide.JobRestarting), func(c *decide.Cluster) { c.Deployed, c.Failures, c.JobFailure = noon, 3, "no table" })
	}},
	{"on trial, job failed once", func(f *decide.Facts) {
		f.MayRollBack = true
		f.Cluster = cluster(job(decide.JobRestarting), func(c *decide.Cluster) { c.Deployed, c.Failures = noon, 1 })
	}},
	{"trial over, job failed often", func(f *decide.Facts) {
		f.MayRollBack = true
		f.Cluster = cluster(job(decide.JobRestarting), func(c *decide.Cluster) { c.Deployed, c.Failures = noon.Add(-time.Hour), 3 })
	}},
	{"on trial, condemned and gone", func(f *decide.Facts) {
		f.MayRollBack = true
		f.Cluster = cluster(func(c *decide.Cluster) { c.Condemned, c.Gone = "no table", true })
	}},
	{"on trial, next condemned and gone", func(f *decide.Facts) {
		f.MayRollBack = true
		f.Cluster = cluster(job(decide.JobRunning))
		f.Next = cluster(func(c *decide.Cluster) { c.Condemned, c.Gone, c.Restore = "no table", true, false })
	}},
	{"next of an earlier change", func(f *decide.Facts) {
		f.Cluster = cluster(job(decide.JobRunning))
		f.Next = cluster(job(decide.JobAbsent), func(c *decide.Cluster) { c.Generation = 3 })
	}},
}

func cluster(change ...func(c *decide.Cluster)) *decide.Cluster {
	c := &decide.Cluster{
		Generation: 4, Prepared: true, Restore: true, Since: noon, State: decide.ClusterReady, Job: decide.JobAbsent,
	}
	for _, do := range change {
		do(c)
	}
	return c
}

func job(state decide.JobState) func(c *decide.Cluster) {
	return func(c *decide.Cluster) { c.Job = state }
}

func snapshot(status lifecycle.SnapshotStatus, savepoint decide.SavepointState) *decide.Snapshot {
	return &decide.Snapshot{Name: "s", Status: status, Savepoint: savepoint}
}

// TestDecide_EveryStatusGoalAndSituation walks all of them and compares with testdata/walk.txt, which is the place to
// see what a change of the decisions changes.
func TestDecide_EveryStatusGoalAndSituation(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	decided := map[decide.Kind]bool{}
	for _, status := range lifecycle.Statuses() {
		fmt.Fprintf(&out, "%s\n", status)
		for _, situation := range situations {
			for _, enabled := range []bool{true, false} {
				answers := map[string][]string{}
				var order []string
				for _, goal := range goals {
					action := decideIn(t, status, goal, enabled, situation.set)
					decided[action.Kind] = true
					answer := describe(action)
					if answers[answer] == nil {
						order = append(order, answer)
					}
					answers[answer] = append(answers[answer], string(goal))
				}
				for _, answer := range order {
					name := situation.name
					if !enabled {
						name += ", no snapshots"
					}
					wanted := strings.Join(answers[answer], " ")
					if len(answers[answer]) == len(goals) {
						wanted = "*"
					}
					fmt.Fprintf(&out, "  %-48s %-28s %s\n", name, wanted, answer)
				}
			}
		}
	}
	for _, kind := range decide.Kinds() {
		require.True(t, decided[kind] || kind == decide.TakeUp, "no situation leads to %q", kind)
	}
	const file = "testdata/walk.txt"
	if *rewrite {
		require.NoError(t, os.WriteFile(file, []byte(out.String()), 0o600))
	}
	expected, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, strings.Split(string(expected), "\n"), strings.Split(out.String(), "\n"))
}

// decideIn decides in a situation and checks what holds for every decision.
func decideIn(
	t *testing.T, status lifecycle.Status, goal lifecycle.Goal, enabled bool, set func(f *decide.Facts),
) decide.Action {
	t.Helper()
	f := decide.Facts{
		Now: noon.Add(time.Second), Name: "a", Status: status, SnapshotsEnabled: enabled, OperationStart: noon,
		Desired: lifecycle.Desired{Goal: goal, Generation: 4, Via: status}, Limits: decide.DefaultLimits(),
	}
	set(&f)
	action := decide.Decide(f)
	require.Equal(t, action, decide.Decide(f), "the same facts give another decision")
	require.NotEmpty(t, action.Why, "%s %s: no reason", status, goal)
	require.Contains(t, decide.Kinds(), action.Kind)
	require.NotContains(t, action.Why, "not known to this control plane", "no decision for %s", status)
	checkLegal(t, f, action)

	f.Pending = true
	require.Equal(t, decide.TakeUp, decide.Decide(f).Kind, "a new desire comes first")
	return action
}

// checkLegal checks that an action can be applied to the facts.
func checkLegal(t require.TestingT, f decide.Facts, action decide.Action) {
	in := fmt.Sprintf("%s, %s: %s", f.Status, f.Desired.Goal, describe(action))
	switch action.Kind {
	case decide.Settle:
		require.NoError(t, lifecycle.Transition(f.Status, action.Status, nil), in)
		require.True(t, f.Status != action.Status || !f.OperationStart.IsZero(), in)
		require.Equal(t, action.Outcome == lifecycle.OperationFailed, action.Text != "", in)
	case decide.RunJob, decide.PrepareCluster, decide.Destroy, decide.CancelJob, decide.ChooseRestore:
		require.NotNil(t, inSlot(f, action), in)
		require.False(t, inSlot(f, action).Gone, in)
	case decide.Forget, decide.ReplaceCluster:
		require.NotNil(t, inSlot(f, action), in)
		require.True(t, inSlot(f, action).Gone, in)
	case decide.Condemn, decide.Retire:
		require.NotNil(t, inSlot(f, action), in)
	case decide.PlanCluster:
		if action.Slot == decide.Beside {
			require.Nil(t, f.Next, in)
		} else {
			require.Nil(t, f.Cluster, in)
		}
	case decide.StopJob, decide.TakeSavepoint, decide.CompleteSnapshot, decide.FailSnapshot, decide.DeleteSnapshot:
		require.NotEmpty(t, action.Snapshot, in)
	}
}

func inSlot(f decide.Facts, action decide.Action) *decide.Cluster {
	if action.Slot == decide.Beside {
		return f.Next
	}
	return f.Cluster
}

func describe(a decide.Action) string {
	text := string(a.Kind)
	if a.Slot != "" {
		text += " " + string(a.Slot)
	}
	if a.Kind == decide.Settle {
		text += fmt.Sprintf(" %s %s", a.Status, a.Outcome)
	}
	return text
}
