package apiserver_test

import (
	"bufio"
	"context"
	"fmt"
	"iter"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/logs"
	"github.com/penstock/penstock/store"
)

// logged adds events to an application's log.
func (f *fixture) logged(name string, events ...logs.Event) {
	f.Helper()
	require.NoError(f, f.store.InTx(f.Context(), func(tx *store.Tx) error {
		a, err := tx.Application(f.Context(), key(name))
		if err != nil {
			return err
		}
		return tx.AppendLog(f.Context(), a.ID, events)
	}))
}

// numberedEvents are events a second apart, of all levels in turn.
func numberedEvents(from, to int) []logs.Event {
	var events []logs.Event
	for i := from; i < to; i++ {
		events = append(events, logs.Event{
			Time: time.Unix(int64(i), 5e6), Level: logs.Level(i % 4), Version: int64(1 + i%2), Logger: "test.L" + strconv.Itoa(i%3),
			Message: fmt.Sprintf("event %d", i), Thread: "t", Location: "f.go:1", Throwable: []string{"cause " + strconv.Itoa(i)},
		})
	}
	return events
}

// pages reads all pages.
func (f *fixture) pages(in model.ListApplicationLogEventsRequest) (messages []string, pages int) {
	f.Helper()
	for {
		out, err := f.api.ListApplicationLogEvents(f.Context(), &in)
		require.NoError(f, err)
		pages++
		if in.Limit != nil {
			require.LessOrEqual(f, len(out.LogEvents), int(*in.Limit))
		}
		for _, e := range out.LogEvents {
			messages = append(messages, *e.Message)
		}
		if out.NextToken == nil {
			return messages, pages
		}
		in.NextToken = out.NextToken
	}
}

