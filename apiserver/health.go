package apiserver

import (
	"context"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
)

type ownMembersKey struct{}

// withOwnMembers lets answers have members of Penstock's own, which AWS JSON has not got.
func withOwnMembers(ctx context.Context) context.Context {
	return context.WithValue(ctx, ownMembersKey{}, true)
}

// hasOwnMembers tells whether the answer may have them.
func hasOwnMembers(ctx context.Context) bool {
	has, _ := ctx.Value(ownMembersKey{}).(bool)
	return has
}

// describeHealth is how a job gets on as part of an answer; nil for no job, and for a protocol that has not got it.
func describeHealth(ctx context.Context, h lifecycle.Health) *model.ApplicationHealth {
	if h.State == "" || !hasOwnMembers(ctx) {
		return nil
	}
	return &model.ApplicationHealth{
		Health: new(model.Health(h.State)), HealthCause: orNil(model.HealthCause(h.Cause)),
		HealthSince: new(model.TimestampOf(h.Since)), HealthReason: &h.Reason,
	}
}

// DescribeApplicationHealth tells how the job of an application gets on.
func (s *Service) DescribeApplicationHealth(ctx context.Context, in *model.DescribeApplicationHealthRequest) (*model.DescribeApplicationHealthResponse, error) {
	a, err := s.store.Application(ctx, key(ctx, in.ApplicationName))
	if err != nil {
		return nil, err
	}
	out := &model.DescribeApplicationHealthResponse{ApplicationStatus: new(model.ApplicationStatus(a.Status()))}
	if h := a.Health(); h.State != "" {
		out.Health, out.HealthCause = new(model.Health(h.State)), orNil(model.HealthCause(h.Cause))
		out.HealthSince, out.HealthReason = new(model.TimestampOf(h.Since)), &h.Reason
	}
	return out, nil
}

// ListApplicationHealth lists those that have a job, in the order of names; the token is the last name.
func (s *Service) ListApplicationHealth(ctx context.Context, in *model.ListApplicationHealthRequest) (*model.ListApplicationHealthResponse, error) {
	id := IdentityFrom(ctx)
	limit := pageLimit(in.Limit)
	found, err := s.store.ListHealth(ctx, id.AccountID, id.Region, lifecycle.HealthState(orZero(in.Health)), orZero(in.NextToken), limit+1)
	if err != nil {
		return nil, err
	}
	out := &model.ListApplicationHealthResponse{ApplicationHealths: []model.ApplicationHealthSummary{}}
	if len(found) > limit {
		found = found[:limit]
		out.NextToken = &found[limit-1].Name
	}
	for _, a := range found {
		out.ApplicationHealths = append(out.ApplicationHealths, model.ApplicationHealthSummary{
			ApplicationName: &a.Name, ApplicationStatus: new(model.ApplicationStatus(a.Status)),
			Health: new(model.Health(a.Health.State)), HealthCause: orNil(model.HealthCause(a.Health.Cause)),
			HealthSince: new(model.TimestampOf(a.Health.Since)), HealthReason: &a.Health.Reason,
		})
	}
	return out, nil
}
