package apiserver

import (
	"context"
	"time"

	"github.com/penstock/penstock/apiserver/model"
)

// ListOperationSteps tells what an operation did, when, and for how long no job processed data because of it.
func (s *Service) ListOperationSteps(ctx context.Context, in *model.ListOperationStepsRequest) (*model.ListOperationStepsResponse, error) {
	a, err := s.store.Application(ctx, key(ctx, in.ApplicationName))
	if err != nil {
		return nil, err
	}
	o, err := s.store.Operation(ctx, a.ID, *in.OperationId)
	if err != nil {
		return nil, err
	}
	now := s.store.Now()
	took := func(from, to time.Time) *int64 {
		if to.IsZero() {
			to = now
		}
		return new(max(0, to.Sub(from).Milliseconds()))
	}
	out := &model.ListOperationStepsResponse{
		Steps: []model.OperationStep{}, DurationMilliseconds: took(o.StartTime, o.EndTime), OperationRecord: new(record(a, o, now)),
	}
	if o.Downtime >= 0 {
		out.DowntimeMilliseconds = new(o.Downtime.Milliseconds())
	}
	for _, step := range o.Steps {
		out.Steps = append(out.Steps, model.OperationStep{
			StepName: new(step.Name), StepOutcome: new(model.StepOutcome(step.Outcome)), StartTime: new(model.TimestampOf(step.StartTime)),
			OffsetMilliseconds: took(o.StartTime, step.StartTime), DurationMilliseconds: took(step.StartTime, step.EndTime),
			Attempts: new(int64(step.Attempts)), Message: orNil(step.Detail),
		})
	}
	return out, nil
}