func TestListApplicationLogEvents(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("flights")
	const count = 300
	for i := 0; i < count; i += 50 {
		f.logged("flights", numberedEvents(i, i+50)...)
	}
	f.logged("flights", logs.Event{Time: time.Unix(500, 0), Stream: logs.StreamStdout, Message: strings.Repeat("x", 1000)})
	of := func(change func(*model.ListApplicationLogEventsRequest)) model.ListApplicationLogEventsRequest {
		in := model.ListApplicationLogEventsRequest{ApplicationName: new("flights")}
		change(&in)
		return in
	}
	where := func(selects func(i int) bool) []string {
		var messages []string
		for i := range count {
			if selects(i) {
				messages = append(messages, fmt.Sprintf("event %d", i))
			}
		}
		return messages
	}
	for name, c := range map[string]struct {
		in   model.ListApplicationLogEventsRequest
		want []string
	}{
		"all of the log": {of(func(in *model.ListApplicationLogEventsRequest) { in.LogSource = new(model.LogSourceLOG) }), where(func(int) bool { return true })},
		"of a level": {of(func(in *model.ListApplicationLogEventsRequest) { in.LogLevel = new(model.LogLevelERROR) }),
			where(func(i int) bool { return i%4 == 3 })},
		"of at least a level": {of(func(in *model.ListApplicationLogEventsRequest) { in.LogLevel = new(model.LogLevelWARN) }),
			where(func(i int) bool { return i%4 >= 2 })},
		"of a time": {of(func(in *model.ListApplicationLogEventsRequest) {
			in.StartTime, in.EndTime = new(model.Timestamp(100)), new(model.Timestamp(110))
		}), where(func(i int) bool { return i >= 100 && i < 110 })},
		"of a logger": {of(func(in *model.ListApplicationLogEventsRequest) { in.Logger = new("test.L1") }), where(func(i int) bool { return i%3 == 1 })},
		"of loggers":  {of(func(in *model.ListApplicationLogEventsRequest) { in.Logger = new("test.*") }), where(func(int) bool { return true })},
		"of a version": {of(func(in *model.ListApplicationLogEventsRequest) { in.ApplicationVersionId = new(int64(2)) }),
			where(func(i int) bool { return i%2 == 1 })},
		"with a text": {of(func(in *model.ListApplicationLogEventsRequest) { in.Text = new("CAUSE 77") }), where(func(i int) bool { return i == 77 })},
		"with a pattern": {of(func(in *model.ListApplicationLogEventsRequest) { in.Pattern = new(`^event \d7$`) }),
			where(func(i int) bool { return i > 9 && i < 100 && i%10 == 7 })},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := &fixture{TB: t, api: f.api}
			got, _ := f.pages(c.in)
			require.Equal(t, c.want, got)
			c.in.Limit = new(int64(7))
			got, pages := f.pages(c.in)
			require.Equal(t, c.want, got, "in small pages")
			require.GreaterOrEqual(t, pages, len(c.want)/7)
			c.in.Order = new(model.LogOrderNEWEST_FIRST)
			got, _ = f.pages(c.in)
			for i := range got {
				require.Equal(t, c.want[len(c.want)-1-i], got[i], "newest first")
			}
			require.Len(t, got, len(c.want))
		})
	}
	t.Run("an event in its parts", func(t *testing.T) {
		t.Parallel()
		out, err := f.api.ListApplicationLogEvents(t.Context(), &model.ListApplicationLogEventsRequest{ApplicationName: new("flights"), Limit: new(int64(3))})
		require.NoError(t, err)
		require.Equal(t, model.LogEvent{
			EventId: new("3"), TimestampMillis: new(int64(2005)), MessageType: new(model.LogLevelWARN), Message: new("event 2"),
			LogSource: new(model.LogSourceLOG), ApplicationVersionId: new(int64(1)), Logger: new("test.L2"), LocationInformation: new("f.go:1"),
			ThreadName: new("t"), ThrowableInformation: []string{"cause 2"},
		}, out.LogEvents[2])
		out, err = f.api.ListApplicationLogEvents(t.Context(), &model.ListApplicationLogEventsRequest{ApplicationName: new("flights"), LogSource: new(model.LogSourceSTDOUT)})
		require.NoError(t, err)
		require.Len(t, out.LogEvents, 1)
	})
	t.Run("what cannot be", func(t *testing.T) {
		t.Parallel()
		for _, in := range []model.ListApplicationLogEventsRequest{
			of(func(in *model.ListApplicationLogEventsRequest) { in.Pattern = new("(") }),
			of(func(in *model.ListApplicationLogEventsRequest) { in.Pattern = new("(?=a)") }),
			of(func(in *model.ListApplicationLogEventsRequest) { in.Limit = new(int64(0)) }),
			of(func(in *model.ListApplicationLogEventsRequest) { in.NextToken = new("none") }),
		} {
			_, err := f.api.ListApplicationLogEvents(t.Context(), &in)
			requireCode(t, err, model.InvalidArgumentException)
		}
		_, err := f.as("AKIDSTRANGER", region).ListApplicationLogEvents(t.Context(), &model.ListApplicationLogEventsRequest{ApplicationName: new("flights")})
		requireCode(t, err, model.ResourceNotFoundException)
	})
}

// TestListApplicationLogEvents_bounds_a_page: a filter that selects one event of very many takes several pages, not one long
// one.
func TestListApplicationLogEvents_bounds_a_page(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("flights")
	for range 12 {
		f.logged("flights", logs.Event{Time: time.Now(), Message: strings.Repeat("x", 1<<20)})
	}
	f.logged("flights", logs.Event{Time: time.Now(), Message: "the needle"})
	got, pages := f.pages(model.ListApplicationLogEventsRequest{ApplicationName: new("flights"), Text: new("needle")})
	require.Equal(t, []string{"the needle"}, got)
	require.Greater(t, pages, 2)
}

