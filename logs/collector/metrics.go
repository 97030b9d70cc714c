package collector

import (
	"fmt"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics tell how collecting goes.
type metrics struct {
	collected, missed, failures, removed prometheus.Counter
}

func newMetrics(registerer prometheus.Registerer) (*metrics, error) {
	counter := func(name, help string) prometheus.Counter {
		return prometheus.NewCounter(prometheus.CounterOpts{Name: name, Help: help})
	}
	m := &metrics{
		collected: counter("penstock_log_events_collected_total", "Log events of clusters that were stored."),
		missed:    counter("penstock_log_events_missed_total", "Log events that clusters gave up before they were collected."),
		failures:  counter("penstock_log_collect_failures_total", "Attempts to collect a cluster's log that failed and are repeated."),
		removed:   counter("penstock_log_chunks_expired_total", "Stored runs of log events that were removed because of their age."),
	}
	if registerer == nil {
		return m, nil
	}
	for _, c := range []prometheus.Collector{m.collected, m.missed, m.failures, m.removed} {
		if err := registerer.Register(c); err != nil {
			return nil, fmt.Errorf("register metrics: %w", err)
		}
	}
	return m, nil
}
