package batch_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// TestVector_CopiesRows: many rows are copied as one by one, and the others stay as they are.
func TestVector_CopiesRows(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		columns := []types.Type{randomType(t, 2)}
		src, dst := randomBatch(t, columns).Cols[0], randomBatch(t, columns).Cols[0]
		var rows []int32
		if src.Len() > 0 {
			rows = rapid.SliceOf(rapid.Int32Range(0, int32(src.Len()-1))).Draw(t, "rows")
		}
		old := dst.Len()
		dst.Extend(old + 2*len(rows))
		want := values(dst, 0, old)
		for _, r := range rows {
			want = append(want, src.Get(int(r)))
		}
		for _, r := range rows {
			want = append(want, src.Get(int(r)))
		}
		dst.CopyRows(old, src, rows)
		// The second half is filled from its end.
		to := make([]int32, len(rows))
		from := make([]int32, len(rows))
		for i := range rows {
			to[i], from[i] = int32(dst.Len()-1-i), rows[len(rows)-1-i]
		}
		dst.ScatterRows(to, src, from)
		require.Equal(t, want, values(dst, 0, dst.Len()))
	})
}

func values(v *batch.Vector, from, to int) []batch.Datum {
	out := make([]batch.Datum, 0, to-from)
	for i := from; i < to; i++ {
		out = append(out, v.Get(i))
	}
	return out
}
