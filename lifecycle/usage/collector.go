// Package usage tells monitoring how many KPUs are in use. What was used is summed up by the store, see [store.Reader.ListUsage].
package usage

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/penstock/penstock/store"
)

// patience bounds the query of a scrape.
const patience = 5 * time.Second

var kpus = prometheus.NewDesc("penstock_kpus",
	"KPUs in use, over all control planes of the database: each tells the same. Those of jobs, and those for orchestration.",
	[]string{"kind"}, nil)

// Collector tells the KPUs in use at the moment of a scrape.
type Collector struct{ store *store.Store }

var _ prometheus.Collector = (*Collector)(nil)

// NewCollector makes a collector.
func NewCollector(s *store.Store) *Collector { return &Collector{s} }

// Describe implements prometheus.Collector.
func (*Collector) Describe(out chan<- *prometheus.Desc) { out <- kpus }

// Collect implements prometheus.Collector.
func (c *Collector) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	jobs, orchestration, err := c.store.KPUsInUse(ctx)
	if err != nil {
		out <- prometheus.NewInvalidMetric(kpus, err)
		return
	}
	out <- prometheus.MustNewConstMetric(kpus, prometheus.GaugeValue, float64(jobs), "application")
	out <- prometheus.MustNewConstMetric(kpus, prometheus.GaugeValue, float64(orchestration), "orchestration")
}
