// Package figures reads what a cluster tells of its job, for Prometheus.
//
// Every job has its vitals, by names of Penstock's, whichever engine runs it. A cluster of the embedded engine tells more by itself: a figure of
// each task and operator, by the names that Apache Flink's own reporter has for them. Apache Flink serves none of that over REST: it takes a
// reporter of the user's.
package figures

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/flinkrest"
)

// Read reads the figures of a job in the text format of Prometheus. A cluster that has no such job tells what it has without one.
func Read(ctx context.Context, cluster *flinkrest.Client, jobID string) ([]byte, error) {
	told, err := cluster.Figures(ctx)
	if err != nil && !errors.Is(err, flinkrest.ErrNotFound) {
		return nil, fmt.Errorf("read figures: %w", err)
	}
	vitals, err := cluster.Vitals(ctx, jobID)
	if errors.Is(err, flinkrest.ErrNotFound) {
		return told, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read figures: %w", err)
	}
	out := bytes.NewBuffer(told)
	if len(told) > 0 && told[len(told)-1] != '\n' {
		out.WriteByte('\n')
	}
	for i := range figures {
		if err := figures[i].write(out, vitals); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), nil
}

// figure is one of the vitals as a metric.
type figure struct {
	name, help string
	kind       dto.MetricType
	// value is not known for every job.
	value func(v *driver.Vitals) (n float64, known bool)
}

func (f *figure) write(to *bytes.Buffer, v driver.Vitals) error {
	n, known := f.value(&v)
	if !known {
		return nil
	}
	sample := &dto.Metric{Gauge: &dto.Gauge{Value: &n}}
	if f.kind == dto.MetricType_COUNTER {
		sample = &dto.Metric{Counter: &dto.Counter{Value: &n}}
	}
	_, err := expfmt.MetricFamilyToText(to, &dto.MetricFamily{Name: &f.name, Help: &f.help, Type: &f.kind, Metric: []*dto.Metric{sample}})
	if err != nil {
		return fmt.Errorf("write %s: %w", f.name, err)
	}
	return nil
}

const (
	counter = dto.MetricType_COUNTER
	gauge   = dto.MetricType_GAUGE
)

// figures are all vitals. Counters count since the job was submitted to its cluster, and so begin anew with each start and update.
var figures = []figure{
	{"penstock_application_records_in_total", "Records that the sources have read.", counter, number(func(v *driver.Vitals) int64 { return v.RecordsIn })},
	{"penstock_application_records_out_total", "Records that the sinks were given.", counter, number(func(v *driver.Vitals) int64 { return v.RecordsOut })},
	{"penstock_application_pending_records", "Records that wait in the systems of the sources, where they can tell.", gauge, func(v *driver.Vitals) (float64, bool) {
		return float64(v.Pending), v.Pending >= 0
	}},
	{"penstock_application_watermark_timestamp_seconds", "The lowest watermark of the job, once there is one.", gauge, at(func(v *driver.Vitals) time.Time { return v.Watermark })},
	{"penstock_application_cpu_seconds_total", "Processor time of the cluster.", counter, seconds(func(v *driver.Vitals) time.Duration { return v.CPU })},
	{"penstock_application_busy_seconds_total", "Time in which tasks worked, summed over them.", counter, seconds(func(v *driver.Vitals) time.Duration { return v.Busy })},
	{"penstock_application_idle_seconds_total", "Time in which tasks had nothing to do, summed over them.", counter, seconds(func(v *driver.Vitals) time.Duration { return v.Idle })},
	{"penstock_application_backpressured_seconds_total", "Time in which tasks waited for those after them, summed over them.", counter, seconds(func(v *driver.Vitals) time.Duration {
		return v.Backpressured
	})},
	{"penstock_application_restarts_total", "Restarts of the job after failures.", counter, number(func(v *driver.Vitals) int64 { return v.Restarts })},
	{"penstock_application_checkpoints_completed_total", "Checkpoints that completed.", counter, number(func(v *driver.Vitals) int64 { return v.CheckpointsCompleted })},
	{"penstock_application_checkpoints_failed_total", "Checkpoints that failed.", counter, number(func(v *driver.Vitals) int64 { return v.CheckpointsFailed })},
	{"penstock_application_last_checkpoint_timestamp_seconds", "When the newest checkpoint was complete, once there is one.", gauge, at(func(v *driver.Vitals) time.Time {
		return v.LastCheckpoint
	})},
}

func number(of func(*driver.Vitals) int64) func(*driver.Vitals) (float64, bool) {
	return func(v *driver.Vitals) (float64, bool) { return float64(of(v)), true }
}

func seconds(of func(*driver.Vitals) time.Duration) func(*driver.Vitals) (float64, bool) {
	return func(v *driver.Vitals) (float64, bool) { return of(v).Seconds(), true }
}

func at(of func(*driver.Vitals) time.Time) func(*driver.Vitals) (float64, bool) {
	return func(v *driver.Vitals) (float64, bool) {
		t := of(v)
		return float64(t.UnixMilli()) / 1000, !t.IsZero()
	}
}
