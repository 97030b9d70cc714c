package apiserver_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
)

// TestHostile_SignaturesAreRefused in both protocols, with the service's names.
func TestHostile_SignaturesAreRefused(t *testing.T) {
	t.Parallel()
	s := serve(t, model.UnimplementedHandler{})
	for name, test := range map[string]struct {
		change func(*http.Request)
		code   string
	}{
		"unsigned":         {func(r *http.Request) { r.Header.Del("Authorization") }, "MissingAuthenticationTokenException"},
		"half signed":      {func(r *http.Request) { r.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=a") }, "IncompleteSignatureException"},
		"expired":          {func(r *http.Request) { date(r, time.Now().Add(-time.Hour)) }, "InvalidSignatureException"},
		"from the future":  {func(r *http.Request) { date(r, time.Now().Add(time.Hour)) }, "InvalidSignatureException"},
		"another body":     {func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader(`{"Limit":2}`)) }, "InvalidSignatureException"},
		"an unknown key":   {func(r *http.Request) { authorization(r, "AKIDOWNER", "AKIDNOBODY") }, "UnrecognizedClientException"},
		"another's key":    {func(r *http.Request) { authorization(r, "AKIDOWNER", "AKIDSTRANGER") }, "InvalidSignatureException"},
		"a key of no text": {func(r *http.Request) { authorization(r, "AKIDOWNER", "AKID\xff\xfe") }, "IncompleteSignatureException"},
	} {
		for protocol, r := range map[string]*http.Request{
			"AWS JSON": signed(t, "POST", s.URL, "ListApplications", `{"Limit":1}`),
			"REST":     signed(t, "POST", s.URL+"/v1/applications", "", `{"Limit":1}`),
		} {
			t.Run(name+" in "+protocol, func(t *testing.T) {
				test.change(r)
				a := send(t, s, r)
				code, message := a.failure(t)
				status := http.StatusForbidden
				if protocol == "REST" && test.code == "MissingAuthenticationTokenException" {
					status = http.StatusUnauthorized
				}
				require.Equal(t, status, a.status)
				require.Equal(t, test.code, code)
				require.NotEmpty(t, message)
			})
		}
	}
}

// date dates a signature anew, in the header and in its scope.
func date(r *http.Request, at time.Time) {
	old := r.Header.Get("X-Amz-Date")[:8]
	r.Header.Set("X-Amz-Date", at.UTC().Format("20060102T150405Z"))
	authorization(r, "/"+old+"/", "/"+at.UTC().Format("20060102")+"/")
}

func authorization(r *http.Request, old, with string) {
	r.Header.Set("Authorization", strings.Replace(r.Header.Get("Authorization"), old, with, 1))
}

