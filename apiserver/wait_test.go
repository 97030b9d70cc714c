package apiserver_test

import (
	"bufio"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
)

func (f *fixture) wait(in model.WaitForApplicationRequest) *model.WaitForApplicationResponse {
	f.Helper()
	out, err := f.api.WaitForApplication(f.Context(), &in)
	require.NoError(f, err)
	return out
}

func TestWait_ForAStatus(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	running := model.WaitForApplicationRequest{
		ApplicationName: new("orders"), ApplicationStatus: []model.ApplicationStatus{model.ApplicationStatusRUNNING}, TimeoutSeconds: new(int64(240)),
	}
	out := f.wait(running)
	require.False(t, *out.Reached, "nothing is under way")
	require.Contains(t, *out.Message, "READY")

	f.start("orders")
	answered := make(chan *model.WaitForApplicationResponse, 1)
	go func() {
		out, err := f.api.WaitForApplication(t.Context(), &running)
		if err != nil {
			t.Error(err)
		}
		answered <- out
	}()
	f.settle("orders", lifecycle.StatusRunning)
	out = <-answered
	require.True(t, *out.Reached)
	require.Equal(t, model.ApplicationStatusRUNNING, *out.ApplicationDetail.ApplicationStatus)
	require.True(t, *f.wait(running).Reached, "it is there already")

	_, err := f.api.StopApplication(t.Context(), &model.StopApplicationRequest{ApplicationName: new("orders")})
	require.NoError(t, err)
	stopping := running
	stopping.ApplicationStatus, stopping.TimeoutSeconds = []model.ApplicationStatus{model.ApplicationStatusREADY}, new(int64(0))
	out = f.wait(stopping)
	require.False(t, *out.Reached)
	require.Contains(t, *out.Message, "Not within")
}

func TestWait_ForAVersion(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	at := func(version int64, statuses ...model.ApplicationStatus) *model.WaitForApplicationResponse {
		return f.wait(model.WaitForApplicationRequest{
			ApplicationName: new("orders"), ApplicationVersionId: &version, ApplicationStatus: statuses, TimeoutSeconds: new(int64(0)),
		})
	}
	require.True(t, *at(1).Reached)
	out := at(2)
	require.False(t, *out.Reached)
	require.Contains(t, *out.Message, "READY at version 1", "nobody is about to make another")
	f.run("orders")
	_, err := f.api.UpdateApplication(t.Context(), &model.UpdateApplicationRequest{
		ApplicationName: new("orders"), CurrentApplicationVersionId: new(int64(1)), ServiceExecutionRoleUpdate: new(role + "-2"),
	})
	require.NoError(t, err)
	require.True(t, *at(2).Reached)
	require.False(t, *at(2, model.ApplicationStatusRUNNING).Reached, "it is being updated")
	f.settle("orders", lifecycle.StatusRunning)
	require.True(t, *at(2, model.ApplicationStatusRUNNING).Reached)
	require.True(t, *at(1, model.ApplicationStatusRUNNING).Reached, "a later version does as well")
}

// TestWait_TakesThousandsWhoHoldNothing has many clients wait for one application, and for applications of their own.
func TestWait_TakesThousandsWhoHoldNothing(t *testing.T) {
	t.Parallel()
	const many = 1000
	f := newFixture(t)
	f.create("orders")
	f.start("orders")
	f.create("idle")
	f.start("idle")
	wait := func(name string) (*model.WaitForApplicationResponse, error) {
		return f.handler.WaitForApplication(f.owner(), &model.WaitForApplicationRequest{
			ApplicationName: &name, ApplicationStatus: []model.ApplicationStatus{model.ApplicationStatusRUNNING}, TimeoutSeconds: new(int64(240)),
		})
	}
	answers := make(chan bool, many)
	for range many {
		go func() {
			out, err := wait("orders")
			answers <- err == nil && *out.Reached
		}()
	}
	var idle sync.WaitGroup
	for range many {
		idle.Go(func() { _, _ = wait("idle") })
	}
	require.Eventually(t, func() bool { return f.events.Listeners() == 2*many && f.store.ConnectionsInUse() == 0 }, time.Minute, time.Millisecond,
		"all wait, and hold no connection")
	f.settle("orders", lifecycle.StatusRunning)
	for range many {
		require.True(t, <-answers)
	}
	require.Equal(t, many, f.events.Listeners(), "whom nothing concerns still waits")
	f.settle("idle", lifecycle.StatusRunning)
	idle.Wait()
	require.Zero(t, f.events.Listeners())
}

