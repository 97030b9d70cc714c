package filesystem_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/types"
)

var idType = types.Of(types.Int)

// integers is a batch of one INT column.
func integers(tab *connector.Table, values ...int64) *batch.Batch {
	b := batch.New(columnTypes(tab)[:1])
	b.Resize(len(values))
	copy(b.Cols[0].I64, values)
	return b
}

// files are the names of all files under a folder; visible leaves out those with hidden names.
func files(t interface{ Fatalf(string, ...any) }, dir string, visible bool) []string {
	var out []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && (!visible || !strings.HasPrefix(d.Name(), ".")) {
			out = append(out, path)
		}
		return err
	})
	if err != nil {
		t.Fatalf("list files: %v", err)
	}
	return out
}

// lines are the lines of all visible files, sorted.
func lines(t interface{ Fatalf(string, ...any) }, dir string) []string {
	var out []string
	for _, f := range files(t, dir, true) {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatalf("read a file: %v", err)
		}
		out = append(out, strings.Fields(string(data))...)
	}
	slices.Sort(out)
	return out
}

func TestSink_shows_files_when_their_checkpoint_is_complete(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "out")
	tab := table(t, dir, "csv", "ROW<id INT>")
	sink, err := factory().Sink(tab)
	require.NoError(t, err)
	require.False(t, sink.AcceptsChangelog())
	w, err := sink.Writer(t.Context(), connector.WriterContext{Parallelism: 1})
	require.NoError(t, err)

	require.NoError(t, w.Write(integers(tab, 1, 2)))
	require.Empty(t, files(t, dir, true))
	committables, _, err := w.Prepare(1)
	require.NoError(t, err)
	require.Len(t, committables, 1)
	require.Empty(t, files(t, dir, true))
	require.NoError(t, w.Write(integers(tab, 3)))

	require.NoError(t, sink.Commit(t.Context(), committables))
	require.Equal(t, []string{"1", "2"}, lines(t, dir))
	require.NoError(t, sink.Commit(t.Context(), committables), "committing again does nothing")
	require.Equal(t, []string{"1", "2"}, lines(t, dir))

	require.NoError(t, w.Close())
	require.Len(t, files(t, dir, false), 1, "what no checkpoint has is gone")
	empty, _, err := w.Prepare(2)
	require.NoError(t, err)
	require.Empty(t, empty)
}

func TestSink_removes_only_its_own_orphans(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	tab := table(t, dir, "csv", "ROW<id INT>")
	other := table(t, dir, "csv", "ROW<id INT>")
	other.ID = "another node"
	another := table(t, dir, "csv", "ROW<id INT>")
	another.Job = "another job of the same script"
	write := func(tab *connector.Table, id int64) (connector.Sink, [][]byte) {
		sink, err := factory().Sink(tab)
		require.NoError(t, err)
		w, err := sink.Writer(t.Context(), connector.WriterContext{Parallelism: 1})
		require.NoError(t, err)
		require.NoError(t, w.Write(integers(tab, id)))
		committables, _, err := w.Prepare(1)
		require.NoError(t, err)
		return sink, committables
	}
	sink, kept := write(tab, 1)
	_, lost := write(tab, 2)
	otherSink, otherKept := write(other, 3)
	anotherSink, anotherKept := write(another, 4)
	require.Len(t, files(t, dir, false), 4)
	require.NoError(t, sink.Abort(t.Context(), kept))
	require.Len(t, files(t, dir, false), 3)
	require.NoError(t, sink.Commit(t.Context(), kept))
	require.NoError(t, sink.Commit(t.Context(), lost))
	require.NoError(t, otherSink.Commit(t.Context(), otherKept))
	require.NoError(t, anotherSink.Commit(t.Context(), anotherKept))
	require.Equal(t, []string{"1", "3", "4"}, lines(t, dir))
}

func TestSink_tells_that_a_file_was_taken_before_its_commit(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	tab := table(t, dir, "csv", "ROW<id INT>")
	sink, err := factory().Sink(tab)
	require.NoError(t, err)
	w, err := sink.Writer(t.Context(), connector.WriterContext{Parallelism: 1})
	require.NoError(t, err)
	require.NoError(t, w.Write(integers(tab, 1)))
	committables, _, err := w.Prepare(1)
	require.NoError(t, err)
	require.NoError(t, os.Remove(files(t, dir, false)[0]))
	require.ErrorContains(t, sink.Commit(t.Context(), committables), "somebody removed the file")
}

