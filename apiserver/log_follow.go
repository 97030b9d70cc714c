package apiserver

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/logs"
)

const (
	// logInterval is how often it is looked whether a log that is followed has grown.
	logInterval = 500 * time.Millisecond
	// followPage is how many events are read at once for who follows.
	followPage = 1000
)

// FollowApplicationLog sends events of an application's log as they are stored.
func (s *Service) FollowApplicationLog(ctx context.Context, in *model.FollowApplicationLogRequest) (model.Stream[model.LogEvent], error) {
	filter, err := logFilter(logSelection{in.LogLevel, in.LogSource, in.Logger, in.ApplicationVersionId, in.Text, in.Pattern})
	if err != nil {
		return nil, err
	}
	a, err := s.store.Application(ctx, key(ctx, in.ApplicationName))
	if err != nil {
		return nil, err
	}
	f := &follower{service: s, applicationID: a.ID, filter: filter}
	if f.next, err = s.store.LogEnd(ctx, a.ID); err != nil {
		return nil, err
	}
	switch {
	case in.LastEventId != nil:
		last, err := strconv.ParseInt(*in.LastEventId, 10, 64)
		if err != nil {
			return nil, fault.InvalidArgument("LastEventId %s is not the id of an event", *in.LastEventId)
		}
		f.next = min(f.next, last+1)
	case in.Tail != nil && *in.Tail > 0:
		page, err := s.readLog(ctx, a.ID, filter, logPlace{Next: f.next - 1, Backward: true}, int(*in.Tail))
		if err != nil {
			return nil, err
		}
		slices.Reverse(page.events)
		f.first = page.events
	}
	return f.run, nil
}

// follower sends the events of one log.
type follower struct {
	service       *Service
	applicationID int64
	filter        logs.Filter
	// first are events to begin with, next is the sequence to go on with.
	first []logEvent
	next  int64
}

func (f *follower) run(ctx context.Context, send func(id string, event *model.LogEvent) error) error {
	if err := sendEvents(f.first, send); err != nil {
		return err
	}
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-timer.C:
		}
		there, err := f.grown(ctx, send)
		if err != nil || !there {
			return err
		}
		timer.Reset(logInterval)
	}
}

// grown sends what is new, and tells whether the application is still there.
func (f *follower) grown(ctx context.Context, send func(id string, event *model.LogEvent) error) (there bool, err error) {
	end, err := f.service.store.LogEnd(ctx, f.applicationID)
	if err != nil {
		return false, err
	}
	if end < f.next || end == 1 {
		if _, err := f.service.store.ApplicationByID(ctx, f.applicationID); err != nil {
			if fault.Is(err, fault.NotFoundKind) {
				return false, nil
			}
			return false, err
		}
	}
	for f.next < end {
		page, err := f.service.readLog(ctx, f.applicationID, f.filter, logPlace{Next: f.next}, followPage)
		if err != nil {
			return false, err
		}
		if err := sendEvents(page.events, send); err != nil {
			return false, err
		}
		if f.next = page.next.Next; !page.more {
			f.next = max(f.next, end)
			break
		}
	}
	return true, nil
}

func sendEvents(events []logEvent, send func(id string, event *model.LogEvent) error) error {
	for i := range events {
		if err := send(strconv.FormatInt(events[i].sequence, 10), describeLogEvent(&events[i])); err != nil {
			return err
		}
	}
	return nil
}
