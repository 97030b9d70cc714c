package keywatch

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
)

// scrapePatience bounds the queries of a scrape.
const scrapePatience = 5 * time.Second

var keyLabels = []string{"provider", "key"}

var (
	usable = prometheus.NewDesc("penstock_key_usable",
		"Whether a customer managed key could be used when it was looked at last. Each control plane of a database tells the same.", keyLabels, nil)
	usableTime = prometheus.NewDesc("penstock_key_last_usable_timestamp_seconds", "When a customer managed key was last seen usable.", keyLabels, nil)
	deletion   = prometheus.NewDesc("penstock_key_deletion_timestamp_seconds", "When a customer managed key will be deleted.", keyLabels, nil)
	protects   = prometheus.NewDesc("penstock_key_applications", "Applications of which a customer managed key protects something.", keyLabels, nil)
)

// Collector tells how keys are at the moment of a scrape.
type Collector struct{ store *store.Store }

var _ prometheus.Collector = (*Collector)(nil)

// NewCollector makes a collector.
func NewCollector(s *store.Store) *Collector { return &Collector{s} }

// Describe implements prometheus.Collector.
func (*Collector) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{usable, usableTime, deletion, protects} {
		out <- d
	}
}

// Collect implements prometheus.Collector.
func (c *Collector) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), scrapePatience)
	defer cancel()
	uses, err := c.store.KeyUses(ctx, "")
	if err != nil {
		out <- prometheus.NewInvalidMetric(protects, err)
		return
	}
	states, err := c.store.KeyStates(ctx)
	if err != nil {
		out <- prometheus.NewInvalidMetric(usable, err)
		return
	}
	gauge := func(d *prometheus.Desc, value float64, key lifecycle.Key) {
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, key.Provider, key.ARN)
	}
	counts := map[lifecycle.Key]int{}
	for _, u := range uses {
		counts[u.Key]++
	}
	for key, n := range counts {
		gauge(protects, float64(n), key)
	}
	for _, s := range states {
		value := 0.0
		if s.Condition == lifecycle.KeyUsable {
			value = 1
		}
		gauge(usable, value, s.Key)
		if s.UsableTime != nil {
			gauge(usableTime, float64(s.UsableTime.Unix()), s.Key)
		}
		if s.DeletionTime != nil {
			gauge(deletion, float64(s.DeletionTime.Unix()), s.Key)
		}
	}
}
