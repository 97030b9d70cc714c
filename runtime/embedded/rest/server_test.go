package rest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/cluster"
	"github.com/penstock/penstock/runtime/embedded/cluster/clustertest"
	"github.com/penstock/penstock/runtime/embedded/rest"
)

const jobID = "0123456789abcdef0123456789abcdef"

// dedicated is a cluster that makes its job when it is told to.
type dedicated struct {
	options cluster.JobOptions
	job     *clustertest.Job
}

func (d *dedicated) Program() rest.Program { return rest.Program{ID: "script", Name: "a job"} }

func (d *dedicated) Run(_ context.Context, req rest.RunRequest) error {
	switch {
	case d.job != nil:
		return rest.Conflict("busy")
	case req.RestorePath == "broken":
		return rest.Invalid("no savepoint there")
	case req.RestorePath == "fault":
		return os.ErrPermission
	}
	d.options.JobID, d.options.RestorePath = req.JobID, req.RestorePath
	d.job = clustertest.NewJob(d.options)
	return nil
}

func (d *dedicated) Preload(ctx context.Context, req rest.RunRequest) (int, error) {
	return 7, d.CheckRestore(ctx, req)
}

func (d *dedicated) CheckRestore(_ context.Context, req rest.RunRequest) error {
	switch {
	case req.RestorePath == "of another" && !req.AllowNonRestoredState:
		return rest.Invalid("state of op belongs to nobody")
	case req.RestorePath == "gone":
		return rest.Conflict("nothing there")
	}
	return nil
}

func (d *dedicated) Job() rest.Job {
	if d.job == nil {
		return nil
	}
	return d.job
}

func (d *dedicated) CPUTime() time.Duration { return 12 }

func (d *dedicated) Worker() rest.Worker {
	return rest.Worker{ID: "w", Slots: 2, CPUs: 4, Metrics: map[string]string{"Status.JVM.Threads.Count": "3"}}
}

// fixture is a server whose job, if any, runs until the end of the test.
type fixture struct {
	*testing.T
	server  *rest.Server
	cluster *dedicated
	log     *bytes.Buffer
}

func newFixture(t *testing.T) *fixture {
	t.Helper()
	c := &dedicated{options: cluster.JobOptions{
		Name: "a job", Parallelism: 2, MaxParallelism: 128, Stdout: t.Output(), CheckpointDir: t.TempDir(),
	}}
	log := &bytes.Buffer{}
	f := &fixture{t, rest.New(c, rest.Options{Version: "1.20.3", Logger: slog.New(slog.NewTextHandler(log, nil))}), c, log}
	t.Cleanup(f.server.Close)
	return f
}

func running(t *testing.T) *fixture {
	t.Helper()
	f := newFixture(t)
	f.expect(200, "POST", "/jars/script/run", `{"jobId":"`+jobID+`"}`)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := f.cluster.job.Run(ctx); err != nil && ctx.Err() == nil {
			t.Error(err)
		}
	}()
	t.Cleanup(func() { cancel(); <-ended })
	f.await("/jobs/"+jobID+"/status", "status", "RUNNING")
	return f
}

// expect sends a request and returns the decoded answer.
func (f *fixture) expect(status int, method, path, body string) any {
	f.Helper()
	w := httptest.NewRecorder()
	f.server.ServeHTTP(w, httptest.NewRequest(method, path, strings.NewReader(body)))
	require.Equal(f, status, w.Code, w.Body)
	var out any
	require.NoError(f, json.Unmarshal(w.Body.Bytes(), &out))
	return out
}

func (f *fixture) await(path, member string, want any) {
	f.Helper()
	require.Eventually(f, func() bool {
		return cmp.Equal(want, f.expect(200, "GET", path, "").(map[string]any)[member])
	}, 2*time.Minute, time.Millisecond)
}

// at digs into an answer.
func at(v any, path ...any) any {
	for _, p := range path {
		switch p := p.(type) {
		case string:
			v = v.(map[string]any)[p]
		case int:
			v = v.([]any)[p]
		}
	}
	return v
}

func TestServer_of_a_prepared_cluster(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	overview := f.expect(200, "GET", "/overview", "")
	require.EqualValues(t, 2, at(overview, "slots-available"))
	require.EqualValues(t, 0, at(overview, "jobs-running"))
	require.Equal(t, "script", at(f.expect(200, "GET", "/jars", ""), "files", 0, "id"))
	require.Empty(t, at(f.expect(200, "GET", "/jobs/overview", ""), "jobs"))
	require.Equal(t, "1.20.3", at(f.expect(200, "GET", "/config", ""), "flink-version"))
	require.EqualValues(t, 4, at(f.expect(200, "GET", "/taskmanagers", ""), "taskmanagers", 0, "hardware", "cpuCores"))
	require.EqualValues(t, 2, at(f.expect(200, "GET", "/taskmanagers/w", ""), "freeSlots"))
	require.Equal(t, "3", at(f.expect(200, "GET", "/taskmanagers/w/metrics?get=Status.JVM.Threads.Count", ""), 0, "value"))
	f.expect(404, "GET", "/taskmanagers/x", "")
	f.expect(404, "GET", "/jobs/"+jobID, "")
	f.expect(404, "GET", "/nothing", "")
}

