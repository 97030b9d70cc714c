package maintenance_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/lifecycle/maintenance"
)

func at(day, hour, minute int) time.Time {
	return time.Date(2026, 3, day, hour, minute, 0, 0, time.UTC)
}

func TestWindow_Next(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		start       string
		now, expect time.Time
	}{
		"before it":                  {"06:00", at(1, 5, 59), at(1, 6, 0)},
		"at its beginning":           {"06:00", at(1, 6, 0), at(1, 6, 0)},
		"in it":                      {"06:00", at(1, 13, 59), at(1, 6, 0)},
		"at its end: the next day's": {"06:00", at(1, 14, 0), at(2, 6, 0)},
		"past midnight: yesterday's": {"22:00", at(2, 5, 59), at(1, 22, 0)},
		"after one past midnight":    {"22:00", at(2, 6, 0), at(2, 22, 0)},
		"in another zone":            {"06:00", at(1, 13, 0).In(time.FixedZone("", -10*3600)), at(1, 6, 0)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, err := maintenance.WindowOf(7, c.start)
			require.NoError(t, err)
			began, turn := w.Next(c.now)
			require.Equal(t, c.expect, began)
			require.False(t, turn.Before(began))
		})
	}
	_, err := maintenance.WindowOf(7, "25:00")
	require.Error(t, err)
}

// TestWindow_Properties: never open outside of the window, and open in each window, at the same time each day.
func TestWindow_Properties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		hour, minute := rapid.IntRange(0, 23).Draw(t, "hour"), rapid.IntRange(0, 59).Draw(t, "minute")
		start := at(1, hour, minute)
		w, err := maintenance.WindowOf(rapid.Int64Min(1).Draw(t, "application"), start.Format("15:04"))
		require.NoError(t, err)
		now := at(2, 0, 0).Add(time.Duration(rapid.Int64Range(0, int64(72*time.Hour)).Draw(t, "now")))
		began, open := w.Open(now)
		sinceBeginning := now.Sub(start) % (24 * time.Hour)
		if open {
			require.Less(t, sinceBeginning, maintenance.Length)
			require.Equal(t, now.Add(-sinceBeginning), began)
		}
		_, turn := w.Next(now)
		_, open = w.Open(turn)
		require.True(t, open)
		_, open = w.Open(turn.Add(-time.Nanosecond))
		require.False(t, open)
		_, next := w.Next(turn.Add(maintenance.Length))
		require.Equal(t, turn.AddDate(0, 0, 1), next)
	})
}

// A fleet with one window is spread over it.
func TestWindowOf_SpreadsAFleet(t *testing.T) {
	t.Parallel()
	hours := map[int]int{}
	for id := range int64(1000) {
		w, err := maintenance.WindowOf(id+1, "06:00")
		require.NoError(t, err)
		began, turn := w.Next(at(1, 0, 0))
		hours[int(turn.Sub(began)/time.Hour)]++
	}
	for hour := range 7 {
		require.InDelta(t, 1000/7, hours[hour], 60, "hour %d", hour)
	}
	require.Zero(t, hours[7], "the last hour is for those that had to wait")
}
