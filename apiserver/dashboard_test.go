package apiserver_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
)

// dashboardHour is longer than any test.
const dashboardHour = time.Hour

// clusters are the REST servers of applications, by name, in place of those that a driver finds.
type clusters map[string]*httptest.Server

func (c clusters) Cluster(_ context.Context, a *lifecycle.Application) (http.RoundTripper, error) {
	s, ok := c[a.Name]
	if !ok {
		return nil, apiserver.ErrNoCluster
	}
	return roundTrip(func(r *http.Request) (*http.Response, error) {
		at, err := url.Parse(s.URL)
		if err != nil {
			return nil, err
		}
		r.URL.Host = at.Host
		r.Header.Set("Authorization", "Bearer the cluster's token")
		return s.Client().Transport.RoundTrip(r)
	}), nil
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// dashboards is a server of dashboards with a running application "orders", and what its cluster was asked.
type dashboards struct {
	*fixture
	web      *httptest.Server
	clusters clusters
	asked    chan *http.Request
}

func newDashboards(t *testing.T) *dashboards {
	d := &dashboards{fixture: newFixture(t), clusters: clusters{}, asked: make(chan *http.Request, 10)}
	cluster := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		d.asked <- r
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Set-Cookie", "cluster=1")
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Content-Security-Policy", "default-src *")
		_, _ = io.WriteString(w, `{"jobs":[]}`)
	}))
	t.Cleanup(cluster.Close)
	d.web = httptest.NewServer(&apiserver.Dashboards{Store: d.store, Targets: d.clusters, Logger: slog.New(slog.DiscardHandler)})
	t.Cleanup(d.web.Close)
	d.create("orders")
	d.run("orders")
	d.clusters["orders"] = cluster
	return d
}

// presigned is where the dashboard of an application is on the server of dashboards, and the token.
func (d *dashboards) presigned(name string) (base, token string) {
	d.Helper()
	out, err := d.api.CreateApplicationPresignedUrl(d.Context(), &model.CreateApplicationPresignedUrlRequest{
		ApplicationName: &name, UrlType: new(model.UrlTypeFLINK_DASHBOARD_URL),
	})
	require.NoError(d, err)
	require.LessOrEqual(d, len(*out.AuthorizedUrl), 2048)
	at, err := url.Parse(*out.AuthorizedUrl)
	require.NoError(d, err)
	require.Equal(d, strings.TrimPrefix(d.server.URL, "http://"), at.Host, "the address that the client called")
	require.True(d, strings.HasSuffix(at.Path, "/flinkdashboard"), at.Path)
	return d.web.URL + at.Path, at.Query().Get("authToken")
}

// get asks without following redirects.
func (d *dashboards) get(method, url, cookie string) *http.Response {
	d.Helper()
	r, err := http.NewRequestWithContext(d.Context(), method, url, nil)
	require.NoError(d, err)
	r.Header.Set("Authorization", "what the browser sends")
	if cookie != "" {
		r.AddCookie(&http.Cookie{Name: "VerifiedAuthToken", Value: cookie})
		r.AddCookie(&http.Cookie{Name: "other", Value: "secret"})
	}
	response, err := d.web.Client().Transport.RoundTrip(r)
	require.NoError(d, err)
	d.Cleanup(func() { response.Body.Close() })
	return response
}

func TestDashboard_IsReachedByCookieAndByToken(t *testing.T) {
	t.Parallel()
	d := newDashboards(t)
	base, token := d.presigned("orders")

	first := d.get("GET", base+"?authToken="+token, "")
	require.Equal(t, http.StatusFound, first.StatusCode)
	require.NotContains(t, first.Header.Get("Location"), token)
	cookies := first.Cookies()
	require.Len(t, cookies, 1)
	require.Equal(t, "VerifiedAuthToken", cookies[0].Name)
	require.True(t, cookies[0].HttpOnly)
	require.True(t, strings.HasSuffix(base, cookies[0].Path), "other dashboards do not get it")
	require.InDelta(t, 43200, cookies[0].MaxAge, 600)

	for name, response := range map[string]*http.Response{
		"by cookie": d.get("GET", base+"/jobs?get=a", cookies[0].Value),
		"by token":  d.get("GET", base+"/jobs?get=a&authToken="+token, ""),
	} {
		require.Equal(t, http.StatusOK, response.StatusCode, name)
		body, err := io.ReadAll(response.Body)
		require.NoError(t, err)
		require.Equal(t, `{"jobs":[]}`, string(body))
		asked := <-d.asked
		require.Equal(t, "/jobs?get=a", asked.URL.String(), "%s: the token is not told to the cluster", name)
		require.Equal(t, "Bearer the cluster's token", asked.Header.Get("Authorization"))
		require.Empty(t, asked.Cookies())
		require.Empty(t, asked.Header.Get("X-Forwarded-For"))
		require.Empty(t, response.Cookies(), "nor the cluster's cookies to the browser")
		require.Empty(t, response.Header.Get("Access-Control-Allow-Origin"))
		require.Equal(t, "no-referrer", response.Header.Get("Referrer-Policy"))
		require.Equal(t, "no-store", response.Header.Get("Cache-Control"))
		require.Len(t, response.Header.Values("Content-Security-Policy"), 1)
		require.Contains(t, response.Header.Get("Content-Security-Policy"), "frame-ancestors 'none'")
	}
}

