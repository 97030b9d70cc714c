package enginetest

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestMemory_Lengths: records without an end, and texts that are made of short ones, fail the job before they take more memory than there is,
// or are made a few rows at a time.
func TestMemory_Lengths(t *testing.T) {
	skipRaceDetector(t)
	t.Parallel()
	file := filepath.Join(t.TempDir(), "lines.csv")
	require.NoError(t, os.WriteFile(file, append([]byte("1,x\n2,\""), bytes.Repeat([]byte("y"), 100<<20)...), 0o600))
	for name, c := range map[string]struct {
		query, err string
		rows       int64
	}{
		"quote that nobody closes": {"SELECT CHAR_LENGTH(v) FROM lines", "line 2 is longer than", 0},
		"repeated rows":            {"SELECT CHAR_LENGTH(REPEAT(v, 1000)) FROM a WHERE k <= 3000", "", 3000},
		"one long text":            {"SELECT CHAR_LENGTH(REPEAT(v, 1000000)) FROM a WHERE k <= 3000", "bytes is too long", 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := runLimited(t, limitedRun{
				Script: fmt.Sprintf("CREATE TABLE lines (k BIGINT, v STRING) WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'csv');", file) +
					limitedScript("n INT", c.query),
				Limit: limitedMemory, StateDir: t.TempDir() + "/state",
			})
			t.Logf("%d MB", got.Peak>>20)
			require.LessOrEqual(t, got.Peak, int64(limitedMemory))
			if c.err == "" {
				require.Empty(t, got.Error)
				require.Equal(t, c.rows, got.Rows)
				return
			}
			require.Contains(t, got.Error, c.err)
		})
	}
}