// TestHostile_BodiesAreRefusedByTheirFields in both protocols.
func TestHostile_BodiesAreRefusedByTheirFields(t *testing.T) {
	t.Parallel()
	s := serve(t, model.UnimplementedHandler{})
	for name, test := range map[string]struct{ body, code, words string }{
		"not JSON":           {`ApplicationName=a`, "SerializationException", "not JSON"},
		"half of JSON":       {`{"ApplicationName": "a"`, "SerializationException", "ends too early"},
		"two values":         {`{} {}`, "SerializationException", "after the JSON value"},
		"a list":             {`[]`, "SerializationException", "expected an object"},
		"null":               {`null`, "SerializationException", "expected an object"},
		"bytes of no text":   {"{\"ApplicationName\": \"\xff\"}", "SerializationException", "UTF-8"},
		"a member twice":     {`{"Tags": [{"Key": "a", "Key": "b"}]}`, "SerializationException", "Tags[0].Key"},
		"too deep":           {`{"x":` + strings.Repeat("[", 100_000), "SerializationException", "nested deeper"},
		"a wrong type":       {`{"Tags": [{"Key": "a"}, {"Key": 7}]}`, "SerializationException", "Tags[1].Key"},
		"U+0000":             {`{"ApplicationDescription": "\u0000"}`, "SerializationException", "ApplicationDescription"},
		"U+0000 in a key":    {`{"ApplicationConfiguration":{"EnvironmentProperties":{"PropertyGroups":[{"PropertyGroupId":"g","PropertyMap":{"a\u0000":"b"}}]}}}`, "SerializationException", "PropertyGroups[0].PropertyMap.a"},
		"an empty key":       {`{"ApplicationConfiguration":{"EnvironmentProperties":{"PropertyGroups":[{"PropertyGroupId":"g","PropertyMap":{"":"b"}}]}}}`, "InvalidArgumentException", "PropertyGroups[0].PropertyMap.)"},
		"a huge number":      {`{"ApplicationConfiguration":{"FlinkApplicationConfiguration":{"ParallelismConfiguration":{"Parallelism":1e400}}}}`, "SerializationException", "ParallelismConfiguration.Parallelism"},
		"nothing":            {``, "InvalidArgumentException", "ApplicationName"},
		"nothing in it":      {`{}`, "InvalidArgumentException", "ApplicationName"},
		"members of no name": {`{"": 1, "ServiceExecutionRole": "x"}`, "InvalidArgumentException", "ServiceExecutionRole"},
	} {
		for protocol, r := range map[string]*http.Request{
			"AWS JSON": signed(t, "POST", s.URL, "CreateApplication", test.body),
			"REST":     signed(t, "POST", s.URL+"/v1/applications", "", test.body),
		} {
			t.Run(name+" in "+protocol, func(t *testing.T) {
				a := send(t, s, r)
				code, message := a.failure(t)
				require.Equal(t, http.StatusBadRequest, a.status)
				require.Equal(t, test.code, code, message)
				require.Contains(t, message, test.words)
			})
		}
	}
}

func TestHostile_TargetsAndPathsOfNothing(t *testing.T) {
	t.Parallel()
	s := serve(t, model.UnimplementedHandler{})
	for _, target := range []string{"", "Nothing", "describeApplication"} {
		r := signed(t, "POST", s.URL, target, "{}")
		a := send(t, s, r)
		code, _ := a.failure(t)
		require.Equal(t, "UnknownOperationException", code, "target %q", target)
		require.Equal(t, http.StatusBadRequest, a.status)
	}
	for path, want := range map[string]struct {
		status int
		code   string
	}{
		"/v2/applications":            {http.StatusNotFound, "UnknownOperationException"},
		"/v1/applications/":           {http.StatusNotFound, "UnknownOperationException"},
		"/v1/applications/a/b":        {http.StatusNotFound, "UnknownOperationException"},
		"/v1/applications/a%2Fb":      {http.StatusBadRequest, "InvalidArgumentException"},
		"/v1/applications/a%20b":      {http.StatusBadRequest, "InvalidArgumentException"},
		"/v1/applications/a%25":       {http.StatusBadRequest, "InvalidArgumentException"},
		"/v1/applications/a%252F":     {http.StatusBadRequest, "InvalidArgumentException"},
		"/v1/applications/%C3%A9":     {http.StatusBadRequest, "InvalidArgumentException"},
		"/v1/applications/%00":        {http.StatusBadRequest, "SerializationException"},
		"/v1/applications/%FF":        {http.StatusBadRequest, "InvalidArgumentException"},
		"/v1/applications/a+b":        {http.StatusBadRequest, "InvalidArgumentException"},
		"/v1/applications/a.b_c-d":    {http.StatusBadRequest, "UnsupportedOperationException"},
		"/v1/applications/%61":        {http.StatusBadRequest, "UnsupportedOperationException"},
		"/v1/applications?Limit=many": {http.StatusBadRequest, "SerializationException"},
		"/v1/applications?Limit=0":    {http.StatusBadRequest, "InvalidRequestException"},
	} {
		a := send(t, s, signed(t, "GET", s.URL+path, "", ""))
		code, message := a.failure(t)
		require.Equal(t, want.code, code, "%s: %s", path, message)
		require.Equal(t, want.status, a.status, path)
	}
	a := send(t, s, signed(t, "PUT", s.URL+"/v1/applications", "", "{}"))
	require.Equal(t, http.StatusMethodNotAllowed, a.status)
}

