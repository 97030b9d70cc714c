package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/operations"
)

// Cancel ends an operation that is in progress, for whoever asked for that, and wants the application to be as it was before: it
// goes on with the job that it has, or is stopped where a start is cancelled. The transaction holds the application, so either this or
// the end of the operation comes first, and the other finds out. The faults are those of [operations.Cancel], NotFound for an
// operation that is not there.
//
// What a cancelled update, or rollback, put in place of a version is rolled back: follow is that rollback, or the forced stop of a start;
// nil where nothing has to be done.
func (tx *Tx) Cancel(
	ctx context.Context, a *lifecycle.Application, id, cancelledBy string, now time.Time,
) (follow *lifecycle.Operation, err error) {
	o, err := tx.Operation(ctx, a.ID, id)
	if err != nil {
		return nil, err
	}
	if err := operations.Cancel(o, a); err != nil {
		return nil, err
	}
	if err := tx.endCancelled(ctx, o, cancelledBy, now); err != nil {
		return nil, err
	}
	switch o.Kind {
	case lifecycle.OperationCreateSnapshot:
		return nil, tx.giveUpSnapshot(ctx, o)
	case lifecycle.OperationStart:
		return tx.forceStop(ctx, a, cancelledBy, now)
	case lifecycle.OperationStop, lifecycle.OperationMaintenance, lifecycle.OperationScaleUp, lifecycle.OperationScaleDown:
		return nil, tx.goOn(ctx, a)
	default:
		_, follow, err = tx.RollBack(ctx, a, cancelledBy, now)
		return follow, err
	}
}

// endCancelled gives the operation and its open step their outcome.
func (tx *Tx) endCancelled(ctx context.Context, o *lifecycle.Operation, cancelledBy string, now time.Time) error {
	text := "cancelled"
	if cancelledBy != "" {
		text += " by " + cancelledBy
	}
	_, changed := operations.Close(o.Steps, lifecycle.StepFailed, text, now)
	for _, step := range changed {
		if err := tx.PutStep(ctx, o.ID, step); err != nil {
			return err
		}
	}
	o.Status, o.EndTime, o.Error, o.CancelledBy, o.Downtime = lifecycle.OperationCancelled, now, text, cancelledBy, unknownDowntime
	return tx.FinishOperation(ctx, o)
}

// giveUpSnapshot fails the snapshot that the operation takes. The job may go on writing it: what comes of that is removed with it.
func (tx *Tx) giveUpSnapshot(ctx context.Context, o *lifecycle.Operation) error {
	unfinished, err := tx.UnfinishedSnapshots(ctx, o.ApplicationID)
	if err != nil {
		return err
	}
	for _, s := range unfinished {
		if s.OperationID != o.ID {
			continue
		}
		err := tx.FailSnapshot(ctx, o.ApplicationID, s.Name, o.Error)
		if errors.Is(err, ErrSnapshotStatus) {
			return fault.InUse("operation %s has ended", o.ID)
		}
		return err
	}
	return fmt.Errorf("cancel operation %s: its snapshot is not there", o.ID)
}

// forceStop wants no cluster. Nothing has run yet, so nothing is lost.
func (tx *Tx) forceStop(ctx context.Context, a *lifecycle.Application, requestedBy string, now time.Time) (*lifecycle.Operation, error) {
	o := &lifecycle.Operation{
		ID: lifecycle.NewOperationID(), ApplicationID: a.ID, Kind: lifecycle.OperationStop, StartTime: now, RequestedBy: requestedBy,
	}
	if err := tx.CreateOperation(ctx, o); err != nil {
		return nil, err
	}
	return o, tx.SetDesired(ctx, a.ID, lifecycle.Desired{
		Goal: lifecycle.GoalForceStop, Via: lifecycle.StatusForceStopping, OperationID: o.ID, Generation: a.Desired.Generation + 1,
	})
}

// goOn wants the job that there is, which nobody has touched.
func (tx *Tx) goOn(ctx context.Context, a *lifecycle.Application) error {
	run := lifecycle.DefaultRunConfiguration()
	if a.Observed.RunConfiguration != nil {
		run = *a.Observed.RunConfiguration
	}
	return tx.SetDesired(ctx, a.ID, lifecycle.Desired{
		Goal: lifecycle.GoalRun, VersionID: a.Observed.DeployedVersionID, RunConfiguration: &run,
		Parallelism: a.Observed.Parallelism, Via: lifecycle.StatusRunning, Generation: a.Desired.Generation + 1,
	})
}
