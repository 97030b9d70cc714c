package apiserver_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
)

// tell has the reconciler tell the health of an application.
func (f *fixture) tell(name string, h lifecycle.Health) {
	f.Helper()
	f.reconcile(name, func(tx *store.Tx, a *lifecycle.Application, _ *lifecycle.Observed) {
		require.NoError(f, tx.WriteHealth(f.Context(), a.ID, h))
	})
}

func TestHealth(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	since := time.Date(2026, 11, 21, 5, 0, 0, 0, time.UTC)
	stalled := lifecycle.Health{State: lifecycle.HealthStalled, Cause: lifecycle.CauseInput, Since: since, Reason: "About 5 records wait."}
	healthy := lifecycle.Health{State: lifecycle.HealthHealthy, Since: since, Reason: "Nothing holds the job up."}
	for _, name := range []string{"a", "b", "c", "idle"} {
		f.create(name)
	}
	for name, h := range map[string]lifecycle.Health{"a": healthy, "b": stalled, "c": stalled} {
		f.run(name)
		f.tell(name, h)
	}
	describe := func(name string) *model.DescribeApplicationHealthResponse {
		out, err := f.api.DescribeApplicationHealth(t.Context(), &model.DescribeApplicationHealthRequest{ApplicationName: &name})
		require.NoError(t, err)
		return out
	}
	require.Equal(t, &model.DescribeApplicationHealthResponse{
		ApplicationStatus: new(model.ApplicationStatusRUNNING), Health: new(model.HealthSTALLED), HealthCause: new(model.HealthCauseINPUT),
		HealthSince: new(model.TimestampOf(since)), HealthReason: new("About 5 records wait."),
	}, describe("b"))
	require.Nil(t, describe("a").HealthCause)
	require.Equal(t, &model.DescribeApplicationHealthResponse{ApplicationStatus: new(model.ApplicationStatusREADY)}, describe("idle"))
	_, err := f.api.DescribeApplicationHealth(t.Context(), &model.DescribeApplicationHealthRequest{ApplicationName: new("none")})
	requireCode(t, err, model.ResourceNotFoundException, "none")

	list := func(health *model.Health) (names []string) {
		in := &model.ListApplicationHealthRequest{Health: health, Limit: new(int64(1))}
		for {
			page, err := f.api.ListApplicationHealth(t.Context(), in)
			require.NoError(t, err)
			require.LessOrEqual(t, len(page.ApplicationHealths), 1)
			for _, h := range page.ApplicationHealths {
				names = append(names, *h.ApplicationName+" "+string(*h.ApplicationStatus)+" "+string(*h.Health)+" "+*h.HealthReason)
			}
			if in.NextToken = page.NextToken; in.NextToken == nil {
				return names
			}
		}
	}
	require.Equal(t, []string{
		"a RUNNING HEALTHY Nothing holds the job up.", "b RUNNING STALLED About 5 records wait.", "c RUNNING STALLED About 5 records wait.",
	}, list(nil))
	require.Len(t, list(new(model.HealthSTALLED)), 2)
	require.Empty(t, list(new(model.HealthBEHIND)))

	// A job that is being ended by force has no health any more, whenever that is written down.
	_, err = f.api.StopApplication(t.Context(), &model.StopApplicationRequest{ApplicationName: new("c"), Force: new(true)})
	require.NoError(t, err)
	require.Nil(t, describe("c").Health)
	require.Len(t, list(new(model.HealthSTALLED)), 1)
}

// REST tells the health where it describes and lists applications; AWS JSON answers as the service does.
func TestHealth_IsRESTOnly(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	f.run("orders")
	f.tell("orders", lifecycle.Health{State: lifecycle.HealthBehind, Cause: lifecycle.CauseInput, Since: time.Now(), Reason: "More comes in."})
	for _, path := range []string{"/v1/applications/orders", "/v1/applications"} {
		a := send(t, f.server, signed(t, "GET", f.server.URL+path, "", ""))
		require.Contains(t, a.body, `"ApplicationHealth":{"Health":"BEHIND","HealthCause":"INPUT","HealthReason":"More comes in.","HealthSince":`, path)
	}
	for operation, in := range map[string]string{"DescribeApplication": `{"ApplicationName":"orders"}`, "ListApplications": `{}`} {
		a := send(t, f.server, signed(t, "POST", f.server.URL, operation, in))
		require.Contains(t, a.body, `"orders"`)
		require.NotContains(t, a.body, "Health", operation)
	}
	for _, operation := range []string{"DescribeApplicationHealth", "ListApplicationHealth"} {
		code, _ := send(t, f.server, signed(t, "POST", f.server.URL, operation, `{"ApplicationName":"orders"}`)).failure(t)
		require.Equal(t, "UnknownOperationException", code)
	}
}

func TestHealth_IsTold(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	f.run("orders")
	f.tell("orders", lifecycle.Health{State: lifecycle.HealthHealthy, Since: time.Now(), Reason: "It runs."})
	f.tell("orders", lifecycle.Health{State: lifecycle.HealthStalled, Cause: lifecycle.CauseInput, Since: time.Now(), Reason: "It does not."})
	for event, err := range f.api.FollowApplicationEvents(t.Context(), &model.FollowApplicationEventsRequest{
		ApplicationName: new("orders"), LastEventId: new("0"),
	}) {
		require.NoError(t, err)
		if *event.EventType == model.EventTypeHEALTH {
			require.Equal(t, model.HealthSTALLED, *event.Health)
			require.Equal(t, model.HealthHEALTHY, *event.PreviousHealth)
			require.Equal(t, model.HealthCauseINPUT, *event.HealthCause)
			require.Equal(t, "It does not.", *event.Message)
			break
		}
	}
}
