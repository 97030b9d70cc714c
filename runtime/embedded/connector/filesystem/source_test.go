package filesystem_test

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/connector/filesystem"
	"github.com/penstock/penstock/runtime/embedded/format/builtin"
	"github.com/penstock/penstock/runtime/embedded/format/formattest"
	"github.com/penstock/penstock/runtime/embedded/types"
)

func factory() filesystem.Factory { return filesystem.Factory{Formats: builtin.Registry()} }

// table describes a table over a path with the fields of a ROW type in SQL.
func table(t testing.TB, path, format, rowType string, options ...string) *connector.Table {
	t.Helper()
	tab := &connector.Table{ID: "node", Name: "t", Options: map[string]string{"connector": "filesystem", "path": path, "format": format}}
	for i := 0; i < len(options); i += 2 {
		tab.Options[options[i]] = options[i+1]
	}
	for i, f := range formattest.MustFields(t, rowType) {
		tab.Columns = append(tab.Columns, connector.Column{Name: f.Name, Type: f.Type})
		tab.Projected = append(tab.Projected, i)
	}
	return tab
}

func columnTypes(tab *connector.Table) []types.Type {
	var out []types.Type
	for _, i := range tab.Projected {
		out = append(out, tab.Columns[i].Type)
	}
	return out
}

// readSplit reads a split to its end, at most limit rows at a time, and opens it anew at its position after each read.
func readSplit(t testing.TB, src connector.Source, tab *connector.Table, split connector.Split, limit int) ([]string, error) {
	t.Helper()
	var rows []string
	for {
		r, err := src.Open(t.Context(), split)
		if err != nil {
			return rows, err
		}
		b := batch.New(columnTypes(tab))
		err = r.Read(t.Context(), b, limit)
		require.LessOrEqual(t, b.Rows(), limit)
		for i := range b.Rows() {
			rows = append(rows, formattest.Row(b, b.Row(i)))
		}
		split.Position = r.Position()
		require.NoError(t, r.Close())
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return rows, err
		}
	}
}

func readAll(t testing.TB, tab *connector.Table, limit int) ([]string, error) {
	t.Helper()
	src, err := factory().Source(tab)
	require.NoError(t, err)
	splits, err := src.Discover(t.Context())
	if err != nil {
		return nil, err
	}
	var rows []string
	for _, split := range splits {
		more, err := readSplit(t, src, tab, split, limit)
		rows = append(rows, more...)
		if err != nil {
			return rows, err
		}
	}
	return rows, nil
}

func write(t testing.TB, path string, content []byte) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(t, os.WriteFile(path, content, 0o644))
}

func gzipped(t testing.TB, content string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := io.WriteString(w, content)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.Bytes()
}

func deflated(t testing.TB, content string) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, err := io.WriteString(w, content)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.Bytes()
}

func TestSource_reads_a_folder_in_the_order_of_names(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "b.jsonl"), []byte("{\"id\":3}\r\n{\"id\":4}"))
	write(t, filepath.Join(dir, "a", "x.gz"), gzipped(t, "{\"id\":1}\n"))
	write(t, filepath.Join(dir, "a", "y.deflate"), deflated(t, "{\"id\":2}\n"))
	write(t, filepath.Join(dir, "c.gz"), nil)
	for _, ignored := range []string{".hidden", "_success", ".folder/x", "a/_temporary/0"} {
		write(t, filepath.Join(dir, ignored), []byte("not JSON"))
	}
	for _, limit := range []int{1, 2, 1000} {
		rows, err := readAll(t, table(t, dir, "json", "ROW<id INT>"), limit)
		require.NoError(t, err)
		require.Equal(t, []string{"+I[1]", "+I[2]", "+I[3]", "+I[4]"}, rows)
	}
	rows, err := readAll(t, table(t, "file://"+dir+"/a", "json", "ROW<id INT>", "source.path.regex-pattern", ".*gz"), 10)
	require.NoError(t, err)
	require.Equal(t, []string{"+I[1]"}, rows)
	rows, err = readAll(t, table(t, filepath.Join(dir, "*.jsonl"), "json", "ROW<id INT>"), 10)
	require.NoError(t, err)
	require.Equal(t, []string{"+I[3]", "+I[4]"}, rows)
}