func TestDashboard_LetsNothingElseThrough(t *testing.T) {
	t.Parallel()
	d := newDashboards(t)
	d.create("refunds")
	d.run("refunds")
	base, token := d.presigned("orders")
	others, _ := d.presigned("refunds")
	root := strings.TrimSuffix(base, "/flinkdashboard")
	for name, test := range map[string]struct {
		method, url string
		status      int
	}{
		"no token":             {"GET", base + "/jobs", http.StatusForbidden},
		"a wrong token":        {"GET", base + "/jobs?authToken=" + token[1:], http.StatusForbidden},
		"an empty token":       {"GET", base + "?authToken=", http.StatusForbidden},
		"another's dashboard":  {"GET", others + "/jobs?authToken=" + token, http.StatusForbidden},
		"a longer name":        {"GET", base + "2/jobs?authToken=" + token, http.StatusForbidden},
		"no dashboard":         {"GET", root + "?authToken=" + token, http.StatusForbidden},
		"a cancel":             {"PATCH", base + "/jobs/1?authToken=" + token, http.StatusMethodNotAllowed},
		"an upload":            {"POST", base + "/jars/upload?authToken=" + token, http.StatusMethodNotAllowed},
		"a delete":             {"DELETE", base + "/jars/1?authToken=" + token, http.StatusMethodNotAllowed},
		"a cancel by GET":      {"GET", base + "/jobs/1/yarn-cancel?authToken=" + token, http.StatusForbidden},
		"a stop by GET":        {"GET", base + "/jobs/1/%79arn-STOP?authToken=" + token, http.StatusForbidden},
		"a method of nobody's": {"TRACE", base + "/jobs?authToken=" + token, http.StatusMethodNotAllowed},
	} {
		response := d.get(test.method, test.url, "")
		require.Equal(t, test.status, response.StatusCode, name)
	}
	require.Empty(t, d.asked, "the cluster was asked nothing")
}

func TestDashboard_EndsWithItsTimeAndItsApplication(t *testing.T) {
	t.Parallel()
	d := newDashboards(t)
	session := func(s store.DashboardSession) string {
		a, err := d.store.Application(t.Context(), key("orders"))
		require.NoError(t, err)
		s.ApplicationID = a.ID
		require.NoError(t, d.store.InTx(t.Context(), func(tx *store.Tx) error { return tx.CreateDashboardSession(t.Context(), s) }))
		return s.Token
	}
	base, token := d.presigned("orders")
	status := func(token string) int { return d.get("HEAD", base+"/jobs?authToken="+token, "").StatusCode }
	require.Equal(t, http.StatusForbidden, status(session(store.DashboardSession{Token: "late", Duration: dashboardHour, UseWithin: -1})),
		"it was not used in time")
	short := session(store.DashboardSession{Token: "short", Duration: -1, UseWithin: dashboardHour})
	require.Equal(t, http.StatusOK, status(short))
	require.Equal(t, http.StatusForbidden, status(short), "its time is over")
	soon := session(store.DashboardSession{Token: "soon", Duration: dashboardHour, UseWithin: dashboardHour})
	require.Equal(t, http.StatusOK, status(soon))
	require.Equal(t, http.StatusOK, status(soon))

	delete(d.clusters, "orders")
	require.Equal(t, http.StatusServiceUnavailable, status(token))
	a, err := d.store.Application(t.Context(), key("orders"))
	require.NoError(t, err)
	_, err = d.api.DeleteApplication(t.Context(), &model.DeleteApplicationRequest{
		ApplicationName: new("orders"), CreateTimestamp: new(model.TimestampOf(a.CreateTime)),
	})
	require.NoError(t, err)
	leases, err := d.store.ClaimDue(t.Context(), "test", 10, dashboardHour)
	require.NoError(t, err)
	for _, lease := range leases {
		err := d.store.InTx(t.Context(), func(tx *store.Tx) error { return tx.DeleteApplication(t.Context(), lease) })
		if !errors.Is(err, store.ErrStale) {
			require.NoError(t, err)
		}
	}
	require.Equal(t, http.StatusForbidden, status(token))
	d.create("orders")
	require.Equal(t, http.StatusForbidden, status(token), "nor for another of the same name")
}

func TestCreatePresignedUrl_Refuses(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("ready")
	f.create("running")
	f.run("running")
	for name, test := range map[string]struct {
		application string
		kind        model.UrlType
		seconds     *int64
		code        model.ErrorCode
	}{
		"one that does not run": {"ready", model.UrlTypeFLINK_DASHBOARD_URL, nil, model.ResourceInUseException},
		"one that is not there": {"none", model.UrlTypeFLINK_DASHBOARD_URL, nil, model.ResourceNotFoundException},
		"a notebook":            {"running", model.UrlTypeZEPPELIN_UI_URL, nil, model.InvalidArgumentException},
		"another kind":          {"running", "HTTP", nil, model.InvalidArgumentException},
		"too short a session":   {"running", model.UrlTypeFLINK_DASHBOARD_URL, new(int64(1799)), model.InvalidArgumentException},
		"too long a session":    {"running", model.UrlTypeFLINK_DASHBOARD_URL, new(int64(43201)), model.InvalidArgumentException},
	} {
		_, err := f.api.CreateApplicationPresignedUrl(t.Context(), &model.CreateApplicationPresignedUrlRequest{
			ApplicationName: &test.application, UrlType: &test.kind, SessionExpirationDurationInSeconds: test.seconds,
		})
		t.Log(name)
		requireCode(t, err, test.code)
	}
}
