package reconciler

import (
	"context"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/decide"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/snapshots"
)

// observe looks at a cluster and its job. What cannot be learned is unknown, which decisions know how to take: a stop by
// force must not wait for a cluster that does not answer.
func (s *session) observe(ctx context.Context, l *look, c *record) *decide.Cluster {
	if c == nil {
		return nil
	}
	seen := c.facts()
	if c.Gone || c.Handle == nil || l.app.Observed.Status == lifecycle.StatusForceStopping ||
		l.app.Observed.Status == lifecycle.StatusDeleting {
		return seen
	}
	ctx, cancel := context.WithTimeout(ctx, s.LookTimeout)
	defer cancel()
	observation, err := s.Driver.Inspect(ctx, *c.Handle)
	if err != nil {
		s.Logger.WarnContext(ctx, "cannot look at cluster", "cluster", c.ID, "error", err)
		return seen
	}
	seen.State = decide.ClusterState(observation.State)
	if observation.Exit != nil {
		seen.ExitReason, seen.ExitTerminal = observation.Exit.Reason, observation.Exit.Terminal
	}
	if observation.State != driver.StateReady {
		return seen
	}
	client, err := s.client(ctx, c)
	if err != nil {
		s.Logger.WarnContext(ctx, "cannot reach cluster", "cluster", c.ID, "error", err)
		return seen
	}
	job, err := client.JobStatus(ctx, c.jobID())
	if err != nil {
		s.Logger.WarnContext(ctx, "cannot look at job", "cluster", c.ID, "error", err)
		return seen
	}
	seen.Job, seen.Tells = jobState(job), job.Changes > 0
	if c == l.current {
		l.changes = job.Changes
	}
	s.lookForFailures(ctx, l, client, c, seen.Job)
	onTrial := l.facts.MayRollBack && seen.Job == decide.JobRestarting
	if seen.Job == decide.JobFailed || seen.Job == decide.JobCanceled || onTrial {
		var failures int
		seen.JobFailure, failures = s.jobFailure(ctx, client, c)
		seen.Failures += failures
	}
	return seen
}

// jobState is what decisions make of Flink's states.
func jobState(job driver.Job) decide.JobState {
	switch job.State {
	case driver.JobStateAbsent:
		return decide.JobAbsent
	case driver.JobStateInitializing, driver.JobStateCreated, driver.JobStateReconciling:
		return decide.JobDeploying
	case driver.JobStateRunning:
		if job.TasksDeployed {
			return decide.JobRunning
		}
		return decide.JobDeploying
	case driver.JobStateRestarting, driver.JobStateFailing:
		return decide.JobRestarting
	case driver.JobStateCancelling:
		return decide.JobCancelling
	case driver.JobStateFinished:
		return decide.JobFinished
	case driver.JobStateCanceled:
		return decide.JobCanceled
	case driver.JobStateFailed:
		return decide.JobFailed
	default: // SUSPENDED, and what later versions of Flink may say
		return decide.JobUnknown
	}
}

// jobFailure is why the job failed last, and how often it has failed, as far as the cluster tells.
func (s *session) jobFailure(ctx context.Context, client JobClient, c *record) (reason string, failures int) {
	exceptions, err := client.Exceptions(ctx, c.jobID())
	if err != nil {
		s.Logger.WarnContext(ctx, "cannot ask why the job failed", "cluster", c.ID, "error", err)
		return "", 0
	}
	if len(exceptions) == 0 {
		return "", 0
	}
	return c.Restore.told(exceptions[0].Message), len(exceptions)
}

// observeSnapshot looks at the savepoint of a snapshot that is being made. One that is complete in its directory counts,
// also when the cluster that wrote it can no longer tell.
func (s *session) observeSnapshot(ctx context.Context, l *look, snapshot lifecycle.Snapshot) decide.Snapshot {
	seen := decide.Snapshot{
		Name: snapshot.Name, Status: snapshot.Status, Savepoint: decide.SavepointAbsent, Failure: snapshot.Failure,
		Automatic: snapshot.Automatic,
	}
	if snapshot.Status != lifecycle.SnapshotCreating {
		return seen
	}
	ctx, cancel := context.WithTimeout(ctx, s.LookTimeout)
	defer cancel()
	cluster := l.facts.Cluster
	if cluster != nil && cluster.Prepared && !cluster.Gone && cluster.State == decide.ClusterUnknown {
		seen.Savepoint = decide.SavepointUnknown
	}
	if cluster != nil && cluster.State == decide.ClusterReady && !cluster.Gone {
		if told := s.askSavepoint(ctx, l, snapshot, &seen); told {
			return seen
		}
	}
	location, err := s.savepointOf(ctx, &snapshot)
	switch {
	case err != nil:
		s.Logger.WarnContext(ctx, "cannot look for savepoint", "snapshot", snapshot.Name, "error", err)
		seen.Savepoint = decide.SavepointUnknown
	case location != "":
		seen.Savepoint = decide.SavepointCompleted
		l.locations[snapshot.Name] = location
	}
	return seen
}

// askSavepoint asks the cluster how far the savepoint is, and tells whether that settles the matter: a trigger that the
// cluster does not know may be one that it has forgotten.
func (s *session) askSavepoint(
	ctx context.Context, l *look, snapshot lifecycle.Snapshot, seen *decide.Snapshot,
) (told bool) {
	seen.Savepoint = decide.SavepointUnknown
	client, err := s.client(ctx, l.current)
	if err != nil {
		s.Logger.WarnContext(ctx, "cannot reach cluster", "cluster", l.current.ID, "error", err)
		return false
	}
	savepoint, err := client.SavepointStatus(ctx, l.current.jobID(), snapshots.TriggerID(snapshot.OperationID, snapshot.Name))
	if err != nil {
		s.Logger.WarnContext(ctx, "cannot look at savepoint", "snapshot", snapshot.Name, "error", err)
		return false
	}
	seen.Savepoint = decide.SavepointState(savepoint.State)
	switch savepoint.State {
	case driver.SavepointCompleted:
		l.locations[snapshot.Name] = savepoint.Location
	case driver.SavepointFailed:
		seen.Failure = savepoint.Failure
	}
	return savepoint.State != driver.SavepointAbsent
}

// savepointOf finds the complete savepoint of a snapshot, also where a control plane of before had it written; empty when there is none.
func (s *session) savepointOf(ctx context.Context, snapshot *lifecycle.Snapshot) (location string, err error) {
	for _, uri := range s.snapshotURIs(snapshot) {
		if location, err = s.Storage.Savepoint(ctx, uri); location != "" || err != nil {
			break
		}
	}
	return location, err
}

// snapshotURIs are the directories in which files of the snapshot may be: the one that it is written to, and that of control planes of
// before.
func (s *session) snapshotURIs(snapshot *lifecycle.Snapshot) []string {
	return []string{
		s.Storage.SnapshotURI(snapshot.ApplicationID, snapshots.Directory(snapshot)),
		s.Storage.SnapshotURI(snapshot.ApplicationID, snapshots.FormerDirectory(snapshot)),
	}
}
