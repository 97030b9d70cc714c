package decide

import "github.com/penstock/penstock/lifecycle"

// replaceJob puts the job of the wanted version in the place of the one that runs. The new cluster is prepared beside
// the old one, and the old job is ended (by the function given) only when the new cluster is ready for its job:
//
//	plan next → prepare next → ready → check state ─┬► end the old job → choose restore → run next → swap, RUNNING
//	                                                │
//	            condemned ──────────────────────────┴► the old one goes on, RUNNING; READY when it has been ended already
func (f *Facts) replaceJob(end func() (Action, stopResult)) Action {
	old, next := f.Cluster, f.Next
	switch {
	case next != nil && next.Generation != f.Desired.Generation:
		action, _ := dispose(next, Beside, "it is left over from an earlier change")
		return action
	case next == nil && f.RestoreProblem != "":
		return f.giveUp(f.RestoreProblem)
	case next == nil:
		return on(PlanCluster, Beside, "another version is wanted")
	case next.Condemned != "" && !next.Gone:
		return on(Destroy, Beside, next.Condemned)
	case next.Condemned != "":
		return f.giveUp(next.Condemned)
	case next.Restore:
		return f.startNext(next)
	}
	if action, ready := f.gettingReady(next, Beside); !ready {
		return action
	}
	if f.RestoreProblem != "" {
		return condemn(Beside, f.RestoreProblem)
	}
	if old == nil {
		return on(ChooseRestore, Beside, "there is no job to end")
	}
	if !next.Checked && f.Automatic == nil {
		if f.late(next) {
			return f.tooLate(Beside)
		}
		return on(CheckState, Beside, "the old job has not been touched yet")
	}
	action, result := end()
	switch result {
	case jobStopped:
		return on(ChooseRestore, Beside, "the old job has ended")
	case jobGoesOn:
		return condemn(Beside, orElse(f.Automatic.Failure, f.NoSnapshot("")))
	default:
		return action
	}
}

// startNext runs the next job. The old one has ended; that it is still seen to have is what makes it safe.
func (f *Facts) startNext(next *Cluster) Action {
	if !f.Cluster.Idle() {
		return on(Destroy, Current, "its job was ended before and must not process again")
	}
	action, up := f.comingUp(next, Beside)
	if up {
		settled := succeed(lifecycle.StatusRunning, "the job's tasks are deployed")
		settled.Swap = true
		return settled
	}
	return action
}

// giveUp ends a change that failed. As long as the old job was not ended it goes on; afterwards there is nothing to go
// on with, and what the job knew is in its snapshot.
func (f *Facts) giveUp(reason string) Action {
	s := f.Automatic
	if s != nil && s.Status == lifecycle.SnapshotCreating {
		if waits := s.Savepoint == SavepointInProgress || s.Savepoint == SavepointUnknown; waits && !f.overdue(f.Limits.Stop) {
			// The old job was told to stop and cannot be told otherwise: how that goes decides what is left to go on with.
			return watch("the savepoint is written")
		}
		return closeSnapshot(s, reason)
	}
	if f.MayRollBack {
		return rollBack(reason)
	}
	// The change that is rolled back may have ended the job as well.
	taken := func(s *Snapshot) bool { return s != nil && s.Status == lifecycle.SnapshotReady }
	ended := f.Next != nil && f.Next.Restore || taken(s) || taken(f.Left)
	if !ended && f.Cluster != nil {
		return fail(lifecycle.StatusRunning, reason)
	}
	if f.Cluster != nil && !f.Cluster.Gone {
		return f.closeSnapshotsThen(on(Destroy, Current, "its job has ended"), reason)
	}
	return fail(lifecycle.StatusReady, reason)
}

// withoutCluster settles a change of an application that does not run.
func (f *Facts) withoutCluster(why string) Action {
	if action, done := f.clearAway(why); !done {
		return action
	}
	return succeed(lifecycle.StatusReady, why)
}
