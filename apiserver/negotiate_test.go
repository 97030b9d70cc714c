package apiserver_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
)

func TestNegotiate(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	for accept, status := range map[string]int{
		"application/json":                       http.StatusOK,
		"text/html, */*;q=0.1":                   http.StatusOK,
		"application/*":                          http.StatusOK,
		"*; q=.2":                                http.StatusOK,
		"application/json;charset=utf-8":         http.StatusOK,
		"text/html":                              http.StatusNotAcceptable,
		"application/json;q=0, */*":              http.StatusNotAcceptable,
		"application/x-ndjson, text/*, nonsense": http.StatusNotAcceptable,
	} {
		got := f.ask("GET", "applications/orders", "Accept", accept, "")
		require.Equal(t, status, got.status, accept)
		if status != http.StatusOK {
			require.Equal(t, "application/problem+json", got.header.Get("Content-Type"))
			code, message := got.failure(t)
			require.Equal(t, "NotAcceptableException", code)
			require.Contains(t, message, "application/json")
		}
	}
	for contentType, read := range map[string]bool{
		"application/json":                    true,
		"Application/JSON; charset=UTF-8":     true,
		"application/x-www-form-urlencoded":   false,
		"application/json; charset=iso8859-1": false,
		"application/merge-patch+json":        false,
		"/":                                   false,
	} {
		got := f.ask("PATCH", "applications/orders", "Content-Type", contentType, "{")
		if read {
			require.Equal(t, http.StatusBadRequest, got.status, "%s: it is no JSON", contentType)
			continue
		}
		require.Equal(t, http.StatusUnsupportedMediaType, got.status, contentType)
		require.Equal(t, "application/json", got.header.Get("Accept"))
	}
	require.Equal(t, http.StatusUnsupportedMediaType, f.ask("PATCH", "applications/orders", "Content-Encoding", "gzip", changeRole).status)
	require.Equal(t, http.StatusOK, f.ask("POST", "applications/orders/start", "Content-Type", "text/plain", "").status, "there is nothing to read")
}

func TestHead_IsGetWithoutTheBody(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	for _, path := range []string{"applications/orders", "applications", "applications/orders/events?LastEventId=0", "applications/orders/wait?ApplicationStatus=READY"} {
		head := f.ask("HEAD", path, "", "", "")
		require.Equal(t, http.StatusOK, head.status, path)
		require.Empty(t, head.body)
		if path == "applications/orders" {
			get := f.ask("GET", path, "", "", "")
			require.Equal(t, get.header.Get("ETag"), head.header.Get("ETag"))
			require.Equal(t, get.header.Get("Content-Length"), head.header.Get("Content-Length"))
			require.Equal(t, get.header.Get("Content-Type"), head.header.Get("Content-Type"))
		}
	}
	require.Equal(t, http.StatusNotFound, f.ask("HEAD", "applications/none", "", "", "").status)
	got := f.ask("PUT", "applications/orders", "", "", "")
	require.Equal(t, http.StatusMethodNotAllowed, got.status)
	require.Equal(t, "GET, HEAD, PATCH, DELETE", got.header.Get("Allow"))
}

func TestProblems_ListEveryMemberThatIsWrong(t *testing.T) {
	t.Parallel()
	s := serve(t, model.UnimplementedHandler{})
	body := `{"ApplicationConfigurationUpdate":{"FlinkApplicationConfigurationUpdate":{"ParallelismConfigurationUpdate":{"ParallelismUpdate":0}}},
		"ServiceExecutionRoleUpdate":"x"}`
	got := send(t, s, signed(t, "PATCH", s.URL+"/v1/applications/a%20b", "", body))
	require.Equal(t, http.StatusBadRequest, got.status)
	var problem struct {
		Errors []struct{ Detail, Pointer, Parameter string }
	}
	require.NoError(t, json.Unmarshal([]byte(got.body), &problem))
	var places []string
	for _, e := range problem.Errors {
		require.NotEmpty(t, e.Detail)
		places = append(places, e.Pointer+e.Parameter)
	}
	require.ElementsMatch(t, []string{
		"ApplicationName", "#/ServiceExecutionRoleUpdate",
		"#/ApplicationConfigurationUpdate/FlinkApplicationConfigurationUpdate/ParallelismConfigurationUpdate/ParallelismUpdate",
	}, places)
}
