package snapshots_test

import (
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/snapshots"
)

var now = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// aged are snapshots of the ages given in days, oldest first; a letter says what they are: r ready, m ready and made by hand,
// f failed, c creating, d deleting.
func aged(kinds string) []lifecycle.Snapshot {
	out := make([]lifecycle.Snapshot, len(kinds))
	for i, kind := range kinds {
		days := len(kinds) - i
		out[i] = lifecycle.Snapshot{
			Name: strconv.Itoa(days), Automatic: kind != 'm', CreateTime: now.Add(-time.Duration(days) * 24 * time.Hour),
			Status: map[rune]lifecycle.SnapshotStatus{
				'r': lifecycle.SnapshotReady, 'm': lifecycle.SnapshotReady, 'f': lifecycle.SnapshotFailed, 'c': lifecycle.SnapshotCreating,
				'd': lifecycle.SnapshotDeleting,
			}[kind],
		}
	}
	return out
}

func TestRetention_Expired(t *testing.T) {
	t.Parallel()
	day := 24 * time.Hour
	for name, c := range map[string]struct {
		retention snapshots.Retention
		// kinds are the snapshots, one for each day, oldest first; want the ages in days of those that go.
		kinds string
		want  []string
	}{
		"nothing is removed without limits":           {kinds: "rrrff"},
		"the newest stay":                             {retention: snapshots.Retention{Count: 2}, kinds: "rrrr", want: []string{"3", "4"}},
		"the count itself is allowed":                 {retention: snapshots.Retention{Count: 4}, kinds: "rrrr"},
		"old ones go":                                 {retention: snapshots.Retention{Age: 2 * day}, kinds: "rrrr", want: []string{"3", "4"}},
		"the last one stays however old":              {retention: snapshots.Retention{Age: time.Hour}, kinds: "rrff", want: []string{"1", "2", "4"}},
		"what failed does not count":                  {retention: snapshots.Retention{Count: 2}, kinds: "rrffrf", want: []string{"6"}},
		"what failed goes with those of its age":      {retention: snapshots.Retention{Count: 1}, kinds: "frr", want: []string{"2", "3"}},
		"what is being made or removed is left alone": {retention: snapshots.Retention{Count: 1}, kinds: "dcr"},
		"either limit is enough":                      {retention: snapshots.Retention{Count: 3, Age: 1 * day}, kinds: "rrrr", want: []string{"2", "3", "4"}},
		"those made by hand are spared":               {retention: snapshots.Retention{Count: 1, SpareManual: true}, kinds: "mrmrm", want: []string{"4"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var names []string
			for _, e := range c.retention.Expired(aged(c.kinds), now) {
				names = append(names, e.Snapshot.Name)
				require.NotEmpty(t, e.Reason)
			}
			require.Equal(t, c.want, names)
		})
	}
}

// Whatever is removed, the newest READY snapshot is not, and what is left needs nothing more removed.
func TestRetention_ExpiredAtMostOnceAndNeverTheNewest(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		all := aged(rapid.StringMatching(`[rmfcd]{0,20}`).Draw(t, "snapshots"))
		r := snapshots.Retention{
			Count: rapid.IntRange(0, 5).Draw(t, "count"), Age: time.Duration(rapid.IntRange(0, 20).Draw(t, "days")) * 24 * time.Hour,
			SpareManual: rapid.Bool().Draw(t, "spare"),
		}
		gone := map[string]bool{}
		for _, e := range r.Expired(all, now) {
			require.False(t, gone[e.Snapshot.Name])
			require.False(t, r.SpareManual && !e.Snapshot.Automatic)
			gone[e.Snapshot.Name] = true
		}
		var left []lifecycle.Snapshot
		newest := ""
		for _, s := range all {
			if s.Status == lifecycle.SnapshotReady {
				newest = s.Name
			}
			if !gone[s.Name] {
				left = append(left, s)
			}
		}
		require.False(t, gone[newest])
		require.Empty(t, r.Expired(left, now))
		require.Equal(t, r.KeepsAll(), r.Count == 0 && r.Age == 0)
	})
}
