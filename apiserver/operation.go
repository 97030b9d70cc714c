package apiserver

import (
	"context"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

// ListApplicationOperations lists newest first.
func (s *Service) ListApplicationOperations(ctx context.Context, in *model.ListApplicationOperationsRequest) (*model.ListApplicationOperationsResponse, error) {
	const kind = "operations"
	limit := pageLimit(in.Limit)
	query := store.OperationQuery{
		Kind: lifecycle.OperationKind(orZero(in.Operation)), Status: lifecycle.OperationStatus(orZero(in.OperationStatus)), Limit: limit + 1,
	}
	if err := decodeToken(in.NextToken, kind, &query.Before); err != nil {
		return nil, err
	}
	a, err := s.flinkApplication(ctx, in.ApplicationName, "ListApplicationOperations")
	if err != nil {
		return nil, err
	}
	found, err := s.store.ListOperations(ctx, a.ID, query)
	if err != nil {
		return nil, err
	}
	out := &model.ListApplicationOperationsResponse{ApplicationOperationInfoList: []model.ApplicationOperationInfo{}}
	if len(found) > limit {
		found = found[:limit]
		last := found[limit-1]
		if out.NextToken, err = encodeToken(kind, store.OperationCursor{StartTime: last.StartTime, ID: last.ID}); err != nil {
			return nil, err
		}
	}
	for _, o := range found {
		out.ApplicationOperationInfoList = append(out.ApplicationOperationInfoList, model.ApplicationOperationInfo{
			Operation: new(string(o.Kind)), OperationId: &o.ID, OperationStatus: new(model.OperationStatus(o.Status)),
			StartTime: new(model.TimestampOf(o.StartTime)), EndTime: endTime(&o),
		})
	}
	return out, nil
}

func endTime(o *lifecycle.Operation) *model.Timestamp {
	if o.EndTime.IsZero() {
		return nil
	}
	return new(model.TimestampOf(o.EndTime))
}

// DescribeApplicationOperation describes an operation and its outcome.
func (s *Service) DescribeApplicationOperation(ctx context.Context, in *model.DescribeApplicationOperationRequest) (*model.DescribeApplicationOperationResponse, error) {
	a, err := s.flinkApplication(ctx, in.ApplicationName, "DescribeApplicationOperation")
	if err != nil {
		return nil, err
	}
	o, err := s.store.Operation(ctx, a.ID, *in.OperationId)
	if err != nil {
		return nil, err
	}
	if !o.Kind.Listed() {
		return nil, fault.NotFound("operation %s does not exist", o.ID)
	}
	d := &model.ApplicationOperationInfoDetails{
		Operation: new(string(o.Kind)), OperationStatus: new(model.OperationStatus(o.Status)),
		StartTime: new(model.TimestampOf(o.StartTime)), EndTime: endTime(o),
	}
	if d.EndTime == nil {
		d.EndTime = new(model.TimestampOf(s.store.Now())) // the contract requires one of an operation in progress, too
	}
	if o.VersionTo != 0 {
		d.ApplicationVersionChangeDetails = &model.ApplicationVersionChangeDetails{
			ApplicationVersionUpdatedFrom: &o.VersionFrom, ApplicationVersionUpdatedTo: &o.VersionTo,
		}
	}
	if o.Error != "" {
		d.OperationFailureDetails = &model.OperationFailureDetails{
			ErrorInfo: &model.ErrorInfo{ErrorString: &o.Error}, RollbackOperationId: orNil(o.RollbackOperationID),
		}
	}
	return &model.DescribeApplicationOperationResponse{ApplicationOperationInfoDetails: d}, nil
}
