package reconciler

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/flinkrest"
)

// cluster answers requests by "METHOD path" with a status and a body; everything else is 404.
func cluster(t *testing.T, answers map[string]string) JobClient {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		status, body, _ := strings.Cut(answers[r.Method+" "+r.URL.Path], " ")
		switch status {
		case "":
			w.WriteHeader(http.StatusNotFound)
			fmt.Fprint(w, `{"errors":["not found"]}`)
		default:
			var code int
			fmt.Sscan(status, &code)
			w.WriteHeader(code)
			fmt.Fprint(w, body)
		}
	}))
	t.Cleanup(server.Close)
	client := FlinkJobs(driver.Endpoint{
		Network: "tcp", Address: strings.TrimPrefix(server.URL, "http://"), BaseURL: server.URL,
	})
	t.Cleanup(client.Close)
	return client
}

const oneProgram = `200 {"files":[{"id":"p","name":"p"}]}`

func TestFlinkJob_RunJob(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answers  map[string]string
		reason   string
		retried  bool
		accepted bool
	}{
		"a job that is accepted": {
			answers: map[string]string{"GET /jars": oneProgram, "POST /jars/p/run": `200 {"jobid":"j"}`}, accepted: true,
		},
		"a job that runs already, by an earlier call": {
			answers: map[string]string{
				"GET /jars": oneProgram, "POST /jars/p/run": `409 {"errors":["Job has already been submitted."]}`,
				"GET /jobs/j": `200 {"jid":"j","state":"RUNNING"}`,
			}, accepted: true,
		},
		"a savepoint that does not fit": {
			answers: map[string]string{
				"GET /jars": oneProgram,
				"POST /jars/p/run": `500 {"errors":["Internal server error.","<Exception\n\tat a.b\nCaused by: java.lang.IllegalStateException: ` +
					`Cannot map state for operator x\n\tat c.d"]}`,
			}, reason: "java.lang.IllegalStateException: Cannot map state for operator x",
		},
		"a cluster that is not up yet": {
			answers: map[string]string{"GET /jars": oneProgram, "POST /jars/p/run": `503 {"errors":["no leader"]}`}, retried: true,
		},
		"a cluster without a program yet": {answers: map[string]string{"GET /jars": `200 {"files":[]}`}, retried: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := cluster(t, c.answers).RunJob(t.Context(), driver.RunRequest{JobID: "j"})
			reason, terminal := driver.IsTerminal(err)
			require.Equal(t, c.accepted, err == nil, "%v", err)
			require.Equal(t, c.reason, reason)
			require.Equal(t, !c.accepted && !c.retried, terminal)
		})
	}
}

func TestFlinkJob_JobStatus(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer string
		want   driver.Job
	}{
		"a job that is not known": {"", driver.Job{State: driver.JobStateAbsent}},
		"tasks that wait for slots": {
			`200 {"state":"RUNNING","vertices":[{"parallelism":2,"tasks":{"RUNNING":1,"SCHEDULED":1}}]}`,
			driver.Job{State: driver.JobStateRunning},
		},
		"tasks that restore their state are deployed": {
			`200 {"state":"RUNNING","vertices":[{"parallelism":2,"tasks":{"RUNNING":1,"INITIALIZING":1}}]}`,
			driver.Job{State: driver.JobStateRunning, TasksDeployed: true},
		},
		"no tasks yet": {`200 {"state":"CREATED","vertices":[]}`, driver.Job{State: driver.JobStateCreated}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			job, err := cluster(t, map[string]string{"GET /jobs/j": c.answer}).JobStatus(t.Context(), "j")
			require.NoError(t, err)
			require.Equal(t, c.want, job)
		})
	}
}

func TestFlinkJob_Savepoints(t *testing.T) {
	t.Parallel()
	request := driver.SavepointRequest{JobID: "j", TriggerID: "t", TargetDirectory: "file:///s"}

	t.Run("a trigger that the cluster knows already is success", func(t *testing.T) {
		t.Parallel()
		c := cluster(t, map[string]string{
			"POST /jobs/j/stop":        `409 {"errors":["being stopped"]}`,
			"GET /jobs/j/savepoints/t": `200 {"status":{"id":"IN_PROGRESS"}}`,
		})
		require.NoError(t, c.StopWithSavepoint(t.Context(), request))
	})
	t.Run("a job that cannot be stopped now refuses for good", func(t *testing.T) {
		t.Parallel()
		c := cluster(t, map[string]string{"POST /jobs/j/stop": `409 {"errors":["job is RESTARTING"]}`})
		reason, terminal := driver.IsTerminal(c.StopWithSavepoint(t.Context(), request))
		require.True(t, terminal)
		require.Equal(t, "job is RESTARTING", reason)
	})
	for name, c := range map[string]struct {
		answer string
		want   driver.Savepoint
	}{
		"never triggered": {"", driver.Savepoint{State: driver.SavepointAbsent}},
		"in progress":     {`200 {"status":{"id":"IN_PROGRESS"}}`, driver.Savepoint{State: driver.SavepointInProgress}},
		"complete": {
			`200 {"status":{"id":"COMPLETED"},"operation":{"location":"file:///s/1"}}`,
			driver.Savepoint{State: driver.SavepointCompleted, Location: "file:///s/1"},
		},
		"failed": {
			`200 {"status":{"id":"COMPLETED"},"operation":{"failure-cause":{"class":"E","stack-trace":"E: disk full\n\tat a"}}}`,
			driver.Savepoint{State: driver.SavepointFailed, Failure: "E: disk full"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := cluster(t, map[string]string{"GET /jobs/j/savepoints/t": c.answer})
			got, err := client.SavepointStatus(t.Context(), "j", "t")
			require.NoError(t, err)
			require.Equal(t, c.want, got)
		})
	}
}

