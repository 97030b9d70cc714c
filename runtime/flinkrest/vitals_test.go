package flinkrest_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/flinkrest"
)

// flinkVitals are the answers of an Apache Flink 1.20 that a job's vitals are gathered from: two sources, of which one counts only what it
// sends, a window, and a sink. Figures that are not known are NaN, and event time that has not begun the smallest number.
var flinkVitals = map[string]string{
	"/jobs/j": `{"jid":"j","state":"RUNNING","vertices":[
		{"id":"s1","metrics":{"read-records":0,"write-records":70,"accumulated-busy-time":"NaN","accumulated-idle-time":500,
			"accumulated-backpressured-time":20}},
		{"id":"s2","metrics":{"read-records":31,"write-records":30,"accumulated-busy-time":1000.0,"accumulated-idle-time":1}},
		{"id":"w","metrics":{"read-records":100,"write-records":9,"accumulated-busy-time":10.0}},
		{"id":"o","metrics":{"read-records":9,"write-records":0,"accumulated-busy-time":1.0}}],
		"plan":{"nodes":[{"id":"s1"},{"id":"s2"},{"id":"w","inputs":[{"id":"s1"},{"id":"s2"}]},{"id":"o","inputs":[{"id":"w"}]}]}}`,
	"/jobs/j/vertices/s1/subtasks/metrics":                                                `[{"id":"busyTimeMsPerSecond"},{"id":"Source__k.pendingRecords"}]`,
	"/jobs/j/vertices/s2/subtasks/metrics":                                                `[{"id":"Source__l.pendingRecords"}]`,
	"/jobs/j/vertices/s1/subtasks/metrics currentInputWatermark,Source__k.pendingRecords": `[{"id":"Source__k.pendingRecords","min":1.0,"sum":12.0}]`,
	"/jobs/j/vertices/s2/subtasks/metrics currentInputWatermark,Source__l.pendingRecords": `[{"id":"Source__l.pendingRecords","min":0.0,"sum":3.0}]`,
	"/jobs/j/vertices/w/subtasks/metrics currentInputWatermark":                           `[{"id":"currentInputWatermark","min":1.7E12,"sum":3.4E12}]`,
	"/jobs/j/vertices/o/subtasks/metrics currentInputWatermark":                           `[{"id":"currentInputWatermark","min":-9.223372036854776E18,"sum":0}]`,
	"/jobs/j/checkpoints": `{"counts":{"completed":5,"failed":2},"latest":{"completed":{"id":4,"latest_ack_timestamp":1700000000000,"external_path":"file:/c/chk-4"},
		"savepoint":{"latest_ack_timestamp":1700000000500}}}`,
	"/jobs/j/metrics numRestarts":               `[{"id":"numRestarts","value":"4"}]`,
	"/taskmanagers/metrics Status.JVM.CPU.Time": `[{"id":"Status.JVM.CPU.Time","min":1.0E9,"sum":3.0E9}]`,
	"/jobmanager/metrics Status.JVM.CPU.Time":   `[{"id":"Status.JVM.CPU.Time","value":"250000000"}]`,
}

func TestVitals_ofApacheFlink(t *testing.T) {
	t.Parallel()
	asked := map[string]int{}
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		path := r.URL.Path
		if get := r.URL.Query().Get("get"); get != "" {
			path += " " + get
		}
		asked[path]++
		body, ok := flinkVitals[path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		_, _ = w.Write([]byte(body))
	})
	for range 2 {
		v, err := client.Vitals(t.Context(), "j")
		require.NoError(t, err)
		require.WithinDuration(t, time.Now(), v.At, time.Minute)
		v.At = time.Time{}
		require.Equal(t, driver.Vitals{
			CPU: 3250 * time.Millisecond, Restarts: 4, RecordsIn: 101, RecordsOut: 9, Busy: 1011 * time.Millisecond,
			Idle: 501 * time.Millisecond, Backpressured: 20 * time.Millisecond, Pending: 15, Watermark: time.UnixMilli(1_700_000_000_000),
			CheckpointsCompleted: 5, CheckpointsFailed: 2, LastCheckpoint: time.UnixMilli(1_700_000_000_500),
			NewestCheckpoint: 4, NewestCheckpointURI: "file:/c/chk-4",
		}, v)
	}
	require.Equal(t, 1, asked["/jobs/j/vitals"], "it is asked once for what it does not have")
}

func TestVitals_ofTheEmbeddedEngine(t *testing.T) {
	t.Parallel()
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/jobs/j/vitals" {
			http.NotFound(w, r)
			return
		}
		_, _ = w.Write([]byte(`{"cpu":1,"restarts":2,"records-in":3,"records-out":4,"busy":5,"idle":6,"backpressured":7,"pending":-1,
			"watermark":0,"completed":8,"failed":9,"last-completed":1700000000000,"newest-checkpoint":7}`))
	})
	v, err := client.Vitals(t.Context(), "j")
	require.NoError(t, err)
	v.At = time.Time{}
	require.Equal(t, driver.Vitals{
		CPU: 1, Restarts: 2, RecordsIn: 3, RecordsOut: 4, Busy: 5, Idle: 6, Backpressured: 7, Pending: -1, CheckpointsCompleted: 8,
		CheckpointsFailed: 9, LastCheckpoint: time.UnixMilli(1_700_000_000_000), NewestCheckpoint: 7,
	}, v)
	_, err = client.Vitals(t.Context(), "another")
	require.ErrorIs(t, err, flinkrest.ErrNotFound)
}
