package decide

import (
	"time"

	"github.com/penstock/penstock/lifecycle"
)

// Facts is everything that a decision is made on.
type Facts struct {
	// Now is the time of the decision.
	Now time.Time
	// Name is the application's name, for texts.
	Name string
	// Status is the status that was reached or is being worked in.
	Status lifecycle.Status
	// Pending tells that a desire has not been taken up.
	Pending bool
	// Desired is what is wanted.
	Desired lifecycle.Desired
	// OperationStart is when the operation of the desire began; zero when there is none in progress.
	OperationStart time.Time
	// SnapshotsEnabled is what the deployed version says: stop and update take a snapshot first.
	SnapshotsEnabled bool
	// RestoreProblem says why what the start shall restore cannot be; empty when it can.
	RestoreProblem string
	// Cluster has or had the job; nil when there is none.
	Cluster *Cluster
	// Next is the cluster prepared beside Cluster, or the one that Cluster took the place of; nil when there is none.
	Next *Cluster
	// Automatic is the snapshot that the operation takes; nil before it is begun.
	Automatic *Snapshot
	// Snapshots are those that requests want made or removed, oldest first.
	Snapshots []Snapshot
	// Untouched tells of a rollback that the job of the version it goes back to has not been replaced. Left is the snapshot that
	// the change which is rolled back took of that job, or was about to; nil when it had not come that far.
	Untouched bool
	Left      *Snapshot
	// MayRollBack tells that the version is on trial: it has never run before, and when it fails the system shall, and can, go back
	// to the one before.
	MayRollBack bool
	// Limits bound what is waited for.
	Limits Limits
}

// Limits bound what is waited for and how often it is tried.
type Limits struct {
	// Start is how long a cluster and its job may take to come up.
	Start time.Duration
	// Stop is how long a stop may wait for its snapshot. It is longer than a savepoint may take by the cluster's own
	// settings, because a job cannot be told any more not to stop.
	Stop time.Duration
	// Rollback is how long a rollback may wait for the snapshot of the change that it rolls back.
	Rollback time.Duration
	// Cancel is how long a job may take to be cancelled before its cluster is destroyed under it.
	Cancel time.Duration
	// Attempts is how many clusters are tried when one dies while it comes up.
	Attempts int
	// Pause is the longest pause before a running application gets another cluster in the place of one that died.
	Pause time.Duration
	// Trial is how long a version is on trial after it first came to run, and TrialFailures after how many failures it has failed.
	Trial         time.Duration
	TrialFailures int
	// Look is the time between two looks at a running application.
	Look time.Duration
}

// DefaultLimits are those of production.
func DefaultLimits() Limits {
	return Limits{
		Start: 5 * time.Minute, Stop: 65 * time.Minute, Rollback: 30 * time.Second, Cancel: 10 * time.Second, Attempts: 3, Look: time.Second, Pause: 30 * time.Second,
		Trial: 5 * time.Minute, TrialFailures: 3,
	}
}

// ClusterState is how a cluster is.
type ClusterState string

// The states, named as in runtime/driver.
const (
	ClusterAbsent    ClusterState = "ABSENT"
	ClusterPreparing ClusterState = "PREPARING"
	ClusterReady     ClusterState = "READY"
	ClusterExited    ClusterState = "EXITED"
	ClusterUnknown   ClusterState = "UNKNOWN"
)

// JobState is how a job is.
type JobState string

// The states, as far as decisions differ.
const (
	// JobUnknown: the cluster did not tell.
	JobUnknown JobState = "UNKNOWN"
	// JobAbsent: never submitted.
	JobAbsent JobState = "ABSENT"
	// JobDeploying: submitted, and its tasks are not all deployed yet.
	JobDeploying JobState = "DEPLOYING"
	// JobRunning: all tasks are deployed.
	JobRunning JobState = "RUNNING"
	// JobRestarting: it failed and the cluster brings it back.
	JobRestarting JobState = "RESTARTING"
	// JobCancelling: it is on its way out.
	JobCancelling JobState = "CANCELLING"
	// JobFinished: it came to its end, by itself or by a stop.
	JobFinished JobState = "FINISHED"
	// JobCanceled: it was cancelled.
	JobCanceled JobState = "CANCELED"
	// JobFailed: it failed and will not come back by itself.
	JobFailed JobState = "FAILED"
)

// Cluster is what is written down and seen of one cluster.
type Cluster struct {
	// Generation is the desire it was planned for, Attempt counts the clusters of that desire.
	Generation int64
	Attempt    int
	// Prepared tells that the driver was asked and answered.
	Prepared bool
	// Checked tells that its program could go on from the state there is, as far as that can be found out beforehand.
	Checked bool
	// Restore tells that it is settled what its job starts from.
	Restore bool
	// Since is when it was written down, or when it was settled what its job starts from: it has to come up from then on.
	Since time.Time
	// Condemned is why it failed for good; empty for one that did not.
	Condemned string
	// Retired tells that it has done its work.
	Retired bool
	// Gone tells that it was destroyed.
	Gone bool
	// State is how the driver sees it.
	State ClusterState
	// ExitReason and ExitTerminal are set in state EXITED, see driver.Exit.
	ExitReason   string
	ExitTerminal bool
	// Job is how the cluster's job is; JobUnknown unless the cluster is ready.
	Job JobState
	// Tells says that the cluster will tell of every change of its job's state.
	Tells bool
	// Deployed is when its job first came to run; zero before. Failures counts how often the job, or a cluster before this one, has
	// failed since, while the version is on trial.
	Deployed time.Time
	Failures int
	// JobFailure is why the job failed last; it may be empty.
	JobFailure string
}

// Lost tells that there is no process any more.
func (c *Cluster) Lost() bool {
	return c.Gone || c.Prepared && (c.State == ClusterExited || c.State == ClusterAbsent)
}

// Idle tells that the cluster certainly has no job that could process anything, now or later.
func (c *Cluster) Idle() bool {
	return c == nil || c.Lost() || !c.Prepared || c.State == ClusterReady && (c.Job == JobAbsent || c.jobEnded())
}

func (c *Cluster) jobEnded() bool {
	return c.Job == JobFinished || c.Job == JobCanceled || c.Job == JobFailed
}

// SavepointState is how far the savepoint of a snapshot is.
type SavepointState string

// The states, named as in runtime/driver.
const (
	// SavepointUnknown: the cluster did not tell.
	SavepointUnknown    SavepointState = "UNKNOWN"
	SavepointAbsent     SavepointState = "ABSENT"
	SavepointInProgress SavepointState = "IN_PROGRESS"
	SavepointCompleted  SavepointState = "COMPLETED"
	SavepointFailed     SavepointState = "FAILED"
)

// Snapshot is what is written down and seen of one snapshot.
type Snapshot struct {
	// Name is unique in the application.
	Name string
	// Status is what is written down.
	Status lifecycle.SnapshotStatus
	// Savepoint is how far it is while it is CREATING. A complete one that lies in the snapshot's directory is COMPLETED
	// even if no cluster can tell any more.
	Savepoint SavepointState
	// Failure is why the savepoint or the snapshot failed.
	Failure string
	// Automatic tells that an operation took it on its own account, not a request.
	Automatic bool
}
