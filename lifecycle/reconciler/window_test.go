package reconciler

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/runtime/driver"
)

func TestWindow(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	told := lifecycle.Health{State: lifecycle.HealthBehind}
	first := &target{applicationID: 1, jobID: "a", health: told, checkpointInterval: time.Minute}
	var all windows
	w := all.of(first, start)
	w.follow(first)
	require.Equal(t, told, w.told)
	require.Equal(t, time.Minute, w.facts.CheckpointInterval)
	at := func(minutes int, restarts int64) {
		w.add(driver.Vitals{At: start.Add(time.Duration(minutes) * time.Minute), Restarts: restarts}, 5*time.Minute)
	}
	for m := range 20 {
		at(m, 0)
	}
	require.Equal(t, start, w.facts.Begun)
	require.Len(t, w.facts.Readings, 6, "those of the span, beginning with the one before it")
	require.False(t, w.restarted())
	at(20, 1)
	require.Equal(t, start.Add(20*time.Minute), w.facts.Begun, "it runs since its restart")
	require.False(t, w.restarted(), "once is no loop")
	at(21, 2)
	require.True(t, w.restarted())

	// The same job is watched again: what was read of it is kept, what was told is read anew.
	w.told = lifecycle.Health{State: lifecycle.HealthStalled}
	w.follow(first)
	require.Equal(t, lifecycle.HealthStalled, w.told.State)
	again := *first
	require.Same(t, w, all.of(&again, start.Add(time.Minute)))
	w.follow(&again)
	require.Equal(t, told, w.told)
	require.NotEmpty(t, w.facts.Readings)

	another := &target{applicationID: 1, jobID: "b"}
	w.follow(another)
	require.Empty(t, w.facts.Readings)
	require.True(t, w.facts.Begun.IsZero())

	all.sweep(start.Add(time.Minute))
	require.Same(t, w, all.of(another, start))
	all.sweep(start.Add(time.Minute))
	require.NotSame(t, w, all.of(another, start))
}
