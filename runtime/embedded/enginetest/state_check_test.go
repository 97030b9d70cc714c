package enginetest

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/compile"
	"github.com/penstock/penstock/runtime/embedded/connector/builtin"
	"github.com/penstock/penstock/runtime/embedded/job"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
)

// editedTables are what the scripts that are edited read and write.
const editedTables = `
CREATE TABLE src (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '@CASE@/src', 'format' = 'csv');
CREATE TABLE src2 (k STRING, v INT, ts TIMESTAMP(3)) WITH ('connector' = 'filesystem', 'path' = '@CASE@/src2', 'format' = 'csv');
CREATE TABLE two (k STRING, n BIGINT) WITH ('connector' = 'print');
CREATE TABLE three (k STRING, n BIGINT, x STRING) WITH ('connector' = 'print');
CREATE TABLE other (v INT) WITH ('connector' = 'blackhole');
`

// The statements that are edited.
const (
	editedCount  = "CREATE VIEW totals AS SELECT k, COUNT(*) AS n FROM src GROUP BY k; INSERT INTO two SELECT k, n FROM totals;"
	editedWindow = "INSERT INTO two SELECT k, COUNT(*) FROM TABLE(TUMBLE(TABLE src, DESCRIPTOR(ts), INTERVAL '1' HOUR)) GROUP BY k, window_start, window_end;"
	editedJoin   = "INSERT INTO two SELECT src.k, CAST(src.v + src2.v AS BIGINT) FROM src JOIN src2 ON src.k = src2.k;"
)

