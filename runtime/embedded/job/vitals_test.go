package job_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/connector/builtin"
	"github.com/penstock/penstock/runtime/embedded/job"
)

func TestJob_Vitals(t *testing.T) {
	t.Parallel()
	feed := newFeed(row{"a", 1, 5}, row{"a", 2, 25})
	p := launch(t, feed, tumbling, job.Options{
		Parallelism: 2, CheckpointDir: t.TempDir(), RestartDelay: time.Millisecond, CheckpointInterval: time.Hour,
	})
	p.await(t, job.Running)
	feed.awaitTaken(t, 2)
	await(t, "the first window", func() bool { return p.Vitals().RecordsOut == 1 })
	v := p.Vitals()
	require.Equal(t, int64(2), v.RecordsIn)
	require.Equal(t, int64(25), v.Watermark)
	require.Equal(t, int64(-1), v.Pending, "the source does not tell")
	require.Zero(t, v.Completed+v.Failed+v.Restarts)
	require.True(t, v.LastCompleted.IsZero())

	// Who waits for rows is idle, and seen to be so while it waits.
	await(t, "idle time", func() bool { return p.Vitals().Idle > v.Idle })

	before := time.Now()
	_, err := p.TriggerCheckpoint(t.Context())
	require.NoError(t, err)
	v = p.Vitals()
	require.Equal(t, 1, v.Completed)
	require.WithinRange(t, v.LastCompleted, before.Add(-time.Second), time.Now().Add(time.Second))

	feed.tell(func() { feed.failed = errors.New("the source is gone") })
	await(t, "the restart", func() bool { return p.Vitals().Restarts == 1 && p.Status().State == job.Running })
	require.Equal(t, int64(2), p.Vitals().RecordsIn, "counters count on")
	feed.tell(func() { feed.ended = true })
	require.NoError(t, p.ended())
	require.Equal(t, batch.NoWatermark, p.Vitals().Watermark, "event time has come to its end")
}

// jammed is a reader's pipe that nobody reads.
type jammed struct{ free chan struct{} }

func (j jammed) Write(p []byte) (int, error) {
	<-j.free
	return len(p), nil
}

// A sink that takes nothing is busy all the time, and those before it are backpressured once they have nowhere to put their rows.
func TestJob_VitalsOfAJam(t *testing.T) {
	t.Parallel()
	rows := make([]row, 20_000) // more than there is room for in the opening
	for i := range rows {
		rows[i] = row{"k", 1, int64(i)}
	}
	feed := newFeed(rows...)
	registry := builtin.Registry()
	registry["feed"] = feed
	out := jammed{make(chan struct{})}
	p := planOf(sumByKey(scanNode("feed", nil)), "print", map[string]string{"connector": "print"})
	j, err := job.New(p, job.Options{Registry: registry, Stdout: out, Parallelism: 2, BatchSize: 1})
	require.NoError(t, err)
	done := make(chan error, 1)
	go func() { done <- j.Run(t.Context()) }()
	await(t, "backpressure", func() bool {
		v := j.Vitals()
		return v.Backpressured > 10*time.Millisecond && v.Busy > 10*time.Millisecond
	})
	before := j.Vitals()
	require.Less(t, before.RecordsIn, int64(len(rows)))
	close(out.free)
	feed.tell(func() { feed.ended = true })
	require.NoError(t, <-done)
	require.Equal(t, int64(len(rows)), j.Vitals().RecordsIn)
}
