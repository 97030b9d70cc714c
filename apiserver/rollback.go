package apiserver

import (
	"context"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
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
		v, o, err := tx.RollBack(ctx, a, IdentityFrom(ctx).principal(), tx.Now())
		if err != nil {
			return err
		}
		changed, err := tx.ApplicationByID(ctx, a.ID)
		if err != nil {
			return err
		}
		out.OperationId = &o.ID
		if out.ApplicationDetail, err = detail(changed, v, false); err != nil {
			return err
		}
		return audit(ctx, tx, string(lifecycle.RequestRollback), a.Name, o.ID, map[string]int64{"from": current.ID, "to": v.RolledBackTo})
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}
