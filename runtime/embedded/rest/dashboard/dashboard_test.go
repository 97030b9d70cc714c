package dashboard_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/rest/dashboard"
)

// elsewhere finds addresses of other places, and of this place from its root on: below the path of a proxy neither works.
var elsewhere = regexp.MustCompile(`(?:src|href|action)="(?:/|https?:|//)|url\(|@import|fetch\("/|get\(["` + "`" + `]/|innerHTML|eval\(`)

func TestPage(t *testing.T) {
	t.Parallel()
	mux := http.NewServeMux()
	for _, path := range dashboard.Paths() {
		mux.Handle(path, dashboard.Handler())
	}
	for path, kind := range map[string]string{
		"/": "text/html; charset=utf-8", "/dashboard.js": "text/javascript; charset=utf-8", "/dashboard.css": "text/css; charset=utf-8",
	} {
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
		require.Equal(t, http.StatusOK, w.Code, path)
		require.Equal(t, kind, w.Header().Get("Content-Type"), path)
		text, err := io.ReadAll(w.Body)
		require.NoError(t, err)
		require.Empty(t, elsewhere.FindString(string(text)), "%s loads something by an address that a proxy does not know, or takes text for HTML", path)
	}
	for _, path := range []string{"/dashboard.go", "/index.htm", "/x"} {
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
		require.Equal(t, http.StatusNotFound, w.Code, path)
	}
}
