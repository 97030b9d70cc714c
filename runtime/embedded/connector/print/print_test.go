package print_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/connector/print"
	"github.com/penstock/penstock/runtime/embedded/types"
)

func TestWriter_prints_as_Flink(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		options              map[string]string
		subtask, parallelism int
		prefix               string
		stderr               bool
	}{
		"alone":                   {parallelism: 1},
		"one of several":          {parallelism: 2, subtask: 1, prefix: "2> "},
		"with a name":             {options: map[string]string{"print-identifier": "x"}, parallelism: 1, prefix: "x> "},
		"one of several, a name":  {options: map[string]string{"print-identifier": "x"}, parallelism: 4, prefix: "x:1> "},
		"to the standard error":   {options: map[string]string{"standard-error": "true"}, parallelism: 1, stderr: true},
		"one that nobody asks of": {options: map[string]string{"sink.parallelism": "1"}, parallelism: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sink, err := print.Factory{}.Sink(&connector.Table{Name: "t", Options: c.options})
			require.NoError(t, err)
			require.True(t, sink.AcceptsChangelog())
			var out, errOut bytes.Buffer
			w, err := sink.Writer(t.Context(), connector.WriterContext{
				Subtask: c.subtask, Parallelism: c.parallelism, Stdout: &out, Stderr: &errOut,
			})
			require.NoError(t, err)
			b := batch.New([]types.Type{types.Of(types.Int), types.String()})
			b.Resize(3)
			for row := range 3 {
				b.Cols[0].Set(row, int64(row))
				b.Cols[1].Set(row, batch.Datum(nil))
			}
			b.Cols[1].Set(2, "a, b")
			b.Sel, b.Kinds = []int32{0, 2}, []batch.RowKind{batch.Insert, batch.Insert, batch.UpdateBefore}
			require.NoError(t, w.Write(b))
			if c.stderr {
				out, errOut = errOut, out
			}
			require.Equal(t, c.prefix+"+I[0, null]\n"+c.prefix+"-U[2, a, b]\n", out.String())
			require.Empty(t, errOut.String())
		})
	}
}

func TestFactory_Check(t *testing.T) {
	t.Parallel()
	tab := &connector.Table{Name: "results", Options: map[string]string{"connector": "print", "print-identifir": "x"}}
	err := print.Factory{}.Check(tab, true)
	require.EqualError(t, err, "unsupported option 'print-identifir' found for connector 'print'. "+
		"Did you mean 'print-identifier'? Supported options: connector, print-identifier, property-version, sink.parallelism, standard-error")
	require.ErrorContains(t, print.Factory{}.Check(tab, false), "cannot be read from")
}

// lineWriter is where lines are written, and notes what came with each call.
type lineWriter struct{ writes []string }

func (w *lineWriter) Write(p []byte) (int, error) {
	w.writes = append(w.writes, string(p))
	return len(p), nil
}

// TestWrite_LongLinesOneByOne, instead of a batch of them at once: it would be in memory twice.
func TestWrite_LongLinesOneByOne(t *testing.T) {
	t.Parallel()
	sink, err := print.Factory{}.Sink(&connector.Table{Name: "t"})
	require.NoError(t, err)
	var out lineWriter
	w, err := sink.Writer(t.Context(), connector.WriterContext{Parallelism: 1, Stdout: &out})
	require.NoError(t, err)
	b := batch.New([]types.Type{types.String()})
	b.Resize(4)
	long := strings.Repeat("x", 1<<20)
	copy(b.Cols[0].Str, []string{"a", long, "b", long})
	require.NoError(t, w.Write(b))
	require.Equal(t, []string{"+I[a]\n+I[" + long + "]\n", "+I[b]\n+I[" + long + "]\n"}, out.writes)
}