func TestServer_run(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, jar, body string
		status          int
		message         string
	}{
		{"accepted", "script", `{"jobId":"` + jobID + `","unknown":1}`, 200, ""},
		{"unknown program", "other", `{}`, 404, "Jar file other does not exist"},
		{"not JSON", "script", `{`, 400, "not what it should be"},
		{"wrong type", "script", `{"parallelism":"x"}`, 400, "parallelism"},
		{"wrong id", "script", `{"jobId":"X"}`, 400, "jobId"},
		{"wrong parallelism", "script", `{"parallelism":-1}`, 400, "parallelism"},
		{"a savepoint that does not fit", "script", `{"savepointPath":"broken"}`, 400, "no savepoint there"},
		{"a fault", "script", `{"savepointPath":"fault"}`, 500, "permission"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			out := newFixture(t).expect(c.status, "POST", "/jars/"+c.jar+"/run", c.body)
			if c.status == 200 {
				require.Equal(t, map[string]any{"jobid": jobID}, out)
				return
			}
			require.Contains(t, at(out, "errors", 0), c.message)
		})
	}
}

func TestServer_of_a_running_job(t *testing.T) {
	t.Parallel()
	f := running(t)
	f.expect(409, "POST", "/jars/script/run", `{}`)
	path := "/jobs/" + jobID

	job := f.expect(200, "GET", path, "")
	require.Equal(t, "RUNNING", at(job, "state"))
	require.EqualValues(t, -1, at(job, "end-time"))
	require.EqualValues(t, 0, at(job, "timestamps", "FAILED"))
	require.NotZero(t, at(job, "timestamps", "RUNNING"))
	require.EqualValues(t, 128, at(job, "maxParallelism"))
	require.Equal(t, "RUNNING", at(job, "vertices", 0, "status"))
	require.EqualValues(t, 2, at(job, "vertices", 0, "tasks", "RUNNING"))
	require.EqualValues(t, 2, at(job, "status-counts", "RUNNING"))
	require.EqualValues(t, 1, at(job, "vertices", 0, "metrics", "write-records"))
	require.Equal(t, jobID, at(job, "plan", "jid"))

	require.EqualValues(t, 2, at(f.expect(200, "GET", "/jobs/overview", ""), "jobs", 0, "tasks", "running"))
	require.Equal(t, "RUNNING", at(f.expect(200, "GET", "/jobs", ""), "jobs", 0, "status"))
	require.EqualValues(t, 0, at(f.expect(200, "GET", "/overview", ""), "slots-available"))
	require.Equal(t, "a job", at(f.expect(200, "GET", path+"/plan", ""), "plan", "name"))
	require.EqualValues(t, 2, at(f.expect(200, "GET", path+"/config", ""), "execution-config", "job-parallelism"))
	require.Equal(t, "1.currentInputWatermark", at(f.expect(200, "GET", path+"/vertices/v/watermarks", ""), 1, "id"))
	require.Equal(t, "1000", at(f.expect(200, "GET", path+"/vertices/v/watermarks", ""), 1, "value"))
	require.Equal(t, "RUNNING", at(f.expect(200, "GET", path+"/vertices/v", ""), "subtasks", 1, "status"))
	f.expect(404, "GET", path+"/vertices/w", "")

	require.Len(t, f.expect(200, "GET", path+"/metrics", ""), 2)
	require.Equal(t, []any{map[string]any{"id": "fullRestarts", "value": "1"}},
		f.expect(200, "GET", path+"/metrics?get=fullRestarts,absent", ""))
	require.Equal(t, []any{map[string]any{"id": "1.numRecordsOut", "value": "1"}, map[string]any{"id": "0.Nothing__at_all[1].stateSize", "value": "100"}},
		f.expect(200, "GET", path+"/vertices/v/metrics?get=1.numRecordsOut,0.Nothing__at_all[1].stateSize", ""))

	exceptions := f.expect(200, "GET", path+"/exceptions", "")
	require.Contains(t, at(exceptions, "root-exception"), "Boom: it failed")
	require.Equal(t, "Nothing (1/1)", at(exceptions, "exceptionHistory", "entries", 0, "taskName"))

	f.expect(400, "PATCH", path+"?mode=stop", "")
	f.expect(202, "PATCH", path+"?mode=cancel", "")
	f.await(path, "state", "CANCELED")
	f.expect(202, "PATCH", path, "")
	require.EqualValues(t, 1, at(f.expect(200, "GET", "/overview", ""), "jobs-cancelled"))
}

