package enginetest

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const (
	// limitedMemory is what the processes of these tests may take, of which the program itself wants half. stateRows is how many rows
	// of 300 characters they keep.
	limitedMemory = 128 << 20
	stateRows     = 250_000
	// longRows is how many rows of a megabyte there are.
	longRows = 150
)

// limitedTables are tables of rows that are all kept; b has half as many, and longs some that are long.
const limitedTables = `
CREATE TABLE a (k BIGINT, v STRING) WITH ('connector' = 'datagen', 'rows-per-second' = '100000000',
	'fields.k.kind' = 'sequence', 'fields.k.start' = '1', 'fields.k.end' = '250000', 'fields.v.length' = '300');
CREATE TABLE b WITH ('fields.k.end' = '125000') LIKE a;
CREATE TABLE longs WITH ('fields.k.end' = '150', 'fields.v.length' = '1000000') LIKE a;
`

// limitedScript completes a query to a script.
func limitedScript(columns, query string) string {
	return limitedTables + "CREATE TABLE results (" + columns + ") WITH ('connector' = 'print');\nINSERT INTO results " + query + ";"
}

const groupColumns, groupQuery = "k BIGINT, n BIGINT, v STRING", "SELECT k, COUNT(*), LAST_VALUE(v) FROM a GROUP BY k"

// TestMemory_StaysBelowTheLimit runs operators that have more state than memory in processes of their own, and looks at how much memory those
// ever had.
func TestMemory_StaysBelowTheLimit(t *testing.T) {
	skipRaceDetector(t)
	t.Parallel()
	for _, c := range []struct {
		name, columns, query string
		rows                 int64
	}{
		{"group", groupColumns, groupQuery, stateRows},
		{"long rows", groupColumns, strings.Replace(groupQuery, "FROM a", "FROM longs", 1), longRows},
		{"long keys", "n INT", "SELECT CHAR_LENGTH(v) FROM (SELECT DISTINCT v FROM longs)", longRows},
		{"join", "k BIGINT, n INT", "SELECT a.k, CHAR_LENGTH(a.v || b.v) FROM a JOIN b ON a.k = b.k", stateRows / 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := runLimited(t, limitedRun{Script: limitedScript(c.columns, c.query), Limit: limitedMemory, StateDir: t.TempDir() + "/state"})
			t.Logf("%d MB", got.Peak>>20)
			require.Empty(t, got.Error)
			require.Equal(t, c.rows, got.Rows)
			require.True(t, got.Spilled, "so little state tells nothing")
			require.LessOrEqual(t, got.Peak, int64(limitedMemory))
		})
	}
}

// TestMemory_DiskFull: what has no room in memory and none on disk fails the job, which is restarted, and says so; the process lives.
func TestMemory_DiskFull(t *testing.T) {
	skipRaceDetector(t)
	t.Parallel()
	state := filepath.Join(t.TempDir(), "state")
	got := runLimited(t, limitedRun{
		Script: limitedScript(groupColumns, groupQuery), Limit: limitedMemory, StateDir: state, FileSize: 1 << 20, Restarts: 2,
	})
	t.Logf("%d MB, %s", got.Peak>>20, got.Error)
	require.Contains(t, got.Error, "state that has no room in memory has none on disk either")
	require.True(t, got.Spilled)
	require.LessOrEqual(t, got.Peak, int64(limitedMemory))
	left, err := filepath.Glob(filepath.Join(state, "*"))
	require.NoError(t, err)
	require.Empty(t, left)
}

// skipRaceDetector leaves out what measures memory with the race detector, which takes several times as much.
func skipRaceDetector(t *testing.T) {
	t.Helper()
	if raceDetector {
		t.Skip("the race detector takes memory of its own")
	}
}