func TestSource_goes_on_exactly_where_it_was(t *testing.T) {
	t.Parallel()
	var content strings.Builder
	var want []string
	for i := range 300 {
		s := strings.Repeat("ž\n\"x\"", i%7)
		fmt.Fprintf(&content, "%d,\"%s\"\n", i, strings.ReplaceAll(s, `"`, `""`))
		want = append(want, fmt.Sprintf("+I[%d, %s]", i, s))
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "plain.csv"), []byte(content.String()))
	write(t, filepath.Join(dir, "packed.gz"), gzipped(t, content.String()))
	for _, file := range []string{"plain.csv", "packed.gz"} {
		for _, limit := range []int{1, 7, 1000} {
			rows, err := readAll(t, table(t, filepath.Join(dir, file), "csv", "ROW<id INT, s STRING>"), limit)
			require.NoError(t, err)
			require.Equal(t, want, rows, "%s, %d rows at a time", file, limit)
		}
	}
}

// A file whose last line has no line break goes on after it, once it has got one.
func TestSource_goes_on_after_a_line_without_a_break(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "f.csv")
	for _, end := range []string{"\n", "\r\n"} {
		tab := table(t, path, "csv", "ROW<id INT, s STRING>")
		src, err := factory().Source(tab)
		require.NoError(t, err)
		content, split := "1,a"+end+"2,b", connector.Split{ID: path}
		read := func(appended string) ([]string, error) {
			content += appended
			write(t, path, []byte(content))
			r, err := src.Open(t.Context(), split)
			require.NoError(t, err)
			b := batch.New(columnTypes(tab))
			err = r.Read(t.Context(), b, 10)
			var rows []string
			for i := range b.Rows() {
				rows = append(rows, formattest.Row(b, b.Row(i)))
			}
			split.Position = r.Position()
			require.NoError(t, r.Close())
			return rows, err
		}
		for _, step := range []struct {
			appended string
			want     []string
		}{{"", []string{"+I[1, a]", "+I[2, b]"}}, {"", nil}, {end, nil}, {"3,c" + end, []string{"+I[3, c]"}}, {"4,d", []string{"+I[4, d]"}}, {end + "5,e", []string{"+I[5, e]"}}} {
			rows, err := read(step.appended)
			require.ErrorIs(t, err, io.EOF)
			require.Equal(t, step.want, rows)
		}
		_, err = read("e" + end)
		require.ErrorContains(t, err, "line 6 (byte")
		require.ErrorContains(t, err, "has become longer since")
	}
}

func TestSource_goes_on_within_a_record_of_several_rows(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "f")
	write(t, path, []byte(`{"data":[{"id":1},{"id":2},{"id":3}],"type":"INSERT"}
{"data":[{"id":5}],"old":[{"id":4}],"type":"UPDATE"}
`))
	for _, limit := range []int{1, 2, 3, 10} {
		rows, err := readAll(t, table(t, path, "canal-json", "ROW<id INT>"), limit)
		require.NoError(t, err)
		require.Equal(t, []string{"+I[1]", "+I[2]", "+I[3]", "-U[4]", "+U[5]"}, rows)
	}
}

func TestSource_reads_records_longer_than_a_block(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "f")
	long := strings.Repeat("x", 700_000)
	write(t, path, []byte("{\"s\":\"a\"}\n{\"s\":\""+long+"\"}\n{\"s\":\"b\"}"))
	rows, err := readAll(t, table(t, path, "json", "ROW<s STRING>"), 10)
	require.NoError(t, err)
	require.Equal(t, []string{"+I[a]", "+I[" + long + "]", "+I[b]"}, rows)
}

func TestSource_skips_comments(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "f.csv")
	write(t, path, []byte("1,a\n# it's \"a comment\n2,b\n#"))
	rows, err := readAll(t, table(t, path, "csv", "ROW<id INT, s STRING>", "csv.allow-comments", "true"), 10)
	require.NoError(t, err)
	require.Equal(t, []string{"+I[1, a]", "+I[2, b]"}, rows)
}

func TestSource_reads_partitions_and_metadata(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "day=2024-03-01", "city=Praha%2Fx", "a.csv"), []byte("1\n"))
	write(t, filepath.Join(dir, "day=2024-03-02", "city=__DEFAULT_PARTITION__", "a.csv"), []byte("2\n3\n"))
	tab := table(t, dir, "csv", "ROW<id INT, city STRING, name STRING, size BIGINT, `day` DATE, path STRING>")
	tab.PartitionedBy = []int{4, 1}
	tab.Columns[2].Metadata, tab.Columns[3].Metadata, tab.Columns[5].Metadata = "file.name", "file.size", "file.path"
	rows, err := readAll(t, tab, 10)
	require.NoError(t, err)
	resolved, err := filepath.EvalSymlinks(dir)
	require.NoError(t, err)
	require.Equal(t, []string{
		"+I[1, Praha/x, a.csv, 2, 2024-03-01, " + resolved + "/day=2024-03-01/city=Praha%2Fx/a.csv]",
		"+I[2, null, a.csv, 4, 2024-03-02, " + resolved + "/day=2024-03-02/city=__DEFAULT_PARTITION__/a.csv]",
		"+I[3, null, a.csv, 4, 2024-03-02, " + resolved + "/day=2024-03-02/city=__DEFAULT_PARTITION__/a.csv]",
	}, rows)
	tab.Projected = []int{4, 3}
	rows, err = readAll(t, tab, 10)
	require.NoError(t, err)
	require.Equal(t, []string{"+I[2024-03-01, 2]", "+I[2024-03-02, 4]", "+I[2024-03-02, 4]"}, rows)
}

