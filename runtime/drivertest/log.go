package drivertest

import (
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/logs"
	"github.com/penstock/penstock/runtime/driver"
)

// logLimit is a limit that ends batches early.
const logLimit = 2

// readOn reads to the end of the log, in small batches.
func (e *exercise) readOn(reader driver.LogReader, handle driver.Handle, from string) (events []logs.Event, next string) {
	e.Helper()
	for {
		batch, err := reader.Logs(e.ctx, handle, from, logLimit)
		require.NoError(e, err)
		require.Zero(e, batch.Missed)
		// Last words may follow the events that the limit is for.
		require.LessOrEqual(e, len(batch.Events), logLimit+1)
		require.False(e, batch.More && len(batch.Events) == 0, "more, but none")
		events, from = append(events, batch.Events...), batch.Next
		if !batch.More {
			return events, from
		}
	}
}

func readLog(e *exercise) {
	d := e.open()
	reader, ok := d.(driver.LogReader)
	if !ok {
		return // it has no logs
	}
	absent := driver.HandleFor(d.Name(), driver.NewClusterID(e.Name(), 9, 9))
	events, next := e.readOn(reader, absent, "")
	require.Empty(e, events)
	require.Empty(e, next)

	spec := e.spec(0)
	handle := e.prepare(d, spec)
	e.await(d, handle, driver.StateReady)
	before, position := []logs.Event{}, ""
	e.eventually("in vain waited for this: a cluster that is ready says so", func() bool {
		before, position = e.readOn(reader, handle, "")
		return len(before) > 0
	})
	e.startJob(d, handle, spec)
	var after []logs.Event
	e.eventually("in vain waited for this: a job that runs says so", func() bool {
		after, _ = e.readOn(reader, handle, position)
		return len(after) > 0
	})
	again := e.open().(driver.LogReader) //nolint:forcetypeassert // the same driver
	all, _ := e.readOn(again, handle, "")
	require.GreaterOrEqual(e, len(all), len(before)+len(after))
	require.Equal(e, append(before, after...), all[:len(before)+len(after)], "a driver made anew reads the same")
	for _, event := range all {
		require.NotEmpty(e, event.Message)
		require.False(e, event.Time.IsZero())
	}
}

func lastWords(e *exercise) {
	d := e.open()
	reader, ok := d.(driver.LogReader)
	if !ok {
		return
	}
	spec := e.spec(0)
	handle := e.prepare(d, spec)
	e.await(d, handle, driver.StateReady)
	e.startJob(d, handle, spec)
	e.Kill(e.T, d, handle)
	seen := e.await(d, handle, driver.StateExited)
	events, next := e.readOn(reader, handle, "")
	require.NotEmpty(e, events)
	last := events[len(events)-1]
	require.Equal(e, logs.Error, last.Level)
	require.Contains(e, last.Message, seen.Exit.Reason)
	events, again := e.readOn(reader, handle, next)
	require.Empty(e, events, "after the last words")
	require.Equal(e, next, again)
	e.destroy(d, handle)
	events, _ = e.readOn(reader, handle, next)
	require.Empty(e, events)
}

func end(e *exercise) {
	d := e.open()
	ender, ok := d.(driver.Ender)
	if !ok {
		return // its clusters leave nothing
	}
	require.NoError(e, ender.End(e.ctx, driver.HandleFor(d.Name(), driver.NewClusterID(e.Name(), 9, 9))))
	spec := e.spec(0)
	handle := e.prepare(d, spec)
	e.await(d, handle, driver.StateReady)
	e.startJob(d, handle, spec)
	require.NoError(e, ender.End(e.ctx, handle))
	require.NoError(e, ender.End(e.ctx, handle), "ending again")
	e.await(d, handle, driver.StateExited)
	if reader, ok := d.(driver.LogReader); ok {
		events, _ := e.readOn(reader, handle, "")
		require.NotEmpty(e, events)
		for _, event := range events {
			require.NotEqual(e, logs.Error, event.Level, "an end that was asked for is no failure: %s", event.Message)
		}
	}
	_, err := d.Prepare(e.ctx, spec)
	require.NoError(e, err)
	e.await(d, handle, driver.StateExited)
	e.destroy(d, handle)
	require.Empty(e, e.listed(d))
}
