package apiserver

import (
	"context"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
)

// actionCancel is the name of the operation in the audit log.
const actionCancel = "CancelApplicationOperation"

// CancelApplicationOperation ends an operation that has not come so far that anything would be lost.
func (s *Service) CancelApplicationOperation(ctx context.Context, in *model.CancelApplicationOperationRequest) (*model.CancelApplicationOperationResponse, error) {
	out := &model.CancelApplicationOperationResponse{}
	err := s.locked(ctx, in.ApplicationName, func(tx *store.Tx, a *lifecycle.Application) error {
		follow, err := tx.Cancel(ctx, a, *in.OperationId, IdentityFrom(ctx).principal(), tx.Now())
		if err != nil {
			return err
		}
		changed, err := tx.ApplicationByID(ctx, a.ID)
		if err != nil {
			return err
		}
		*out = model.CancelApplicationOperationResponse{
			ApplicationARN: new(changed.ARN()), ApplicationStatus: new(model.ApplicationStatus(changed.Status())),
			ApplicationVersionId: &changed.CurrentVersionID, OperationStatus: new(model.OperationStatusCANCELLED),
		}
		detail := map[string]string{"cancelled": *in.OperationId}
		if follow != nil {
			out.FollowingOperationId = &follow.ID
			detail["followedBy"] = follow.ID
		}
		return audit(ctx, tx, actionCancel, a.Name, *in.OperationId, detail)
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}
