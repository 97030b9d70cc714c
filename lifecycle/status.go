package lifecycle

// Status is what an application is doing, as its owner sees it. The comments say who leaves each status and to what;
// the table in transition.go is the executable form of them.
type Status string

const (
	// StatusReady means made, or stopped: there is no cluster.
	// A request leaves it: start to STARTING, update to UPDATING, delete to DELETING.
	StatusReady Status = "READY"

	// StatusStarting means that a cluster and its job are being deployed.
	// The reconciler leaves it: to RUNNING when the job's tasks are deployed, to READY when they cannot be, to ROLLING_BACK when
	// the application asks for that.
	// A request leaves it: forced stop to FORCE_STOPPING.
	StatusStarting Status = "STARTING"

	// StatusRunning means that the job is deployed, not that it is healthy: a job that fails and restarts without end
	// leaves its application here.
	// A request leaves it: stop to STOPPING, forced stop to FORCE_STOPPING, update to UPDATING, rollback to
	// ROLLING_BACK, delete to DELETING. The reconciler leaves it: to AUTOSCALING, MAINTENANCE or ROLLING_BACK on its
	// own account, to READY when a bounded job has finished.
	StatusRunning Status = "RUNNING"

	// StatusStopping means that a graceful stop is under way: a snapshot first where they are enabled, then no cluster.
	// The reconciler leaves it: to READY, or back to RUNNING when the snapshot cannot be taken.
	// A request leaves it: forced stop to FORCE_STOPPING.
	StatusStopping Status = "STOPPING"

	// StatusForceStopping means that the cluster is being removed without a snapshot.
	// The reconciler leaves it: to READY. Nothing else does, so that a stop always ends.
	StatusForceStopping Status = "FORCE_STOPPING"

	// StatusUpdating means that another version is being put in place.
	// The reconciler leaves it: to RUNNING or READY as before the update, to READY when the new version cannot run,
	// to ROLLING_BACK when the application asks for that. A request leaves it: rollback to ROLLING_BACK, forced stop
	// to FORCE_STOPPING.
	StatusUpdating Status = "UPDATING"

	// StatusAutoscaling means that the job restarts at another parallelism.
	// The reconciler leaves it: to RUNNING, to READY when the job cannot come back, to ROLLING_BACK when the
	// application asks for that. A request leaves it: rollback to ROLLING_BACK, forced stop to FORCE_STOPPING.
	StatusAutoscaling Status = "AUTOSCALING"

	// StatusRollingBack means that an earlier version is being put in place again.
	// The reconciler leaves it: to RUNNING, to READY when that version cannot run either.
	// A request leaves it: forced stop to FORCE_STOPPING.
	StatusRollingBack Status = "ROLLING_BACK"

	// StatusRolledBack is the status of a version that was rolled back from. No application is ever in it.
	StatusRolledBack Status = "ROLLED_BACK"

	// StatusMaintenance means that the server replaces what runs the application.
	// The reconciler leaves it: to RUNNING or READY, whichever it was. A request leaves it: forced stop to
	// FORCE_STOPPING.
	StatusMaintenance Status = "MAINTENANCE"

	// StatusDeleting means that the application is being removed with everything it owns.
	// The reconciler leaves it by removing the row.
	StatusDeleting Status = "DELETING"
)

// Statuses lists every status, so that a table over statuses can be tested for completeness.
func Statuses() []Status {
	return []Status{
		StatusReady, StatusStarting, StatusRunning, StatusStopping, StatusForceStopping, StatusUpdating,
		StatusAutoscaling, StatusRollingBack, StatusRolledBack, StatusMaintenance, StatusDeleting,
	}
}

// Transient tells whether the status ends by itself, without another request.
func (s Status) Transient() bool {
	switch s {
	case StatusReady, StatusRunning, StatusRolledBack:
		return false
	default:
		return true
	}
}
