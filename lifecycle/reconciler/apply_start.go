package reconciler

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/decide"
	"github.com/penstock/penstock/operations"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/snapshots"
	"github.com/penstock/penstock/store"
)

// applyTakeUp makes the newest desire the one that is worked for. The operations of earlier desires will never be done.
func (s *session) applyTakeUp(ctx context.Context, l *look, action decide.Action) error {
	inProgress, err := s.Store.OperationsInProgress(ctx, l.app.ID)
	if err != nil {
		return err
	}
	l.app.Observed.Status = action.Status
	if action.Status == lifecycle.StatusStarting {
		l.app.Observed.RunConfiguration = l.app.Desired.RunConfiguration
	}
	var wantedSince lifecycle.Operation
	for _, o := range inProgress {
		if o.ID == l.app.Desired.OperationID {
			wantedSince = o
		}
	}
	err = s.write(ctx, l, func(tx *store.Tx) error {
		for _, o := range inProgress {
			switch {
			case o.ID == l.app.Desired.OperationID:
			case o.Kind == lifecycle.OperationCreateSnapshot || o.Kind == lifecycle.OperationDeleteSnapshot:
				// These go on beside whatever else is wanted.
			default:
				o.Status, o.EndTime, o.CancelledBy = lifecycle.OperationCancelled, l.facts.Now, wantedSince.RequestedBy
				if err := s.finish(ctx, tx, &o, lifecycle.StepFailed, "another request took its place"); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err == nil && !wantedSince.StartTime.IsZero() {
		s.metrics.lag.Observe(l.facts.Now.Sub(wantedSince.StartTime).Seconds())
	}
	return err
}

// restore is what a start begins with, from the snapshot that was chosen.
func (l *look) restore() (*restore, error) {
	from := &restore{}
	if run := l.app.Desired.RunConfiguration; run != nil {
		from.AllowNonRestoredState = run.AllowNonRestoredState
	}
	if l.chosen == nil || l.chosen.Status != lifecycle.SnapshotReady {
		return from, nil // a job that ended by itself left no snapshot
	}
	location, err := snapshots.ParseLocation(l.chosen.Location)
	if err != nil {
		return nil, err
	}
	from.URI, from.Snapshot, from.MetadataDigest = location.URI, l.chosen.Name, l.chosen.MetadataDigest
	return from, nil
}

// applyRunJob submits the job of a ready cluster. That it is about to is written down before: from then on a start cannot be cancelled.
func (s *session) applyRunJob(ctx context.Context, l *look, action decide.Action) error {
	c := l.record(action.Slot)
	client, err := s.client(ctx, c)
	if err != nil {
		return err
	}
	request := driver.RunRequest{JobID: c.jobID()}
	if c.Restore != nil {
		request.SavepointPath, request.AllowNonRestoredState = c.Restore.URI, c.Restore.AllowNonRestoredState
		request.MetadataDigest = c.Restore.MetadataDigest
	}
	if l.operation != nil && !operations.InStep(l.operation.Steps, operations.StepRun) {
		if err := s.write(ctx, l, l.tellingStep(ctx, operations.StepRun, c.Restore.origin())); err != nil {
			return err
		}
	}
	err = s.effect(ctx, "run job", func(ctx context.Context) error { return client.RunJob(ctx, request) })
	if reason, terminal := driver.IsTerminal(err); terminal {
		return s.condemn(ctx, l, action.Slot, reason)
	}
	if err != nil {
		return err
	}
	return s.write(ctx, l)
}

// plan is Flink's plan of the running job. An application is not less RUNNING without it.
func (s *session) plan(ctx context.Context, c *record) string {
	client, err := s.client(ctx, c)
	if err == nil {
		var plan json.RawMessage
		err = s.effect(ctx, "ask for plan", func(ctx context.Context) (err error) {
			plan, err = client.Plan(ctx, c.jobID())
			return err
		})
		if err == nil {
			return string(plan)
		}
	}
	s.log.WarnContext(ctx, "no plan of the job", "cluster", c.ID, "error", err)
	return ""
}

// finish gives an operation its outcome, unless it has one.
func (s *session) finish(
	ctx context.Context, tx *store.Tx, o *lifecycle.Operation, steps lifecycle.StepOutcome, text string,
) error {
	if o.Steps == nil {
		read, err := tx.Operation(ctx, o.ApplicationID, o.ID)
		if err != nil {
			return err
		}
		o.Steps = read.Steps
	}
	all, changed := operations.Close(o.Steps, steps, text, o.EndTime)
	if err := putSteps(ctx, tx, o.ID, changed); err != nil {
		return err
	}
	o.Error, o.Downtime = "", -1
	if o.Status != lifecycle.OperationSuccessful {
		o.Error = operations.ErrorText(text)
	} else if downtime, ok := operations.Downtime(all); ok && o.Kind != lifecycle.OperationStop {
		o.Downtime = downtime
	}
	err := tx.FinishOperation(ctx, o)
	if errors.Is(err, store.ErrOperationEnded) {
		return nil
	}
	if err == nil {
		s.finished = append(s.finished, *o)
	}
	return err
}
