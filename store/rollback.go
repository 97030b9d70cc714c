package store

import (
	"context"
	"fmt"
	"time"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/rollback"
)

// RollbackTarget is what the application would go back to: the version, and how its job would be started. A fault of kind
// InvalidRequest says why it cannot.
func (r Reader) RollbackTarget(
	ctx context.Context, a *lifecycle.Application, current *lifecycle.Version,
) (*lifecycle.Version, lifecycle.RunConfiguration, error) {
	var run lifecycle.RunConfiguration
	target, err := rollback.Target(a.Name, current, a.Observed.DeployedVersionID, func(id int64) (*lifecycle.Version, error) {
		return r.Version(ctx, a.ID, id)
	})
	if err != nil {
		return nil, run, err
	}
	snapshot, _, err := r.LatestSnapshotOfVersion(ctx, a.ID, target.ID)
	if err != nil {
		return nil, run, err
	}
	run, err = rollback.Run(a.Name, target, snapshot, a.Observed.DeployedVersionID == target.ID)
	return target, run, err
}

// RollBack writes the version that repeats the one that the application goes back to, marks the current one as rolled back, and
// wants the new one to run by an operation that begins now, for whoever asked for it. The errors are those of [Reader.RollbackTarget] and [Tx.SetDesired].
func (tx *Tx) RollBack(
	ctx context.Context, a *lifecycle.Application, requestedBy string, now time.Time,
) (*lifecycle.Version, *lifecycle.Operation, error) {
	current, err := tx.Version(ctx, a.ID, a.CurrentVersionID)
	if err != nil {
		return nil, nil, err
	}
	target, run, err := tx.RollbackTarget(ctx, a, current)
	if err != nil {
		return nil, nil, err
	}
	v := rollback.Version(current, target, now)
	if err := tx.CreateVersion(ctx, v); err != nil {
		return nil, nil, err
	}
	if err := tx.SetVersionStatus(ctx, a.ID, current.ID, lifecycle.StatusRolledBack); err != nil {
		return nil, nil, err
	}
	o := &lifecycle.Operation{
		ID: lifecycle.NewOperationID(), ApplicationID: a.ID, Kind: lifecycle.OperationRollback, Status: lifecycle.OperationInProgress,
		StartTime: now, VersionFrom: current.ID, VersionTo: v.ID, RequestedBy: requestedBy,
	}
	if err := tx.CreateOperation(ctx, o); err != nil {
		return nil, nil, err
	}
	err = tx.SetDesired(ctx, a.ID, lifecycle.Desired{
		Goal: lifecycle.GoalRun, VersionID: v.ID, RunConfiguration: &run, Via: lifecycle.StatusRollingBack, OperationID: o.ID,
		Generation: a.Desired.Generation + 1,
	})
	if err != nil {
		return nil, nil, fmt.Errorf("roll back application %s: %w", a.Name, err)
	}
	return v, o, nil
}
