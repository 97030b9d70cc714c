package e2e

import (
	"bytes"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
	"github.com/stretchr/testify/require"
)

// applicationMetrics is what Prometheus finds of applications, by metric.
func (s *server) applicationMetrics(query string) map[string]*dto.MetricFamily {
	s.Helper()
	ctx, cancel := within(s.T)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+s.address+"/metrics/applications"+query, nil)
	require.NoError(s, err)
	response, err := http.DefaultClient.Do(request)
	require.NoError(s, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(s, err)
	require.Equal(s, http.StatusOK, response.StatusCode, string(text))
	problems, err := promlint.New(bytes.NewReader(text)).Lint()
	require.NoError(s, err, string(text))
	for _, problem := range problems {
		require.True(s, strings.HasPrefix(problem.Metric, "flink_"), "%s: %s; only the names of Flink's are not ours to choose", problem.Metric, problem.Text)
	}
	parser := expfmt.NewTextParser(model.LegacyValidation)
	families, err := parser.TextToMetricFamilies(bytes.NewReader(text))
	require.NoError(s, err)
	return families
}

// labelled finds the samples of a metric with the labels, and sums them up.
func labelled(family *dto.MetricFamily, labels map[string]string) (sum float64, found int) {
	for _, sample := range family.GetMetric() {
		has := 0
		for _, l := range sample.GetLabel() {
			if value, asked := labels[l.GetName()]; asked && value == l.GetValue() {
				has++
			}
		}
		if has == len(labels) {
			found++
			sum += sample.GetGauge().GetValue() + sample.GetCounter().GetValue() + sample.GetUntyped().GetValue()
		}
	}
	return sum, found
}

// Prometheus finds what the jobs of all applications do at one place: by Penstock's names for each application, and by Flink's for each of
// its operators. A cluster that hangs costs its own figures alone.
func TestApplicationMetrics(t *testing.T) {
	t.Parallel()
	s, first, second := newServer(t), newFeed(t), newFeed(t)
	s.start()
	require.Empty(t, s.applicationMetrics(""))
	s.create("hung", script, second.properties(filepath.Join(shortDir(t), "out")))
	s.run("hung")
	hung := s.cluster()
	s.create("orders", script, first.properties(filepath.Join(shortDir(t), "out")))
	s.run("orders")
	first.add(1000)
	orders := map[string]string{"account": "000000000000", "region": "us-east-1", "application": "orders"}
	eventually(t, "the records are counted", func() bool {
		sum, found := labelled(s.applicationMetrics("")["penstock_application_records_in_total"], orders)
		return found == 1 && sum == 1000
	})
	operators := map[string]string{"application": "orders", "job_name": "orders"}
	eventually(t, "each operator counts them", func() bool {
		sum, found := labelled(s.applicationMetrics("?application=orders")["flink_taskmanager_job_task_operator_numRecordsIn"], operators)
		return found > 1 && sum >= 1000
	})

	require.NoError(t, syscall.Kill(hung, syscall.SIGSTOP))
	up := func(families map[string]*dto.MetricFamily, name string) float64 {
		sum, found := labelled(families["penstock_application_up"], map[string]string{"application": name})
		require.Equal(t, 1, found, name)
		return sum
	}
	eventually(t, "a cluster hangs, and the other one tells its figures", func() bool {
		families := s.applicationMetrics("")
		require.InDelta(t, 1, up(families, "orders"), 0)
		return up(families, "hung") == 0 // which it is not before all of its threads stand still
	})
	require.NoError(t, syscall.Kill(hung, syscall.SIGCONT))
	families := s.applicationMetrics("?application=orders")
	require.Len(t, families["penstock_application_up"].GetMetric(), 1)
	_, found := labelled(families["flink_taskmanager_job_task_numRecordsIn"], map[string]string{"application": "hung"})
	require.Zero(t, found)

	s.stopGracefully("orders")
	s.stopGracefully("hung")
	require.Empty(t, s.applicationMetrics(""), "nothing runs")
}
