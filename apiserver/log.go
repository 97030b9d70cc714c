package apiserver

import (
	"context"
	"math"
	"slices"
	"strconv"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/logs"
)

// defaultLogLimit is the length of a page of log events that nobody asked otherwise for.
const defaultLogLimit = 100

// logPlace is a place in an application's log: the sequence of the next event to look at.
type logPlace struct {
	Next     int64
	Backward bool
}

// ListApplicationLogEvents lists events of an application's log. A page ends early when much had to be looked through.
func (s *Service) ListApplicationLogEvents(ctx context.Context, in *model.ListApplicationLogEventsRequest) (*model.ListApplicationLogEventsResponse, error) {
	const kind = "log events"
	place := logPlace{Next: 1}
	if in.Order != nil && *in.Order == model.LogOrderNEWEST_FIRST {
		place = logPlace{Next: math.MaxInt64, Backward: true}
	}
	asked := place.Backward
	if err := decodeToken(in.NextToken, kind, &place); err != nil {
		return nil, err
	}
	if place.Backward != asked || place.Next < 1 {
		return nil, fault.InvalidArgument("NextToken is of a list in another order")
	}
	filter, err := logFilter(logSelection{in.LogLevel, in.LogSource, in.Logger, in.ApplicationVersionId, in.Text, in.Pattern})
	if err != nil {
		return nil, err
	}
	if in.StartTime != nil {
		filter.Start = in.StartTime.Time()
	}
	if in.EndTime != nil {
		filter.End = in.EndTime.Time()
	}
	limit := defaultLogLimit
	if in.Limit != nil {
		limit = int(*in.Limit)
	}
	a, err := s.store.Application(ctx, key(ctx, in.ApplicationName))
	if err != nil {
		return nil, err
	}
	page, err := s.readLog(ctx, a.ID, filter, place, limit)
	if err != nil {
		return nil, err
	}
	out := &model.ListApplicationLogEventsResponse{LogEvents: []model.LogEvent{}}
	for i := range page.events {
		out.LogEvents = append(out.LogEvents, *describeLogEvent(&page.events[i]))
	}
	if page.more {
		if out.NextToken, err = encodeToken(kind, page.next); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// ListApplicationLogDeliveries tells how the delivery of the log to CloudWatch Logs goes.
func (s *Service) ListApplicationLogDeliveries(ctx context.Context, in *model.ListApplicationLogDeliveriesRequest) (*model.ListApplicationLogDeliveriesResponse, error) {
	a, err := s.store.Application(ctx, key(ctx, in.ApplicationName))
	if err != nil {
		return nil, err
	}
	end, err := s.store.LogEnd(ctx, a.ID)
	if err != nil {
		return nil, err
	}
	deliveries, err := s.store.LogDeliveries(ctx, a.ID)
	if err != nil {
		return nil, err
	}
	out := &model.ListApplicationLogDeliveriesResponse{LogDeliveries: []model.LogDelivery{}}
	for _, d := range deliveries {
		described := model.LogDelivery{
			LogStreamARN: &d.StreamARN, Delivered: &d.Delivered, Dropped: &d.Dropped, Pending: new(max(0, end-d.Next)), Failure: orNil(d.Failure),
		}
		if !d.DeliveredAt.IsZero() {
			described.LastDeliveryTime = new(model.TimestampOf(d.DeliveredAt))
		}
		if !d.FailingSince.IsZero() {
			described.FailingSince = new(model.TimestampOf(d.FailingSince))
		}
		out.LogDeliveries = append(out.LogDeliveries, described)
	}
	return out, nil
}

// logSelection are the members of requests that select events.
type logSelection struct {
	level         *model.LogLevel
	source        *model.LogSource
	logger        *string
	version       *int64
	text, pattern *string
}

// logSources are the API's names of streams.
var logSources = map[model.LogSource]logs.Stream{
	model.LogSourceLOG: logs.StreamLog, model.LogSourceSTDOUT: logs.StreamStdout, model.LogSourceSTDERR: logs.StreamStderr,
}

func logFilter(in logSelection) (logs.Filter, error) {
	f := logs.Filter{Logger: orZero(in.logger), Version: orZero(in.version), Text: orZero(in.text)}
	if in.level != nil {
		level, err := logs.ParseLevel(string(*in.level))
		if err != nil {
			return f, fault.InvalidArgument("LogLevel: %s", err.Error())
		}
		f.Levels = logs.AtLeast(level)
	}
	if in.source != nil {
		f.Stream = logSources[*in.source]
	}
	if in.pattern != nil {
		pattern, err := logs.CompilePattern(*in.pattern)
		if err != nil {
			return f, fault.InvalidArgument("Pattern: %s", err.Error())
		}
		f.Pattern = pattern
	}
	return f, nil
}

func describeLogEvent(e *logEvent) *model.LogEvent {
	d := &model.LogEvent{
		EventId: new(strconv.FormatInt(e.sequence, 10)), TimestampMillis: new(e.Time.UnixMilli()),
		MessageType: new(model.LogLevel(e.Level.String())), Message: &e.Message,
		Logger: orNil(e.Logger), LocationInformation: orNil(e.Location), ThreadName: orNil(e.Thread), ThrowableInformation: slices.Clip(e.Throwable),
	}
	for name, stream := range logSources {
		if stream == e.Of() {
			d.LogSource = new(name)
		}
	}
	if e.Version > 0 {
		d.ApplicationVersionId = &e.Version
	}
	return d
}
