package decide

import "github.com/penstock/penstock/lifecycle"

// stopping decides for a graceful stop: a snapshot first where they are enabled, then no cluster. It leaves to READY, or
// back to RUNNING when the snapshot cannot be taken.
func stopping(f *Facts) Action {
	if action, done := dispose(f.Next, Beside, "the application is stopped"); !done {
		return action
	}
	c := f.Cluster
	switch {
	case c == nil:
		return succeed(lifecycle.StatusReady, "there is no cluster")
	case c.Retired && c.Gone:
		return succeed(lifecycle.StatusReady, "the cluster is gone")
	case c.Retired:
		return f.closeSnapshotsThen(on(Destroy, Current, "the job has stopped"),
			"the application was stopped before the snapshot was complete")
	}
	action, result := f.stopJob()
	switch result {
	case jobStopped:
		return on(Retire, Current, "the job has stopped")
	case jobGoesOn:
		return fail(lifecycle.StatusRunning, orElse(f.Automatic.Failure, f.NoSnapshot("")))
	default:
		return action
	}
}

// stopResult is how far the end of the current job is.
type stopResult int

const (
	jobStopping stopResult = iota
	// jobStopped: it has ended, and the snapshot is there where one was wanted.
	jobStopped
	// jobGoesOn: its snapshot failed, so it was left alone.
	jobGoesOn
)

// stopJob ends the current job, with a snapshot where they are enabled.
func (f *Facts) stopJob() (Action, stopResult) {
	c := f.Cluster
	if !f.SnapshotsEnabled {
		return f.cancelJob(c)
	}
	s := f.Automatic
	switch {
	case s == nil && !c.Lost() && c.State == ClusterReady && c.Job == JobFinished:
		return Action{}, jobStopped // by itself: there is no state left to keep
	case s == nil:
		return Action{Kind: BeginSnapshot, Why: "a snapshot comes first"}, jobStopping
	case s.Status == lifecycle.SnapshotCreating && f.overdue(f.Limits.Stop):
		return closeSnapshot(s, f.NoSnapshot("it was not complete within "+f.Limits.Stop.String())), jobStopping
	case s.Status == lifecycle.SnapshotCreating:
		return f.savepoint(s, StopJob), jobStopping
	case s.Status == lifecycle.SnapshotReady:
		return f.awaitEnd(c)
	case c.State == ClusterReady && c.Job == JobFinished:
		return Action{}, jobStopped // by itself, before the savepoint began
	default:
		return Action{}, jobGoesOn
	}
}

// awaitEnd lets a job whose snapshot is complete come to its end, but not for ever.
func (f *Facts) awaitEnd(c *Cluster) (Action, stopResult) {
	switch {
	case c.Idle():
		return Action{}, jobStopped
	case f.overdue(f.Limits.Stop):
		return on(Destroy, Current, "the snapshot is complete and the job does not end"), jobStopping
	case c.State == ClusterReady && c.Job == JobRestarting:
		// It will not end by itself any more. What it processes from here on is processed again after the restore.
		return on(CancelJob, Current, "its snapshot is complete"), jobStopping
	default:
		return watch("the job ends"), jobStopping
	}
}

// cancelJob ends a job without a snapshot, and the cluster under it when that takes too long.
func (f *Facts) cancelJob(c *Cluster) (Action, stopResult) {
	switch {
	case c.Idle():
		return Action{}, jobStopped
	case f.overdue(f.Limits.Cancel):
		return on(Destroy, Current, "the job does not end"), jobStopping
	case c.State != ClusterReady || c.Job == JobUnknown || c.Job == JobCancelling:
		return watch("the job ends"), jobStopping
	default:
		return on(CancelJob, Current, "no snapshot is wanted"), jobStopping
	}
}
