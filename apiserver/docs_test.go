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
	assets := regexp.MustCompile(`(?:src|href)="([^"]+)"`).FindAllStringSubmatch(page, -1)
	require.NotEmpty(t, assets)
	for _, asset := range assets {
		require.False(t, strings.Contains(asset[1], "//"), "%s is elsewhere", asset[1])
		get(asset[1])
	}
}
