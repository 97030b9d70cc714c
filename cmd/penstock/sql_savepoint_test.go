package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// runSQL runs penstock sql.
func runSQL(t *testing.T, args ...string) (out, errOut string, err error) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	err = execute(t.Context(), "", &stdout, &stderr, append([]string{"sql"}, args...)...)
	return stdout.String(), stderr.String(), err
}

// writeScript writes a script to a folder of its own.
func writeScript(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "script.sql")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

// TestSQLRun_goes_on_from_a_savepoint reads new files and what was appended to those that the savepoint knows, whether the table is
// bounded or watched, and ends windows only at the end of a run without --savepoint.
func TestSQLRun_goes_on_from_a_savepoint(t *testing.T) {
	t.Parallel()
	for name, watched := range map[string]string{"bounded": "", "watched": ", 'source.monitor-interval' = '1 h'"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, states := t.TempDir(), filepath.Join(t.TempDir(), "states")
			script := func(options string) string {
				return writeScript(t, fmt.Sprintf(`CREATE TABLE clicks (who STRING, seen TIMESTAMP(3), WATERMARK FOR seen AS seen)
					WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'csv'%s);
				CREATE TABLE closed (w TIMESTAMP(3), n BIGINT) WITH ('connector' = 'print');
				INSERT INTO closed SELECT window_start, COUNT(*) FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(seen), INTERVAL '1' MINUTE))
				GROUP BY window_start, window_end;`, dir, options))
			}
			write := func(file, rows string) {
				f, err := os.OpenFile(filepath.Join(dir, file), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
				require.NoError(t, err)
				_, err = f.WriteString(rows)
				require.NoError(t, errors.Join(err, f.Close()))
			}
			write("a.csv", "x,2024-03-01 10:00:10\ny,2024-03-01 10:01:10\n")
			out, errOut, err := runSQL(t, "run", "--savepoint", states, script(watched))
			require.NoError(t, err, errOut)
			require.Equal(t, "+I[2024-03-01T10:00, 1]\n", out)
			require.Contains(t, errOut, "savepoint: "+states)

			write("a.csv", "z,2024-03-01 10:01:20\n")
			write("b.csv", "x,2024-03-01 10:02:20\n")
			out, errOut, err = runSQL(t, "run", "--restore", states, "--savepoint", states, "-p", "2", script(watched))
			require.NoError(t, err, errOut)
			require.Empty(t, out, "one subtask waits at 10:01:20")

			out, errOut, err = runSQL(t, "run", "--restore", states, script(""))
			require.NoError(t, err, errOut)
			require.Equal(t, "+I[2024-03-01T10:01, 2]\n+I[2024-03-01T10:02, 1]\n", out)
		})
	}
}

func TestSQLRun_refuses_a_folder_without_savepoints(t *testing.T) {
	t.Parallel()
	_, _, err := runSQL(t, "run", "--restore", t.TempDir(), writeScript(t, "SHOW TABLES;\nCREATE TABLE o (n INT) WITH ('connector' = 'print'); INSERT INTO o VALUES (1);"))
	require.ErrorContains(t, err, "there is no savepoint in")
}
