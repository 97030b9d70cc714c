package reconciler

import (
	"fmt"
	"strings"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/penstock/penstock/lifecycle"
)

// metrics tell how the work goes.
type metrics struct {
	operations *prometheus.CounterVec
	duration   *prometheus.HistogramVec
	downtime   *prometheus.HistogramVec
	lag        prometheus.Histogram
	steps      *prometheus.CounterVec
	failures   prometheus.Counter
	health     *prometheus.GaugeVec
}

func newMetrics(registerer prometheus.Registerer) (*metrics, error) {
	seconds := prometheus.ExponentialBuckets(0.01, 2, 16)
	m := &metrics{
		operations: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "penstock_operations_total", Help: "Operations that ended, by kind and outcome.",
		}, []string{"kind", "outcome"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "penstock_operation_duration_seconds", Help: "Time from the request to the outcome of an operation.",
			Buckets: seconds,
		}, []string{"kind", "outcome"}),
		downtime: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "penstock_operation_downtime_seconds", Help: "Time without processing because of an operation.",
			Buckets: seconds,
		}, []string{"kind"}),
		lag: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "penstock_reconcile_lag_seconds", Help: "Time from a request to its being taken up by a reconciler.",
			Buckets: prometheus.ExponentialBuckets(0.001, 2, 16),
		}),
		steps: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "penstock_reconcile_steps_total", Help: "Steps done for applications, by action.",
		}, []string{"action"}),
		failures: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "penstock_reconcile_failures_total", Help: "Steps that failed and are tried again.",
		}),
		health: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "penstock_applications_health",
			Help: "Applications whose job is in this health, over all control planes of the database: each tells the same.",
		}, []string{"health"}),
	}
	if registerer == nil {
		return m, nil
	}
	for _, c := range []prometheus.Collector{m.operations, m.duration, m.downtime, m.lag, m.steps, m.failures, m.health} {
		if err := registerer.Register(c); err != nil {
			return nil, fmt.Errorf("register metrics: %w", err)
		}
	}
	return m, nil
}

// finished counts an operation that has its outcome.
func (m *metrics) finished(o *lifecycle.Operation) {
	labels := []string{string(o.Kind), string(o.Status)}
	m.operations.WithLabelValues(labels...).Inc()
	m.duration.WithLabelValues(labels...).Observe(o.EndTime.Sub(o.StartTime).Seconds())
	if o.Downtime >= 0 {
		m.downtime.WithLabelValues(string(o.Kind)).Observe(o.Downtime.Seconds())
	}
}

// countHealth tells how many applications are in which health.
func (m *metrics) countHealth(counts map[lifecycle.HealthState]int) {
	for _, state := range lifecycle.HealthStates() {
		m.health.WithLabelValues(strings.ToLower(string(state))).Set(float64(counts[state]))
	}
}
