package expr_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// withColumns puts a column in the place of each constant and returns the constants.
func withColumns(e expr.Expr) (expr.Expr, []*expr.Literal) {
	var constants []*expr.Literal
	return expr.Rewrite(e, func(e expr.Expr) expr.Expr {
		l, ok := e.(*expr.Literal)
		if !ok {
			return e
		}
		constants = append(constants, l)
		return &expr.Column{Index: len(constants) - 1, Typ: l.Typ.WithNullable(true)}
	}), constants
}

// fill makes a batch of the constants; with nulls some rows have NULLs, which the result tells.
func fill(r *rand.Rand, constants []*expr.Literal, n int, nulls bool) (*batch.Batch, []bool) {
	b := &batch.Batch{Len: n}
	touched := make([]bool, n)
	for _, l := range constants {
		v := batch.NewVector(l.Typ.WithNullable(true), n)
		for i := range n {
			v.Set(i, l.Value)
			if nulls && l.Value != nil && r.IntN(4) == 0 {
				v.SetNull(i)
				touched[i] = true
			}
		}
		b.Cols = append(b.Cols, v)
	}
	return b, touched
}

// TestFlink_Vectors computes what Flink was recorded with from columns: in batches of several sizes, with and without
// selections and NULLs, twice with the same evaluator.
func TestFlink_Vectors(t *testing.T) {
	t.Parallel()
	differs := readDiffers(t)
	r := rand.New(rand.NewPCG(1, 2))
	for _, rec := range readRecorded(t) {
		if rec.failure != "" || differs[rec.text] {
			continue
		}
		e, err := resolveSQL(rec.text)
		if err != nil {
			continue // TestFlink tells
		}
		e, constants := withColumns(e)
		ev, err := expr.Compile(e, expr.Config{TimeZone: rec.zone})
		require.NoError(t, err, rec.text)
		for _, n := range []int{1, 3, 70, 3} {
			for _, nulls := range []bool{false, true} {
				b, touched := fill(r, constants, n, nulls)
				sel := selection(r, n)
				v, err := ev.Eval(nil, b, sel)
				require.NoError(t, err, rec.text)
				rows := sel
				if rows == nil {
					rows = everyRow(n)
				}
				for _, i := range rows {
					if touched[i] {
						_ = shown(v, int(i))
						continue
					}
					require.Equal(t, rec.value, shown(v, int(i)), "%s: %s, row %d of %d, selection %v, NULLs %v", rec.file, rec.text, i, n, sel, nulls)
				}
			}
		}
	}
}

// selection is nil, or some of the rows.
func selection(r *rand.Rand, n int) []int32 {
	if r.IntN(2) == 0 {
		return nil
	}
	sel := []int32{}
	for i := range n {
		if r.IntN(2) == 0 {
			sel = append(sel, int32(i))
		}
	}
	return sel
}

func everyRow(n int) []int32 {
	rows := make([]int32, n)
	for i := range rows {
		rows[i] = int32(i)
	}
	return rows
}

// TestEval_OnlySelected makes sure that rows outside the selection are not computed.
func TestEval_OnlySelected(t *testing.T) {
	t.Parallel()
	col := func(i int) expr.Expr { return &expr.Column{Index: i, Typ: types.Of(types.Int)} }
	e := call("/", nil, col(0), col(1))
	ev, err := expr.Compile(e, expr.Config{})
	require.NoError(t, err)
	b := batch.New([]types.Type{types.Of(types.Int), types.Of(types.Int)})
	b.Resize(3)
	copy(b.Cols[0].I64, []int64{6, 7, 8})
	copy(b.Cols[1].I64, []int64{2, 0, 4})
	v, err := ev.Eval(nil, b, []int32{0, 2})
	require.NoError(t, err)
	require.Equal(t, "3 2", fmt.Sprint(v.I64[0], v.I64[2]))
	_, err = ev.Eval(nil, b, nil)
	require.ErrorContains(t, err, "Division by zero")
	_, err = ev.Eval(nil, b, []int32{0})
	require.NoError(t, err, "an error must not stay for the next batch")
}
