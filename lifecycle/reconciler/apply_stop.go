package reconciler

import (
	"context"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/decide"
	"github.com/penstock/penstock/operations"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/snapshots"
	"github.com/penstock/penstock/store"
)

// applyBeginSnapshot writes down the snapshot that the operation takes. It belongs to the version that runs, not to the
// one that is wanted.
func (s *session) applyBeginSnapshot(ctx context.Context, l *look, _ decide.Action) error {
	snapshot := &lifecycle.Snapshot{
		ApplicationID: l.app.ID,
		Name:          l.automaticName(),
		Status:        lifecycle.SnapshotCreating, VersionID: l.deployed.ID, Runtime: l.deployed.Runtime,
		CreateTime: l.facts.Now, Automatic: true, OperationID: l.operation.ID,
		KeyType: l.deployed.configuration.KeyType, KeyID: l.deployed.configuration.KeyID, Key: l.deployed.Key,
	}
	return s.write(ctx, l, l.step(ctx, operations.StepSnapshot), func(tx *store.Tx) error {
		return tx.CreateSnapshot(ctx, snapshot)
	}, l.protect(ctx, snapshot.Name))
}

// applyStopJob has the job stop with a savepoint.
func (s *session) applyStopJob(ctx context.Context, l *look, action decide.Action) error {
	return s.savepoint(ctx, l, action, "stop job", JobClient.StopWithSavepoint)
}

// applyCancelJob cancels the job.
func (s *session) applyCancelJob(ctx context.Context, l *look, action decide.Action) error {
	c := l.record(action.Slot)
	client, err := s.client(ctx, c)
	if err != nil {
		return err
	}
	if err := s.write(ctx, l, l.step(ctx, operations.StepStop)); err != nil {
		return err
	}
	return s.effect(ctx, "cancel job", func(ctx context.Context) error { return client.Cancel(ctx, c.jobID()) })
}

// savepoint asks for the savepoint of a snapshot.
func (s *session) savepoint(
	ctx context.Context, l *look, action decide.Action, name string,
	ask func(JobClient, context.Context, driver.SavepointRequest) error,
) error {
	snapshot := l.snapshot(action.Snapshot)
	client, err := s.client(ctx, l.current)
	if err != nil {
		return err
	}
	request := driver.SavepointRequest{
		JobID: l.current.jobID(), TriggerID: snapshots.TriggerID(snapshot.OperationID, snapshot.Name),
		TargetDirectory: s.Storage.SnapshotURI(l.app.ID, snapshots.Directory(snapshot)),
	}
	err = s.effect(ctx, name, func(ctx context.Context) error { return ask(client, ctx, request) })
	if reason, terminal := driver.IsTerminal(err); terminal {
		action.Text = l.facts.NoSnapshot(reason)
		return s.applyFailSnapshot(ctx, l, action)
	}
	return err
}
