package store

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestClock(t *testing.T) {
	t.Parallel()
	noon := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	var passed time.Duration
	c := &clock{passed: func() time.Duration { return passed }}
	answer := func(told time.Time, after time.Duration) {
		asked := passed
		passed += after
		c.set(told, asked)
	}

	answer(noon, 2*time.Millisecond)
	require.Equal(t, noon.Add(time.Millisecond), c.now(), "the database told the time half way")
	passed += time.Minute
	require.Equal(t, noon.Add(time.Minute+time.Millisecond), c.now(), "it goes on by the time that has passed")

	now := c.now()
	answer(now.Add(-10*time.Millisecond), 0)
	require.Equal(t, now.Add(time.Microsecond), c.now(), "it nearly stands still rather than go back a little")
	require.Equal(t, now.Add(2*time.Microsecond), c.now(), "and what is later is told as later")
	passed += time.Second
	require.Equal(t, now.Add(990*time.Millisecond), c.now())

	answer(noon.Add(9*time.Hour), 700*time.Millisecond)
	require.True(t, c.now().Before(noon.Add(time.Hour)), "an answer that took long says little")
	for _, jump := range []time.Duration{6 * time.Hour, -6 * time.Hour} {
		told := c.now().Add(jump)
		answer(told, 0)
		require.Equal(t, told, c.now(), "all follow a database whose clock is set, and agree")
	}
}
