package apiserver_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
)

// ask sends a signed request of REST, with a header where a name is given.
func (f *fixture) ask(method, path, header, value, body string) answer {
	f.Helper()
	request := signed(f, method, f.server.URL+"/v1/"+path, "", body)
	if header != "" {
		request.Header.Set(header, value)
	}
	return send(f, f.server, request)
}

const changeRole = `{"ServiceExecutionRoleUpdate":"` + role + `-2"}`

func TestIfMatch_IsTheVersion(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	got := f.ask("GET", "applications/orders", "", "", "")
	require.Equal(t, http.StatusOK, got.status)
	tag := got.header.Get("ETag")
	require.Regexp(t, `^"1-[0-9a-f]{16}"$`, tag)

	got = f.ask("PATCH", "applications/orders", "If-Match", tag, changeRole)
	require.Equal(t, http.StatusOK, got.status, got.body)
	require.Equal(t, `"2"`, got.header.Get("ETag"), "the header stands in for CurrentApplicationVersionId")

	for name, of := range map[string]struct{ method, path, ifMatch, body string }{
		"update":                        {"PATCH", "applications/orders", `"1"`, changeRole},
		"as it was described":           {"PATCH", "applications/orders", tag, changeRole},
		"the member says another":       {"PATCH", "applications/orders", `"2"`, `{"CurrentApplicationVersionId":1,"ServiceExecutionRoleUpdate":"` + role + `"}`},
		"the header says another":       {"PATCH", "applications/orders", `"1"`, `{"CurrentApplicationVersionId":2,"ServiceExecutionRoleUpdate":"` + role + `"}`},
		"start":                         {"POST", "applications/orders/start", `"1"`, "{}"},
		"delete":                        {"DELETE", "applications/orders?CreateTimestamp=1", `"1"`, ""},
		"none of them":                  {"POST", "applications/orders/start", `"1", "3"`, "{}"},
		"weak tags match nothing":       {"POST", "applications/orders/start", `W/"2"`, "{}"},
		"a tag of something else":       {"POST", "applications/orders/start", `"abc"`, "{}"},
		"a version that cannot be":      {"POST", "applications/orders/start", `"0"`, "{}"},
		"a version beyond all":          {"POST", "applications/orders/start", `"99999999999999999999"`, "{}"},
		"what was read is another":      {"GET", "applications/orders", `"1"`, ""},
		"what is about no application":  {"POST", "access/users", `"1"`, `{"UserName":"ann"}`},
		"an application still to come":  {"POST", "applications", `"1"`, "{}"},
		"a comma within and one beyond": {"POST", "applications/orders/start", `"2,", "3"`, "{}"},
	} {
		got := f.ask(of.method, of.path, "If-Match", of.ifMatch, of.body)
		require.Equal(t, http.StatusPreconditionFailed, got.status, "%s: %s", name, got.body)
	}
	for _, malformed := range []string{`1`, `"1`, `"1" "2"`, `"2", *`, `w/"2"`} {
		got = f.ask("POST", "applications/orders/start", "If-Match", malformed, "{}")
		require.Equal(t, http.StatusBadRequest, got.status, malformed)
		require.Contains(t, got.body, "If-Match")
	}
	got = f.ask("POST", "applications/orders/start", "If-Match", `"1" , , "2"`, "{}")
	require.Equal(t, http.StatusOK, got.status, got.body)
	got = f.ask("POST", "applications/orders/stop", "If-Match", `*`, `{"Force":true}`)
	require.Equal(t, http.StatusOK, got.status, got.body)
}

func TestIfNoneMatch_SparesWhatTheClientHas(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	first := f.ask("GET", "applications/orders", "", "", "")
	tag := first.header.Get("ETag")
	require.Equal(t, "private, no-cache", first.header.Get("Cache-Control"))
	for _, same := range []string{tag, "W/" + tag, `"other", ` + tag, "*"} {
		got := f.ask("GET", "applications/orders", "If-None-Match", same, "")
		require.Equal(t, http.StatusNotModified, got.status, same)
		require.Empty(t, got.body)
		require.Equal(t, tag, got.header.Get("ETag"))
	}
	for _, other := range []string{`"1"`, `"1-0123456789abcdef"`, "nonsense"} {
		require.Equal(t, http.StatusOK, f.ask("GET", "applications/orders", "If-None-Match", other, "").status, other)
	}
	f.start("orders")
	f.settle("orders", lifecycle.StatusRunning)
	got := f.ask("GET", "applications/orders", "If-None-Match", tag, "")
	require.Equal(t, http.StatusOK, got.status, "the status has moved, and the version has not")
	require.Regexp(t, `^"1-`, got.header.Get("ETag"))
	require.NotEqual(t, tag, got.header.Get("ETag"))

	require.Regexp(t, `^"1-`, f.ask("GET", "applications/orders/versions/1", "", "", "").header.Get("ETag"))
	require.Empty(t, f.ask("GET", "applications", "", "", "").header.Get("ETag"), "a list is of many versions")
	require.Equal(t, "no-store", f.ask("GET", "applications/none", "", "", "").header.Get("Cache-Control"))
}
