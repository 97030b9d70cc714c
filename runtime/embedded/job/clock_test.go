package job_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/compile"
	"github.com/penstock/penstock/runtime/embedded/connector/builtin"
	"github.com/penstock/penstock/runtime/embedded/job"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
)

// firstLine calls done at the first line that is written to it.
type firstLine struct {
	mu   sync.Mutex
	text strings.Builder
	done context.CancelFunc
}

func (w *firstLine) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done()
	return w.text.Write(p)
}

// TestJob_closes_windows_by_the_clock has a row come and then nothing for ever: only the clock can close its window.
func TestJob_closes_windows_by_the_clock(t *testing.T) {
	t.Parallel()
	for name, query := range map[string]string{
		"tumble":  "SELECT COUNT(*) FROM TABLE(TUMBLE(TABLE n, DESCRIPTOR(pt), INTERVAL '1' SECOND)) GROUP BY g, window_start, window_end",
		"session": "SELECT COUNT(*) FROM n GROUP BY g, SESSION(pt, INTERVAL '1' SECOND)",
		"chained": "SELECT COUNT(*) FROM TABLE(TUMBLE(TABLE n, DESCRIPTOR(pt), INTERVAL '1' SECOND)) GROUP BY window_start, window_end",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, err := compile.Compile([]script.File{{Name: "script.sql", Text: `
				CREATE TABLE n (g BOOLEAN, pt AS PROCTIME()) WITH ('connector' = 'filesystem', 'path' = '` + oneRow(t) + `',
					'format' = 'csv', 'source.monitor-interval' = '1 h');
				CREATE TABLE closed (c BIGINT) WITH ('connector' = 'print');
				INSERT INTO closed ` + query + `;`}}, nil)
			require.NoError(t, err)
			ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
			defer cancel()
			out := &firstLine{done: cancel}
			j, err := job.New(p, job.Options{Parallelism: 1, NoRestart: true, Stdout: out, Stderr: out, Registry: builtin.Registry()})
			require.NoError(t, err)
			require.ErrorIs(t, j.Run(ctx), context.Canceled)
			require.Equal(t, "+I[1]\n", out.text.String())
		})
	}
}

// oneRow is a file with a row.
func oneRow(t *testing.T) string {
	path := filepath.Join(t.TempDir(), "rows.csv")
	require.NoError(t, os.WriteFile(path, []byte("true\n"), 0o600))
	return path
}
