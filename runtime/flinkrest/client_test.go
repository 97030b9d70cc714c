package flinkrest_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/flinkrest"
)

// serve starts a server that answers every request the same way.
func serve(t *testing.T, handle http.HandlerFunc) *flinkrest.Client {
	t.Helper()
	server := httptest.NewServer(handle)
	t.Cleanup(server.Close)
	client := flinkrest.New(driver.Endpoint{
		Network: "tcp", Address: server.Listener.Addr().String(), BaseURL: server.URL, Token: "a-token",
	})
	t.Cleanup(client.Close)
	return client
}

// flink1_20 are answers as a cluster of Apache Flink 1.20 gives them, shortened where nothing is read.
var flink1_20 = map[string]string{
	"GET /overview": `{"taskmanagers":1,"slots-total":2,"slots-available":1,"jobs-running":1,"jobs-finished":0,` +
		`"jobs-cancelled":0,"jobs-failed":0,"flink-version":"1.20.3","flink-commit":"0000000"}`,
	"GET /jobs/overview": `{"jobs":[{"jid":"0123456789abcdef0123456789abcdef","name":"j","start-time":1700000000000,` +
		`"end-time":-1,"duration":12,"state":"RUNNING","last-modification":1700000000009,"tasks":{"running":2,"total":2}}]}`,
	"GET /jobs/0123456789abcdef0123456789abcdef": `{"jid":"0123456789abcdef0123456789abcdef","name":"j","isStoppable":false,` +
		`"state":"RUNNING","job-type":"STREAMING","start-time":1700000000000,"end-time":-1,"duration":12,"maxParallelism":-1,` +
		`"now":1700000000012,"timestamps":{"RUNNING":1700000000009,"FAILED":0},"vertices":[{"id":"v","name":"Source",` +
		`"maxParallelism":128,"parallelism":2,"status":"RUNNING","start-time":1,"end-time":-1,"duration":3,` +
		`"tasks":{"RUNNING":1,"INITIALIZING":1},"metrics":{"read-bytes":0,"read-bytes-complete":true,"write-records":7}}],` +
		`"status-counts":{"RUNNING":1,"INITIALIZING":1},"plan":{"jid":"x","nodes":[]}}`,
	"GET /jobs/0123456789abcdef0123456789abcdef/checkpoints": `{"counts":{"restored":1,"total":3,"in_progress":0,` +
		`"completed":2,"failed":1},"latest":{"completed":{"@class":"completed","id":4,"status":"COMPLETED",` +
		`"is_savepoint":false,"trigger_timestamp":1700000000000,"latest_ack_timestamp":1700000000002,"state_size":5,` +
		`"external_path":"file:/c/chk-4"},"savepoint":{"@class":"completed","id":5,"status":"COMPLETED",` +
		`"is_savepoint":true,"external_path":"file:/s/savepoint-1"},"failed":null,"restored":{"id":3,` +
		`"restore_timestamp":1700000000001,"is_savepoint":true,"external_path":"file:/s/savepoint-0"}},"history":[]}`,
	"GET /jobs/0123456789abcdef0123456789abcdef/exceptions": `{"exceptionHistory":{"entries":[{"exceptionName":` +
		`"java.lang.ArithmeticException","stacktrace":"java.lang.ArithmeticException: / by zero\n\tat Calc","timestamp":` +
		`1700000000005,"taskName":"Calc (1/1)","concurrentExceptions":[]}],"truncated":false}}`,
	"GET /jobs/0123456789abcdef0123456789abcdef/metrics": `[{"id":"fullRestarts","value":"2"}]`,
	"GET /jobs/0123456789abcdef0123456789abcdef/savepoints/aa": `{"status":{"id":"COMPLETED"},"operation":{"failure-cause":` +
		`{"class":"CheckpointException","stack-trace":"CheckpointException: not running\n\tat X"}}}`,
	"GET /jobs/0123456789abcdef0123456789abcdef/savepoints/bb": `{"status":{"id":"COMPLETED"},"operation":{"location":"file:/s/1"}}`,
	"GET /jobs/0123456789abcdef0123456789abcdef/savepoints/cc": `{"status":{"id":"IN_PROGRESS"},"operation":null}`,
	"GET /jobs/0123456789abcdef0123456789abcdef/plan":          `{"plan":{"jid":"x"}}`,
	"GET /jars":         `{"address":"http://x","files":[{"id":"1_app.jar","name":"app.jar","uploaded":1,"entry":[]}]}`,
	"GET /taskmanagers": `{"taskmanagers":[{"id":"tm","path":"p","slotsNumber":2,"freeSlots":1,"hardware":{"cpuCores":4}}]}`,
}

const jobID = "0123456789abcdef0123456789abcdef"

func flink(t *testing.T) *flinkrest.Client {
	t.Helper()
	return serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, found := flink1_20[r.Method+" "+r.URL.Path]
		if !found {
			w.WriteHeader(http.StatusNotFound)
			body = `{"errors":["Not found: ` + r.URL.Path + `"]}`
		}
		if _, err := w.Write([]byte(body)); err != nil {
			t.Error(err)
		}
	})
}