func TestSource_tells_where_a_record_is_wrong(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "f.jsonl")
	write(t, path, []byte("{\"id\":1}\n{\"id\":2}\n{\"id\":\"x\"}\n"))
	rows, err := readAll(t, table(t, path, "json", "ROW<id INT>"), 1)
	require.Equal(t, []string{"+I[1]", "+I[2]"}, rows)
	require.ErrorContains(t, err, "line 3 (byte 18)")
	require.ErrorContains(t, err, "field 'id' (INT)")
}

func TestSource_watches_a_folder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	tab := table(t, dir, "json", "ROW<id INT>", "source.monitor-interval", "250ms")
	src, err := factory().Source(tab)
	require.NoError(t, err)
	require.False(t, src.Bounded())
	require.Equal(t, 250*time.Millisecond, src.DiscoveryInterval())
	splits, err := src.Discover(t.Context())
	require.NoError(t, err)
	require.Empty(t, splits)
	write(t, filepath.Join(dir, "a"), []byte("{\"id\":1}\n"))
	splits, err = src.Discover(t.Context())
	require.NoError(t, err)
	require.Len(t, splits, 1)
}

func TestSource_ends_when_the_context_does(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "f.csv")
	write(t, path, bytes.Repeat([]byte("#\n"), 100_000))
	tab := table(t, path, "csv", "ROW<id INT>", "csv.allow-comments", "true")
	src, err := factory().Source(tab)
	require.NoError(t, err)
	r, err := src.Open(t.Context(), connector.Split{ID: path})
	require.NoError(t, err)
	defer r.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, r.Read(ctx, batch.New(columnTypes(tab)), 10), context.Canceled)
}

func TestFactory_checks_options(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		options map[string]string
		want    string
	}{
		"no path":               {map[string]string{"format": "json"}, "missing: path"},
		"no path and no format": {nil, "missing: path, format"},
		"unknown option":        {map[string]string{"path": "/x", "format": "json", "pth": "/y"}, "unsupported option 'pth' found for connector 'filesystem'. Did you mean 'path'?"},
		"unknown format":        {map[string]string{"path": "/x", "format": "jsn"}, "could not find any format factory for identifier 'jsn'"},
		"unknown format option": {map[string]string{"path": "/x", "format": "json", "json.foo": "1"}, "unsupported option 'json.foo'"},
		"another file system":   {map[string]string{"path": "s3://b/x", "format": "json"}, "scheme 's3'"},
		"no duration":           {map[string]string{"path": "/x", "format": "json", "source.monitor-interval": "often"}, "'source.monitor-interval'"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tab := table(t, "", "", "ROW<id INT>")
			tab.Options = map[string]string{"connector": "filesystem"}
			for k, v := range c.options {
				tab.Options[k] = v
			}
			require.ErrorContains(t, factory().Check(tab, false), c.want)
			require.ErrorContains(t, factory().Check(tab, true), c.want)
		})
	}
}

// TestRead_LongRecordsComeInSmallBatches, so that a batch of them has room in memory, and all come.
func TestRead_LongRecordsComeInSmallBatches(t *testing.T) {
	t.Parallel()
	const records, length = 50, connector.BatchBytes / 10
	path := filepath.Join(t.TempDir(), "long.csv")
	require.NoError(t, os.WriteFile(path, []byte(strings.Repeat(strings.Repeat("x", length)+"\n", records)), 0o600))
	tab := table(t, path, "csv", "ROW<v STRING>")
	src, err := factory().Source(tab)
	require.NoError(t, err)
	splits, err := src.Discover(t.Context())
	require.NoError(t, err)
	r, err := src.Open(t.Context(), splits[0])
	require.NoError(t, err)
	defer r.Close()
	read := 0
	b := batch.New(columnTypes(tab))
	for err == nil {
		err = r.Read(t.Context(), b, 1024)
		require.LessOrEqual(t, b.Size(), connector.BatchBytes+length)
		read += b.Rows()
	}
	require.ErrorIs(t, err, io.EOF)
	require.Equal(t, records, read)
}
