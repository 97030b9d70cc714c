package usage_test

import (
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle/reconciler/reconcilertest"
	"github.com/penstock/penstock/lifecycle/usage"
)

// gauges are what a scrape finds, by kind.
func gauges(t *testing.T, c prometheus.Collector) map[string]float64 {
	t.Helper()
	registry := prometheus.NewPedanticRegistry()
	require.NoError(t, registry.Register(c))
	families, err := registry.Gather()
	require.NoError(t, err)
	require.Len(t, families, 1)
	require.Equal(t, "penstock_kpus", families[0].GetName())
	found := map[string]float64{}
	for _, m := range families[0].GetMetric() {
		found[m.GetLabel()[0].GetValue()] = m.GetGauge().GetValue()
	}
	return found
}

// A stop closes what a start has begun, whatever is between them.
func TestCollector(t *testing.T) {
	t.Parallel()
	i := reconcilertest.New(t, nil)
	c := usage.NewCollector(i.Store)
	none, some := map[string]float64{"application": 0, "orchestration": 0}, map[string]float64{"application": 3, "orchestration": 1}
	require.Equal(t, none, gauges(t, c))
	i.Create("orders", `{"FlinkApplicationConfigurationDescription": {"ParallelismConfigurationDescription": {"Parallelism": 5, "ParallelismPerKPU": 2}}}`)
	i.Start("orders")
	require.Equal(t, some, gauges(t, c))
	i.Restart(nil)
	require.Equal(t, some, gauges(t, c), "what runs goes on while there is no control plane")
	i.Stop("orders")
	require.Equal(t, none, gauges(t, c))
}
