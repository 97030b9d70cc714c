package json_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/format"
	"github.com/penstock/penstock/runtime/embedded/format/formattest"
	"github.com/penstock/penstock/runtime/embedded/format/json"
)

// benchmarkRecords are records like those of the flights example.
func benchmarkRecords() (records [][]byte, bytes int64) {
	for i := range 1024 {
		r := fmt.Appendf(nil, `{"id":%d,"carrier":"UA","flight":%d,"tailnum":"N14228","origin":"EWR","dest":"IAH","sched_dep":"2013-01-01 05:%02d:00",`+
			`"dep_ts":"2013-01-01 05:17:00","landed_ts":"2013-01-01 09:04:00","dep_delay":%d,"arr_delay":11,"air_time":227,"distance":1400}`,
			i, 1000+i, i%60, i%90-10)
		records = append(records, r)
		bytes += int64(len(r))
	}
	return records, bytes
}

const flights = "ROW<id INT, carrier STRING, flight INT, tailnum STRING, origin STRING, dest STRING, sched_dep TIMESTAMP(3), " +
	"dep_ts TIMESTAMP(3), landed_ts TIMESTAMP(3), dep_delay INT, arr_delay INT, air_time INT, distance INT>"

func BenchmarkDecode(b *testing.B) {
	for name, projected := range map[string][]int{"all": {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, "three": {4, 6, 9}} {
		b.Run(name, func(b *testing.B) {
			s := formattest.MustSchema(b, flights, nil)
			s.Projected = projected
			d, err := json.Factory{}.Decoder(s)
			require.NoError(b, err)
			records, size := benchmarkRecords()
			out := batch.New(formattest.Types(s))
			b.SetBytes(size)
			b.ReportAllocs()
			for b.Loop() {
				decodeAll(b, d, out, records)
			}
		})
	}
}

func decodeAll(b *testing.B, d format.Decoder, out *batch.Batch, records [][]byte) {
	out.Resize(len(records))
	for row, r := range records {
		if _, _, err := d.Decode(r, 0, out, row, 1); err != nil {
			b.Fatal(err)
		}
	}
}
