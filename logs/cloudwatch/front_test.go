package cloudwatch_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// front stands between the deliverer and moto, and does what networks and busy services do.
type front struct {
	*httptest.Server

	mu sync.Mutex
	// fault answers in moto's place; nil lets through.
	fault func(w http.ResponseWriter, body []byte) (answered bool)
	calls int
}

func newFront(t *testing.T, moto string) *front {
	t.Helper()
	behind, err := url.Parse(moto)
	require.NoError(t, err)
	proxy := httputil.NewSingleHostReverseProxy(behind)
	f := &front{}
	f.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		f.mu.Lock()
		f.calls++
		fault := f.fault
		f.mu.Unlock()
		if fault != nil && fault(w, body) {
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(f.Close)
	return f
}

// fail makes calls go wrong; nil mends them.
func (f *front) fail(fault func(w http.ResponseWriter, body []byte) bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.fault, f.calls = fault, 0
}

// called is the number of calls since the last change.
func (f *front) called() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.calls
}

// answer is a fault with an error of the service.
func answer(status int, code string) func(http.ResponseWriter, []byte) bool {
	return func(w http.ResponseWriter, _ []byte) bool {
		w.Header().Set("X-Amzn-Errortype", code)
		w.Header().Set("Content-Type", "application/x-amz-json-1.1")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, `{"__type":"`+code+`","message":"as the test says"}`)
		return true
	}
}

// hangUp is a fault that breaks the connection.
func hangUp(http.ResponseWriter, []byte) bool {
	panic(http.ErrAbortHandler)
}
