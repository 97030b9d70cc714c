package apiserver

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

// eventPage is how many events are read at once.
const eventPage = 200

// FollowApplicationEvents tells what happens to an application, each event once and in order, until the application is gone.
func (s *Service) FollowApplicationEvents(ctx context.Context, in *model.FollowApplicationEventsRequest) (model.Stream[model.ApplicationEvent], error) {
	a, err := s.store.Application(ctx, key(ctx, in.ApplicationName))
	if err != nil {
		return nil, err
	}
	last, err := s.lastEvent(ctx, a.ID, in.LastEventId)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, send func(id string, event *model.ApplicationEvent) error) error {
		changed, end := s.events.Listen(a.ID)
		defer end()
		if err := send(strconv.FormatInt(last, 10), nil); err != nil {
			return err
		}
		for {
			events, err := s.store.EventsAfter(ctx, a.ID, last, eventPage)
			if err != nil {
				return err
			}
			for _, e := range events {
				event, err := describeEvent(e)
				if err != nil {
					return fmt.Errorf("describe an event of application %s: %w", a.Name, err)
				}
				if err := send(*event.EventId, event); err != nil {
					return err
				}
				last = e.ID
			}
			if len(events) == eventPage {
				continue
			}
			if _, err := s.store.ApplicationByID(ctx, a.ID); fault.Is(err, fault.NotFoundKind) {
				return nil
			} else if err != nil {
				return err
			}
			select {
			case <-changed:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}, nil
}

// lastEvent is the event that a client has seen: what it says, or the newest.
func (s *Service) lastEvent(ctx context.Context, applicationID int64, given *string) (int64, error) {
	if given == nil {
		return s.store.LatestEvent(ctx, applicationID)
	}
	id, err := strconv.ParseInt(*given, 10, 64)
	kept := err == nil && id == 0
	if err == nil && !kept {
		if kept, err = s.store.KeepsEvent(ctx, applicationID, id); err != nil {
			return 0, err
		}
	}
	if !kept {
		// To go on as if nothing were missing would be a lie.
		return 0, fault.InvalidArgument("Event %s is not, or no more, among those of the application. 0 is before the first that is kept.", *given)
	}
	return id, nil
}

// describeEvent is an event in the API's words. The members of its detail are named as those of the answer.
func describeEvent(e store.Event) (*model.ApplicationEvent, error) {
	var out model.ApplicationEvent
	if err := json.Unmarshal(e.Detail, &out); err != nil {
		return nil, err
	}
	out.EventId = new(strconv.FormatInt(e.ID, 10))
	out.EventTime = new(model.TimestampOf(e.Time))
	out.EventType = new(model.EventType(e.Type))
	return &out, nil
}
