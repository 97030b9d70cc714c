package apiserver_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
)

// figures are what clusters tell, by the name of their application.
type figures map[string]func(ctx context.Context) (string, error)

func (f figures) Figures(ctx context.Context, cluster *lifecycle.ClusterHandle) ([]byte, error) {
	var name string
	if err := json.Unmarshal(cluster.State, &name); err != nil {
		return nil, err
	}
	text, err := f[name](ctx)
	return []byte(text), err
}

// metricsFixture is a server of applications' figures.
type metricsFixture struct {
	*fixture
	figures figures
	api     http.Handler
}

func newMetricsFixture(t *testing.T) *metricsFixture {
	f := &metricsFixture{fixture: newFixture(t), figures: figures{}}
	logger := slog.New(slog.NewTextHandler(t.Output(), nil))
	f.api = apiserver.New(apiserver.Config{Logger: logger, Applications: apiserver.NewApplicationMetrics(f.store, f.figures, logger)})
	return f
}

// runs makes a running application whose cluster tells something.
func (f *metricsFixture) runs(name string, tell func(ctx context.Context) (string, error)) {
	f.Helper()
	f.create(name)
	f.run(name)
	f.reconcile(name, func(_ *store.Tx, _ *lifecycle.Application, o *lifecycle.Observed) {
		state, err := json.Marshal(name)
		require.NoError(f, err)
		o.Cluster = &lifecycle.ClusterHandle{Driver: "fake", Version: 1, State: state}
	})
	f.figures[name] = tell
}

func says(text string) func(context.Context) (string, error) {
	return func(context.Context) (string, error) { return text, nil }
}

// scrape asks as a Prometheus that waits for as long.
func (f *metricsFixture) scrape(wait string, applications ...string) string {
	f.Helper()
	r := httptest.NewRequestWithContext(f.Context(), http.MethodGet, "http://penstock.test/metrics/applications?"+
		url.Values{"application": applications}.Encode(), nil)
	r.Header.Set("X-Prometheus-Scrape-Timeout-Seconds", wait)
	answer := httptest.NewRecorder()
	f.api.ServeHTTP(answer, r)
	require.Equal(f, http.StatusOK, answer.Code)
	require.Equal(f, "text/plain; version=0.0.4; charset=utf-8", answer.Header().Get("Content-Type"))
	problems, err := promlint.New(bytes.NewReader(answer.Body.Bytes())).Lint()
	require.NoError(f, err)
	require.Empty(f, problems)
	return answer.Body.String()
}

func TestApplicationMetrics(t *testing.T) {
	t.Parallel()
	f := newMetricsFixture(t)
	require.Empty(t, f.scrape("10"), "there are no applications")
	f.create("idle")
	require.Empty(t, f.scrape("10"), "none has a cluster")

	const header = "# HELP read_total Records.\n# TYPE read_total counter\n"
	f.runs("orders", says(header+`read_total{job_name="a \"b\" \\ c\nd",application="x"} 5`+"\n"))
	f.runs("stuck", func(ctx context.Context) (string, error) {
		<-ctx.Done()
		return "", ctx.Err()
	})
	f.runs("torn", says("<html>"))
	f.runs("gone", func(context.Context) (string, error) { return "", errors.New("connection refused") })
	f.runs("ended", func(context.Context) (string, error) { return "", apiserver.ErrNoCluster })
	f.runs("silent", says(""))

	const labels = `account="123456789012",region="eu-west-1",application=`
	read := header + `read_total{` + labels + `"orders",job_name="a \"b\" \\ c\nd"} 5` + "\n"
	up := func(name, value string) string {
		return "penstock_application_up{" + labels + `"` + name + `"} ` + value + "\n"
	}
	text := f.scrape("0.5")
	require.Contains(t, text, read)
	for name, value := range map[string]string{"orders": "1", "silent": "1", "stuck": "0", "torn": "0", "gone": "0"} {
		require.Contains(t, text, up(name, value))
	}
	require.Equal(t, 5, strings.Count(text, "penstock_application_up{"))

	text = f.scrape("10", "orders")
	require.Contains(t, text, read)
	require.Equal(t, 1, strings.Count(text, "penstock_application_up{"))
	require.Equal(t, 2, strings.Count(f.scrape("10", "orders", "silent", "ended", "none"), "penstock_application_up{"))
	require.Empty(t, f.scrape("10", "none"))
}

// Who asks while many others do is told to come back, so that clients that never read cannot take the server's memory.
func TestApplicationMetrics_aFewAtATime(t *testing.T) {
	t.Parallel()
	f := newMetricsFixture(t)
	asked, answer := make(chan struct{}), make(chan struct{})
	f.runs("orders", func(context.Context) (string, error) {
		asked <- struct{}{}
		<-answer
		return "", nil
	})
	server := httptest.NewServer(f.api)
	t.Cleanup(server.Close)
	get := func() (int, error) {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+"/metrics/applications", nil)
		if err != nil {
			return 0, err
		}
		response, err := server.Client().Do(r)
		if err != nil {
			return 0, err
		}
		defer response.Body.Close()
		_, err = io.Copy(io.Discard, response.Body)
		return response.StatusCode, err
	}
	statuses, ended := make(chan int, 4), make(chan error, 4)
	for range 4 {
		go func() {
			status, err := get()
			statuses <- status
			ended <- err
		}()
		<-asked
	}
	status, err := get()
	require.NoError(t, err)
	require.Equal(t, http.StatusServiceUnavailable, status)
	close(answer)
	for range 4 {
		require.NoError(t, <-ended)
		require.Equal(t, http.StatusOK, <-statuses)
	}
	go func() { <-asked }()
	require.Eventually(t, func() bool {
		status, err := get()
		return err == nil && status == http.StatusOK
	}, time.Minute, 10*time.Millisecond)
}
