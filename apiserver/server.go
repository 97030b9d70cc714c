package apiserver

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/apiserver/sigv4"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

// maxBody is the largest body: 50 MiB of code in base64, and the rest of a configuration.
const maxBody = 72 << 20

// Config is what a server is made of.
type Config struct {
	// Handler does the operations.
	Handler model.Handler
	// Verifier verifies signatures. Its service is the analytics one.
	Verifier *sigv4.Verifier
	// Bearer believes bearer tokens of the REST API; nil believes none. Requests with one are for the region that their header
	// X-Penstock-Region names, or for Region.
	Bearer func(ctx context.Context, token string) (*access.Caller, error)
	Region string
	// Sessions gives out temporary credentials, by the protocol of AWS STS; nil serves none.
	Sessions *Sessions
	// KeyService serves the built-in keys, by the protocol of AWS KMS; nil serves none.
	KeyService *KeyService
	// ResourceTags are an application's tags, for conditions of policies; nil is that there are none.
	ResourceTags func(ctx context.Context, key store.ApplicationKey) (map[string]string, error)
	// Audit gets every decision; nil keeps none.
	Audit Auditor
	// TrustedProxies are networks whose X-Forwarded-For and X-Forwarded-Proto are believed.
	TrustedProxies []netip.Prefix
	// Dashboards serves what presigned URLs name; nil serves none.
	Dashboards *Dashboards
	// Transfers are the downloads and uploads of snapshots; nil serves none.
	Transfers *Transfers
	// Ready tells why the server cannot work now, or nil; it is asked by /healthz.
	Ready func(ctx context.Context) error
	// Contract is the text of openapi.yaml, served as it is and as JSON.
	Contract []byte
	// Metrics gets the API's own metrics, and all of it is served at /metrics; nil serves none.
	Metrics *prometheus.Registry
	// Applications are the figures of jobs, served at /metrics/applications; nil serves none.
	Applications *ApplicationMetrics
	// MetricsToken is what asks for metrics have to bring; "" where nobody has to.
	MetricsToken string
	Logger       *slog.Logger
}

// server serves one configuration.
type server struct {
	Config

	metrics *metrics
}

// New returns the handler of the whole API.
func New(config Config) http.Handler {
	s := &server{Config: config}
	r := chi.NewRouter()
	routes := r
	r.Use(middleware.GetHead)
	r.Get("/healthz", s.healthz)
	for path, get := range contract(config.Contract) {
		r.Get(path, get)
	}
	r.Get(docsPath+"*", docs())
	for _, path := range []string{"/", strings.TrimSuffix(docsPath, "/")} {
		r.Get(path, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, docsPath, http.StatusFound) })
	}
	if config.Metrics == nil {
		s.metrics = newMetrics(nil)
	} else {
		s.metrics = newMetrics(config.Metrics)
		r.With(asksForMetricsToken(config.MetricsToken)).Handle("/metrics", promhttp.HandlerFor(config.Metrics, promhttp.HandlerOpts{}))
	}
	if config.Applications != nil {
		r.With(asksForMetricsToken(config.MetricsToken), middleware.Compress(gzip.BestSpeed)).Get("/metrics/applications", config.Applications.ServeHTTP)
	}
	if config.Dashboards != nil {
		r.Handle(dashboardRoot+"*", config.Dashboards)
	}
	if config.Transfers != nil {
		r.Handle(transferRoot+"*", config.Transfers)
	}
	r.Post("/", s.root)
	for _, op := range model.Operations {
		r.MethodFunc(op.Method, op.Path, s.rest(op))
	}
	r.NotFound(func(w http.ResponseWriter, r *http.Request) {
		refuse(w, http.StatusNotFound, "There is nothing at "+r.URL.Path+".")
	})
	r.MethodNotAllowed(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Allow", strings.Join(allowed(routes, r.URL.Path), ", "))
		refuse(w, http.StatusMethodNotAllowed, r.Method+" is not possible at "+r.URL.Path+".")
	})
	return r
}

// endingKey is the key of a context, in that of each request, that is done when the server shuts down: what would go on for as long as
// its client likes has to end then.
type endingKey struct{}

// endWithServer makes a context end when the server does.
func endWithServer(ctx context.Context, cancel context.CancelFunc) (stop func() bool) {
	ending, ok := ctx.Value(endingKey{}).(context.Context)
	if !ok {
		return func() bool { return false } // a server that HTTPServer did not make
	}
	return context.AfterFunc(ending, cancel)
}

// allowed are the methods that are possible at a path.
func allowed(routes chi.Routes, path string) (methods []string) {
	for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
		asked := method
		if method == http.MethodHead {
			asked = http.MethodGet // which it is but for the body
		}
		if routes.Match(chi.NewRouteContext(), asked, path) {
			methods = append(methods, method)
		}
	}
	return methods
}

// HTTPServer returns a server with the time limits that keep slow clients from holding it up.
func HTTPServer(handler http.Handler, logger *slog.Logger) *http.Server {
	ending, end := context.WithCancel(context.Background())
	web := &http.Server{
		BaseContext: func(net.Listener) context.Context {
			return context.WithValue(context.Background(), endingKey{}, ending)
		},
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       2 * time.Minute,
		WriteTimeout:      5 * time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(logger.Handler(), slog.LevelDebug),
	}
	web.RegisterOnShutdown(end)
	return web
}

