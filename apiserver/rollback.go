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
	var protects lifecycle.Key
	err := s.lockedWithKeys(ctx, in.ApplicationName, false, func(r store.Reader, a *lifecycle.Application, find keyFinder) (uses keyUses, err error) {
		if err := checkRollback(ctx, r, a, in.CurrentApplicationVersionId); err != nil {
			return nil, err
		}
		protects, uses, err = keysOfRollback(ctx, r, a, find)
		return uses, err
	}, func(tx *store.Tx, a *lifecycle.Application) error {
		from := a.CurrentVersionID
		v, o, err := tx.RollBack(ctx, a, IdentityFrom(ctx).principal(), tx.Now())
		if err != nil {
			return err
		}
		if protects != v.Key {
			if err := tx.SetVersionKey(ctx, a.ID, v.ID, protects); err != nil {
				return err
			}
		}
		changed, err := tx.ApplicationByID(ctx, a.ID)
		if err != nil {
			return err
		}
		out.OperationId = &o.ID
		if out.ApplicationDetail, err = detail(changed, v, false); err != nil {
			return err
		}
		return audit(ctx, tx, string(lifecycle.RequestRollback), a.Name, o.ID, changeDetail{from, v.RolledBackTo, protects.String()})
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// changeDetail is what the audit log tells of a change from one version to another.
type changeDetail struct {
	From int64  `json:"from"`
	To   int64  `json:"to"`
	Key  string `json:"key"`
}

// checkRollback refuses a rollback that is not open to the application.
func checkRollback(ctx context.Context, r store.Reader, a *lifecycle.Application, version *int64) error {
	current, err := r.Version(ctx, a.ID, a.CurrentVersionID)
	if err != nil {
		return err
	}
	if current.Runtime == lifecycle.RuntimeSQL {
		return fault.Unsupported("%s is not supported for applications of %s", lifecycle.RequestRollback, current.Runtime)
	}
	if err := lifecycle.Allow(lifecycle.RequestRollback, a.Name, a.Status()); err != nil {
		return err
	}
	return checkCurrent(a, version, nil)
}
