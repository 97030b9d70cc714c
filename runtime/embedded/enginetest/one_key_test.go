package enginetest

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
)

// oneKeyScript has tables of rows that are kept under one key, which is g; there is none for partner. Those of wide have 100 kB.
const oneKeyScript = `
SET 'parallelism.default' = '%d';
CREATE TABLE a (k BIGINT, v STRING, g AS k / 1000000000, ts AS TO_TIMESTAMP_LTZ(k * 1000, 3), WATERMARK FOR ts AS ts - INTERVAL '99' DAY) WITH (
	'connector' = 'datagen', 'rows-per-second' = '100000000', 'fields.k.kind' = 'sequence', 'fields.k.start' = '1', 'fields.k.end' = '3000000',
	'fields.v.length' = '300');
CREATE TABLE wide WITH ('fields.k.end' = '3000', 'fields.v.length' = '100000') LIKE a;
CREATE TABLE partner (g BIGINT) WITH ('connector' = 'datagen', 'fields.g.min' = '5', 'fields.g.max' = '5', 'number-of-rows' = '1');
CREATE TABLE results (%s) WITH ('connector' = 'print');
INSERT INTO results %s;`

// TestMemory_OneKey: what belongs to one key and has no room in memory fails the job, which is restarted from its checkpoint, and says so. The
// process stays within what it may take.
func TestMemory_OneKey(t *testing.T) {
	skipRaceDetector(t)
	t.Parallel()
	for _, c := range []struct {
		name, columns, query string
		parallelism          int
	}{
		{"join", "g BIGINT, n INT", "SELECT a.g, CHAR_LENGTH(v) FROM a JOIN partner ON a.g = partner.g", 1},
		{"outer join of wide rows", "n BIGINT, s BIGINT", "SELECT COUNT(*), SUM(CHAR_LENGTH(v)) FROM wide AS a LEFT JOIN partner ON a.g = partner.g", 2},
		{"LISTAGG", "g BIGINT, n INT", "SELECT g, CHAR_LENGTH(LISTAGG(v)) FROM wide GROUP BY g", 1},
		{"DISTINCT", "g BIGINT, n BIGINT", "SELECT g, COUNT(DISTINCT v) FROM wide GROUP BY g", 4},
		{"DISTINCT of numbers", "g BIGINT, n BIGINT", "SELECT g, COUNT(DISTINCT k) FROM a GROUP BY g", 1},
		{"window", "g BIGINT, n INT", `SELECT g, CHAR_LENGTH(LISTAGG(v)) FROM TABLE(TUMBLE(TABLE a, DESCRIPTOR(ts), INTERVAL '10000' DAY(5)))
			GROUP BY g, window_start, window_end`, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := runLimited(t, limitedRun{
				Script: fmt.Sprintf(oneKeyScript, c.parallelism, c.columns, c.query), Limit: limitedMemory, StateDir: t.TempDir() + "/state",
				Checkpoints: t.TempDir(), Restarts: 2,
			})
			t.Logf("%d MB", got.Peak>>20)
			require.Contains(t, got.Error, "memory is full")
			require.Contains(t, got.Error, "the largest key has")
			require.LessOrEqual(t, got.Peak, int64(limitedMemory))
		})
	}
}
