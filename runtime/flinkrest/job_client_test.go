package flinkrest_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/flinkrest"
)

func jobClient(t *testing.T, handle http.HandlerFunc) *flinkrest.JobClient {
	t.Helper()
	server := httptest.NewServer(handle)
	t.Cleanup(server.Close)
	client := flinkrest.NewJobClient(driver.Endpoint{
		Network: "tcp", Address: server.Listener.Addr().String(), BaseURL: server.URL,
	})
	t.Cleanup(client.Close)
	return client
}

func answer(t *testing.T, w http.ResponseWriter, status int, body string) {
	w.WriteHeader(status)
	if _, err := io.WriteString(w, body); err != nil {
		t.Error(err)
	}
}

func TestJobClient_reads_what_Flink_answers(t *testing.T) {
	t.Parallel()
	c := jobClient(t, func(w http.ResponseWriter, r *http.Request) {
		if body, found := flink1_20[r.Method+" "+r.URL.Path]; found {
			answer(t, w, 200, body)
			return
		}
		answer(t, w, 404, `{"errors":["Not found"]}`)
	})
	ctx := t.Context()

	job, err := c.JobStatus(ctx, jobID)
	require.NoError(t, err)
	require.Equal(t, driver.Job{State: driver.JobStateRunning}, job, "one of two tasks only initializes")
	job, err = c.JobStatus(ctx, "ffffffffffffffffffffffffffffffff")
	require.NoError(t, err)
	require.Equal(t, driver.JobStateAbsent, job.State)

	checkpoints, err := c.Checkpoints(ctx, jobID)
	require.NoError(t, err)
	require.EqualValues(t, 2, checkpoints.Completed)
	require.Equal(t, "file:/s/savepoint-1", checkpoints.Newest.ExternalPath, "the savepoint is newer")
	require.Equal(t, "file:/s/savepoint-0", checkpoints.RestoredPath)

	for trigger, want := range map[string]driver.Savepoint{
		"aa": {State: driver.SavepointFailed, Failure: "CheckpointException: not running"},
		"bb": {State: driver.SavepointCompleted, Location: "file:/s/1"},
		"cc": {State: driver.SavepointInProgress},
		"dd": {State: driver.SavepointAbsent},
	} {
		got, err := c.SavepointStatus(ctx, jobID, trigger)
		require.NoError(t, err)
		require.Equal(t, want, got)
	}

	exceptions, err := c.Exceptions(ctx, jobID)
	require.NoError(t, err)
	require.Equal(t, []driver.JobException{{
		Message: "java.lang.ArithmeticException: / by zero", Task: "Calc (1/1)", At: time.UnixMilli(1700000000005),
	}}, exceptions)

	plan, err := c.Plan(ctx, jobID)
	require.NoError(t, err)
	require.JSONEq(t, `{"jid":"x"}`, string(plan))
	require.NoError(t, c.Cancel(ctx, jobID), "a job that is not known is cancelled")
}

func TestJobClient_RunJob(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name     string
		status   int
		jobs     string
		terminal bool
		ok       bool
	}{
		{name: "accepted", status: 200, ok: true},
		{name: "a conflict with itself", status: 409, jobs: `{"jobs":[{"id":"` + jobID + `","status":"RUNNING"}]}`, ok: true},
		{name: "a conflict with another job", status: 409, jobs: `{"jobs":[]}`, terminal: true},
		{name: "a savepoint that does not fit", status: 400, terminal: true},
		{name: "a fault of the cluster", status: 500},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			c := jobClient(t, func(w http.ResponseWriter, r *http.Request) {
				switch r.Method + " " + r.URL.Path {
				case "GET /jars":
					answer(t, w, 200, flink1_20["GET /jars"])
				case "GET /jobs":
					answer(t, w, 200, tc.jobs)
				case "POST /jars/1_app.jar/run":
					answer(t, w, tc.status, `{"jobid":"`+jobID+`","errors":["said so"]}`)
				default:
					answer(t, w, 404, "")
				}
			})
			err := c.RunJob(t.Context(), driver.RunRequest{JobID: jobID})
			reason, terminal := driver.IsTerminal(err)
			require.Equal(t, tc.ok, err == nil, "%v", err)
			require.Equal(t, tc.terminal, terminal, "%v", err)
			if terminal {
				require.Equal(t, "said so", reason)
			}
		})
	}
}
