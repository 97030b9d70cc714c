package flinkrest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/penstock/penstock/runtime/driver"
)

// Names of Flink's metrics.
const (
	cpuTime       = "Status.JVM.CPU.Time" // ns
	numRestarts   = "numRestarts"
	watermarkName = "currentInputWatermark"
	pendingName   = "pendingRecords"
)

// gatherVitals reads what an Apache Flink tells, in about as many requests as the job has vertices.
func (c *Client) gatherVitals(ctx context.Context, jobID string) (driver.Vitals, error) {
	v := driver.Vitals{Pending: -1}
	job, err := c.Job(ctx, jobID)
	if err != nil {
		return v, fmt.Errorf("gather vitals: %w", err)
	}
	sources, sinks, err := endsOf(job.Plan)
	if err != nil {
		return v, fmt.Errorf("gather vitals: %w", err)
	}
	known := true
	for _, vertex := range job.Vertices {
		v.Busy += vertex.Metrics.BusyTime.duration()
		v.Idle += vertex.Metrics.IdleTime.duration()
		v.Backpressured += vertex.Metrics.BackpressuredTime.duration()
		// A source reads, and a sink writes, what no other task of Flink sees, and not every one of them counts it.
		through := max(vertex.Metrics.ReadRecords, vertex.Metrics.WriteRecords)
		if sources[vertex.ID] {
			v.RecordsIn += through
		}
		if sinks[vertex.ID] {
			v.RecordsOut += through
		}
		seen, err := c.vertexVitals(ctx, jobID, vertex.ID, sources[vertex.ID])
		if err != nil {
			return v, fmt.Errorf("gather vitals: %w", err)
		}
		if w := seen.watermark; !w.IsZero() && (v.Watermark.IsZero() || w.Before(v.Watermark)) {
			v.Watermark = w
		}
		if sources[vertex.ID] {
			if known = known && seen.pending >= 0; known {
				v.Pending = max(0, v.Pending) + seen.pending
			} else {
				v.Pending = -1
			}
		}
	}
	if err := c.clusterVitals(ctx, jobID, &v); err != nil {
		return v, fmt.Errorf("gather vitals: %w", err)
	}
	v.At = time.Now()
	return v, nil
}

// endsOf finds the vertices that nothing flows into, and those that nothing flows out of.
func endsOf(plan json.RawMessage) (sources, sinks map[string]bool, err error) {
	var p struct {
		Nodes []struct {
			ID     string `json:"id"`
			Inputs []struct {
				ID string `json:"id"`
			} `json:"inputs"`
		} `json:"nodes"`
	}
	if err := json.Unmarshal(plan, &p); err != nil {
		return nil, nil, fmt.Errorf("read plan: %w", err)
	}
	sources, sinks = map[string]bool{}, map[string]bool{}
	for _, node := range p.Nodes {
		sources[node.ID] = len(node.Inputs) == 0
		sinks[node.ID] = true
	}
	for _, node := range p.Nodes {
		for _, input := range node.Inputs {
			sinks[input.ID] = false
		}
	}
	return sources, sinks, nil
}

// vertexVitals is what only the metrics of a vertex's tasks tell.
type vertexVitals struct {
	watermark time.Time
	pending   int64
}

func (c *Client) vertexVitals(ctx context.Context, jobID, vertexID string, source bool) (vertexVitals, error) {
	v := vertexVitals{pending: -1}
	path := jobPath(jobID, "vertices", vertexID, "subtasks", "metrics")
	names := []string{watermarkName}
	if source {
		var all []metric
		if err := c.get(ctx, path, &all); err != nil {
			return v, err
		}
		for _, m := range all {
			if m.ID == pendingName || strings.HasSuffix(m.ID, "."+pendingName) {
				names = append(names, m.ID)
			}
		}
	}
	figures, err := c.aggregated(ctx, path, names...)
	if err != nil {
		return v, err
	}
	for name, f := range figures {
		switch {
		case name != watermarkName:
			v.pending = max(0, v.pending) + int64(f.Sum)
		case f.Min > math.MinInt64 && f.Min < math.MaxInt64:
			v.watermark = millis(int64(f.Min))
		}
	}
	return v, nil
}

// clusterVitals adds what the job as a whole and the processes of the cluster tell.
func (c *Client) clusterVitals(ctx context.Context, jobID string, v *driver.Vitals) error {
	checkpoints, err := c.Checkpoints(ctx, jobID)
	if err != nil {
		return err
	}
	v.CheckpointsCompleted, v.CheckpointsFailed = int64(checkpoints.Counts.Completed), int64(checkpoints.Counts.Failed)
	for _, latest := range []*Checkpoint{checkpoints.Latest.Completed, checkpoints.Latest.Savepoint} {
		if latest != nil {
			if at := millis(latest.LatestAck); at.After(v.LastCheckpoint) {
				v.LastCheckpoint = at
			}
		}
	}
	if newest := checkpoints.Latest.Completed; newest != nil {
		v.NewestCheckpoint, v.NewestCheckpointURI = newest.ID, newest.ExternalPath
	}
	metrics, err := c.JobMetrics(ctx, jobID, numRestarts)
	if err != nil {
		return err
	}
	v.Restarts = whole(metrics[numRestarts])
	workers, err := c.aggregated(ctx, "/taskmanagers/metrics", cpuTime)
	if err != nil {
		return err
	}
	manager, err := c.metrics(ctx, "/jobmanager/metrics", []string{cpuTime})
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	v.CPU = time.Duration(int64(workers[cpuTime].Sum) + whole(manager[cpuTime]))
	return nil
}

// aggregate is one metric over all subtasks of a vertex, or over all workers.
type aggregate struct {
	ID  string `json:"id"`
	Min number `json:"min"`
	Sum number `json:"sum"`
}

func (c *Client) aggregated(ctx context.Context, path string, names ...string) (map[string]aggregate, error) {
	var out []aggregate
	query := url.Values{"get": {strings.Join(names, ",")}, "agg": {"min,sum"}}
	if err := c.get(ctx, path+"?"+query.Encode(), &out); err != nil {
		return nil, err
	}
	figures := make(map[string]aggregate, len(out))
	for _, a := range slices.Backward(out) {
		figures[a.ID] = a
	}
	return figures, nil
}

// number is a number of Flink's, which writes those that JSON does not have as text; they are 0 here.
type number float64

// UnmarshalJSON reads a number or its text.
func (n *number) UnmarshalJSON(data []byte) error {
	f, err := strconv.ParseFloat(strings.Trim(string(data), `"`), 64)
	if err != nil {
		return fmt.Errorf("read a figure: %w", err)
	}
	if math.IsNaN(f) || math.IsInf(f, 0) {
		f = 0
	}
	*n = number(f)
	return nil
}

// duration is the number as milliseconds.
func (n number) duration() time.Duration {
	return time.Duration(float64(n) * float64(time.Millisecond))
}

// whole is the text of a metric as a number, 0 where it is none.
func whole(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0
	}
	return n
}
