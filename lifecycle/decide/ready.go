package decide

import "github.com/penstock/penstock/lifecycle"

// ready decides for an application that is made, or stopped: there shall be no cluster.
func ready(f *Facts) Action {
	if action, done := f.clearAway("the application is stopped"); !done {
		return action
	}
	if action, done := f.settleSnapshots(); !done {
		return action
	}
	if !f.OperationStart.IsZero() {
		return succeed(lifecycle.StatusReady, "what was wanted needs no cluster")
	}
	return Action{Kind: Idle, Why: "stopped"}
}

// clearAway disposes of both clusters.
func (f *Facts) clearAway(why string) (Action, bool) {
	if action, done := dispose(f.Next, Beside, why); !done {
		return action, false
	}
	return dispose(f.Cluster, Current, why)
}

// settleSnapshots removes those that are to be removed and fails those that no job can make any more.
func (f *Facts) settleSnapshots() (Action, bool) {
	for _, s := range f.Snapshots {
		switch s.Status {
		case lifecycle.SnapshotDeleting:
			return Action{Kind: DeleteSnapshot, Snapshot: s.Name, Why: "it is not wanted any more"}, false
		case lifecycle.SnapshotCreating:
			return closeSnapshot(&s, "the application was stopped before the snapshot was complete"), false
		}
	}
	return Action{}, true
}

// closeSnapshot ends a snapshot that is CREATING now: a savepoint that is complete already is not given away.
func closeSnapshot(s *Snapshot, reason string) Action {
	if s.Savepoint == SavepointCompleted {
		return Action{Kind: CompleteSnapshot, Snapshot: s.Name, Why: "its savepoint is complete"}
	}
	return Action{Kind: FailSnapshot, Snapshot: s.Name, Text: reason, Why: reason}
}
