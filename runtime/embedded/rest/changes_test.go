package rest_test

import (
	"context"
	"net/http/httptest"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestServer_changes(t *testing.T) {
	t.Parallel()
	f := running(t)
	path := "/jobs/" + jobID + "/changes"
	count := int64(at(f.expect(200, "GET", path, ""), "count").(float64))
	require.Positive(t, count)
	known := path + "?known=" + strconv.FormatInt(count, 10)
	answered := make(chan float64, 1)
	go func() {
		// An answer that comes too early has the number that is known.
		answered <- at(f.expect(200, "GET", known, ""), "count").(float64)
	}()
	f.expect(202, "PATCH", "/jobs/"+jobID, "")
	require.Greater(t, <-answered, float64(count))
	f.expect(400, "GET", path+"?known=x", "")
	f.expect(404, "GET", "/jobs/00000000000000000000000000000000/changes", "")

	ctx, leave := context.WithCancel(t.Context())
	leave()
	f.server.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(ctx, "GET", path+"?known="+strconv.FormatInt(int64(at(f.expect(200, "GET", path, ""), "count").(float64)), 10), nil))
	require.NotContains(t, f.log.String(), "level=ERROR", "a client that leaves is no fault")

	r := httptest.NewRequestWithContext(t.Context(), "GET", known, nil)
	w := httptest.NewRecorder()
	f.server.ServeHTTP(w, r)
	require.Equal(t, 200, w.Code, "what is known no longer holds")
}
