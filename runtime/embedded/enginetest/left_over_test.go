package enginetest

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestKilledProcess_LeavesNothingForLong kills a process that has state on disk. The next one removes it, in a folder of the job's own as well
// as among temporary files.
func TestKilledProcess_LeavesNothingForLong(t *testing.T) {
	t.Parallel()
	for name, own := range map[string]bool{"own folder": true, "temporary": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			stored := filepath.Join(folder, "penstock-state-*", "0", "*")
			run := limitedRun{Limit: 1 << 30, StateMemory: 1}
			if own {
				run.StateDir = filepath.Join(folder, "state")
				stored = filepath.Join(folder, "state", "0", "*")
			}
			run.Script = `
				CREATE TABLE a (k BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '1000');
				CREATE TABLE results (k BIGINT, n BIGINT) WITH ('connector' = 'blackhole');
				INSERT INTO results SELECT k, COUNT(*) FROM a GROUP BY k;`
			files := func() []string {
				found, err := filepath.Glob(stored)
				require.NoError(t, err)
				return found
			}
			killed := run.command(t, folder)
			require.NoError(t, killed.Start())
			require.Eventually(t, func() bool { return len(files()) > 0 }, deadline, 10*time.Millisecond, "state on disk")
			require.NoError(t, killed.Process.Kill())
			require.Error(t, killed.Wait())
			left := files()
			require.NotEmpty(t, left)

			run.Script = `
				CREATE TABLE a (k BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '1000', 'number-of-rows' = '2000');
				CREATE TABLE results (k BIGINT, n BIGINT) WITH ('connector' = 'blackhole');
				INSERT INTO results SELECT k, COUNT(*) FROM a GROUP BY k;`
			out, err := run.command(t, folder).CombinedOutput()
			require.NoError(t, err, "%s", out)
			require.Contains(t, string(out), `"Spilled":true`)
			require.Empty(t, files())
			for _, file := range left {
				_, err := os.Stat(file)
				require.ErrorIs(t, err, os.ErrNotExist)
			}
		})
	}
}
