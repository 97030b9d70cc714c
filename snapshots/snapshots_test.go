package snapshots_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/snapshots"
)

func TestAutomaticName(t *testing.T) {
	t.Parallel()
	began := time.UnixMilli(1_772_366_400_123)
	require.Equal(t, "STOP-flights-1772366400123", snapshots.AutomaticName(lifecycle.OperationStop, "flights", began))
	require.Equal(t, "UPDATEAPPLICATION-flights-1772366400123",
		snapshots.AutomaticName(lifecycle.OperationUpdate, "flights", began))
	longest := snapshots.AutomaticName(lifecycle.OperationUpdate, strings.Repeat("a", 128), began)
	require.LessOrEqual(t, len(longest), 256)
}

func TestDirectory_IsAFileNameAndDistinct(t *testing.T) {
	t.Parallel()
	safe := regexp.MustCompile(`^[0-9a-f]{32}$`)
	require.Regexp(t, safe, snapshots.Directory(&lifecycle.Snapshot{Name: ".."}))
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.StringMatching(`[a-zA-Z0-9_.-]{1,256}`).Draw(t, "a")
		b := rapid.StringMatching(`[a-zA-Z0-9_.-]{1,256}`).Draw(t, "b")
		first, second := lifecycle.Snapshot{ID: 7, Name: a}, lifecycle.Snapshot{ID: 8, Name: a}
		other := lifecycle.Snapshot{ID: 7, Name: b}
		require.Regexp(t, safe, snapshots.Directory(&first))
		require.Regexp(t, safe, snapshots.FormerDirectory(&first))
		require.Equal(t, a == b, snapshots.Directory(&first) == snapshots.Directory(&other))
		require.Equal(t, a == b, snapshots.FormerDirectory(&first) == snapshots.FormerDirectory(&other))
		require.NotEqual(t, snapshots.Directory(&first), snapshots.Directory(&second), "a name that is used again")
		require.NotEqual(t, snapshots.Directory(&first), snapshots.FormerDirectory(&first))
		require.Regexp(t, safe, snapshots.TriggerID(a, b))
	})
}

func TestChoose(t *testing.T) {
	t.Parallel()
	snapshot := func(name, runtime string, status lifecycle.SnapshotStatus) *lifecycle.Snapshot {
		return &lifecycle.Snapshot{Name: name, Runtime: runtime, Status: status}
	}
	ready := snapshot("newest", "FLINK-1_20", lifecycle.SnapshotReady)
	for name, c := range map[string]struct {
		run           lifecycle.RunConfiguration
		runtime       string
		latest, named *lifecycle.Snapshot
		want          string
		problem       string
	}{
		"latest takes the newest":              {run: lifecycle.DefaultRunConfiguration(), latest: ready, want: "newest"},
		"latest starts empty without any":      {run: lifecycle.DefaultRunConfiguration()},
		"skip takes none":                      {run: lifecycle.RunConfiguration{RestoreType: lifecycle.RestoreSkip}, latest: ready},
		"skip does not look at compatibility":  {run: lifecycle.RunConfiguration{RestoreType: lifecycle.RestoreSkip}, runtime: "FLINK-1_15", latest: ready},
		"custom takes the named one":           {run: lifecycle.RunConfiguration{RestoreType: lifecycle.RestoreCustom, SnapshotName: "old"}, latest: ready, named: snapshot("old", "FLINK-1_20", lifecycle.SnapshotReady), want: "old"},
		"custom needs it to exist":             {run: lifecycle.RunConfiguration{RestoreType: lifecycle.RestoreCustom, SnapshotName: "old"}, latest: ready, problem: "does not exist"},
		"custom needs it to be ready":          {run: lifecycle.RunConfiguration{RestoreType: lifecycle.RestoreCustom, SnapshotName: "old"}, named: snapshot("old", "FLINK-1_20", lifecycle.SnapshotFailed), problem: "does not exist"},
		"an older runtime cannot read":         {run: lifecycle.DefaultRunConfiguration(), runtime: "FLINK-1_18", latest: ready, problem: "cannot be restored"},
		"another major version cannot read":    {run: lifecycle.DefaultRunConfiguration(), runtime: "FLINK-2_2", latest: ready, problem: "cannot be restored"},
		"a newer minor version can read older": {run: lifecycle.DefaultRunConfiguration(), runtime: "FLINK-1_20", latest: snapshot("older", "FLINK-1_18", lifecycle.SnapshotReady), want: "older"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			runtime := c.runtime
			if runtime == "" {
				runtime = "FLINK-1_20"
			}
			chosen, problem := snapshots.Choose(c.run, runtime, c.latest, c.named)
			if c.problem != "" {
				require.Nil(t, chosen)
				require.Contains(t, problem, c.problem)
				return
			}
			require.Empty(t, problem)
			if c.want == "" {
				require.Nil(t, chosen)
				return
			}
			require.Equal(t, c.want, chosen.Name)
		})
	}
}

func TestParseLocation(t *testing.T) {
	t.Parallel()
	data, err := snapshots.Location{URI: "file:///s/1"}.Encode()
	require.NoError(t, err)
	read, err := snapshots.ParseLocation(data)
	require.NoError(t, err)
	require.Equal(t, "file:///s/1", read.URI)
	for _, wrong := range []string{`{}`, `null`, `7`, ``} {
		_, err := snapshots.ParseLocation([]byte(wrong))
		require.Error(t, err, wrong)
	}
}
