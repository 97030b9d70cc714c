package rest

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"time"
)

// jobStates are all that Flink's timestamps list, in its order.
var jobStates = []string{
	"RECONCILING", "INITIALIZING", "CREATED", "RUNNING", "RESTARTING", "SUSPENDED", "FAILING", "CANCELLING",
	"FINISHED", "CANCELED", "FAILED",
}

// taskStates are the execution states that Flink counts tasks by.
var taskStates = []string{
	"CREATED", "SCHEDULED", "DEPLOYING", "INITIALIZING", "RUNNING", "FINISHED", "CANCELING", "CANCELED", "FAILED",
	"RECONCILING",
}

func terminal(state string) bool {
	return state == "FINISHED" || state == "CANCELED" || state == "FAILED"
}

// times are the start, the end (-1 for none) and the duration of something in ms.
func (s *Server) times(started, ended time.Time) (start, end, duration int64) {
	start, end = ms(started, -1), ms(ended, -1)
	switch {
	case start < 0:
		return start, end, 0
	case end < 0:
		return start, end, s.now().UnixMilli() - start
	}
	return start, end, end - start
}

func (s *Server) jobTimes(st Status) (start, end, duration int64) {
	var ended time.Time
	if terminal(st.State) {
		ended = st.Entered[st.State]
	}
	return s.times(st.Entered["INITIALIZING"], ended)
}

func (s *Server) jobs(*http.Request) (answer, error) {
	list := []map[string]string{}
	if job := s.cluster.Job(); job != nil {
		list = append(list, map[string]string{"id": job.ID(), "status": job.Status().State})
	}
	return ok(map[string]any{"jobs": list})
}

type jobOverviewBody struct {
	ID               string         `json:"jid"`
	Name             string         `json:"name"`
	StartTime        int64          `json:"start-time"`
	EndTime          int64          `json:"end-time"`
	Duration         int64          `json:"duration"`
	State            string         `json:"state"`
	LastModification int64          `json:"last-modification"`
	Tasks            map[string]int `json:"tasks"`
}

func (s *Server) jobsOverview(*http.Request) (answer, error) {
	list := []jobOverviewBody{}
	if job := s.cluster.Job(); job != nil {
		st := job.Status()
		b := jobOverviewBody{ID: job.ID(), Name: job.Name(), State: st.State, Tasks: lowerCaseCounts(job.Vertices())}
		b.StartTime, b.EndTime, b.Duration = s.jobTimes(st)
		b.LastModification = ms(st.Entered[st.State], -1)
		list = append(list, b)
	}
	return ok(map[string]any{"jobs": list})
}

type vertexBody struct {
	ID               string         `json:"id"`
	SlotSharingGroup string         `json:"slotSharingGroupId"`
	Name             string         `json:"name"`
	MaxParallelism   int            `json:"maxParallelism"`
	Parallelism      int            `json:"parallelism"`
	Status           string         `json:"status"`
	StartTime        int64          `json:"start-time"`
	EndTime          int64          `json:"end-time"`
	Duration         int64          `json:"duration"`
	Tasks            map[string]int `json:"tasks"`
	Metrics          ioBody         `json:"metrics"`
}

// slotSharingGroup is the id of the only one there is: all tasks are in one process.
const slotSharingGroup = "00000000000000000000000000000001"

func (s *Server) vertexBody(v Vertex) vertexBody {
	b := vertexBody{
		ID: v.ID, SlotSharingGroup: slotSharingGroup, Name: v.Name, MaxParallelism: v.MaxParallelism, Parallelism: v.Parallelism,
		Status: vertexState(v), Tasks: taskCounts([]Vertex{v}), Metrics: ioOf(v.Subtasks...),
	}
	b.StartTime, b.EndTime, b.Duration = s.times(v.Started, v.Ended)
	return b
}

type jobBody struct {
	ID             string           `json:"jid"`
	Name           string           `json:"name"`
	IsStoppable    bool             `json:"isStoppable"`
	State          string           `json:"state"`
	JobType        string           `json:"job-type"`
	StartTime      int64            `json:"start-time"`
	EndTime        int64            `json:"end-time"`
	Duration       int64            `json:"duration"`
	MaxParallelism int              `json:"maxParallelism"`
	Now            int64            `json:"now"`
	Timestamps     map[string]int64 `json:"timestamps"`
	Vertices       []vertexBody     `json:"vertices"`
	StatusCounts   map[string]int   `json:"status-counts"`
	Plan           json.RawMessage  `json:"plan"`
}

