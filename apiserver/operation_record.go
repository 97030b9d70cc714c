package apiserver

import (
	"context"
	"time"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/operations"
	"github.com/penstock/penstock/store"
)

// ListOperationRecords lists operations of every kind, newest first, with all that is known of each but its steps.
func (s *Service) ListOperationRecords(ctx context.Context, in *model.ListOperationRecordsRequest) (*model.ListOperationRecordsResponse, error) {
	const kind = "operation records"
	limit := pageLimit(in.Limit)
	query := store.OperationQuery{
		Kind: lifecycle.OperationKind(orZero(in.Operation)), Status: lifecycle.OperationStatus(orZero(in.OperationStatus)),
		Unlisted: true, Limit: limit + 1,
	}
	if err := decodeToken(in.NextToken, kind, &query.Before); err != nil {
		return nil, err
	}
	a, err := s.store.Application(ctx, key(ctx, in.ApplicationName))
	if err != nil {
		return nil, err
	}
	found, err := s.store.ListOperations(ctx, a.ID, query)
	if err != nil {
		return nil, err
	}
	out := &model.ListOperationRecordsResponse{OperationRecords: []model.OperationRecord{}}
	if len(found) > limit {
		found = found[:limit]
		last := found[limit-1]
		if out.NextToken, err = encodeToken(kind, store.OperationCursor{StartTime: last.StartTime, ID: last.ID}); err != nil {
			return nil, err
		}
	}
	for i := range found {
		o := &found[i]
		if o.Status == lifecycle.OperationInProgress {
			// Only of those the steps are needed, and there are a few at most.
			if o, err = s.store.Operation(ctx, a.ID, o.ID); err != nil {
				return nil, err
			}
		}
		out.OperationRecords = append(out.OperationRecords, record(a, o, s.store.Now()))
	}
	return out, nil
}

// record is all of an operation but its steps.
func record(a *lifecycle.Application, o *lifecycle.Operation, now time.Time) model.OperationRecord {
	r := model.OperationRecord{
		OperationId: &o.ID, Operation: new(string(o.Kind)), OperationStatus: new(model.OperationStatus(o.Status)),
		StartTime: new(model.TimestampOf(o.StartTime)), EndTime: endTime(o), RequestedBy: orNil(o.RequestedBy), CancelledBy: orNil(o.CancelledBy),
		Cancellable: new(operations.Cancel(o, a) == nil), Message: orNil(o.Error), RollbackOperationId: orNil(o.RollbackOperationID),
	}
	end := o.EndTime
	if end.IsZero() {
		end = now
	}
	r.DurationMilliseconds = new(max(0, end.Sub(o.StartTime).Milliseconds()))
	if o.Downtime >= 0 {
		r.DowntimeMilliseconds = new(o.Downtime.Milliseconds())
	}
	if o.VersionTo != 0 {
		r.ApplicationVersionUpdatedFrom, r.ApplicationVersionUpdatedTo = &o.VersionFrom, &o.VersionTo
	}
	return r
}