// TestStateCheck_TellsWhatHappens: what CompareState tells of a changed script is what becomes of its state when it is really restored.
func TestStateCheck_TellsWhatHappens(t *testing.T) {
	t.Parallel()
	type fates = map[job.StateFate]int
	const kept, fresh, lost = job.StateKept, job.StateNew, job.StateLost
	for name, c := range map[string]struct {
		before, after string
		want          fates
		// prints is what the first new row of the key a makes of its state.
		prints string
	}{
		"nothing": {editedCount, editedCount, fates{kept: 1}, "+U[a, 3]"},
		"another statement": {
			editedCount, "CREATE VIEW totals AS SELECT k, COUNT(*) AS n FROM src GROUP BY k; EXECUTE STATEMENT SET BEGIN " +
				"INSERT INTO other SELECT DISTINCT v FROM src2; INSERT INTO two SELECT k, n FROM totals; END;",
			fates{kept: 1, fresh: 1}, "+U[a, 3]",
		},
		"a view by another name": {editedCount, strings.ReplaceAll(editedCount, "totals", "sums"), fates{kept: 1}, "+U[a, 3]"},
		"an alias":               {editedCount, strings.NewReplacer("AS n", "AS c", "k, n", "k, c").Replace(editedCount), fates{kept: 1}, "+U[a, 3]"},
		"a column more in the end": {
			editedCount, strings.Replace(editedCount, "INTO two SELECT k, n", "INTO three SELECT k, n, UPPER(k)", 1), fates{kept: 1}, "+U[a, 3, A]",
		},
		"a filter above": {editedCount, strings.Replace(editedCount, "FROM totals", "FROM totals WHERE n > 0", 1), fates{kept: 1}, "+U[a, 3]"},
		"a filter below": {editedCount, strings.Replace(editedCount, "FROM src", "FROM src WHERE v >= 0", 1), fates{fresh: 1, lost: 1}, "+I[a, 1]"},
		"another aggregate": {
			editedCount, strings.Replace(editedCount, "COUNT(*)", "CAST(SUM(v) AS BIGINT)", 1), fates{fresh: 1, lost: 1}, "+I[a, 10]",
		},
		"another key": {editedCount, strings.Replace(editedCount, "GROUP BY k", "GROUP BY k, v", 1), fates{fresh: 1, lost: 1}, "+I[a, 1]"},
		"a time to live": {
			editedCount, "SET 'table.exec.state.ttl' = '1 d';" + editedCount, fates{fresh: 1, lost: 1}, "+I[a, 1]",
		},
		"a longer time to live": {
			"SET 'table.exec.state.ttl' = '1 d';" + editedCount, "SET 'table.exec.state.ttl' = '2 d';" + editedCount, fates{fresh: 1, lost: 1},
			"+I[a, 1]",
		},
		"a branch more": {
			editedCount, strings.Replace(editedCount, "FROM src GROUP", "FROM (SELECT k FROM src UNION ALL SELECT k FROM src2) GROUP", 1),
			fates{fresh: 1, lost: 1}, "+I[a, 1]",
		},
		"the same window":  {editedWindow, editedWindow, fates{kept: 1}, "+I[a, 3]"},
		"a larger window":  {editedWindow, strings.Replace(editedWindow, "'1' HOUR", "'2' HOUR", 1), fates{fresh: 1, lost: 1}, "+I[a, 1]"},
		"the same join":    {editedJoin, editedJoin, fates{kept: 1}, "+I[a, 11]"},
		"the other way":    {editedJoin, strings.Replace(editedJoin, "src JOIN src2 ON src.k = src2.k", "src2 JOIN src ON src2.k = src.k", 1), fates{fresh: 1, lost: 1}, ""},
		"an outer join":    {editedJoin, strings.Replace(editedJoin, "src JOIN", "src LEFT JOIN", 1), fates{fresh: 1, lost: 1}, "+I[a, null]"},
		"a changed column": {editedJoin, strings.Replace(editedJoin, "src.v + src2.v", "src.v * src2.v", 1), fates{kept: 1}, "+I[a, 10]"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			for file, rows := range map[string]string{
				"src/1": "a,1,2024-01-01 00:00:01\na,2,2024-01-01 00:00:02\n", "src2/1": "a,1,2024-01-01 00:00:01\n",
			} {
				require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, file)), 0o755))
				require.NoError(t, os.WriteFile(filepath.Join(dir, file), []byte(rows), 0o600))
			}
			options := job.Options{Name: "edited", Registry: builtin.Registry(), NoRestart: true, SavepointAtEnd: filepath.Join(dir, "states")}
			before := editedJob(t, dir, c.before)
			j, err := job.New(before, options)
			require.NoError(t, err)
			require.NoError(t, j.Run(t.Context()))

			require.NoError(t, os.WriteFile(filepath.Join(dir, "src/2"), []byte("a,10,2024-01-01 00:00:03\n"), 0o600))
			after := editedJob(t, dir, c.after)
			options.RestorePath, options.SavepointAtEnd, options.ReadAppended = j.Checkpoints().LatestSavepoint.Path, "", true
			told, err := job.CompareState(t.Context(), after, options)
			require.NoError(t, err)
			found := fates{}
			for _, o := range told {
				if !strings.HasPrefix(o.Description, "TableSourceScan") && !strings.HasPrefix(o.Description, "WatermarkAssigner") {
					found[o.Fate]++
				}
			}
			require.Equal(t, c.want, found, told)

			var out bytes.Buffer
			options.Stdout = &out
			if c.want[lost] > 0 {
				_, err := job.New(after, options)
				require.ErrorIs(t, err, checkpoint.ErrNotRestored)
				options.AllowNonRestoredState = true
			}
			j, err = job.New(after, options)
			require.NoError(t, err)
			require.NoError(t, j.Run(t.Context()))
			require.Contains(t, out.String(), c.prints)
		})
	}
}

func editedJob(t *testing.T, dir, statements string) *plan.Plan {
	t.Helper()
	text := strings.ReplaceAll(editedTables+statements, "@CASE@", dir)
	p, err := compile.Compile([]script.File{{Name: "script.sql", Text: text}}, nil)
	require.NoError(t, err)
	return p
}