func TestFlinkJob_CheckpointsExceptionsAndCancel(t *testing.T) {
	t.Parallel()
	c := cluster(t, map[string]string{
		"GET /jobs/j/checkpoints": `200 {"counts":{"completed":3,"failed":1},"latest":{"completed":{"id":7,"external_path":"file:///c/7",` +
			`"latest_ack_timestamp":1000,"state_size":5},"restored":{"external_path":"file:///s"}}}`,
		"GET /jobs/j/exceptions": `200 {"exceptionHistory":{"entries":[{"exceptionName":"E","stacktrace":"E: boom\n\tat a","timestamp":1000,` +
			`"taskName":"map"}]}}`,
	})
	checkpoints, err := c.Checkpoints(t.Context(), "j")
	require.NoError(t, err)
	require.Equal(t, int64(3), checkpoints.Completed)
	require.Equal(t, "file:///c/7", checkpoints.Newest.ExternalPath)
	require.Equal(t, "file:///s", checkpoints.RestoredPath)
	exceptions, err := c.Exceptions(t.Context(), "j")
	require.NoError(t, err)
	require.Len(t, exceptions, 1)
	require.Equal(t, "E: boom", exceptions[0].Message)
	require.Equal(t, "map", exceptions[0].Task)
	require.NoError(t, c.Cancel(t.Context(), "j"), "a job that is not known is cancelled")
}

func TestRefusal_TakesWhatDidNotArriveAsRepeatable(t *testing.T) {
	t.Parallel()
	_, terminal := driver.IsTerminal(refusal("run job", flinkrest.ErrUnreachable))
	require.False(t, terminal)
	require.NoError(t, refusal("run job", nil))
}

func TestFlinkJob_CheckRestore(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer string
		reason string
		failed bool
	}{
		"a state that fits":                     {answer: "200 {}"},
		"a state that does not":                 {answer: `400 {"errors":["state of op 7"]}`, reason: "state of op 7", failed: true},
		"a checkpoint that is gone":             {answer: `409 {"errors":["gone"]}`, reason: "gone", failed: true},
		"trouble of the cluster, tried again":   {answer: `500 {"errors":["disk"]}`, failed: true},
		"a cluster of Flink, which cannot tell": {answer: ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			answers := map[string]string{"GET /jars": oneProgram}
			if c.answer != "" {
				answers["POST /jars/p/check"] = c.answer
			}
			err := cluster(t, answers).CheckRestore(t.Context(), driver.RunRequest{JobID: "j", SavepointPath: "file:///s"})
			reason, terminal := driver.IsTerminal(err)
			require.Equal(t, c.failed, err != nil)
			require.Equal(t, c.reason != "", terminal, "%v", err)
			require.Equal(t, c.reason, reason)
		})
	}
}

func TestFlinkJob_Preload(t *testing.T) {
	t.Parallel()
	answers := map[string]string{"GET /jars": oneProgram, "POST /jars/p/preload": `200 {"entries":7}`}
	request := driver.RunRequest{JobID: "j", SavepointPath: "file:///s"}
	entries, err := cluster(t, answers).Preload(t.Context(), request)
	require.NoError(t, err)
	require.Equal(t, 7, entries)
	delete(answers, "POST /jars/p/preload")
	entries, err = cluster(t, answers).Preload(t.Context(), request)
	require.NoError(t, err, "a cluster of Flink cannot")
	require.Zero(t, entries)
	answers["POST /jars/p/preload"] = `409 {"errors":["gone"]}`
	_, err = cluster(t, answers).Preload(t.Context(), request)
	require.ErrorContains(t, err, "gone")
}

func TestFlinkJob_Checkpoint(t *testing.T) {
	t.Parallel()
	ended := map[string]string{
		"POST /jobs/j/checkpoints": `202 {"request-id":"t"}`, "GET /jobs/j/checkpoints/t": `200 {"status":{"id":"COMPLETED"}}`,
	}
	require.NoError(t, cluster(t, ended).Checkpoint(t.Context(), "j", "t"))
	require.Error(t, cluster(t, nil).Checkpoint(t.Context(), "j", "t"), "an old Flink takes none on request")
	ended["GET /jobs/j/checkpoints/t"] = `200 {"status":{"id":"IN_PROGRESS"}}`
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	require.ErrorIs(t, cluster(t, ended).Checkpoint(ctx, "j", "t"), context.DeadlineExceeded)
}
