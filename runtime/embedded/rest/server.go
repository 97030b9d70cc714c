package rest

import (
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/penstock/penstock/runtime/embedded/rest/dashboard"
)

// maxRequest bounds what is read of a request.
const maxRequest = 1 << 20

// Options are what a Server can be told.
type Options struct {
	// Token is the bearer token to ask for; empty where the socket's permissions protect it.
	Token string
	// Version is told as flink-version: the version whose behaviour the engine has.
	Version string
	// Revision is told as flink-commit.
	Revision string
	Logger   *slog.Logger
}

// Server answers the Flink REST API for one cluster.
type Server struct {
	cluster Cluster
	options Options
	ops     *operations
	mux     *http.ServeMux
	now     func() time.Time
}

// New makes the server of a cluster. It is an http.Handler; listening is the caller's business.
func New(cluster Cluster, options Options) *Server {
	if options.Logger == nil {
		options.Logger = slog.New(slog.DiscardHandler)
	}
	s := &Server{cluster: cluster, options: options, ops: newOperations(), mux: http.NewServeMux(), now: time.Now}
	s.route("GET /overview", s.overview)
	s.route("GET /config", s.config)
	s.route("GET /datasets", s.datasets)
	s.mux.HandleFunc("GET /metrics", s.prometheus)
	s.route("GET /jobmanager/config", s.jobManagerConfig)
	s.route("GET /jobmanager/logs", s.noLogs)
	s.route("GET /jobmanager/metrics", s.jobManagerMetrics)
	s.route("GET /taskmanagers", s.taskManagers)
	s.route("GET /taskmanagers/metrics", s.aggregatedTaskManagerMetrics)
	s.route("GET /taskmanagers/{taskmanager}", s.taskManager)
	s.route("GET /taskmanagers/{taskmanager}/metrics", s.taskManagerMetrics)
	s.route("GET /taskmanagers/{taskmanager}/logs", s.noLogs)
	s.route("GET /jars", s.jars)
	s.route("POST /jars/{jar}/run", s.run)
	s.route("POST /jars/{jar}/check", s.checkRestore)
	s.route("POST /jars/{jar}/preload", s.preload)
	s.route("GET /jobs", s.jobs)
	s.route("GET /jobs/overview", s.jobsOverview)
	s.route("GET /jobs/metrics", s.aggregatedJobMetrics)
	s.routeJob("GET /jobs/{job}", s.job)
	s.routeJob("PATCH /jobs/{job}", s.cancel)
	s.routeJob("GET /jobs/{job}/status", s.jobStatus)
	s.routeJob("GET /jobs/{job}/changes", s.changes)
	s.routeJob("GET /jobs/{job}/vitals", s.vitals)
	s.routeJob("GET /jobs/{job}/config", s.jobConfig)
	s.routeJob("GET /jobs/{job}/plan", s.plan)
	s.routeJob("GET /jobs/{job}/exceptions", s.exceptions)
	s.routeJob("GET /jobs/{job}/metrics", s.jobMetrics)
	s.routeJob("GET /jobs/{job}/accumulators", s.accumulators)
	s.routeJob("GET /jobs/{job}/execution-result", s.executionResult)
	s.routeJob("GET /jobs/{job}/jobmanager/config", func(r *http.Request, _ Job) (answer, error) { return s.jobManagerConfig(r) })
	s.routeVertex("", s.vertex)
	s.routeVertex("/accumulators", s.vertexAccumulators)
	s.routeVertex("/backpressure", s.backpressure)
	s.routeVertex("/jm-operator-metrics", s.operatorMetrics)
	s.routeVertex("/metrics", s.vertexMetrics)
	s.routeVertex("/subtasktimes", s.subtaskTimesOf)
	s.routeVertex("/taskmanagers", s.vertexTaskManagers)
	s.routeVertex("/watermarks", s.watermarks)
	s.routeVertex("/subtasks/accumulators", s.subtasksAccumulators)
	s.routeVertex("/subtasks/metrics", s.aggregatedSubtaskMetrics)
	s.routeVertex("/subtasks/{subtask}", s.subtask)
	s.routeVertex("/subtasks/{subtask}/metrics", s.subtaskMetrics)
	s.routeVertex("/subtasks/{subtask}/attempts/{attempt}", s.attempt)
	s.routeVertex("/subtasks/{subtask}/attempts/{attempt}/accumulators", s.attemptAccumulators)
	s.routeJob("GET /jobs/{job}/checkpoints", s.checkpoints)
	s.routeJob("GET /jobs/{job}/checkpoints/config", s.checkpointConfig)
	s.routeJob("GET /jobs/{job}/checkpoints/details/{checkpoint}", s.checkpointDetails)
	s.routeJob("GET /jobs/{job}/checkpoints/details/{checkpoint}/subtasks/{vertex}", s.checkpointSubtasks)
	s.routeJob("POST /jobs/{job}/checkpoints", s.triggerCheckpoint)
	s.routeJob("GET /jobs/{job}/checkpoints/{trigger}", s.checkpointOperation)
	s.routeJob("POST /jobs/{job}/savepoints", s.triggerSavepoint)
	s.routeJob("GET /jobs/{job}/savepoints/{trigger}", s.savepointOperation)
	s.routeJob("POST /jobs/{job}/stop", s.stop)
	// Flink's own clients name the version of the API, of which there is one.
	s.mux.Handle("/v1/", http.StripPrefix("/v1", s.mux))
	page := dashboard.Handler()
	for _, path := range dashboard.Paths() {
		s.mux.Handle(path, page)
	}
	s.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, &statusError{http.StatusNotFound, "Not found: " + r.Method + " " + r.URL.Path})
	})
	return s
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.options.Token != "" {
		given, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		if !ok || subtle.ConstantTimeCompare([]byte(given), []byte(s.options.Token)) != 1 {
			s.fail(w, r, &statusError{http.StatusUnauthorized, "A valid bearer token is required."})
			return
		}
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxRequest)
	s.mux.ServeHTTP(w, r)
}