func (s *Server) job(_ *http.Request, job Job) (answer, error) {
	// The state is read before the tasks: a job told as RUNNING with tasks that are not is only behind, never ahead.
	st := job.Status()
	vertices := job.Vertices()
	b := jobBody{
		ID: job.ID(), Name: job.Name(), State: st.State, JobType: "STREAMING", Now: s.now().UnixMilli(),
		MaxParallelism: job.Settings().MaxParallelism, Timestamps: make(map[string]int64, len(jobStates)),
		Vertices: make([]vertexBody, len(vertices)), StatusCounts: taskCounts(vertices), Plan: job.Plan(),
	}
	b.StartTime, b.EndTime, b.Duration = s.jobTimes(st)
	for _, state := range jobStates {
		b.Timestamps[state] = ms(st.Entered[state], 0)
	}
	for i, v := range vertices {
		b.Vertices[i] = s.vertexBody(v)
	}
	return ok(b)
}

func (s *Server) jobStatus(_ *http.Request, job Job) (answer, error) {
	return ok(map[string]string{"status": job.Status().State})
}

func (s *Server) plan(_ *http.Request, job Job) (answer, error) {
	return ok(map[string]json.RawMessage{"plan": job.Plan()})
}

func (s *Server) jobConfig(_ *http.Request, job Job) (answer, error) {
	set := job.Settings()
	properties := set.Properties
	if properties == nil {
		properties = map[string]string{}
	}
	return ok(map[string]any{
		"jid": job.ID(), "name": job.Name(),
		"execution-config": map[string]any{
			"execution-mode":   "PIPELINED",
			"restart-strategy": "Cluster level default restart strategy",
			"job-parallelism":  set.Parallelism, "object-reuse-mode": true, "user-config": properties,
		},
	})
}

// accumulators are none: SQL has no way to make one.
func (s *Server) accumulators(*http.Request, Job) (answer, error) {
	return ok(map[string]any{
		"job-accumulators": []struct{}{}, "user-task-accumulators": []struct{}{}, "serialized-user-task-accumulators": struct{}{},
	})
}

type resultBody struct {
	ID                string   `json:"id"`
	ApplicationStatus string   `json:"application-status"`
	Accumulators      struct{} `json:"accumulator-results"`
	// NetRuntime is in ms.
	NetRuntime int64 `json:"net-runtime"`
}

// applicationStatus is how Flink calls the end of a job where it tells its result.
var applicationStatus = map[string]string{"FINISHED": "SUCCEEDED", "CANCELED": "CANCELED", "FAILED": "FAILED"}

// executionResult is what Flink's client waits for. Why a job failed is told by its exceptions.
func (s *Server) executionResult(_ *http.Request, job Job) (answer, error) {
	st := job.Status()
	if !terminal(st.State) {
		return ok(map[string]any{"status": statusBody{"IN_PROGRESS"}})
	}
	_, _, duration := s.jobTimes(st)
	return ok(map[string]any{
		"status":               statusBody{"COMPLETED"},
		"job-execution-result": resultBody{ID: job.ID(), ApplicationStatus: applicationStatus[st.State], NetRuntime: duration},
	})
}

func (s *Server) jobManagerConfig(*http.Request) (answer, error) {
	settings := map[string]string{}
	if job := s.cluster.Job(); job != nil {
		settings = job.Settings().Properties
	}
	list := []map[string]string{}
	for _, key := range slices.Sorted(maps.Keys(settings)) {
		list = append(list, map[string]string{"key": key, "value": settings[key]})
	}
	return ok(list)
}

func (s *Server) cancel(r *http.Request, job Job) (answer, error) {
	if mode := r.URL.Query().Get("mode"); mode != "" && mode != "cancel" {
		return answer{}, &statusError{http.StatusBadRequest, "The termination mode \"" + mode + "\" is not supported. Use \"cancel\", or /stop for a savepoint."}
	}
	if state := job.Status().State; terminal(state) && state != "CANCELED" {
		return answer{}, &statusError{http.StatusConflict, "Job cancellation failed because the job has already reached another terminal state (" + state + ")."}
	}
	job.Cancel()
	return accepted(struct{}{})
}