const trigger = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

func TestServer_savepoint(t *testing.T) {
	t.Parallel()
	f := running(t)
	path, dir := "/jobs/"+jobID, t.TempDir()
	f.expect(400, "POST", path+"/savepoints", `{}`)
	f.expect(400, "POST", path+"/savepoints", `{"target-directory":"x","triggerId":"short"}`)
	f.expect(404, "GET", path+"/savepoints/"+trigger, "")

	body := fmt.Sprintf(`{"target-directory":%q,"triggerId":%q}`, dir, trigger)
	require.Equal(t, trigger, at(f.expect(202, "POST", path+"/savepoints", body), "request-id"))
	f.await(path+"/savepoints/"+trigger, "operation", map[string]any{"location": filepath.Join(dir, "savepoint-1")})
	f.expect(202, "POST", path+"/savepoints", body)
	f.expect(404, "GET", path+"/checkpoints/"+trigger, "")

	request := at(f.expect(202, "POST", path+"/checkpoints", ""), "request-id").(string)
	f.await(path+"/checkpoints/"+request, "operation", map[string]any{"checkpointId": 2.0})

	checkpoints := f.expect(200, "GET", path+"/checkpoints", "")
	require.EqualValues(t, 2, at(checkpoints, "counts", "completed"), "the repeated request took no savepoint of its own")
	require.EqualValues(t, 1, at(checkpoints, "latest", "savepoint", "id"))
	require.EqualValues(t, 2, at(checkpoints, "latest", "completed", "id"))
	require.Equal(t, filepath.Join(f.cluster.options.CheckpointDir, "chk-2"), at(checkpoints, "latest", "completed", "external_path"))
	require.Nil(t, at(checkpoints, "latest", "restored"))
	require.EqualValues(t, 2, at(checkpoints, "history", 0, "id"))
}

func TestServer_stop(t *testing.T) {
	t.Parallel()
	f := running(t)
	path, dir := "/jobs/"+jobID, t.TempDir()
	f.expect(400, "POST", path+"/stop", `{"drain":true}`)
	f.expect(202, "POST", path+"/stop", fmt.Sprintf(`{"targetDirectory":%q,"triggerId":%q}`, dir, trigger))
	f.await(path+"/savepoints/"+trigger, "operation", map[string]any{"location": filepath.Join(dir, "savepoint-1")})
	f.await(path, "state", "FINISHED")
	f.expect(409, "PATCH", path+"?mode=cancel", "")

	late := at(f.expect(202, "POST", path+"/savepoints", fmt.Sprintf(`{"target-directory":%q}`, dir)), "request-id").(string)
	f.await(path+"/savepoints/"+late, "operation", map[string]any{"failure-cause": map[string]any{
		"class": "CheckpointException", "stack-trace": "the job is not running",
	}})
}

func TestServer_asks_for_the_token(t *testing.T) {
	t.Parallel()
	server := rest.New(&dedicated{}, rest.Options{Token: "secret"})
	for header, want := range map[string]int{"": 401, "Bearer secre": 401, "secret": 401, "Bearer secret": 200} {
		r := httptest.NewRequest(http.MethodGet, "/overview", nil)
		r.Header.Set("Authorization", header)
		w := httptest.NewRecorder()
		server.ServeHTTP(w, r)
		require.Equal(t, want, w.Code, header)
	}
}

func TestServer_refuses_a_body_that_is_too_large(t *testing.T) {
	t.Parallel()
	newFixture(t).expect(400, "POST", "/jars/script/run", `{"x":"`+strings.Repeat("x", 2<<20)+`"}`)
}

func TestServer_checkRestore(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	for _, c := range []struct {
		path, body string
		status     int
	}{
		{"/jars/script/check", `{"savepointPath":"fits"}`, 200},
		{"/jars/script/check", `{"savepointPath":"of another"}`, 400},
		{"/jars/script/check", `{"savepointPath":"of another","allowNonRestoredState":true}`, 200},
		{"/jars/script/check", `{"savepointPath":"gone"}`, 409},
		{"/jars/script/check", `{}`, 400},
		{"/jars/other/check", `{"savepointPath":"fits"}`, 404},
		{"/jars/script/preload", `{"savepointPath":"gone"}`, 409},
		{"/jars/script/preload", `{}`, 400},
	} {
		f.expect(c.status, "POST", c.path, c.body)
	}
	require.EqualValues(t, 7, at(f.expect(200, "POST", "/jars/script/preload", `{"savepointPath":"fits"}`), "entries"))
	require.Nil(t, f.cluster.Job(), "neither runs anything")
}
