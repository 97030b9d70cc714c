package trial_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/maven"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
	"github.com/penstock/penstock/runtime/embedded/sqltest"
	"github.com/penstock/penstock/runtime/flink/distribution"
	"github.com/penstock/penstock/runtime/flink/flinktest"
	"github.com/penstock/penstock/runtime/flink/trial"
)

// casesVariable names a folder of SQL cases that are all run, in place of the sample; `make nightly` sets it.
const casesVariable = "PENSTOCK_SQL_CASES"

// caseDeadline is when a case that does not end has failed. Most take less than a second.
const caseDeadline = 2 * time.Minute

// sample are cases of the engine's own tests, one or two of each kind of operator.
var sample = []string{
	"agg/distinct", "agg/gcube", "changelog/pkprintagg", "dedup/last", "join/multi", "join/notinnull", "mix/match", "mix/stmtset", "over/rows",
	"set/exceptall", "subquery/scalarcorragg", "topn/rank", "win/cascade", "win/session",
}

func open(t *testing.T) *trial.Cluster {
	t.Helper()
	v, known := distribution.Find(flinktest.Runtime(t))
	require.True(t, known)
	c, err := trial.Open(t.Context(), trial.Options{Version: v, Cache: maven.CacheDir(os.TempDir()), Repository: maven.Repository(), Errors: t.Output()})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, c.Close()) })
	return c
}

type runner struct{ *trial.Cluster }

// RunScript implements sqltest.Runner.
func (r runner) RunScript(ctx context.Context, file script.File, parallelism int, out io.Writer) (string, error) {
	err := r.Run(ctx, trial.Script{File: file, Parallelism: parallelism}, out)
	var failure *trial.ScriptError
	if errors.As(err, &failure) {
		return failure.Phase, err
	}
	return "run", err
}

// Cases give on Flink what the embedded engine's tests expect.
func TestFlink_cases(t *testing.T) {
	r := runner{open(t)}
	root, data := filepath.Join("..", "..", "embedded", "enginetest", "testdata"), ""
	chosen := make(map[string]bool)
	if dir := os.Getenv(casesVariable); dir != "" {
		root, data = dir, t.TempDir()
		require.NoError(t, sqltest.Unpack(filepath.Join(dir, "..", "data"), data))
	} else {
		for _, name := range sample {
			chosen[name] = true
		}
	}
	cases, err := sqltest.Find(root)
	require.NoError(t, err)
	ran := 0
	for _, c := range cases {
		if len(chosen) > 0 && !chosen[c.Name] {
			continue
		}
		ran++
		t.Run(c.Name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), caseDeadline)
			defer cancel()
			result, err := c.Run(ctx, sqltest.Options{Data: data, Runner: r})
			require.NoError(t, err)
			difference, err := c.Compare(result)
			require.NoError(t, err)
			require.Empty(t, difference)
		})
	}
	require.GreaterOrEqual(t, ran, max(1, len(chosen)))
}

// Who waits no longer for a script gets a new Flink for the next one.
func TestFlink_scriptsThatDoNotEnd(t *testing.T) {
	c := open(t)
	endless := script.File{Name: "endless.sql", Text: `CREATE TABLE n (x INT) WITH ('connector' = 'datagen', 'rows-per-second' = '20'); SELECT x FROM n;`}
	ctx, cancel := context.WithCancelCause(t.Context())
	enough := errors.New("enough")
	out := writes(func() { cancel(enough) })
	require.ErrorIs(t, c.Run(ctx, trial.Script{File: endless}, out), enough)

	var printed bytes.Buffer
	require.NoError(t, c.Run(t.Context(), trial.Script{File: script.File{Name: "s.sql", Text: "SELECT 1 + 1;"}}, &printed))
	require.Equal(t, "+I[2]\n", printed.String())
	var wrong *trial.ScriptError
	err := c.Run(t.Context(), trial.Script{File: script.File{Name: "s.sql", Text: "\nSELECT\n x;"}}, &printed)
	require.ErrorAs(t, err, &wrong)
	require.Equal(t, "validate", wrong.Phase)
	require.Equal(t, 3, wrong.Line)
}

// writes calls itself when something is written.
type writes func()

func (w writes) Write(p []byte) (int, error) {
	w()
	return len(p), nil
}
