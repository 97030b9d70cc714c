package decide

import "github.com/penstock/penstock/lifecycle"

// rollingBack decides for an application that gets an earlier version again. The job that is left behind is not worth a
// snapshot: the one taken before the change is what the earlier version goes on from.
func rollingBack(f *Facts) Action {
	if f.Desired.Goal != lifecycle.GoalRun {
		return f.withoutCluster("there is nothing to roll back")
	}
	if f.Untouched {
		if action, done := f.keepJob(); !done {
			return action
		}
	}
	if s := f.left(); s != nil && f.Cluster.Idle() {
		return closeSnapshot(s, "the change it was taken for was rolled back")
	}
	return f.replaceJob(func() (Action, stopResult) { return f.cancelJob(f.Cluster) })
}

// left is the snapshot that the change which is rolled back had begun of a job that is not gone on with; nil for none. It is ended
// with that job: the next one must not complete it.
func (f *Facts) left() *Snapshot {
	for i := range f.Snapshots {
		if s := &f.Snapshots[i]; s.Automatic && s.Status == lifecycle.SnapshotCreating {
			return s
		}
	}
	return nil
}

// keepJob decides for a rollback of a change that has not been deployed: the job of the version that is gone back to simply goes
// on. A job that the change had cancelled, or whose cluster is lost, is brought back from its newest checkpoint, as that of every
// running application. It is done when the change has ended the job with a snapshot, which is what to go on from then.
func (f *Facts) keepJob() (action Action, done bool) {
	if f.Next != nil && f.Next.Generation == f.Desired.Generation {
		return Action{}, true // it was decided before
	}
	if action, done := dispose(f.Next, Beside, "the change it was prepared for is rolled back"); !done {
		return action, false
	}
	left := f.Left
	switch {
	case left != nil && left.Status == lifecycle.SnapshotCreating:
		return f.settleLeft(left), false
	case left != nil && left.Status == lifecycle.SnapshotReady:
		return Action{}, true
	default:
		settled := succeed(lifecycle.StatusRunning, "the job of the version was not touched")
		settled.Adopt = true
		return settled, false
	}
}

// settleLeft waits for what becomes of a snapshot that the change had begun: a job that was told to stop with it cannot be told
// otherwise. One that hangs may be why the owner rolls back, so its cluster is destroyed before long; its job then goes on from the
// newest checkpoint, or from the snapshot if that proves to be complete.
func (f *Facts) settleLeft(left *Snapshot) Action {
	switch left.Savepoint {
	case SavepointCompleted:
		return Action{Kind: CompleteSnapshot, Snapshot: left.Name, Why: "its savepoint is complete"}
	case SavepointInProgress, SavepointUnknown:
		if !f.overdue(f.Limits.Rollback) {
			return watch("the savepoint is written")
		}
		if !f.Cluster.Lost() {
			return on(Destroy, Current, "the savepoint of the change hangs")
		}
	}
	return Action{
		Kind: FailSnapshot, Snapshot: left.Name, Text: orElse(left.Failure, "the change it was taken for was rolled back"),
		Why: "the savepoint was not begun, or failed",
	}
}
