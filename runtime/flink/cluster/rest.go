package cluster

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"

	"github.com/penstock/penstock/runtime/flinkrest"
)

const (
	// programID is the id of the one program under /jars.
	programID = "program"
	// runPatience is how long an answer waits for the job that was run to be known. A main that takes longer goes on.
	runPatience = 20 * time.Second
	// changesPatience is after how long one who waits for a change is told that there was none.
	changesPatience = 4 * time.Minute
	// shownRefresh is how often Flink's own pages ask anew, in ms. What they are told otherwise is how fresh answers are.
	shownRefresh = 3000
)

// server is Flink's REST API with the additions of this package.
type server struct {
	keeper  *keeper
	token   string
	started time.Time
	proxy   *httputil.ReverseProxy
}

// handler serves the API; requests need the token where that is not empty.
func (k *keeper) handler(token string) http.Handler {
	s := &server{keeper: k, token: token, started: time.Now()}
	s.proxy = &httputil.ReverseProxy{
		Rewrite:        func(r *httputil.ProxyRequest) { k.direct(r) },
		ModifyResponse: s.translate,
		ErrorHandler:   func(w http.ResponseWriter, _ *http.Request, err error) { unavailable(w, err) },
		Transport:      &http.Transport{MaxIdleConnsPerHost: 4, IdleConnTimeout: time.Minute, DisableCompression: true},
	}
	router := chi.NewRouter()
	router.Use(s.authorized)
	router.Get("/jars", s.jars)
	router.Post("/jars/{jar}/run", s.run)
	router.Post("/jars/{jar}/check", s.check)
	router.Get("/jobs/{job}", s.job)
	router.Patch("/jobs/{job}", s.ends)
	router.Post("/jobs/{job}/stop", s.ends)
	router.Post("/jobs/{job}/savepoints", s.savepoint)
	router.Post("/jobs/{job}/checkpoints", s.savepoint)
	router.Get("/jobs/{job}/changes", s.changes)
	router.Get("/jobs/{job}/exceptions", s.exceptions)
	router.NotFound(s.pass)
	router.MethodNotAllowed(s.pass)
	return router
}

func (s *server) authorized(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		given, want := []byte(r.Header.Get("Authorization")), []byte("Bearer "+s.token)
		if s.token != "" && subtle.ConstantTimeCompare(given, want) == 0 {
			refuse(w, http.StatusUnauthorized, "The token is missing or wrong.")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// direct sends a request to the JobManager of the moment.
func (k *keeper) direct(r *httputil.ProxyRequest) {
	k.mu.Lock()
	m := k.members
	k.mu.Unlock()
	address := m.serving()
	if address == "" {
		address = "127.0.0.1:0" // which nobody answers
	}
	r.SetURL(&url.URL{Scheme: "http", Host: address})
	r.Out.Host = address
	r.Out.Header.Set("Authorization", "Bearer "+m.token)
}

func (s *server) pass(w http.ResponseWriter, r *http.Request) { s.proxy.ServeHTTP(w, r) }

func (s *server) jars(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, map[string]any{
		"address": "http://localhost",
		"files": []map[string]any{
			{"id": programID, "name": s.keeper.spec.Name, "uploaded": s.started.UnixMilli(), "entry": []any{}},
		},
	})
}

// request reads what POST /jars/:id/run and /check are given. False means that it was refused.
func (s *server) request(w http.ResponseWriter, r *http.Request) (request flinkrest.RunRequest, ok bool) {
	if chi.URLParam(r, "jar") != programID {
		refuse(w, http.StatusNotFound, "There is no such program.")
		return request, false
	}
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&request); err != nil {
		refuse(w, http.StatusBadRequest, "The request is not JSON: "+err.Error())
		return request, false
	}
	if id := s.keeper.spec.JobID; request.JobID != "" && request.JobID != id {
		refuse(w, http.StatusConflict, "The cluster is dedicated to job "+id+".")
		return request, false
	}
	if err := s.keeper.checkSavepoint(request.SavepointPath, request.MetadataDigest); err != nil {
		refuse(w, http.StatusBadRequest, err.Error())
		return request, false
	}
	return request, true
}

// check tells whether the program could go on from a savepoint, as far as that is known before.
func (s *server) check(w http.ResponseWriter, r *http.Request) {
	if _, ok := s.request(w, r); ok {
		answer(w, http.StatusOK, map[string]any{})
	}
}

// run lets the program go and waits until its job is known, or it is known that there will be none.
func (s *server) run(w http.ResponseWriter, r *http.Request) {
	request, ok := s.request(w, r)
	if !ok {
		return
	}
	k := s.keeper
	k.mu.Lock()
	if k.run == nil {
		k.run = &run{request: request, began: time.Now()}
		k.watch.see(k.synthetic(), string(k.synthetic()))
		k.open(k.members, request.AllowNonRestoredState, false, request.SavepointPath)
		time.AfterFunc(k.mainPatience, k.giveUp)
	}
	k.mu.Unlock()
	ctx, cancel := context.WithTimeout(r.Context(), runPatience)
	defer cancel()
	if failure := k.awaitJob(ctx); failure != "" {
		refuse(w, http.StatusBadRequest, failure)
		return
	}
	answer(w, http.StatusOK, map[string]any{"jobid": k.spec.JobID})
}

