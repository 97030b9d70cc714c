package flightdelays

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestReplay_WritesEveryFlightOnceAcrossRestarts(t *testing.T) {
	t.Parallel()
	all, err := flights()
	require.NoError(t, err)
	folder := filepath.Join(t.TempDir(), "flights")

	seen := 0
	lastTime := ""
	for file := 0; seen < len(all)+200; file++ {
		// A new Replay for every file: each stands for a restart.
		r, err := NewReplay(folder, 24*time.Hour)
		require.NoError(t, err)
		require.Equal(t, file, r.at.File)
		require.NoError(t, r.WriteNext())
		for _, f := range readFlights(t, r.file(file)) {
			want := all[seen%len(all)]
			require.Equal(t, want.ID+int64(seen/len(all))*all[len(all)-1].ID, f.ID, "in order, none twice, none left out")
			require.Equal(t, want.DepDelay, f.DepDelay)
			seen++
			require.GreaterOrEqual(t, f.SchedDep, lastTime)
			lastTime = f.SchedDep
		}
	}
	require.Greater(t, lastTime, "2013-01-29", "the second lap goes on after the first")
}

func TestReplay_RefusesAPositionThatIsNone(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(folder, ".position.json"), []byte(`{"next":-1}`), 0o600))
	_, err := NewReplay(folder, time.Hour)
	require.ErrorContains(t, err, "does not hold a position")
}

func TestReplay_RemovesFilesLongRead(t *testing.T) {
	t.Parallel()
	r, err := NewReplay(t.TempDir(), time.Minute)
	require.NoError(t, err)
	for range keptFiles + 5 {
		require.NoError(t, r.WriteNext())
	}
	files, err := filepath.Glob(filepath.Join(r.folder, "flights-*.jsonl"))
	require.NoError(t, err)
	require.Equal(t, keptFiles, len(files))
}

func readFlights(t *testing.T, path string) []flight {
	t.Helper()
	in, err := os.Open(path)
	require.NoError(t, err)
	defer in.Close()
	var out []flight
	for lines := bufio.NewScanner(in); lines.Scan(); {
		var f flight
		require.NoError(t, json.Unmarshal(lines.Bytes(), &f))
		out = append(out, f)
	}
	return out
}
