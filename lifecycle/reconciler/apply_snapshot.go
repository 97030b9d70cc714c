package reconciler

import (
	"context"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/decide"
	"github.com/penstock/penstock/operations"
	"github.com/penstock/penstock/snapshots"
	"github.com/penstock/penstock/store"
)

// snapshot is the snapshot of that name among those that something is to be done about.
func (l *look) snapshot(name string) *lifecycle.Snapshot {
	if l.automatic != nil && l.automatic.Name == name {
		return l.automatic
	}
	for i := range l.unfinished {
		if l.unfinished[i].Name == name {
			return &l.unfinished[i]
		}
	}
	return nil
}

// applyTakeSavepoint has the job write a savepoint and go on.
func (s *session) applyTakeSavepoint(ctx context.Context, l *look, action decide.Action) error {
	return s.savepoint(ctx, l, action, "take savepoint", JobClient.TriggerSavepoint)
}

// applyCompleteSnapshot writes down where the state of a complete snapshot is.
func (s *session) applyCompleteSnapshot(ctx context.Context, l *look, action decide.Action) error {
	snapshot := l.snapshot(action.Snapshot)
	uri := l.locations[snapshot.Name]
	location, err := snapshots.Location{URI: uri}.Encode()
	if err != nil {
		return err
	}
	var size int64
	var digest []byte
	err = s.effect(ctx, "measure snapshot", func(ctx context.Context) (err error) {
		if digest, err = s.Storage.MetadataDigest(ctx, uri); err != nil {
			return err
		}
		for _, uri := range s.snapshotURIs(snapshot) {
			in, err := s.Storage.Size(ctx, uri)
			if err != nil {
				return err
			}
			size += in
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.write(ctx, l, func(tx *store.Tx) error {
		if err := tx.CompleteSnapshot(ctx, l.app.ID, snapshot.Name, location, size); err != nil {
			return err
		}
		if err := tx.RecordMetadataDigest(ctx, l.app.ID, snapshot.Name, digest); err != nil {
			return err
		}
		if !snapshot.Automatic { // whose key was written down when it was begun
			if err := l.protect(ctx, snapshot.Name)(tx); err != nil {
				return err
			}
		}
		return s.finishRequested(ctx, tx, l, snapshot, operations.StepSnapshot, "")
	})
}

// applyFailSnapshot writes down why there will be no snapshot. What was written of it goes with its row.
func (s *session) applyFailSnapshot(ctx context.Context, l *look, action decide.Action) error {
	snapshot := l.snapshot(action.Snapshot)
	reason := operations.ErrorText(action.Text)
	s.log.WarnContext(ctx, "a snapshot failed", "snapshot", snapshot.Name, "reason", action.Text)
	return s.write(ctx, l, func(tx *store.Tx) error {
		if err := tx.FailSnapshot(ctx, l.app.ID, snapshot.Name, reason); err != nil {
			return err
		}
		return s.finishRequested(ctx, tx, l, snapshot, operations.StepSnapshot, reason)
	})
}

// applyDeleteSnapshot removes the files of a snapshot and then its row, so that files without a row never stay behind.
func (s *session) applyDeleteSnapshot(ctx context.Context, l *look, action decide.Action) error {
	snapshot := l.snapshot(action.Snapshot)
	err := s.effect(ctx, "remove snapshot", func(ctx context.Context) error {
		for _, uri := range s.snapshotURIs(snapshot) {
			if err := s.Storage.Remove(ctx, uri); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.write(ctx, l, func(tx *store.Tx) error {
		if err := tx.DeleteSnapshot(ctx, l.app.ID, snapshot.Name); err != nil {
			return err
		}
		return s.finishRequested(ctx, tx, l, snapshot, operations.StepRemove, "")
	})
}

// finishRequested gives the operation of a snapshot that a request wanted its outcome: failed when there is a reason.
// The operation of an automatic one has more to do than that.
func (s *session) finishRequested(
	ctx context.Context, tx *store.Tx, l *look, snapshot *lifecycle.Snapshot, step, reason string,
) error {
	if snapshot.OperationID == "" || snapshot.Automatic && snapshot.Status == lifecycle.SnapshotCreating {
		return nil
	}
	o, err := tx.Operation(ctx, l.app.ID, snapshot.OperationID)
	if err != nil {
		return err
	}
	if o.Status != lifecycle.OperationInProgress {
		return nil
	}
	var changed []lifecycle.Step
	o.Steps, changed = operations.Advance(o.Steps, step, o.StartTime)
	if err := putSteps(ctx, tx, o.ID, changed); err != nil {
		return err
	}
	o.EndTime = l.facts.Now
	if reason == "" {
		o.Status = lifecycle.OperationSuccessful
		return s.finish(ctx, tx, o, lifecycle.StepSucceeded, "")
	}
	o.Status = lifecycle.OperationFailed
	return s.finish(ctx, tx, o, lifecycle.StepFailed, reason)
}