// awaitJob waits until the JobManager knows the job, or the program has ended without one, which is told, or ctx ends.
func (k *keeper) awaitJob(ctx context.Context) (failure string) {
	for {
		k.mu.Lock()
		changed := k.watch.changed
		known, jobless := k.run.submitted, k.run.jobless
		if jobless {
			failure = k.run.failure()
		}
		k.mu.Unlock()
		if known || jobless {
			return failure
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ""
		}
	}
}

// job is the JobManager's answer, or where it does not know the job, what is known here.
func (s *server) job(w http.ResponseWriter, r *http.Request) {
	k := s.keeper
	if chi.URLParam(r, "job") != k.spec.JobID {
		s.pass(w, r)
		return
	}
	k.mu.Lock()
	if k.run == nil {
		k.mu.Unlock()
		refuse(w, http.StatusNotFound, "The job has not been run.") // Flink would log a stack trace of it
		return
	}
	if k.run.present {
		k.mu.Unlock()
		s.pass(w, r)
		return
	}
	defer k.mu.Unlock()
	now := time.Now().UnixMilli()
	ended, state := int64(-1), k.synthetic()
	if state.Terminal() {
		ended = k.run.threwAt.UnixMilli()
	}
	answer(w, http.StatusOK, map[string]any{
		"jid": k.spec.JobID, "name": k.spec.Name, "isStoppable": false, "state": state, "start-time": k.run.began.UnixMilli(), "end-time": ended,
		"duration": now - k.run.began.UnixMilli(), "maxParallelism": k.spec.MaxParallelism, "now": now,
		"timestamps": map[string]int64{string(flinkrest.JobInitializing): k.run.began.UnixMilli()},
		"vertices":   []any{}, "status-counts": map[string]int{},
		"plan": map[string]any{"jid": k.spec.JobID, "name": k.spec.Name, "type": "STREAMING", "nodes": []any{}},
	})
}

// exceptions are the JobManager's, or what main threw.
func (s *server) exceptions(w http.ResponseWriter, r *http.Request) {
	k := s.keeper
	k.mu.Lock()
	if k.run == nil {
		k.mu.Unlock()
		refuse(w, http.StatusNotFound, "The job has not been run.")
		return
	}
	if chi.URLParam(r, "job") != k.spec.JobID || k.run.present {
		k.mu.Unlock()
		s.pass(w, r)
		return
	}
	defer k.mu.Unlock()
	entries := []any{}
	if k.synthetic() == flinkrest.JobFailed {
		entries = append(entries, map[string]any{
			"exceptionName": "main", "stacktrace": k.run.failure(), "timestamp": k.run.threwAt.UnixMilli(), "concurrentExceptions": []any{},
		})
	}
	answer(w, http.StatusOK, map[string]any{"exceptionHistory": map[string]any{"entries": entries, "truncated": false}})
}

// ends passes on what ends the job. From then on another JobManager must not run it again.
func (s *server) ends(w http.ResponseWriter, r *http.Request) {
	k := s.keeper
	k.mu.Lock()
	if k.run != nil {
		k.run.ending = true
	}
	k.watch.nudge()
	k.mu.Unlock()
	if r.Method == http.MethodPost {
		s.savepoint(w, r)
		return
	}
	s.pass(w, r)
}

// savepoint passes on what asks for the state of all tasks, once they have one to tell of. Flink would refuse it before.
func (s *server) savepoint(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), runPatience)
	defer cancel()
	s.keeper.awaitTasks(ctx)
	if err := s.keeper.seals.seal(r); err != nil {
		refuse(w, http.StatusBadRequest, err.Error())
		return
	}
	s.pass(w, r)
}

// changes waits until the job has changed.
func (s *server) changes(w http.ResponseWriter, r *http.Request) {
	k := s.keeper
	known, err := strconv.ParseInt(r.URL.Query().Get("known"), 10, 64)
	if chi.URLParam(r, "job") != k.spec.JobID || err != nil {
		refuse(w, http.StatusNotFound, "There is no such job.")
		return
	}
	patience := time.NewTimer(changesPatience)
	defer patience.Stop()
	for {
		k.mu.Lock()
		count, changed := k.watch.changes, k.watch.changed
		k.mu.Unlock()
		if count != known {
			answer(w, http.StatusOK, map[string]int64{"count": count})
			return
		}
		select {
		case <-changed:
		case <-patience.C:
			answer(w, http.StatusOK, map[string]int64{"count": count})
			return
		case <-r.Context().Done():
			return
		}
	}
}

func unavailable(w http.ResponseWriter, err error) {
	refuse(w, http.StatusServiceUnavailable, "The JobManager does not answer: "+err.Error())
}

func refuse(w http.ResponseWriter, status int, text string) {
	answer(w, status, map[string]any{"errors": []string{text}})
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // the client is gone
}
