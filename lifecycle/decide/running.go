package decide

import (
	"time"

	"github.com/penstock/penstock/lifecycle"
)

// running decides for an application whose job is deployed. It keeps the job alive and makes snapshots on request. It
// leaves to READY when a bounded job has finished, and to ROLLING_BACK when a version on trial keeps failing.
func running(f *Facts) Action {
	if action, done := dispose(f.Next, Beside, "another cluster has its place"); !done {
		return action
	}
	c := f.Cluster
	switch {
	case c == nil:
		return fail(lifecycle.StatusReady, "the application lost its cluster")
	case c.Retired && c.Gone:
		return succeed(lifecycle.StatusReady, "the job has finished")
	case c.Retired:
		return f.closeSnapshotsThen(on(Destroy, Current, "the job has finished"),
			"the job finished before the snapshot was complete")
	}
	if reason, fails := f.failsOnTrial(c); fails {
		return rollBack(reason)
	}
	switch {
	case c.Condemned != "" || c.Lost():
		if wait := f.pause(c); wait > 0 {
			return Action{Kind: Idle, After: wait, Why: "its clusters die in a row"}
		}
		return f.replace(c, Current)
	case !c.Prepared:
		return on(PrepareCluster, Current, "it takes the place of one that died")
	}
	if action, done := f.job(c); !done {
		return action
	}
	if action, done := f.requestedSnapshots(); !done {
		return action
	}
	if c.Tells && c.Job == JobRunning {
		return Action{Kind: Idle, Why: "running, and the cluster tells of changes"}
	}
	return Action{Kind: Idle, After: f.Limits.Look, Why: "running"}
}

// pause is how long to wait before a cluster is replaced: the first at once, clusters that die soon after one another
// later and later.
func (f *Facts) pause(c *Cluster) time.Duration {
	pause := min(time.Duration(c.Attempt)*time.Second, f.Limits.Pause)
	return pause - max(0, f.Now.Sub(c.Since)) // the clock may have been set back since
}

// job decides for the job of a running application. A job that fails and is brought back by its cluster needs nothing.
func (f *Facts) job(c *Cluster) (Action, bool) {
	switch {
	case c.State == ClusterPreparing && f.late(c):
		return condemn(Current, "the cluster did not come up"), false
	case c.State == ClusterPreparing:
		return watch("the cluster comes up again"), false
	case c.State != ClusterReady:
		return Action{Kind: Idle, After: f.Limits.Look, Why: "the cluster is " + string(c.State)}, false
	}
	switch c.Job {
	case JobAbsent:
		return on(RunJob, Current, "the cluster is ready again"), false
	case JobFinished:
		return on(Retire, Current, "the job has finished"), false
	case JobFailed, JobCanceled:
		return condemn(Current, orElse(c.JobFailure, "the job ended as "+string(c.Job))), false
	default:
		return Action{}, true
	}
}

// requestedSnapshots brings the snapshots that were asked for forward, the oldest first.
func (f *Facts) requestedSnapshots() (Action, bool) {
	for _, s := range f.Snapshots {
		switch s.Status {
		case lifecycle.SnapshotDeleting:
			return Action{Kind: DeleteSnapshot, Snapshot: s.Name, Why: "it is not wanted any more"}, false
		case lifecycle.SnapshotCreating:
			return f.savepoint(&s, TakeSavepoint), false
		}
	}
	return Action{}, true
}

// savepoint brings the savepoint of a snapshot that is CREATING forward, beginning it with the kind given.
func (f *Facts) savepoint(s *Snapshot, begin Kind) Action {
	c := f.Cluster
	switch s.Savepoint {
	case SavepointCompleted:
		return Action{Kind: CompleteSnapshot, Snapshot: s.Name, Why: "its savepoint is complete"}
	case SavepointFailed:
		return Action{Kind: FailSnapshot, Snapshot: s.Name, Text: f.NoSnapshot(s.Failure), Why: "its savepoint failed"}
	}
	switch {
	case !c.Lost() && s.Savepoint == SavepointInProgress:
		return watch("the savepoint is written")
	case !c.Lost() && s.Savepoint == SavepointUnknown:
		return watch("the cluster does not tell how far the savepoint is")
	case c.Lost() || !c.Prepared || c.State == ClusterPreparing:
		return Action{Kind: FailSnapshot, Snapshot: s.Name, Text: f.NoSnapshot("its cluster ended"), Why: "the cluster is lost"}
	case c.State != ClusterReady || c.Job == JobUnknown || c.Job == JobDeploying:
		return watch("the job cannot be asked for a savepoint yet")
	case c.Job == JobRunning:
		return Action{Kind: begin, Slot: Current, Snapshot: s.Name, Why: "the job runs"}
	default:
		return Action{
			Kind: FailSnapshot, Snapshot: s.Name, Text: f.NoSnapshot("the job is " + string(c.Job)),
			Why: "the job is " + string(c.Job),
		}
	}
}

// NoSnapshot is the text that the API promises for a snapshot that cannot be taken.
func (f *Facts) NoSnapshot(reason string) string {
	return "Failed to take snapshot for the application " + f.Name + " at this moment: " + orElse(reason, "no reason given")
}

// closeSnapshotsThen ends the snapshots under way before the action, which makes them impossible.
func (f *Facts) closeSnapshotsThen(action Action, reason string) Action {
	if s := f.Automatic; s != nil && s.Status == lifecycle.SnapshotCreating {
		return closeSnapshot(s, reason)
	}
	for _, s := range f.Snapshots {
		if s.Status == lifecycle.SnapshotCreating {
			return closeSnapshot(&s, reason)
		}
	}
	return action
}