func TestSink_writes_partitions(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	tab := table(t, dir, "json", "ROW<city STRING, id INT, `day` DATE>", "sink.partition-commit.policy.kind", "success-file")
	tab.PartitionedBy = []int{2, 0}
	sink, err := factory().Sink(tab)
	require.NoError(t, err)
	w, err := sink.Writer(t.Context(), connector.WriterContext{Parallelism: 1})
	require.NoError(t, err)
	b := batch.New(columnTypes(tab))
	b.Resize(4)
	for row, city := range []batch.Datum{"a/b", nil, "a/b", "skipped"} {
		b.Cols[0].Set(row, city)
		b.Cols[1].Set(row, int64(row))
		b.Cols[2].Set(row, int64(19000))
	}
	b.Sel = []int32{0, 1, 2}
	require.NoError(t, w.Write(b))
	committables, _, err := w.Prepare(1)
	require.NoError(t, err)
	require.NoError(t, sink.Commit(t.Context(), committables))
	require.NoError(t, w.Close())
	rows, err := readAll(t, tab, 10)
	require.NoError(t, err)
	slices.Sort(rows)
	require.Equal(t, []string{"+I[a/b, 0, 2022-01-08]", "+I[a/b, 2, 2022-01-08]", "+I[null, 1, 2022-01-08]"}, rows)
	require.FileExists(t, filepath.Join(dir, "day=2022-01-08", "city=a%2Fb", "_SUCCESS"))
}

func TestSink_rolls_files_by_size(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	tab := table(t, dir, "csv", "ROW<id INT>", "sink.rolling-policy.file-size", "5b")
	sink, err := factory().Sink(tab)
	require.NoError(t, err)
	w, err := sink.Writer(t.Context(), connector.WriterContext{Parallelism: 1})
	require.NoError(t, err)
	require.NoError(t, w.Write(integers(tab, 10, 20, 30, 40, 50)))
	committables, _, err := w.Prepare(1)
	require.NoError(t, err)
	require.Len(t, committables, 3)
	require.NoError(t, sink.Commit(t.Context(), committables))
	require.Equal(t, []string{"10", "20", "30", "40", "50"}, lines(t, dir))
}

func TestSink_refuses_damaged_committables(t *testing.T) {
	t.Parallel()
	sink, err := factory().Sink(table(t, t.TempDir(), "csv", "ROW<id INT>"))
	require.NoError(t, err)
	for _, data := range []string{`nonsense`, `{"from":"../x","to":"y"}`, `{"from":"x","to":"/etc/y"}`} {
		require.ErrorContains(t, sink.Commit(t.Context(), [][]byte{[]byte(data)}), "damaged committable")
		require.ErrorContains(t, sink.Abort(t.Context(), [][]byte{[]byte(data)}), "damaged committable")
	}
}

// TestSink_exactly_once lets a job write, take checkpoints, and die at any point between the steps, and checks that in the
// end each row is in exactly one visible file.
func TestSink_exactly_once(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp("", "sink")
		require.NoError(t, err)
		defer os.RemoveAll(dir)
		tab := &connector.Table{ID: "n", Name: "t", Options: map[string]string{"path": dir, "format": "csv"}, Projected: []int{0}}
		tab.Columns = []connector.Column{{Name: "id", Type: idType}}

		const rows = 8
		var next, durable int64 // the next row to write, and that of the newest complete checkpoint
		var pending [][]byte    // what that checkpoint has to commit
		for attempt := 0; ; attempt++ {
			sink, err := factory().Sink(tab)
			require.NoError(t, err)
			require.NoError(t, sink.Abort(t.Context(), pending))
			require.NoError(t, sink.Commit(t.Context(), pending))
			next = durable
			w, err := sink.Writer(t.Context(), connector.WriterContext{Attempt: attempt, Parallelism: 1})
			require.NoError(t, err)
			for died := false; !died && (next < rows || durable < rows); {
				switch step := rapid.IntRange(0, 9).Draw(t, "step"); {
				case step < 6 && next < rows:
					require.NoError(t, w.Write(integers(tab, next)))
					next++
				case step < 9:
					prepared, _, err := w.Prepare(next)
					require.NoError(t, err)
					died = rapid.Bool().Draw(t, "dies before the checkpoint is complete")
					if died {
						break
					}
					pending, durable = prepared, next
					if died = rapid.Bool().Draw(t, "dies before the commit"); !died {
						require.NoError(t, sink.Commit(t.Context(), pending))
					}
				default:
					died = true
				}
			}
			if rapid.Bool().Draw(t, "ends in order") {
				require.NoError(t, w.Close())
			}
			if durable == rows && next == rows {
				require.NoError(t, sink.Abort(t.Context(), pending))
				require.NoError(t, sink.Commit(t.Context(), pending))
				break
			}
		}
		var want []string
		for i := range rows {
			want = append(want, fmt.Sprint(i))
		}
		slices.Sort(want)
		require.Equal(t, want, lines(t, dir))
		require.Equal(t, files(t, dir, true), files(t, dir, false))
	})
}
