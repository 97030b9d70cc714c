package flinkrest

import (
	"context"
	"net/http"
	"net/url"
	"strings"
)

// metric is an entry of every metrics answer of Flink. Values are text: numbers, but also names and "NaN".
type metric struct {
	ID    string `json:"id"`
	Value string `json:"value"`
}

// JobMetrics asks for metrics of a job by name, such as fullRestarts or lastCheckpointDuration. Names that the cluster
// does not have are left out of the answer.
func (c *Client) JobMetrics(ctx context.Context, jobID string, names ...string) (map[string]string, error) {
	return c.metrics(ctx, jobPath(jobID, "metrics"), names)
}

// VertexMetrics asks for metrics of a vertex, each prefixed by its subtask: 0.numRecordsIn.
func (c *Client) VertexMetrics(ctx context.Context, jobID, vertexID string, names ...string) (map[string]string, error) {
	return c.metrics(ctx, jobPath(jobID, "vertices", vertexID, "metrics"), names)
}

// MetricNames lists the metrics that a job has.
func (c *Client) MetricNames(ctx context.Context, jobID string) ([]string, error) {
	var out []metric
	if err := c.get(ctx, jobPath(jobID, "metrics"), &out); err != nil {
		return nil, err
	}
	names := make([]string, len(out))
	for i, m := range out {
		names[i] = m.ID
	}
	return names, nil
}

func (c *Client) metrics(ctx context.Context, path string, names []string) (map[string]string, error) {
	var out []metric
	if err := c.get(ctx, path+"?get="+url.QueryEscape(strings.Join(names, ",")), &out); err != nil {
		return nil, err
	}
	values := make(map[string]string, len(out))
	for _, m := range out {
		values[m.ID] = m.Value
	}
	return values, nil
}

// maxFigures bounds what is read of one cluster's figures. It is some twenty thousand samples.
const maxFigures = 8 << 20

// Figures is all that the cluster tells Prometheus, in its text format. It is an addition of the embedded engine: of Apache Flink it is
// ErrNotFound.
func (c *Client) Figures(ctx context.Context) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, defaultTimeout)
	defer cancel()
	return c.ask(ctx, c.http, http.MethodGet, "/metrics", nil, maxFigures)
}
