package fake

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"github.com/penstock/penstock/runtime/driver"
)

// listen serves the REST API of the cluster.
func (c *cluster) listen() {
	c.listener = newMemoryListener(string(c.spec.ID))
	mux := http.NewServeMux()
	mux.HandleFunc("GET /jars", c.serve(CallJars, c.getJars))
	mux.HandleFunc("POST /jars/{jar}/run", c.serve(CallRun, c.postRun))
	mux.HandleFunc("POST /jars/{jar}/check", c.serve(CallCheck, c.postCheck))
	mux.HandleFunc("POST /jars/{jar}/preload", c.serve(CallPreload, c.postPreload))
	mux.HandleFunc("GET /jobs/{job}", c.serve(CallJob, c.getJob))
	mux.HandleFunc("GET /jobs/{job}/changes", c.getChanges)
	mux.HandleFunc("GET /jobs/{job}/vitals", c.serve(CallVitals, c.getVitals))
	mux.HandleFunc("POST /jobs/{job}/stop", c.serve(CallStop, c.postTrigger(true)))
	mux.HandleFunc("POST /jobs/{job}/savepoints", c.serve(CallSavepoint, c.postTrigger(false)))
	mux.HandleFunc("GET /jobs/{job}/savepoints/{trigger}", c.serve(CallTrigger, c.getTrigger))
	mux.HandleFunc("PATCH /jobs/{job}", c.serve(CallCancel, c.patchJob))
	mux.HandleFunc("GET /jobs/{job}/checkpoints", c.serve(CallCheckpoints, c.getCheckpoints))
	mux.HandleFunc("GET /jobs/{job}/exceptions", c.serve(CallExceptions, c.getExceptions))
	mux.HandleFunc("GET /jobs/{job}/plan", c.serve(CallPlan, c.getPlan))
	c.server = &http.Server{Handler: mux}
	go func() { _ = c.server.Serve(c.listener) }() // it ends with the cluster
}

// answer is a handler's result: a status and a JSON body.
type answer struct {
	status int
	body   any
}

func ok(body any) answer { return answer{http.StatusOK, body} }

func refusal(status int, format string, args ...any) answer {
	return answer{status, map[string]any{"errors": []string{fmt.Sprintf(format, args...)}}}
}

// serve wraps a handler with the token, the world's lock and its faults.
func (c *cluster) serve(call Call, handle func(*http.Request) answer) http.HandlerFunc {
	work := func(w http.ResponseWriter, r *http.Request) {
		c.world.mu.Lock()
		a := handle(r)
		c.world.mu.Unlock()
		write(w, a)
	}
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer "+token {
			write(w, refusal(http.StatusUnauthorized, "no or wrong token"))
			return
		}
		switch mode := c.world.strike(call); mode {
		case Fail:
			write(w, refusal(http.StatusServiceUnavailable, "%s: %v", call, errInjected))
		case Refuse:
			write(w, refusal(http.StatusBadRequest, "%s: refused", call))
		case Hang:
			<-r.Context().Done()
		case Lose, LoseSlowly:
			work(discard{http.Header{}}, r)
			if mode == LoseSlowly {
				<-r.Context().Done()
			}
			panic(http.ErrAbortHandler)
		default:
			work(w, r)
		}
	}
}

// discard takes an answer that nobody will see.
type discard struct{ header http.Header }

func (d discard) Header() http.Header            { return d.header }
func (d discard) Write(data []byte) (int, error) { return len(data), nil }
func (d discard) WriteHeader(int)                {}

func write(w http.ResponseWriter, a answer) {
	if a.status == 0 {
		return // the handler answers later
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(a.status)
	_ = json.NewEncoder(w).Encode(a.body) // whoever asked may be gone
}

// known tells whether the request is about the cluster's job.
func (c *cluster) known(r *http.Request) bool {
	return r.PathValue("job") == c.spec.JobID && c.job.state != driver.JobStateAbsent
}

func unknownJob(r *http.Request) answer {
	return refusal(http.StatusNotFound, "Job %s not found", r.PathValue("job"))
}

func (c *cluster) getJars(*http.Request) answer {
	return ok(map[string]any{"files": []map[string]any{{"id": "application.jar", "name": "application.jar", "uploaded": 1}}})
}

func (c *cluster) postCheck(r *http.Request) answer {
	var in struct {
		SavepointPath string `json:"savepointPath"`
	}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return refusal(http.StatusBadRequest, "read request: %v", err)
	}
	if _, err := readMetadata(in.SavepointPath); err != nil {
		return refusal(http.StatusConflict, "cannot restore %s: %v", in.SavepointPath, err)
	}
	if c.behaviour.StateError != "" {
		return refusal(http.StatusBadRequest, "%s", c.behaviour.StateError)
	}
	return ok(map[string]any{})
}

// postPreload reads nothing, and says that entries have some 100 bytes.
func (c *cluster) postPreload(r *http.Request) answer {
	if a := c.postCheck(r); a.status != http.StatusOK {
		return a
	}
	return ok(map[string]any{"entries": c.behaviour.StateSize / 100})
}

