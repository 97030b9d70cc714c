package pod

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"net/http/httputil"
	"path/filepath"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"

	"github.com/penstock/penstock/runtime/embedded/cluster/eventlog"
)

const (
	// statusPatience is after how long one who waits for a change is told that there was none.
	statusPatience = time.Minute
	// mostEvents bounds a batch of the log.
	mostEvents = 10_000
)

// LogBatch is a part of the cluster's log.
type LogBatch struct {
	Events []eventlog.Event `json:"events"`
	// Next is the position after them; Missed counts those that were removed before they were read.
	Next   string `json:"next"`
	Missed int64  `json:"missed"`
	More   bool   `json:"more"`
}

// probes answers the kubelet, which has no certificate: the container is ready when the cluster is.
func (a *agent) probes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		if a.seen().State != Ready {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	})
	return mux
}

// handler answers the control plane.
func (a *agent) handler() http.Handler {
	router := chi.NewRouter()
	router.Post("/penstock/assignment", a.takeAssignment)
	router.Get("/penstock/status", a.tellStatus)
	router.Get("/penstock/log", a.tellLog)
	router.Post("/penstock/end", a.takeEnd)
	proxy := a.proxy()
	router.NotFound(proxy)
	router.MethodNotAllowed(proxy)
	return router
}

// takeAssignment reads the assignment; of several, the first counts.
func (a *agent) takeAssignment(w http.ResponseWriter, r *http.Request) {
	a.assigning.Lock()
	defer a.assigning.Unlock()
	if a.seen().State != Waiting {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	err := http.NewResponseController(w).SetReadDeadline(time.Now().Add(sendPatience))
	var given *Assignment
	if err == nil {
		given, err = readAssignment(r.Body, a.o.Dir)
	}
	if err == nil {
		err = a.assign(given)
	}
	if err != nil {
		// What came of it cannot be completed by another attempt: files may be half written.
		a.leave(err)
		refuse(w, http.StatusInternalServerError, err.Error())
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// tellStatus answers at once, or where a sequence number is known, when it is another.
func (a *agent) tellStatus(w http.ResponseWriter, r *http.Request) {
	known, err := strconv.ParseInt(r.URL.Query().Get("known"), 10, 64)
	if err != nil {
		known = 0
	}
	patience := time.NewTimer(statusPatience)
	defer patience.Stop()
	for {
		a.mu.Lock()
		status, changed := a.status, a.changed
		a.mu.Unlock()
		if status.Sequence != known {
			answer(w, status)
			return
		}
		select {
		case <-changed:
		case <-patience.C:
			answer(w, status)
			return
		case <-r.Context().Done():
			return
		}
	}
}

func (a *agent) tellLog(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	from, err := eventlog.ParsePosition(query.Get("position"))
	if err != nil {
		refuse(w, http.StatusBadRequest, err.Error())
		return
	}
	limit, err := strconv.Atoi(query.Get("limit"))
	if err != nil || limit < 1 {
		limit = mostEvents
	}
	a.mu.Lock()
	key := a.logKey
	a.mu.Unlock()
	read, err := eventlog.Read(filepath.Join(a.o.Dir, eventlog.Folder), from, min(limit, mostEvents), func(string) (*eventlog.Key, error) {
		return key, nil
	})
	if err != nil {
		refuse(w, http.StatusInternalServerError, err.Error())
		return
	}
	batch := LogBatch{Events: read.Events, Next: query.Get("position"), Missed: read.Missed, More: read.More}
	if read.Next != from || batch.Next == "" && len(read.Events) > 0 {
		batch.Next = read.Next.String()
	}
	answer(w, batch)
}

// takeEnd ends the child and answers when it has ended. With leave=true this process ends, too, and lets nobody in any more when it
// answers.
func (a *agent) takeEnd(w http.ResponseWriter, r *http.Request) {
	a.assigning.Lock()
	defer a.assigning.Unlock()
	a.mu.Lock()
	switch a.status.State {
	case Waiting:
		a.status.Exit = &Exit{Code: -1, Reason: "The cluster was ended before it had begun.", Asked: true, At: time.Now()}
		a.become(Exited)
	case Preparing, Ready:
		a.asked = true
	case Exited:
	}
	a.mu.Unlock()
	a.end(func() { a.kill() })
	if r.URL.Query().Get("leave") == "true" {
		defer a.leave(nil)
		if err := a.listener.Close(); err != nil {
			a.o.Logger.WarnContext(r.Context(), "close the listener", "error", err)
		}
	}
	w.WriteHeader(http.StatusNoContent)
}

// proxy passes requests on to the child.
func (a *agent) proxy() http.HandlerFunc {
	transport := &http.Transport{
		MaxIdleConnsPerHost: 8, IdleConnTimeout: time.Minute, DisableCompression: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			a.mu.Lock()
			rest := a.rest
			a.mu.Unlock()
			return (&net.Dialer{}).DialContext(ctx, rest.Network, rest.Address)
		},
	}
	proxy := &httputil.ReverseProxy{
		Transport: transport,
		Rewrite: func(r *httputil.ProxyRequest) {
			a.mu.Lock()
			defer a.mu.Unlock()
			r.Out.URL.Scheme, r.Out.URL.Host, r.Out.Host = "http", "localhost", "localhost"
			r.Out.Header.Del("Authorization")
			if a.rest.Token != "" {
				r.Out.Header.Set("Authorization", "Bearer "+a.rest.Token)
			}
		},
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, err error) {
			refuse(w, http.StatusBadGateway, "The cluster does not answer: "+err.Error())
		},
	}
	return func(w http.ResponseWriter, r *http.Request) {
		a.mu.Lock()
		state, token := a.status.State, a.token
		a.mu.Unlock()
		switch {
		case state != Ready:
			refuse(w, http.StatusServiceUnavailable, "The cluster is not ready.")
		case r.Header.Get("Authorization") != "Bearer "+token:
			refuse(w, http.StatusUnauthorized, "The token is missing or wrong.")
		default:
			proxy.ServeHTTP(w, r)
		}
	}
}

func refuse(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string][]string{"errors": {text}}) // the client is gone
}

func answer(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	_ = json.NewEncoder(w).Encode(body) // the client is gone
}
