package apiserver

import (
	"context"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

// StopApplication wants no job: after a snapshot, or at once and without one where it is forced.
func (s *Service) StopApplication(ctx context.Context, in *model.StopApplicationRequest) (*model.StopApplicationResponse, error) {
	request, goal := lifecycle.RequestStop, lifecycle.GoalStop
	if orZero(in.Force) {
		request, goal = lifecycle.RequestForceStop, lifecycle.GoalForceStop
	}
	if goal == lifecycle.GoalForceStop {
		_, v, err := s.store.CurrentApplication(ctx, key(ctx, in.ApplicationName))
		if err != nil {
			return nil, err
		}
		if v.Runtime == lifecycle.RuntimeSQL {
			return nil, fault.InvalidRequest("Force is for applications of FLINK-*, not for those of %s", v.Runtime)
		}
	}
	out := &model.StopApplicationResponse{}
	err := s.lockedWithKeys(ctx, in.ApplicationName, false, func(r store.Reader, a *lifecycle.Application, _ keyFinder) (keyUses, error) {
		if err := lifecycle.Allow(request, a.Name, a.Status()); err != nil || goal == lifecycle.GoalForceStop {
			return nil, err
		}
		return keysOfSnapshot(ctx, r, a, false)
	}, func(tx *store.Tx, a *lifecycle.Application) error {
		if err := lifecycle.Allow(request, a.Name, a.Status()); err != nil {
			return err
		}
		if goal == lifecycle.GoalStop {
			if err := checkAutomaticSnapshot(ctx, tx, a); err != nil {
				return err
			}
		}
		operationID, err := begin(ctx, tx, a, lifecycle.OperationStop, lifecycle.Desired{
			Goal: goal, Via: lifecycle.Via(request, a.Status()),
		}, 0, 0)
		if err != nil {
			return err
		}
		out.OperationId = &operationID
		return audit(ctx, tx, string(lifecycle.RequestStop), a.Name, operationID, map[string]bool{"force": orZero(in.Force)})
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}
