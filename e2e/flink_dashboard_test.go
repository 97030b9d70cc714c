package e2e

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/flink/flinktest"
)

// asset finds what a page loads beside itself.
var asset = regexp.MustCompile(`(?:src|href)="([^"#:]+\.(?:js|css|ico|svg|png))"`)

// The URL of the dashboard leads to Flink's own pages, with all that they load, and to its REST API.
func TestFlink_dashboard(t *testing.T) {
	t.Parallel()
	flinktest.Engine(t)
	s := newServer(t)
	s.start()
	s.countsOn(flinktest.Runtime(t), "shown", filepath.Join(s.dir, "out"))
	ctx, cancel := within(t)
	defer cancel()
	presigned, err := s.api.CreateApplicationPresignedUrl(ctx, &kinesisanalyticsv2.CreateApplicationPresignedUrlInput{
		ApplicationName: aws.String("shown"), UrlType: types.UrlTypeFlinkDashboardUrl,
	})
	require.NoError(t, err)
	cookies, err := cookiejar.New(nil)
	require.NoError(t, err)
	browser := &http.Client{Jar: cookies}
	get := func(url string) (*http.Response, []byte) {
		t.Helper()
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		require.NoError(t, err)
		response, err := browser.Do(r)
		require.NoError(t, err)
		defer response.Body.Close()
		text, err := io.ReadAll(response.Body)
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, response.StatusCode, "%s: %s", url, text)
		return response, text
	}
	page, text := get(*presigned.AuthorizedUrl)
	require.Contains(t, string(text), "Apache Flink Web Dashboard")
	assets := asset.FindAllSubmatch(text, -1)
	require.Greater(t, len(assets), 3, "%s", text)
	for _, found := range assets {
		at, err := page.Request.URL.Parse(string(found[1]))
		require.NoError(t, err)
		response, content := get(at.String())
		require.NotEmpty(t, content, at)
		require.NotContains(t, response.Header.Get("Content-Type"), "html", at.String())
	}
	_, text = get(page.Request.URL.JoinPath("overview").String())
	var overview struct {
		TaskManagers int    `json:"taskmanagers"`
		Running      int    `json:"jobs-running"`
		Version      string `json:"flink-version"`
	}
	require.NoError(t, json.Unmarshal(text, &overview))
	require.Equal(t, 1, overview.TaskManagers)
	require.Equal(t, 1, overview.Running)
	require.NotEmpty(t, overview.Version)
	_, text = get(page.Request.URL.JoinPath("jobmanager", "config").String())
	require.Contains(t, string(text), "security.ssl.internal.keystore-password")
	require.NotRegexp(t, `keystore-password","value":"[^*]`, string(text), "secrets are not shown")
}