func (c *cluster) postRun(r *http.Request) answer {
	var in struct {
		JobID         string `json:"jobId"`
		SavepointPath string `json:"savepointPath"`
	}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return refusal(http.StatusBadRequest, "read request: %v", err)
	}
	if in.JobID != c.spec.JobID {
		return refusal(http.StatusBadRequest, "this cluster is for job %s", c.spec.JobID)
	}
	if err := c.run(in.SavepointPath); err != nil {
		return refusal(http.StatusBadRequest, "%v", err)
	}
	return ok(map[string]any{"jobid": in.JobID})
}

func (c *cluster) getJob(r *http.Request) answer {
	if !c.known(r) {
		return unknownJob(r)
	}
	parallelism, status := max(c.spec.Parallelism, 1), "RUNNING"
	if !c.look() {
		status = "DEPLOYING"
	}
	if c.job.state == driver.JobStateFinished {
		status = "FINISHED"
	}
	return ok(map[string]any{
		"jid": c.spec.JobID, "name": c.spec.ApplicationName, "state": c.job.state, "start-time": c.created.UnixMilli(),
		"end-time": -1, "vertices": []map[string]any{{
			"id": "0", "name": "fake", "parallelism": parallelism, "status": status, "tasks": map[string]int{status: parallelism},
		}},
	})
}

// getChanges waits for a change as long as whoever asks does.
func (c *cluster) getChanges(w http.ResponseWriter, r *http.Request) {
	for {
		var next <-chan struct{}
		c.serve(CallChanges, func(r *http.Request) answer {
			if !c.known(r) {
				return unknownJob(r)
			}
			count := c.job.changes
			if c.restless() {
				count++
			}
			if strconv.FormatInt(count, 10) == r.URL.Query().Get("known") {
				next = c.changed
				return answer{}
			}
			return ok(map[string]any{"count": count})
		})(w, r)
		if next == nil {
			return
		}
		select {
		case <-next:
		case <-r.Context().Done():
			return
		}
	}
}

func (c *cluster) postTrigger(stop bool) func(*http.Request) answer {
	return func(r *http.Request) answer {
		if !c.known(r) {
			return unknownJob(r)
		}
		var in struct {
			TriggerID string `json:"triggerId"`
			StopDir   string `json:"targetDirectory"`
			Dir       string `json:"target-directory"`
		}
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
			return refusal(http.StatusBadRequest, "read request: %v", err)
		}
		if err := c.trigger(in.TriggerID, in.StopDir+in.Dir, stop); err != nil {
			return refusal(http.StatusConflict, "%v", err)
		}
		return ok(map[string]any{"request-id": in.TriggerID})
	}
}

func (c *cluster) getTrigger(r *http.Request) answer {
	s, found := c.progress(r.PathValue("trigger"))
	switch {
	case !found:
		return refusal(http.StatusNotFound, "There is no savepoint operation with triggerId=%s", r.PathValue("trigger"))
	case s.failure != "":
		return ok(map[string]any{"status": map[string]any{"id": "COMPLETED"}, "operation": map[string]any{
			"failure-cause": map[string]any{"class": "FakeException", "stack-trace": s.failure}}})
	case s.location != "":
		return ok(map[string]any{"status": map[string]any{"id": "COMPLETED"}, "operation": map[string]any{"location": s.location}})
	default:
		return ok(map[string]any{"status": map[string]any{"id": "IN_PROGRESS"}})
	}
}

func (c *cluster) patchJob(r *http.Request) answer {
	if !c.known(r) {
		return unknownJob(r)
	}
	if !c.job.state.Ended() {
		c.enter(driver.JobStateCanceled)
	}
	return answer{http.StatusAccepted, map[string]any{}}
}

func (c *cluster) getCheckpoints(r *http.Request) answer {
	if !c.known(r) {
		return unknownJob(r)
	}
	latest := map[string]any{}
	if n := c.job.newest; n.ID > 0 {
		latest["completed"] = map[string]any{
			"id": n.ID, "status": "COMPLETED", "is_savepoint": n.Savepoint, "external_path": n.ExternalPath,
			"latest_ack_timestamp": n.CompletedAt.UnixMilli(),
		}
	}
	if c.job.restored != "" {
		latest["restored"] = map[string]any{"id": c.job.checkpoint, "external_path": c.job.restored}
	}
	return ok(map[string]any{
		"counts": map[string]any{"completed": c.job.completed, "restored": c.job.restores}, "latest": latest,
	})
}

func (c *cluster) getExceptions(r *http.Request) answer {
	if !c.known(r) {
		return unknownJob(r)
	}
	entries := []map[string]any{}
	for _, f := range c.job.failures {
		entries = append(entries, map[string]any{
			"exceptionName": "FakeException", "stacktrace": f.Message, "timestamp": f.At.UnixMilli(), "taskName": f.Task})
	}
	return ok(map[string]any{"exceptionHistory": map[string]any{"entries": entries}})
}

func (c *cluster) getPlan(r *http.Request) answer {
	if !c.known(r) {
		return unknownJob(r)
	}
	return ok(map[string]any{"plan": map[string]any{"jid": c.spec.JobID, "name": c.spec.ApplicationName, "nodes": []any{}}})
}
