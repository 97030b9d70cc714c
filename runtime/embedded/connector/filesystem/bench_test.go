package filesystem_test

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/connector"
)

func BenchmarkSource(b *testing.B) {
	var jsonl, csv strings.Builder
	for i := range 50_000 {
		fmt.Fprintf(&jsonl, `{"id":%d,"carrier":"UA","dep_ts":"2013-01-01 05:17:00","dep_delay":%d,"distance":1400}`+"\n", i, i%90)
		fmt.Fprintf(&csv, "%d,UA,2013-01-01 05:17:00,%d,1400\n", i, i%90)
	}
	const fields = "ROW<id INT, carrier STRING, dep_ts TIMESTAMP(3), dep_delay INT, distance INT>"
	for format, content := range map[string]string{"json": jsonl.String(), "csv": csv.String()} {
		for _, packed := range []bool{false, true} {
			b.Run(fmt.Sprintf("%s packed=%t", format, packed), func(b *testing.B) {
				path, data := filepath.Join(b.TempDir(), "f"), []byte(content)
				if packed {
					path, data = path+".gz", gzipped(b, content)
				}
				write(b, path, data)
				tab := table(b, path, format, fields)
				src, err := factory().Source(tab)
				require.NoError(b, err)
				b.SetBytes(int64(len(content)))
				b.ReportAllocs()
				for b.Loop() {
					readThrough(b, src, tab, path)
				}
			})
		}
	}
}

func readThrough(b *testing.B, src connector.Source, tab *connector.Table, path string) {
	r, err := src.Open(b.Context(), connector.Split{ID: path})
	require.NoError(b, err)
	defer r.Close()
	out := batch.New(columnTypes(tab))
	for !errors.Is(err, io.EOF) {
		if err = r.Read(b.Context(), out, 1024); err != nil && !errors.Is(err, io.EOF) {
			b.Fatal(err)
		}
	}
}

func BenchmarkSink(b *testing.B) {
	for _, format := range []string{"json", "csv"} {
		b.Run(format, func(b *testing.B) {
			tab := table(b, b.TempDir(), format, "ROW<id INT>")
			sink, err := factory().Sink(tab)
			require.NoError(b, err)
			w, err := sink.Writer(b.Context(), connector.WriterContext{})
			require.NoError(b, err)
			rows := integers(tab, make([]int64, 1024)...)
			b.ReportAllocs()
			for b.Loop() {
				require.NoError(b, w.Write(rows))
			}
			require.NoError(b, w.Close())
		})
	}
}
