package apiserver

import (
	"context"
	"time"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

// monthLayout is how requests and answers write a month.
const monthLayout = "2006-01"

// mostMonths is how many months one request may ask for.
const mostMonths = 36

// ListUsage tells what the applications of the account used in the region.
func (s *Service) ListUsage(ctx context.Context, in *model.ListUsageRequest) (*model.ListUsageResponse, error) {
	const kind = "usage"
	from, to, err := months(in.StartMonth, in.EndMonth, s.store.Now())
	if err != nil {
		return nil, err
	}
	limit := pageLimit(in.Limit)
	id := IdentityFrom(ctx)
	q := store.UsageQuery{
		AccountID: id.AccountID, Region: id.Region, From: from, To: to, Application: orZero(in.Application), Limit: limit + 1,
	}
	if err := decodeToken(in.NextToken, kind, &q.After); err != nil {
		return nil, err
	}
	found, err := s.store.ListUsage(ctx, q)
	if err != nil {
		return nil, err
	}
	out := &model.ListUsageResponse{UsageItems: []model.UsageItem{}}
	if len(found) > limit {
		found = found[:limit]
		last := found[limit-1]
		out.NextToken, err = encodeToken(kind, store.UsageCursor{Month: last.Month, Name: last.Name, ApplicationID: last.ApplicationID})
		if err != nil {
			return nil, err
		}
	}
	for i := range found {
		u := &found[i]
		out.UsageItems = append(out.UsageItems, model.UsageItem{
			Month: new(u.Month.Format(monthLayout)), ApplicationName: &u.Name,
			ApplicationARN:  new(lifecycle.ARN(id.Region, id.AccountID, u.Name)),
			KpuMilliseconds: new(u.KPU.Milliseconds()), OrchestrationKpuMilliseconds: new(u.Orchestration.Milliseconds()),
		})
	}
	return out, nil
}

// months are the beginnings of the first and the last month that a request asks for.
func months(start, end *string, now time.Time) (from, to time.Time, err error) {
	switch {
	case start == nil && end == nil:
		start = new(now.UTC().Format(monthLayout))
		end = start
	case start == nil:
		start = end
	case end == nil:
		end = start
	}
	if from, err = time.Parse(monthLayout, *start); err != nil {
		return from, to, fault.InvalidArgument("StartMonth %q is no month", *start)
	}
	if to, err = time.Parse(monthLayout, *end); err != nil {
		return from, to, fault.InvalidArgument("EndMonth %q is no month", *end)
	}
	switch {
	case to.Before(from):
		return from, to, fault.InvalidArgument("EndMonth %s is before StartMonth %s", *end, *start)
	case !to.Before(from.AddDate(0, mostMonths, 0)):
		return from, to, fault.InvalidArgument("%s to %s are more than %d months", *start, *end, mostMonths)
	}
	return from, to, nil
}
