package cloudwatch

import (
	"fmt"

	"github.com/prometheus/client_golang/prometheus"
)

// The reasons for which events are dropped, as a label.
const (
	reasonRetention = "retention"
	reasonRejected  = "rejected"
)

// metrics tell how delivery goes.
type metrics struct {
	delivered, failures prometheus.Counter
	dropped             *prometheus.CounterVec
	lag, failing        prometheus.Gauge
	delay               prometheus.Histogram
}

func newMetrics(registerer prometheus.Registerer) (*metrics, error) {
	m := &metrics{
		delivered: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "penstock_log_events_delivered_total", Help: "Log events that CloudWatch Logs has taken from this control plane.",
		}),
		failures: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "penstock_log_delivery_failures_total", Help: "Calls of CloudWatch Logs that failed and are repeated.",
		}),
		dropped: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "penstock_log_events_dropped_total",
			Help: "Log events that will never be delivered: removed by retention before they were, or rejected by CloudWatch Logs.",
		}, []string{"reason"}),
		lag: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "penstock_log_delivery_lag_seconds",
			Help: "For how long the oldest event that waits for its delivery has been stored, over all applications.",
		}),
		failing: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "penstock_log_deliveries_failing", Help: "Streams to which delivery fails now, over all applications.",
		}),
		delay: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "penstock_log_delivery_delay_seconds", Help: "Time from an event to its delivery, of the oldest event of each call.",
			Buckets: prometheus.ExponentialBuckets(0.25, 2, 16),
		}),
	}
	m.dropped.WithLabelValues(reasonRetention)
	m.dropped.WithLabelValues(reasonRejected)
	if registerer == nil {
		return m, nil
	}
	for _, c := range []prometheus.Collector{m.delivered, m.failures, m.dropped, m.lag, m.failing, m.delay} {
		if err := registerer.Register(c); err != nil {
			return nil, fmt.Errorf("register metrics: %w", err)
		}
	}
	return m, nil
}
