package apiserver

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/penstock/penstock/apiserver/model"
)

// outcomeOK is the outcome of a request that did what it asked for; others are named by their error.
const outcomeOK = "OK"

// metrics count the requests of both protocols. Operations and errors are those of the contract and a handful more, so the
// labels are few; what a client makes up is counted as operation "none".
type metrics struct {
	requests  *prometheus.CounterVec
	durations *prometheus.HistogramVec
}

func newMetrics(to prometheus.Registerer) *metrics {
	m := &metrics{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "penstock_api_requests_total", Help: "Requests by operation and outcome: OK, or the name of the error.",
		}, []string{"operation", "outcome"}),
		durations: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "penstock_api_request_duration_seconds", Help: "Time from the header of a request to its answer, by operation.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10, 60},
		}, []string{"operation"}),
	}
	if to != nil {
		to.MustRegister(m.requests, m.durations)
	}
	return m
}

// observe counts a request; the code is empty where nothing failed.
func (m *metrics) observe(operation string, code model.ErrorCode, took time.Duration) {
	outcome := outcomeOK
	if code != "" {
		outcome = string(code)
	}
	m.requests.WithLabelValues(operation, outcome).Inc()
	m.durations.WithLabelValues(operation).Observe(took.Seconds())
}