func TestFollowApplicationLog(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("flights")
	f.logged("flights", numberedEvents(0, 20)...)
	follow := func(in model.FollowApplicationLogRequest) (next func() string, ended func() bool) {
		in.ApplicationName = new("flights")
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		t.Cleanup(cancel)
		pull, stop := iter.Pull2(f.api.FollowApplicationLog(ctx, &in))
		t.Cleanup(stop)
		next = func() string {
			e, err, ok := pull()
			require.NoError(t, err)
			require.True(t, ok, "the stream ended")
			return *e.Message
		}
		return next, func() bool {
			for { // the beginning of the deletion may be told
				if _, err, ok := pull(); !ok {
					return err == nil
				}
			}
		}
	}
	tail, _ := follow(model.FollowApplicationLogRequest{Tail: new(int64(2))})
	require.Equal(t, []string{"event 18", "event 19"}, []string{tail(), tail()})
	resumed, ended := follow(model.FollowApplicationLogRequest{LastEventId: new("18")})
	require.Equal(t, []string{"event 18", "event 19"}, []string{resumed(), resumed()})
	errors, _ := follow(model.FollowApplicationLogRequest{LogLevel: new(model.LogLevelERROR), Tail: new(int64(1))})
	require.Equal(t, "event 19", errors())

	f.logged("flights", numberedEvents(20, 28)...)
	require.Equal(t, []string{"event 20", "event 21"}, []string{tail(), tail()})
	require.Equal(t, "event 20", resumed())
	require.Equal(t, []string{"event 23", "event 27"}, []string{errors(), errors()})

	for i := 21; i < 28; i++ {
		require.Equal(t, fmt.Sprintf("event %d", i), resumed())
	}
	d := f.describe("flights")
	_, err := f.api.DeleteApplication(t.Context(), &model.DeleteApplicationRequest{ApplicationName: new("flights"), CreateTimestamp: d.CreateTimestamp})
	require.NoError(t, err)
	f.finishDelete("flights")
	require.True(t, ended(), "the application is gone")

	for event, err := range f.api.FollowApplicationLog(t.Context(), &model.FollowApplicationLogRequest{ApplicationName: new("none")}) {
		require.Nil(t, event)
		requireCode(t, err, model.ResourceNotFoundException)
	}
}

// TestFollowApplicationLog_as_a_browser_does: server-sent events with ids, and Last-Event-ID to go on.
func TestFollowApplicationLog_as_a_browser_does(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("flights")
	f.logged("flights", numberedEvents(0, 3)...)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r := signed(t, http.MethodGet, f.server.URL+"/v1/applications/flights/logs/stream", "", "")
	r.Header.Set("Last-Event-ID", "2")
	response, err := f.server.Client().Do(r.WithContext(ctx))
	require.NoError(t, err)
	defer response.Body.Close()
	require.Equal(t, "text/event-stream", response.Header.Get("Content-Type"))
	lines := bufio.NewScanner(response.Body)
	require.True(t, lines.Scan())
	require.Equal(t, "id: 3", lines.Text())
	require.True(t, lines.Scan())
	require.Contains(t, lines.Text(), `"Message":"event 2"`)
}

func TestListApplicationLogDeliveries(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	in := newApplication("flights")
	stream := "arn:aws:logs:eu-west-1:123456789012:log-group:g:log-stream:s"
	in.CloudWatchLoggingOptions = []model.CloudWatchLoggingOption{{LogStreamARN: &stream}}
	_, err := f.api.CreateApplication(t.Context(), in)
	require.NoError(t, err)
	list := func() []model.LogDelivery {
		out, err := f.api.ListApplicationLogDeliveries(t.Context(), &model.ListApplicationLogDeliveriesRequest{ApplicationName: new("flights")})
		require.NoError(t, err)
		return out.LogDeliveries
	}
	require.Empty(t, list())
	f.logged("flights", logs.Event{Time: time.Now(), Message: "x"}, logs.Event{Time: time.Now(), Message: "y"})
	require.NoError(t, f.store.SyncLogDeliveries(t.Context()))
	require.Equal(t, []model.LogDelivery{{LogStreamARN: &stream, Delivered: new(int64(0)), Dropped: new(int64(0)), Pending: new(int64(2))}}, list())
	leases, err := f.store.ClaimLogDeliveries(t.Context(), "me", 1, time.Minute)
	require.NoError(t, err)
	require.NoError(t, f.store.RecordLogFailure(t.Context(), leases[0], "AccessDeniedException: no", 0))
	d := list()[0]
	require.Equal(t, "AccessDeniedException: no", *d.Failure)
	require.NotNil(t, d.FailingSince)
}
