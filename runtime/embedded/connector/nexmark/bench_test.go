package nexmark

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

func BenchmarkRead(b *testing.B) {
	o, err := readOptions(map[string]string{"base-time": "0"})
	require.NoError(b, err)
	columns := []column{columnType, columnBid}
	s := newSource(o, columns)
	splits, err := s.Discover(b.Context())
	require.NoError(b, err)
	r, err := s.Open(b.Context(), splits[0])
	require.NoError(b, err)
	into := batch.New([]types.Type{schema[columnType].Type, schema[columnBid].Type})
	for b.Loop() {
		require.NoError(b, r.Read(b.Context(), into, 1024))
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1024, "ns/event")
}