// TestHostile_NamesFromThePathReachTheDatabase: whatever a name is made of, an application that is not there is not found.
func TestHostile_NamesFromThePathReachTheDatabase(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	for _, name := range []string{".", "..", "...", "-", "_", "0", strings.Repeat("a", 128)} {
		r := signed(t, "GET", f.server.URL+"/v1/applications/"+name, "", "")
		a := send(t, f.server, r)
		code, _ := a.failure(t)
		require.Equal(t, "ResourceNotFoundException", code, name)
		require.Equal(t, http.StatusNotFound, a.status, name)
	}
}

// waiting is a handler that says when it is called, and when its client is gone.
type waiting struct {
	model.UnimplementedHandler

	called, gone chan struct{}
}

func (w waiting) ListApplications(ctx context.Context, _ *model.ListApplicationsRequest) (*model.ListApplicationsResponse, error) {
	close(w.called)
	<-ctx.Done()
	close(w.gone)
	return nil, ctx.Err()
}

func dial(t *testing.T, s *httptest.Server) net.Conn {
	t.Helper()
	u, err := url.Parse(s.URL)
	require.NoError(t, err)
	c, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", u.Host)
	require.NoError(t, err)
	t.Cleanup(func() { c.Close() })
	return c
}

// raw writes the head of a signed request for the body, and how long the body is said to be.
func raw(t *testing.T, c net.Conn, s *httptest.Server, body string) {
	t.Helper()
	r := signed(t, "POST", s.URL, "ListApplications", body)
	var head strings.Builder
	fmt.Fprintf(&head, "POST / HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n", r.Host, len(body))
	require.NoError(t, r.Header.Write(&head))
	_, err := io.WriteString(c, head.String()+"\r\n")
	require.NoError(t, err)
}

func TestHostile_AClientThatLeavesEndsItsRequest(t *testing.T) {
	t.Parallel()
	w := waiting{called: make(chan struct{}), gone: make(chan struct{})}
	s := serve(t, w)
	c := dial(t, s)
	raw(t, c, s, "{}")
	_, err := io.WriteString(c, "{}")
	require.NoError(t, err)
	<-w.called
	require.NoError(t, c.Close())
	<-w.gone
}

func TestHostile_ABodyThatBreaksOff(t *testing.T) {
	t.Parallel()
	s := serve(t, model.UnimplementedHandler{})
	c := dial(t, s)
	raw(t, c, s, `{"Limit": 1}`)
	_, err := io.WriteString(c, `{"Limit"`)
	require.NoError(t, err)
	require.NoError(t, c.(*net.TCPConn).CloseWrite())
	response, err := http.ReadResponse(bufio.NewReader(c), nil)
	require.NoError(t, err)
	defer response.Body.Close()
	require.Equal(t, http.StatusBadRequest, response.StatusCode)
	require.Equal(t, "SerializationException", response.Header.Get("X-Amzn-Errortype"))
}

// TestHostile_ASlowBodyIsGivenUp shortens the limit of the real server, which is two minutes.
func TestHostile_ASlowBodyIsGivenUp(t *testing.T) {
	t.Parallel()
	s := serve(t, model.UnimplementedHandler{}, func(s *http.Server) { s.ReadTimeout = 2 * time.Second })
	c := dial(t, s)
	raw(t, c, s, `{"Limit": 1}`)
	response, err := http.ReadResponse(bufio.NewReader(c), nil)
	require.NoError(t, err)
	defer response.Body.Close()
	require.Equal(t, http.StatusBadRequest, response.StatusCode)
	_, err = io.Copy(io.Discard, c)
	require.NoError(t, err, "the connection is closed")
}
