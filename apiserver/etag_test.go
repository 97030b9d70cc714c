package apiserver_test

import (
	"io"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestETag_IsTheVersion(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	call := func(method, path, ifMatch, body string) (int, string, string) {
		t.Helper()
		request := signed(t, method, f.server.URL+"/v1/applications/orders"+path, "", body)
		if ifMatch != "" {
			request.Header.Set("If-Match", ifMatch)
		}
		response, err := f.server.Client().Do(request)
		require.NoError(t, err)
		defer response.Body.Close()
		text, err := io.ReadAll(response.Body)
		require.NoError(t, err)
		return response.StatusCode, response.Header.Get("ETag"), string(text)
	}
	const change = `{"ServiceExecutionRoleUpdate":"` + role + `-2"}`
	status, tag, _ := call("GET", "", "", "")
	require.Equal(t, http.StatusOK, status)
	require.Equal(t, `"1"`, tag)

	status, tag, text := call("PATCH", "", `"1"`, change)
	require.Equal(t, http.StatusOK, status, text)
	require.Equal(t, `"2"`, tag, "the header stands in for CurrentApplicationVersionId")

	for name, of := range map[string]struct{ method, path, body string }{
		"update": {"PATCH", "", change},
		"start":  {"POST", "/start", "{}"},
	} {
		status, _, text = call(of.method, of.path, `"1"`, of.body)
		require.Equal(t, http.StatusPreconditionFailed, status, "%s: %s", name, text)
		require.Contains(t, text, "version 2", name)
	}
	status, _, text = call("POST", "/start", `1`, "{}")
	require.Equal(t, http.StatusBadRequest, status)
	require.Contains(t, text, "If-Match")
	status, _, text = call("POST", "/start", `"1", "2"`, "{}")
	require.Equal(t, http.StatusOK, status, text)
	status, _, _ = call("POST", "/stop", `*`, `{"Force":true}`)
	require.Equal(t, http.StatusOK, status)
}
