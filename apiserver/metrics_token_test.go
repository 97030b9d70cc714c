package apiserver_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver"
)

func TestMetrics_ask_for_the_token(t *testing.T) {
	t.Parallel()
	f := newMetricsFixture(t)
	logger := slog.New(slog.NewTextHandler(t.Output(), nil))
	api := apiserver.New(apiserver.Config{
		Logger: logger, Metrics: prometheus.NewRegistry(), Applications: apiserver.NewApplicationMetrics(f.store, f.figures, logger),
		MetricsToken: "a-token-nobody-guesses",
	})
	for _, path := range []string{"/metrics", "/metrics/applications"} {
		for header, want := range map[string]int{
			"": http.StatusUnauthorized, "Bearer a-token-nobody-guesse": http.StatusUnauthorized, "a-token-nobody-guesses": http.StatusUnauthorized,
			"Bearer a-token-nobody-guesses": http.StatusOK,
		} {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
			r.Header.Set("Authorization", header)
			w := httptest.NewRecorder()
			api.ServeHTTP(w, r)
			require.Equal(t, want, w.Code, "%s with %q", path, header)
		}
	}
}
