package enginetest

import (
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/compile"
	"github.com/penstock/penstock/runtime/embedded/connector/builtin"
	"github.com/penstock/penstock/runtime/embedded/job"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
)

// soloWriter counts the lines written to it, and the writes that began before another one had ended.
type soloWriter struct {
	inside       atomic.Int32
	writes, late atomic.Int64
}

func (w *soloWriter) Write(p []byte) (int, error) {
	if w.inside.Add(1) > 1 {
		w.late.Add(1)
	}
	for range 100 {
		runtime.Gosched()
	}
	w.inside.Add(-1)
	w.writes.Add(1)
	return len(p), nil
}

// TestPrint_writes_one_at_a_time has five tasks print: the one that reads, to the standard error, and those that count.
func TestPrint_writes_one_at_a_time(t *testing.T) {
	t.Parallel()
	p, err := compile.Compile([]script.File{{Name: "script.sql", Text: `
		CREATE TABLE source (n BIGINT) WITH ('connector' = 'datagen', 'number-of-rows' = '2000', 'rows-per-second' = '100000000');
		CREATE TABLE a (n BIGINT) WITH ('connector' = 'print', 'print-identifier' = 'a');
		CREATE TABLE b (n BIGINT) WITH ('connector' = 'print', 'standard-error' = 'true');
		EXECUTE STATEMENT SET BEGIN
		INSERT INTO a SELECT COUNT(*) FROM source GROUP BY n;
		INSERT INTO b SELECT n FROM source;
		END;`}}, nil)
	require.NoError(t, err)
	var out soloWriter
	j, err := job.New(p, job.Options{
		Parallelism: 4, BatchSize: 10, NoRestart: true, Stdout: &out, Stderr: &out, Registry: builtin.Registry(),
	})
	require.NoError(t, err)
	require.NoError(t, j.Run(t.Context()))
	require.Positive(t, out.writes.Load())
	require.Zero(t, out.late.Load(), "writes that began while another was under way")
}