func (s *server) healthz(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
	defer cancel()
	if err := s.Ready(ctx); err != nil {
		if r.Context().Err() == nil { // else the client went away, which says nothing about us
			s.Logger.WarnContext(ctx, "not ready", "error", err)
		}
		write(w, http.StatusServiceUnavailable, "text/plain; charset=utf-8", []byte("not ready\n"))
		return
	}
	write(w, http.StatusOK, "text/plain; charset=utf-8", []byte("ok\n"))
}

// root is where AWS's clients send everything: AWS JSON, or forms where it is for STS.
func (s *server) root(w http.ResponseWriter, r *http.Request) {
	switch {
	case s.Sessions != nil && isForm(r):
		s.sts(w, r)
	case s.KeyService != nil && isKMS(r):
		s.kms(w, r)
	default:
		s.awsJSON(w, r)
	}
}

// authenticate reads the body and verifies the signature over it. Strangers are refused before the body is read.
func (s *server) authenticate(w http.ResponseWriter, x *exchange) (context.Context, []byte, error) {
	if token, ok := bearer(x.Request); ok && s.Bearer != nil && x.operation != noOperation {
		return s.authenticateBearer(w, x, token)
	}
	claim, err := s.Verifier.Claim(x.Request)
	if err != nil {
		return nil, nil, err
	}
	x.again = claim.Again
	body, err := readBody(w, x.Request)
	if err != nil {
		return nil, nil, err
	}
	if err := claim.Verify(x.Request, body); err != nil {
		return nil, nil, err
	}
	return s.identify(x, claim.Caller, claim.Region), body, nil
}

func (s *server) authenticateBearer(w http.ResponseWriter, x *exchange, token string) (context.Context, []byte, error) {
	caller, err := s.Bearer(x.Context(), token)
	if fault.Is(err, fault.UnavailableKind) {
		s.Logger.WarnContext(x.Context(), "cannot verify a bearer token", "requestId", x.id, "error", err, "cause", errors.Unwrap(err))
		return nil, nil, &requestError{model.ServiceUnavailableException, err.Error(), http.StatusServiceUnavailable}
	}
	if err != nil {
		return nil, nil, err
	}
	x.again = func(ctx context.Context) (*access.Caller, error) { return s.Bearer(ctx, token) }
	region := x.Header.Get("X-Penstock-Region")
	if region == "" {
		region = s.Region
	}
	if !regionPattern.MatchString(region) || len(s.Verifier.Regions) > 0 && !slices.Contains(s.Verifier.Regions, region) {
		return nil, nil, &sigv4.Error{Code: sigv4.InvalidSignature, Message: "The header X-Penstock-Region does not name a region of this server."}
	}
	body, err := readBody(w, x.Request)
	if err != nil {
		return nil, nil, err
	}
	return s.identify(x, caller, region), body, nil
}

// regionPattern is what the name of a region looks like.
var regionPattern = regexp.MustCompile(`^[a-z0-9-]{1,64}$`)

// bearer is the token of a request that has one.
func bearer(r *http.Request) (string, bool) {
	scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	return strings.TrimSpace(token), ok && strings.EqualFold(scheme, "Bearer")
}

// identify makes a caller the identity of the request.
func (s *server) identify(x *exchange, caller *access.Caller, region string) context.Context {
	ip, secure := s.origin(x.Request)
	x.identity = Identity{
		AccountID: caller.AccountID, Region: region, AccessKeyID: caller.AccessKeyID, RequestID: x.id, Caller: caller,
		SourceIP: ip, UserAgent: x.UserAgent(), Host: x.Host, Secure: secure, changed: new(atomic.Bool),
	}
	return WithIdentity(x.Context(), x.identity)
}

func readBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	if r.ContentLength > maxBody {
		return nil, tooLarge(r) // before 72 MiB of it are in memory
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var exceeded *http.MaxBytesError
	switch {
	case errors.As(err, &exceeded):
		return nil, tooLarge(r)
	case err != nil:
		return nil, &requestError{codeSerialization, "The body did not arrive whole.", http.StatusBadRequest}
	}
	return body, nil
}

// tooLarge reads on, within reason: a client that sends everything before it listens would otherwise find a broken
// connection in place of the answer, and try again.
func tooLarge(r *http.Request) error {
	_, _ = io.CopyN(io.Discard, r.Body, 4*maxBody)
	return &requestError{codeTooLarge, fmt.Sprintf("The body is larger than %d bytes.", maxBody), http.StatusRequestEntityTooLarge}
}

// refuse answers what no operation is asked for by.
func refuse(w http.ResponseWriter, status int, message string) {
	w.Header().Set("X-Amzn-Errortype", string(codeUnknownOperation))
	id := newRequestID()
	w.Header().Set("X-Amzn-Requestid", id)
	writeProblem(w, id, failure{code: codeUnknownOperation, message: message, restStatus: status})
}
