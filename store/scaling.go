package store

import (
	"context"
	"fmt"
	"time"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// Replacement is a restart of a running application that makes no version: at another parallelism, or by another build of the engine.
type Replacement struct {
	// Kind is the operation's, Via the status it goes through.
	Kind lifecycle.OperationKind
	Via  lifecycle.Status
	// Parallelism is the one to go on with.
	Parallelism int
	// RequestedBy is who asked for it, as in [lifecycle.Operation].
	RequestedBy string
	// Expected is what it was decided on. A job that is another one by now, or restarts, is left alone.
	Expected lifecycle.Observed
}

// Replace wants the restart of an application, by an operation that begins now. Its job goes on from where it is. It returns
// [ErrStale] where the application does not run any more as it was when that was decided, or something else is wanted of it.
func (tx *Tx) Replace(ctx context.Context, applicationID int64, r Replacement, now time.Time) (*lifecycle.Operation, error) {
	a, err := tx.LockApplicationByID(ctx, applicationID)
	if err != nil {
		return nil, err
	}
	seen, expected := a.Observed, r.Expected
	same := seen.Generation == expected.Generation && seen.DeployedVersionID == expected.DeployedVersionID &&
		seen.Parallelism == expected.Parallelism && seen.EngineBuild == expected.EngineBuild
	if a.Status() != lifecycle.StatusRunning || a.Desired.Goal != lifecycle.GoalRun || seen.Restarting || !same {
		return nil, fmt.Errorf("replace the cluster of application %s: %w", a.Name, ErrStale)
	}
	run := lifecycle.DefaultRunConfiguration()
	if seen.RunConfiguration != nil {
		run.AllowNonRestoredState = seen.RunConfiguration.AllowNonRestoredState
	}
	return tx.begin(ctx, a, r.Kind, r.RequestedBy, now, lifecycle.Desired{
		Goal: lifecycle.GoalRun, VersionID: seen.DeployedVersionID, RunConfiguration: &run, Parallelism: r.Parallelism, Via: r.Via,
	})
}

// ScaleBack wants the application to go on as it did before autoscaling: the version that is deployed, with the parallelism and from
// the snapshot given, by a rollback that begins now.
func (tx *Tx) ScaleBack(
	ctx context.Context, a *lifecycle.Application, parallelism int, snapshot, requestedBy string, now time.Time,
) (*lifecycle.Operation, error) {
	run := lifecycle.RunConfiguration{RestoreType: lifecycle.RestoreCustom, SnapshotName: snapshot}
	return tx.begin(ctx, a, lifecycle.OperationRollback, requestedBy, now, lifecycle.Desired{
		Goal: lifecycle.GoalRun, VersionID: a.Desired.VersionID, RunConfiguration: &run, Parallelism: parallelism,
		Via: lifecycle.StatusRollingBack,
	})
}

// begin writes an operation and the desire that it is for.
func (tx *Tx) begin(
	ctx context.Context, a *lifecycle.Application, kind lifecycle.OperationKind, requestedBy string, now time.Time, desired lifecycle.Desired,
) (*lifecycle.Operation, error) {
	if desired.VersionID == 0 {
		return nil, fault.InvalidRequest("application %s runs no version", a.Name)
	}
	o := &lifecycle.Operation{
		ID: lifecycle.NewOperationID(), ApplicationID: a.ID, Kind: kind, Status: lifecycle.OperationInProgress, StartTime: now,
		RequestedBy: requestedBy,
	}
	if err := tx.CreateOperation(ctx, o); err != nil {
		return nil, err
	}
	desired.OperationID, desired.Generation = o.ID, a.Desired.Generation+1
	if err := tx.SetDesired(ctx, a.ID, desired); err != nil {
		return nil, fmt.Errorf("begin %s of application %s: %w", kind, a.Name, err)
	}
	return o, nil
}
