package apiserver

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

const (
	// dashboardRoot is where dashboards begin; dashboardName is the service's name for one.
	dashboardRoot, dashboardName = "/dashboard/", "/flinkdashboard"
	// dashboardToken and dashboardCookie are the service's names for where the token is.
	dashboardToken, dashboardCookie = "authToken", "VerifiedAuthToken"
	// dashboardPatience bounds what a cluster may take for one answer.
	dashboardPatience = 30 * time.Second
)

// ErrNoCluster says that an application has no cluster that could be looked at.
var ErrNoCluster = errors.New("the application has no cluster")

// DashboardTarget finds the cluster of an application.
type DashboardTarget interface {
	// Cluster returns what sends requests to the cluster's REST server, whatever host they name, with all that the cluster asks for. An
	// application without one is ErrNoCluster.
	Cluster(ctx context.Context, a *lifecycle.Application) (http.RoundTripper, error)
}

// Dashboards let the holders of presigned URLs look at what clusters tell. Each application's dashboard has a path of its own, so that
// a browser keeps their cookies apart. It is reached with the token in the query, as scripts do, or with the cookie that a browser gets
// at its first visit. Nothing but GET and HEAD goes through, neither what the browser sends to prove who it is nor the cluster's token
// do, and nothing is let in from elsewhere.
type Dashboards struct {
	Store   *store.Store
	Targets DashboardTarget
	Logger  *slog.Logger
}

// dashboardPath is the path of an application's dashboard. The name is not a segment by itself: it may be "..".
func dashboardPath(a *lifecycle.Application) string {
	return dashboardRoot + a.AccountID + "." + a.Region + "." + a.Name + dashboardName
}

// ServeHTTP serves the dashboards of all applications.
func (d *Dashboards) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	protect(w.Header())
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "A dashboard can only be looked at.", http.StatusMethodNotAllowed)
		return
	}
	token := r.URL.Query().Get(dashboardToken)
	inQuery := token != ""
	if cookie, err := r.Cookie(dashboardCookie); err == nil && !inQuery {
		token = cookie.Value
	}
	a, left, err := d.Store.UseDashboardSession(r.Context(), token)
	switch {
	case fault.Is(err, fault.NotFoundKind):
		refuseDashboard(w)
		return
	case err != nil:
		d.Logger.ErrorContext(r.Context(), "dashboard", "error", err)
		http.Error(w, "The server failed.", http.StatusInternalServerError)
		return
	}
	base := dashboardPath(a)
	rest, ours := strings.CutPrefix(r.URL.Path, base)
	switch {
	case !ours || rest != "" && rest[0] != '/':
		refuseDashboard(w)
	case inQuery && (rest == "" || rest == "/"):
		http.SetCookie(w, &http.Cookie{
			Name: dashboardCookie, Value: token, Path: base, MaxAge: int(left / time.Second),
			HttpOnly: true, Secure: r.TLS != nil, SameSite: http.SameSiteLaxMode,
		})
		http.Redirect(w, r, base+"/", http.StatusFound)
	case rest == "":
		http.Redirect(w, r, base+"/", http.StatusFound)
	case changesSomething(rest):
		http.Error(w, "A dashboard can only be looked at.", http.StatusForbidden)
	default:
		d.forward(w, r, a, rest)
	}
}

// refuseDashboard tells nobody whether there is such an application.
func refuseDashboard(w http.ResponseWriter) {
	http.Error(w, "The URL of the dashboard is not valid, or not any more. Get another with CreateApplicationPresignedUrl.", http.StatusForbidden)
}

// changesSomething finds the paths by which Flink stops jobs with a GET.
func changesSomething(path string) bool {
	return slices.ContainsFunc(strings.Split(strings.ToLower(path), "/"), func(part string) bool { return strings.HasPrefix(part, "yarn-") })
}

// forward asks the application's cluster.
func (d *Dashboards) forward(w http.ResponseWriter, r *http.Request, a *lifecycle.Application, path string) {
	ctx, cancel := context.WithTimeout(r.Context(), dashboardPatience)
	defer cancel()
	cluster, err := d.Targets.Cluster(ctx, a)
	if errors.Is(err, ErrNoCluster) {
		http.Error(w, "The application does not run.", http.StatusServiceUnavailable)
		return
	}
	if err != nil {
		d.unreachable(w, r, err)
		return
	}
	proxy := httputil.ReverseProxy{
		Transport: cluster, ErrorHandler: d.unreachable, ErrorLog: slog.NewLogLogger(d.Logger.Handler(), slog.LevelDebug),
		Rewrite: func(p *httputil.ProxyRequest) {
			query := p.In.URL.Query()
			query.Del(dashboardToken)
			p.Out.URL = &url.URL{Scheme: "http", Host: "cluster", Path: path, RawQuery: query.Encode()}
			p.Out.Host = ""
			p.Out.Header = http.Header{}
			for _, name := range []string{"Accept", "Accept-Language"} {
				if values := p.In.Header.Values(name); len(values) > 0 {
					p.Out.Header[name] = values
				}
			}
		},
		ModifyResponse: func(answer *http.Response) error {
			told := answer.Header.Get("Content-Type")
			answer.Header = http.Header{"Content-Type": {told}}
			return nil
		},
	}
	proxy.ServeHTTP(w, r.WithContext(ctx))
}

func (d *Dashboards) unreachable(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() == nil {
		d.Logger.WarnContext(r.Context(), "the cluster of a dashboard is not reached", "error", err)
	}
	http.Error(w, "The application's cluster does not answer.", http.StatusBadGateway)
}

// protect sets what a browser has to know of a dashboard: it is not kept, not shown within other pages, loads nothing from elsewhere, and
// its address, which may have a token, is told to nobody.
func protect(h http.Header) {
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "+
		"object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}
