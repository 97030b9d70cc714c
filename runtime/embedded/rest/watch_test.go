package rest_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
	"github.com/stretchr/testify/require"
)

// What Flink's own clients and pages ask for, under the version that they name.
func TestServer_subtasks(t *testing.T) {
	t.Parallel()
	f := running(t)
	path := "/v1/jobs/" + jobID
	vertex := path + "/vertices/v"

	job := f.expect(200, "GET", path, "")
	require.EqualValues(t, 1, at(job, "vertices", 0, "metrics", "write-records"))
	require.EqualValues(t, 10, at(job, "vertices", 0, "metrics", "write-bytes"))
	require.EqualValues(t, 2000, at(job, "vertices", 0, "metrics", "accumulated-busy-time"))

	details := f.expect(200, "GET", vertex, "")
	require.EqualValues(t, 1, at(details, "subtasks", 1, "metrics", "write-records"))
	require.EqualValues(t, map[string]any{"min": 0.0, "max": 1.0, "avg": 0.0, "sum": 1.0, "median": 0.0, "p25": 0.0, "p75": 1.0, "p95": 1.0},
		at(details, "aggregated", "metrics", "write-records"))
	require.EqualValues(t, -1, at(details, "subtasks", 0, "status-duration", "SCHEDULED"), "there is no such state here")
	require.EqualValues(t, 1, at(f.expect(200, "GET", vertex+"/subtasks/1", ""), "metrics", "write-records"))
	require.EqualValues(t, 1, at(f.expect(200, "GET", vertex+"/subtasks/1/attempts/0", ""), "subtask"))
	require.EqualValues(t, 10, at(f.expect(200, "GET", vertex+"/taskmanagers", ""), "taskmanagers", 0, "metrics", "write-bytes"))
	require.EqualValues(t, 0, at(f.expect(200, "GET", vertex+"/subtasktimes", ""), "subtasks", 0, "timestamps", "FAILED"))
	backpressure := f.expect(200, "GET", vertex+"/backpressure", "")
	require.Equal(t, "ok", at(backpressure, "backpressureLevel"))
	require.EqualValues(t, 0.75, at(backpressure, "subtasks", 1, "idleRatio"))
	for _, empty := range []string{"/accumulators", "/subtasks/1/attempts/0/accumulators"} {
		require.Empty(t, at(f.expect(200, "GET", vertex+empty, ""), "user-accumulators"))
	}
	require.Len(t, at(f.expect(200, "GET", vertex+"/subtasks/accumulators", ""), "subtasks"), 2)

	for wrong, status := range map[string]int{"/subtasks/2": 404, "/subtasks/-1": 400, "/subtasks/x": 400, "/subtasks/0/attempts/1": 404, "/none": 404} {
		f.expect(status, "GET", vertex+wrong, "")
	}
	f.expect(404, "GET", path+"/vertices/w/backpressure", "")
}

func TestServer_aggregatedMetrics(t *testing.T) {
	t.Parallel()
	f := running(t)
	vertex := "/jobs/" + jobID + "/vertices/v"
	sums := "/subtasks/metrics?get=numRecordsOut,absent"
	all := map[string]any{"id": "numRecordsOut", "min": 0.0, "max": 1.0, "avg": 0.5, "sum": 1.0, "skew": 100.0}
	require.Equal(t, []any{all}, f.expect(200, "GET", vertex+sums, ""))
	require.Equal(t, []any{map[string]any{"id": "numRecordsOut", "max": 1.0, "sum": 1.0}}, f.expect(200, "GET", vertex+sums+"&agg=max,SUM", ""))
	require.EqualValues(t, 0, at(f.expect(200, "GET", vertex+sums+"&subtasks=0", ""), 0, "sum"))
	require.EqualValues(t, 1, at(f.expect(200, "GET", vertex+sums+"&subtasks=0-4", ""), 0, "sum"))
	f.expect(400, "GET", vertex+sums+"&subtasks=a", "")
	f.expect(400, "GET", vertex+sums+"&agg=mode", "")
	require.Contains(t, f.expect(200, "GET", vertex+"/subtasks/metrics", ""), map[string]any{"id": "Nothing__at_all[1].numRecordsIn"})
	require.Equal(t, "7", at(f.expect(200, "GET", vertex+"/subtasks/1/metrics?get=Nothing__at_all[1].numRecordsIn", ""), 0, "value"))

	require.EqualValues(t, 5, at(f.expect(200, "GET", "/jobs/metrics?get=uptime", ""), 0, "avg"))
	require.Empty(t, f.expect(200, "GET", "/jobs/metrics?get=uptime&jobs="+trigger, ""))
	require.EqualValues(t, 3, at(f.expect(200, "GET", "/taskmanagers/metrics?get=Status.JVM.Threads.Count", ""), 0, "max"))
	require.Equal(t, "1", at(f.expect(200, "GET", "/jobmanager/metrics?get=numRunningJobs", ""), 0, "value"))
}

