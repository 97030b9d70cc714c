package apiserver_test

import (
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
)

func TestContract_IsServedInBothForms(t *testing.T) {
	t.Parallel()
	s := serve(t, model.UnimplementedHandler{})
	for path, want := range map[string]struct{ contentType, text string }{
		"/openapi.yaml": {"application/yaml", "openapi: 3.0.3\n"},
		"/openapi.json": {"application/json", `{"openapi":"3.0.3"}`},
	} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+path, nil)
		require.NoError(t, err)
		got := send(t, s, request)
		require.Equal(t, want.text, got.body)
		require.Equal(t, want.contentType, got.header.Get("Content-Type"))
		require.Empty(t, got.header.Get("Access-Control-Allow-Origin"))
		request.Header.Set("If-None-Match", got.header.Get("ETag"))
		require.Equal(t, http.StatusNotModified, send(t, s, request).status)
	}
}

func TestDocs_AreWholeAndLoadNothingFromElsewhere(t *testing.T) {
	t.Parallel()
	s := serve(t, model.UnimplementedHandler{})
	get := func(path string) (string, *http.Response) {
		response, err := s.Client().Get(s.URL + path)
		require.NoError(t, err)
		defer response.Body.Close()
		text, err := io.ReadAll(response.Body)
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, response.StatusCode, path)
		return string(text), response
	}
	page, response := get("/")
	require.Equal(t, "/docs/", response.Request.URL.Path, "a browser is shown the way")
	require.Contains(t, response.Header.Get("Content-Security-Policy"), "default-src 'none'")
	require.Contains(t, page, "/openapi.yaml")
	_, response = get("/docs")
	require.Equal(t, "/docs/", response.Request.URL.Path)
	assets := regexp.MustCompile(`(?:src|href)="([^"]+)"`).FindAllStringSubmatch(page, -1)
	require.NotEmpty(t, assets)
	for _, asset := range assets {
		require.False(t, strings.Contains(asset[1], "//"), "%s is elsewhere", asset[1])
		get(asset[1])
	}
}
