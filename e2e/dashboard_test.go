package e2e

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/stretchr/testify/require"
)

// TestDashboard follows the URL of a running application's dashboard, as a browser does and as a script does.
func TestDashboard(t *testing.T) {
	t.Parallel()
	s, f, out := newServer(t), newFeed(t), filepath.Join(shortDir(t), "out")
	s.start()
	s.create("shown", script, f.properties(out))
	s.run("shown")
	ctx, cancel := within(t)
	defer cancel()
	presigned, err := s.api.CreateApplicationPresignedUrl(ctx, &kinesisanalyticsv2.CreateApplicationPresignedUrlInput{
		ApplicationName: aws.String("shown"), UrlType: types.UrlTypeFlinkDashboardUrl,
	})
	require.NoError(t, err)

	cookies, err := cookiejar.New(nil)
	require.NoError(t, err)
	browser := &http.Client{Jar: cookies}
	get := func(client *http.Client, url string) (*http.Response, string) {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		require.NoError(t, err)
		response, err := client.Do(r)
		require.NoError(t, err)
		defer response.Body.Close()
		text, err := io.ReadAll(response.Body)
		require.NoError(t, err)
		return response, string(text)
	}
	page, text := get(browser, *presigned.AuthorizedUrl)
	require.Equal(t, http.StatusOK, page.StatusCode, text)
	require.Contains(t, text, "<h2 id=\"operators-title\">Operators</h2>")
	at := page.Request.URL
	require.Empty(t, at.RawQuery, "the token does not stay in the address")
	base, query, _ := strings.Cut(*presigned.AuthorizedUrl, "?")
	var told struct {
		Jobs []struct{ ID, Status string }
	}
	for name, ask := range map[string]func(path string) (*http.Response, string){
		"browser": func(path string) (*http.Response, string) { return get(browser, at.JoinPath(path).String()) },
		"script":  func(path string) (*http.Response, string) { return get(http.DefaultClient, base+"/"+path+"?"+query) },
	} {
		for _, path := range []string{"dashboard.js", "dashboard.css", "overview", "config", "taskmanagers", "jobs/overview"} {
			response, text := ask(path)
			require.Equal(t, http.StatusOK, response.StatusCode, "%s by %s: %s", path, name, text)
		}
		_, text := ask("jobs")
		require.NoError(t, json.Unmarshal([]byte(text), &told))
		require.Len(t, told.Jobs, 1)
		require.Equal(t, "RUNNING", told.Jobs[0].Status)
		_, text = ask("jobs/" + told.Jobs[0].ID)
		require.Contains(t, text, `"shown"`)
		for _, path := range []string{"checkpoints", "exceptions", "plan"} {
			response, _ := ask("jobs/" + told.Jobs[0].ID + "/" + path)
			require.Equal(t, http.StatusOK, response.StatusCode, path)
		}
	}
	cancelled, err := http.NewRequestWithContext(ctx, http.MethodPatch, base+"/jobs/"+told.Jobs[0].ID+"?mode=cancel&"+query, nil)
	require.NoError(t, err)
	response, err := browser.Do(cancelled)
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	require.Equal(t, http.StatusMethodNotAllowed, response.StatusCode)
	require.Equal(t, types.ApplicationStatusRunning, s.describe("shown").ApplicationStatus)

	_, text = get(http.DefaultClient, base+"/jobs")
	require.NotContains(t, text, told.Jobs[0].ID, "without a token nothing is told")
}
