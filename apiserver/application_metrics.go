package apiserver

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/penstock/penstock/apiserver/exposition"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
)

const (
	// figuresPatience bounds what one cluster may take to tell its figures, and clustersAtOnce how many are asked at the same time.
	figuresPatience = 2 * time.Second
	clustersAtOnce  = 32
	// scrapeTime is how long a client waits that does not tell; Prometheus tells, and waits for as long unless it is told otherwise.
	scrapeTime = 10 * time.Second
	// scrapesAtOnce bounds how many clients are answered at the same time.
	scrapesAtOnce = 4
	// scrapeTimeout is where Prometheus tells how long it waits, in seconds.
	scrapeTimeout = "X-Prometheus-Scrape-Timeout-Seconds"
)

// ApplicationFigures finds what the clusters of applications tell Prometheus.
type ApplicationFigures interface {
	// Figures returns what the cluster tells, in Prometheus' text format. A cluster that is not there, or that this control plane does not
	// reach, is ErrNoCluster.
	Figures(ctx context.Context, cluster *lifecycle.ClusterHandle) ([]byte, error)
}

// ApplicationMetrics serves what the jobs of all applications tell as one answer for Prometheus. Every sample has the application's account,
// region and name beside the labels that its cluster gives it. A cluster that does not answer in time costs its own figures, and nobody
// else's.
type ApplicationMetrics struct {
	store   *store.Store
	figures ApplicationFigures
	logger  *slog.Logger
	// scrapes has an element for each client that is being answered.
	scrapes chan struct{}
}

// NewApplicationMetrics makes it.
func NewApplicationMetrics(s *store.Store, figures ApplicationFigures, logger *slog.Logger) *ApplicationMetrics {
	return &ApplicationMetrics{store: s, figures: figures, logger: logger, scrapes: make(chan struct{}, scrapesAtOnce)}
}

// ServeHTTP answers for all applications, or for those that `application` in the query names.
func (m *ApplicationMetrics) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	select {
	case m.scrapes <- struct{}{}:
		defer func() { <-m.scrapes }()
	default:
		http.Error(w, "The figures of applications are being asked for by others.", http.StatusServiceUnavailable)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), timeToScrape(r.Header))
	defer cancel()
	clusters, err := m.store.NamedClusters(ctx, r.URL.Query()["application"]...)
	if err != nil {
		m.logger.WarnContext(ctx, "read the applications whose figures are asked for", "error", err)
		http.Error(w, "The server cannot read its applications.", http.StatusServiceUnavailable)
		return
	}
	told := exposition.New()
	var asking errgroup.Group
	asking.SetLimit(clustersAtOnce)
	for _, c := range clusters {
		asking.Go(func() error { return m.ask(ctx, c, told) })
	}
	if err := asking.Wait(); err != nil {
		m.logger.ErrorContext(r.Context(), "tell the figures of applications", "error", err)
		http.Error(w, "The server failed.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", exposition.ContentType)
	if err := told.Write(w); err != nil && r.Context().Err() == nil {
		m.logger.WarnContext(r.Context(), "write the figures of applications", "error", err)
	}
}

// timeToScrape is how long clusters may be asked: most of what the client waits, the rest being for the answer.
func timeToScrape(header http.Header) time.Duration {
	waits := scrapeTime
	if seconds, err := strconv.ParseFloat(header.Get(scrapeTimeout), 64); err == nil && seconds > 0 && seconds <= 60 {
		waits = time.Duration(seconds * float64(time.Second))
	}
	return waits * 7 / 10
}

// ask adds what one cluster tells, and whether it did.
func (m *ApplicationMetrics) ask(ctx context.Context, c store.NamedCluster, told *exposition.Merged) error {
	labels := []exposition.Label{{Name: "account", Value: c.AccountID}, {Name: "region", Value: c.Region}, {Name: "application", Value: c.Name}}
	asking, cancel := context.WithTimeout(ctx, figuresPatience)
	defer cancel()
	text, err := m.figures.Figures(asking, c.Cluster)
	if errors.Is(err, ErrNoCluster) {
		return nil
	}
	if err == nil {
		err = told.Add(labels, text)
	}
	up := "1"
	if err != nil {
		up = "0"
		m.logger.DebugContext(ctx, "an application's figures are missing", "application", c.Name, "error", err)
	}
	return told.AddAnyway(labels, []byte(`# HELP penstock_application_up Whether the cluster of the application has told its figures.
# TYPE penstock_application_up gauge
penstock_application_up `+up+"\n"))
}