func TestWait_Refuses(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	_, err := f.api.WaitForApplication(t.Context(), &model.WaitForApplicationRequest{ApplicationName: new("orders")})
	requireCode(t, err, model.InvalidArgumentException, "name what to wait for")
	_, err = f.api.WaitForApplication(t.Context(), &model.WaitForApplicationRequest{
		ApplicationName: new("orders"), ApplicationStatus: []model.ApplicationStatus{model.ApplicationStatusREADY},
	})
	requireCode(t, err, model.ResourceNotFoundException, "orders")
	a := send(t, f.server, signed(t, "POST", f.server.URL, "WaitForApplication", `{"ApplicationName":"orders"}`))
	code, _ := a.failure(t)
	require.Equal(t, "UnknownOperationException", code, "only REST has it")
}

func TestEvents_TellEachChangeOnce(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	f.start("orders")
	f.settle("orders", lifecycle.StatusRunning)
	// Those that have been, and one that comes while the stream is read.
	var statuses []string
	last := ""
	for event, err := range f.api.FollowApplicationEvents(t.Context(), &model.FollowApplicationEventsRequest{
		ApplicationName: new("orders"), LastEventId: new("0"),
	}) {
		require.NoError(t, err)
		if *event.EventType != model.EventTypeSTATUS {
			continue
		}
		statuses = append(statuses, string(*event.ApplicationStatus))
		last = *event.EventId
		if *event.ApplicationStatus == model.ApplicationStatusRUNNING {
			_, err := f.api.StopApplication(t.Context(), &model.StopApplicationRequest{ApplicationName: new("orders")})
			require.NoError(t, err)
		}
		if *event.ApplicationStatus == model.ApplicationStatusSTOPPING {
			break
		}
	}
	require.Equal(t, []string{"READY", "STARTING", "RUNNING", "STOPPING"}, statuses)

	f.settle("orders", lifecycle.StatusReady)
	request := signed(t, "GET", f.server.URL+"/v1/applications/orders/events", "", "")
	request.Header.Set("Last-Event-ID", last)
	response, err := f.server.Client().Do(request)
	require.NoError(t, err)
	defer response.Body.Close()
	require.Equal(t, "text/event-stream", response.Header.Get("Content-Type"))
	lines := bufio.NewScanner(response.Body)
	var data string
	for lines.Scan() {
		if text, ok := strings.CutPrefix(lines.Text(), "data: "); ok && strings.Contains(text, `"STATUS"`) {
			data = text
			break
		}
		require.False(t, strings.HasPrefix(lines.Text(), "id: "+last+"\n"), "an event is told twice")
	}
	require.Contains(t, data, `"ApplicationStatus":"READY"`)
}

func TestEvents_AreNotSkippedSilently(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	f.create("refunds")
	a, err := f.store.Application(t.Context(), key("refunds"))
	require.NoError(t, err)
	ofAnother, err := f.store.LatestEvent(t.Context(), a.ID)
	require.NoError(t, err)
	for _, id := range []string{"999999999", strconv.FormatInt(ofAnother, 10), "99999999999999999999"} {
		for _, err := range f.api.FollowApplicationEvents(t.Context(), &model.FollowApplicationEventsRequest{ApplicationName: new("orders"), LastEventId: &id}) {
			requireCode(t, err, model.InvalidArgumentException, id)
		}
	}

	// Where a stream begins is told at once: a browser that connects again before the first event misses none.
	response, err := f.server.Client().Do(signed(t, "GET", f.server.URL+"/v1/applications/refunds/events", "", ""))
	require.NoError(t, err)
	defer response.Body.Close()
	first, err := bufio.NewReader(response.Body).ReadString('\n')
	require.NoError(t, err)
	require.Equal(t, "id: "+strconv.FormatInt(ofAnother, 10)+"\n", first)
}

func TestEvents_EndWithTheServer(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	opened, ended := make(chan struct{}, 1), make(chan error, 1)
	go func() {
		response, err := f.server.Client().Do(signed(t, "GET", f.server.URL+"/v1/applications/orders/events?LastEventId=0", "", ""))
		if err != nil {
			ended <- err
			return
		}
		defer response.Body.Close()
		lines := bufio.NewScanner(response.Body)
		for lines.Scan() {
			select {
			case opened <- struct{}{}:
			default:
			}
		}
		ended <- lines.Err()
	}()
	<-opened
	require.NoError(t, f.server.Config.Shutdown(t.Context()), "a stream does not keep the server from ending")
	require.NoError(t, <-ended)
}

func TestStreams_AreRefusedAsEverythingElse(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	for _, err := range f.api.FollowApplicationEvents(t.Context(), &model.FollowApplicationEventsRequest{ApplicationName: new("orders")}) {
		requireCode(t, err, model.ResourceNotFoundException, "orders")
	}
	response, err := http.Get(f.server.URL + "/v1/applications/orders/events")
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	require.Equal(t, http.StatusUnauthorized, response.StatusCode)
	var told *client.Error
	for _, err := range f.api.FollowApplicationEvents(t.Context(), &model.FollowApplicationEventsRequest{ApplicationName: new("orders"), LastEventId: new("x")}) {
		require.ErrorAs(t, err, &told)
		require.Equal(t, http.StatusBadRequest, told.Status)
	}
}