func TestServer_checkpointDetails(t *testing.T) {
	t.Parallel()
	f := running(t)
	path := "/jobs/" + jobID
	f.expect(404, "GET", path+"/checkpoints/details/1", "")
	request := at(f.expect(202, "POST", path+"/checkpoints", ""), "request-id").(string)
	f.await(path+"/checkpoints/"+request, "operation", map[string]any{"checkpointId": 1.0})

	details := f.expect(200, "GET", path+"/checkpoints/details/1", "")
	require.Equal(t, "completed", at(details, "className"))
	require.EqualValues(t, 30, at(details, "tasks", "v", "state_size"))
	require.EqualValues(t, 10, at(details, "tasks", "v", "checkpointed_size"))
	require.EqualValues(t, 20, at(details, "tasks", "v", "end_to_end_duration"))
	subtasks := f.expect(200, "GET", path+"/checkpoints/details/1/subtasks/v", "")
	require.Equal(t, "completed", at(subtasks, "subtasks", 0, "status"))
	require.Equal(t, "pending_or_failed", at(subtasks, "subtasks", 1, "status"))
	require.EqualValues(t, 20, at(subtasks, "summary", "end_to_end_duration", "p99"))
	f.expect(404, "GET", path+"/checkpoints/details/1/subtasks/w", "")
	f.expect(400, "GET", path+"/checkpoints/details/x", "")
	require.Equal(t, "exactly_once", at(f.expect(200, "GET", path+"/checkpoints/config", ""), "mode"))
}

func TestServer_executionResult(t *testing.T) {
	t.Parallel()
	f := running(t)
	path := "/jobs/" + jobID
	require.Equal(t, "IN_PROGRESS", at(f.expect(200, "GET", path+"/execution-result", ""), "status", "id"))
	f.expect(202, "PATCH", path+"?mode=cancel", "")
	f.await(path, "state", "CANCELED")
	require.Equal(t, "CANCELED", at(f.expect(200, "GET", path+"/execution-result", ""), "job-execution-result", "application-status"))
	require.Empty(t, at(f.expect(200, "GET", path+"/accumulators", ""), "job-accumulators"))
}

// The names are those of Flink's reporter, and what is written is what Prometheus reads.
func TestServer_prometheus(t *testing.T) {
	t.Parallel()
	f := running(t)
	w := httptest.NewRecorder()
	f.server.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil))
	require.Equal(t, http.StatusOK, w.Code)
	require.Contains(t, w.Header().Get("Content-Type"), "version=0.0.4")
	text := w.Body.String()
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(strings.NewReader(text))
	require.NoError(t, err)
	require.InDelta(t, 3, families["flink_taskmanager_Status_JVM_Threads_Count"].GetMetric()[0].GetGauge().GetValue(), 0)
	require.Len(t, families["flink_taskmanager_job_task_numRecordsOut"].GetMetric(), 2)
	require.Contains(t, text, `flink_taskmanager_job_task_operator_stateSize{host="localhost",tm_id="w",job_id="`+jobID+`",job_name="a job",`+
		`task_id="v",task_name="Nothing",task_attempt_num="0",subtask_index="1",operator_id="o",operator_name="Nothing: at all[1]"} 100`)
	require.Contains(t, text, `flink_jobmanager_job_runningState{job_id="`+jobID+`",job_name="a job"} 1`)
	problems, err := promlint.New(strings.NewReader(text)).Lint()
	require.NoError(t, err)
	for _, p := range problems {
		require.Contains(t, p.Text, "camelCase", "Flink's names are not those that Prometheus advises, and nothing else may be wrong: %s", p.Metric)
	}
}
