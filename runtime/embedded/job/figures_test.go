package job_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/job"
)

// summed is a figure of all subtasks of a vertex.
func summed(v job.Vertex, of func(job.Subtask) int64) (n int64) {
	for _, s := range v.Subtasks {
		n += of(s)
	}
	return n
}

// Each operator tells what it was given and gave, and how much of the newest checkpoint is its state.
func TestJob_figuresOfOperators(t *testing.T) {
	t.Parallel()
	feed := newFeed(row{"a", 1, 5}, row{"a", 2, 6}, row{"b", 4, 17}, row{"c", 3, 18})
	p := launch(t, feed, tumbling, job.Options{Parallelism: 2, CheckpointDir: t.TempDir()})
	p.await(t, job.Running)
	feed.awaitTaken(t, 4)
	id, err := p.TriggerCheckpoint(t.Context()) // whose barrier comes behind the rows
	require.NoError(t, err)

	vertices := p.Vertices()
	require.Len(t, vertices, 2)
	source, windows := vertices[0], vertices[1]
	require.Equal(t, "Source: in[1]", source.Operators[0].Name)
	require.Regexp(t, `^Source: in\[1\]( -> \w+\[\d+\])*$`, source.Name)
	require.Regexp(t, `^WindowAggregate\[\d+\] -> .*Sink: out\[\d+\]$`, windows.Name)
	require.EqualValues(t, 4, summed(source, func(s job.Subtask) int64 { return s.Operators[0].RecordsOut }))
	require.EqualValues(t, 4, summed(windows, func(s job.Subtask) int64 { return s.Operators[0].RecordsIn }))
	last := len(windows.Operators) - 1
	require.EqualValues(t, 1, summed(windows, func(s job.Subtask) int64 { return s.Operators[0].RecordsOut }), "one window has fired")
	require.EqualValues(t, 1, summed(windows, func(s job.Subtask) int64 { return s.Operators[last].RecordsIn }))
	require.EqualValues(t, 1, summed(windows, func(s job.Subtask) int64 { return s.Operators[last].RecordsOut }), "a sink writes what it is given")
	bytes := summed(source, func(s job.Subtask) int64 { return s.WriteBytes })
	require.Positive(t, bytes)
	require.Equal(t, bytes, summed(windows, func(s job.Subtask) int64 { return s.ReadBytes }), "what was sent has arrived")
	require.Positive(t, summed(windows, func(s job.Subtask) int64 { return s.Operators[0].StateSize }))
	require.Zero(t, summed(windows, func(s job.Subtask) int64 { return s.Operators[last].StateSize }))
	for _, s := range windows.Subtasks {
		require.Equal(t, s.Watermark, s.Operators[0].InputWatermark)
		require.Equal(t, s.Watermark, s.Operators[last].InputWatermark, "it has passed all of the chain")
		require.False(t, s.Entered["RUNNING"].Before(s.Entered["INITIALIZING"]))
	}

	taken := p.Checkpoints().LatestCompleted
	require.Equal(t, id, taken.ID)
	require.Len(t, taken.Acknowledgements, 4)
	written, size := int64(0), int64(0)
	for _, a := range taken.Acknowledgements {
		require.Contains(t, []string{source.ID, windows.ID}, a.Vertex)
		require.False(t, a.At.Before(taken.Triggered))
		written, size = written+a.Written, size+a.StateSize
	}
	require.Equal(t, taken.Written, written)
	require.Equal(t, written, size, "the first checkpoint is written whole")

	_, err = p.TriggerCheckpoint(t.Context())
	require.NoError(t, err)
	taken = p.Checkpoints().LatestCompleted
	of := func(value func(checkpoint.Acknowledgement) int64) (n int64) {
		for _, a := range taken.Acknowledgements {
			n += value(a)
		}
		return n
	}
	require.Greater(t, of(func(a checkpoint.Acknowledgement) int64 { return a.StateSize }),
		of(func(a checkpoint.Acknowledgement) int64 { return a.Written }), "the second one refers to the first")
	feed.tell(func() { feed.ended = true })
	require.NoError(t, p.ended())
}