// Close ends the operations that are under way and waits for them.
func (s *Server) Close() { s.ops.close() }

// answer is what a handler gives back: a value to send as JSON.
type answer struct {
	status int
	body   any
}

func ok(body any) (answer, error) { return answer{http.StatusOK, body}, nil }

func accepted(body any) (answer, error) { return answer{http.StatusAccepted, body}, nil }

func (s *Server) route(pattern string, handle func(*http.Request) (answer, error)) {
	s.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		a, err := handle(r)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		s.write(w, r, a)
	})
}

// routeJob routes a path below /jobs/{job}, which is 404 unless that is the cluster's job.
func (s *Server) routeJob(pattern string, handle func(*http.Request, Job) (answer, error)) {
	s.route(pattern, func(r *http.Request) (answer, error) {
		id := r.PathValue("job")
		job := s.cluster.Job()
		if job == nil || job.ID() != id {
			return answer{}, &statusError{http.StatusNotFound, "Job " + id + " not found"}
		}
		return handle(r, job)
	})
}

// routeVertex routes a GET below /jobs/{job}/vertices/{vertex}, which is 404 unless there is one.
func (s *Server) routeVertex(below string, handle func(*http.Request, Vertex) (answer, error)) {
	s.routeJob("GET /jobs/{job}/vertices/{vertex}"+below, func(r *http.Request, job Job) (answer, error) {
		v, err := findVertex(r, job)
		if err != nil {
			return answer{}, err
		}
		return handle(r, v)
	})
}

func (s *Server) write(w http.ResponseWriter, r *http.Request, a answer) {
	encoded, err := json.Marshal(a.body)
	if err != nil {
		s.fail(w, r, fmt.Errorf("encode answer: %w", err))
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.WriteHeader(a.status)
	if _, err := w.Write(encoded); err != nil {
		s.options.Logger.Debug("answer not delivered", "path", r.URL.Path, "error", err)
	}
}

// statusError is an error with the HTTP status that it is told with.
type statusError struct {
	status  int
	message string
}

func (e *statusError) Error() string { return e.message }

func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	status := http.StatusInternalServerError
	var se *statusError
	var refused *RefusedError
	switch {
	case r.Context().Err() != nil:
		// The client is gone, which is how waits end. Nobody reads the answer.
		s.options.Logger.Debug("request given up by its client", "method", r.Method, "path", r.URL.Path)
	case errors.As(err, &se):
		status = se.status
	case errors.As(err, &refused) && refused.Conflict:
		status = http.StatusConflict
	case errors.As(err, &refused):
		status = http.StatusBadRequest
	default:
		s.options.Logger.Error("request failed", "method", r.Method, "path", r.URL.Path, "error", err)
	}
	s.write(w, r, answer{status, map[string][]string{"errors": {err.Error()}}})
}

// decode reads a request body; an empty one leaves in as it is. Unknown members are ignored, as Flink's later versions do.
func decode(r *http.Request, in any) error {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return Invalid("read body: %w", err)
	}
	if len(body) == 0 {
		return nil
	}
	if err := json.Unmarshal(body, in); err != nil {
		return Invalid("the body is not what it should be: %w", err)
	}
	return nil
}

// ms is a time as Flink writes it, with none for the zero time.
func ms(t time.Time, none int64) int64 {
	if t.IsZero() {
		return none
	}
	return t.UnixMilli()
}
