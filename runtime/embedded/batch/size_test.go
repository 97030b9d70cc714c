package batch_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

func TestBatch_Size_IsThatOfTheRowsThatCount(t *testing.T) {
	t.Parallel()
	text := types.String()
	b := batch.New([]types.Type{types.Of(types.BigInt), text, types.ArrayOf(text), types.RowOf(types.Field{Name: "f", Type: text})})
	b.Resize(3)
	require.Zero(t, b.Size())
	long := strings.Repeat("x", 1000)
	for row, s := range []string{"", long, long} {
		b.Cols[1].Str[row], b.Cols[3].Children[0].Str[row] = s, s
		b.Cols[2].Nested[row] = []batch.Datum{s, s, nil}
	}
	require.InDelta(t, 8000, b.Size(), 300)
	b.Sel = []int32{0, 2}
	require.InDelta(t, 4000, b.Size(), 200)
	b.Cols[1].SetNull(2)
	require.InDelta(t, 3000, b.Size(), 200)
}
