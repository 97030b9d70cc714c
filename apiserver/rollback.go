package apiserver

import (
	"context"
	"time"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/rollback"
	"github.com/penstock/penstock/store"
)

// RollbackApplication goes back to the version before the current one, with the state that its job had when the change was deployed.
func (s *Service) RollbackApplication(ctx context.Context, in *model.RollbackApplicationRequest) (*model.RollbackApplicationResponse, error) {
	out := &model.RollbackApplicationResponse{}
	err := s.locked(ctx, in.ApplicationName, func(tx *store.Tx, a *lifecycle.Application) error {
		current, err := tx.Version(ctx, a.ID, a.CurrentVersionID)
		if err != nil {
			return err
		}
		if current.Runtime == lifecycle.RuntimeSQL {
			return fault.Unsupported("%s is not supported for applications of %s", lifecycle.RequestRollback, current.Runtime)
		}
		if err := lifecycle.Allow(lifecycle.RequestRollback, a.Name, a.Status()); err != nil {
			return err
		}
		if err := checkCurrent(a, in.CurrentApplicationVersionId, nil); err != nil {
			return err
		}
		v, operationID, err := rollBack(ctx, tx, a, current)
		if err != nil {
			return err
		}
		changed, err := tx.ApplicationByID(ctx, a.ID)
		if err != nil {
			return err
		}
		out.OperationId = &operationID
		if out.ApplicationDetail, err = detail(changed, v, false); err != nil {
			return err
		}
		return audit(ctx, tx, string(lifecycle.RequestRollback), a.Name, operationID, map[string]int64{"from": current.ID, "to": v.RolledBackTo})
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// rollBack writes the version that repeats the one before, and the wish to run it.
func rollBack(ctx context.Context, tx *store.Tx, a *lifecycle.Application, current *lifecycle.Version) (v *lifecycle.Version, operationID string, err error) {
	targetID, err := rollback.Target(a.Name, current)
	if err != nil {
		return nil, "", err
	}
	target, err := tx.Version(ctx, a.ID, targetID)
	if err != nil {
		return nil, "", err
	}
	snapshot, _, err := tx.LatestSnapshotOfVersion(ctx, a.ID, target.ID)
	if err != nil {
		return nil, "", err
	}
	run, err := rollback.Run(a.Name, target, snapshot, a.Observed.DeployedVersionID == target.ID)
	if err != nil {
		return nil, "", err
	}
	v = rollback.Version(current, target, time.Now())
	if err := tx.CreateVersion(ctx, v); err != nil {
		return nil, "", err
	}
	if err := tx.SetVersionStatus(ctx, a.ID, current.ID, lifecycle.StatusRolledBack); err != nil {
		return nil, "", err
	}
	operationID, err = begin(ctx, tx, a, lifecycle.OperationRollback, lifecycle.Desired{
		Goal: lifecycle.GoalRun, VersionID: v.ID, RunConfiguration: &run, Via: lifecycle.StatusRollingBack,
	}, current.ID, v.ID)
	return v, operationID, err
}