func TestClient_reads_what_Flink_answers(t *testing.T) {
	t.Parallel()
	c := flink(t)
	ctx := t.Context()

	overview, err := c.Overview(ctx)
	require.NoError(t, err)
	require.Equal(t, "1.20.3", overview.FlinkVersion)
	require.Equal(t, 2, overview.SlotsTotal)

	jobs, err := c.Jobs(ctx)
	require.NoError(t, err)
	require.Len(t, jobs, 1)
	require.Equal(t, flinkrest.JobRunning, jobs[0].State)
	require.EqualValues(t, -1, jobs[0].EndTime)

	job, err := c.Job(ctx, jobID)
	require.NoError(t, err)
	require.Equal(t, time.UnixMilli(1700000000009), job.Entered(flinkrest.JobRunning))
	require.True(t, job.Entered(flinkrest.JobFailed).IsZero())
	require.EqualValues(t, 7, job.Vertices[0].Metrics.WriteRecords)

	exceptions, err := c.Exceptions(ctx, jobID)
	require.NoError(t, err)
	require.Equal(t, "java.lang.ArithmeticException: / by zero", exceptions[0].Message())

	metrics, err := c.JobMetrics(ctx, jobID, "fullRestarts", "absent")
	require.NoError(t, err)
	require.Equal(t, map[string]string{"fullRestarts": "2"}, metrics)

	workers, err := c.TaskManagers(ctx)
	require.NoError(t, err)
	require.Equal(t, 4, workers[0].Hardware.CPUCores)
}

func TestClient_Savepoint(t *testing.T) {
	t.Parallel()
	c := flink(t)
	for trigger, want := range map[string]flinkrest.Savepoint{
		"aa": {Done: true, Failure: "CheckpointException: not running\n\tat X"},
		"bb": {Done: true, Location: "file:/s/1"},
		"cc": {},
	} {
		got, err := c.Savepoint(t.Context(), jobID, trigger)
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
	_, err := c.Savepoint(t.Context(), jobID, "dd")
	require.ErrorIs(t, err, flinkrest.ErrNotFound)
}

func TestClient_tells_failures_apart(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name   string
		status int
		body   string
		kind   error
		text   string
	}{
		{"not found", 404, `{"errors":["Job x not found"]}`, flinkrest.ErrNotFound, "404: Job x not found"},
		{"conflict", 409, `{"errors":["a","b\n\tat Java"]}`, flinkrest.ErrConflict, "409: a; b"},
		{"no JSON", 502, "<html>", nil, "502: <html>"},
		{"nothing", 500, "", nil, "500: Internal Server Error"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(c.status)
				if _, err := w.Write([]byte(c.body)); err != nil {
					t.Error(err)
				}
			})
			_, err := client.Overview(t.Context())
			require.ErrorContains(t, err, c.text)
			for _, kind := range []error{flinkrest.ErrNotFound, flinkrest.ErrConflict, flinkrest.ErrUnreachable} {
				require.Equal(t, errors.Is(c.kind, kind), errors.Is(err, kind), "%v", kind)
			}
		})
	}
}

func TestClient_unreachable(t *testing.T) {
	t.Parallel()
	t.Run("no socket", func(t *testing.T) {
		t.Parallel()
		client := flinkrest.New(driver.Endpoint{Network: "unix", Address: filepath.Join(t.TempDir(), "none"), BaseURL: "http://localhost"})
		_, err := client.Overview(t.Context())
		require.ErrorIs(t, err, flinkrest.ErrUnreachable)
	})
	t.Run("an answer that breaks off", func(t *testing.T) {
		t.Parallel()
		client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			if _, err := w.Write([]byte("{")); err != nil {
				t.Error(err)
			}
		})
		_, err := client.Overview(t.Context())
		require.ErrorIs(t, err, flinkrest.ErrUnreachable)
	})
	t.Run("the deadline of the context", func(t *testing.T) {
		t.Parallel()
		client := serve(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		defer cancel()
		_, err := client.Overview(ctx)
		require.ErrorIs(t, err, flinkrest.ErrUnreachable)
		require.ErrorIs(t, err, context.DeadlineExceeded)
	})
}

func TestClient_over_a_socket_sends_the_token(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "s")
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "unix", path)
	require.NoError(t, err)
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer secret" {
			w.WriteHeader(http.StatusUnauthorized)
		}
		if _, err := w.Write([]byte("{}")); err != nil {
			t.Error(err)
		}
	}), ReadHeaderTimeout: time.Minute}
	go server.Serve(listener)
	t.Cleanup(func() { server.Close() })

	endpoint := driver.Endpoint{Network: "unix", Address: path, BaseURL: "http://localhost", Token: "secret"}
	_, err = flinkrest.New(endpoint).Overview(t.Context())
	require.NoError(t, err)
	endpoint.Token = "other"
	_, err = flinkrest.New(endpoint).Overview(t.Context())
	require.ErrorContains(t, err, "401")
	require.False(t, strings.Contains(err.Error(), "other"), "the token must not be in an error")
}
