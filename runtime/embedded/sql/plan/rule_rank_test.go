package plan

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/types"
)

func resolved(t *testing.T, name string, args ...expr.Expr) expr.Expr {
	t.Helper()
	e, err := expr.Resolve(name, args, nil)
	require.NoError(t, err)
	return e
}

func columnOfType(i int, t types.Type) *expr.Column { return &expr.Column{Index: i, Name: "c", Typ: t} }

func integer(v int64) expr.Expr {
	return &expr.Literal{Value: batch.Datum(v), Typ: types.Of(types.Int).NotNull()}
}

func TestRankRange(t *testing.T) {
	t.Parallel()
	rank := columnOfType(3, types.Of(types.BigInt).NotNull())
	other := columnOfType(1, types.Of(types.BigInt))
	cases := []struct {
		name       string
		conditions []expr.Expr
		from, to   int64
		rest       int
	}{
		{"at most", []expr.Expr{resolved(t, "<=", rank, integer(5))}, 1, 5, 0},
		{"less than", []expr.Expr{resolved(t, "<", rank, integer(5))}, 1, 4, 0},
		{"equal", []expr.Expr{resolved(t, "=", rank, integer(2))}, 2, 2, 0},
		{"the other way round", []expr.Expr{resolved(t, ">=", integer(5), rank)}, 1, 5, 0},
		{"between", []expr.Expr{resolved(t, ">=", rank, integer(2)), resolved(t, "<=", rank, integer(4))}, 2, 4, 0},
		{"the narrowest counts", []expr.Expr{resolved(t, "<=", rank, integer(9)), resolved(t, "<", rank, integer(4))}, 1, 3, 0},
		{"no end", []expr.Expr{resolved(t, ">", rank, integer(4))}, 5, -1, 0},
		{"nothing fits", []expr.Expr{resolved(t, "<=", rank, integer(-4))}, 1, 0, 0},
		{"another column", []expr.Expr{resolved(t, "<=", other, integer(4)), resolved(t, "<=", rank, integer(1))}, 1, 1, 1},
		{"another column's value", []expr.Expr{resolved(t, "<=", rank, other)}, 1, -1, 1},
	}
	for _, c := range cases {
		from, to, rest := rankRange(c.conditions, 3)
		require.Equal(t, c.from, from, c.name)
		require.Equal(t, c.to, to, c.name)
		require.Len(t, rest, c.rest, c.name)
	}
}

func TestTimeBound(t *testing.T) {
	t.Parallel()
	at := types.TimestampOf(3)
	columns := []Column{{Name: "l", Type: at, Time: Rowtime}, {Name: "x", Type: at}, {Name: "r", Type: at, Time: Rowtime}}
	left, plain, right := columnOfType(0, at), columnOfType(1, at), columnOfType(2, at)
	after := func(e expr.Expr, ms int64) expr.Expr {
		return resolved(t, "+", e, &expr.Literal{Value: batch.Datum(ms), Typ: types.Of(types.IntervalDayTime).NotNull()})
	}
	bounds := func(lower, upper int64) *bound { return &bound{left: 0, right: 2, lower: lower, upper: upper} }
	const low, high = -1 << 63, 1<<63 - 1
	cases := []struct {
		name string
		e    expr.Expr
		want *bound
	}{
		{"equal", resolved(t, "=", left, right), bounds(0, 0)},
		{"at most a second later", resolved(t, "<=", left, after(right, 1000)), bounds(low, 1000)},
		{"before", resolved(t, "<", left, right), bounds(low, -1)},
		{"not before a second earlier", resolved(t, ">=", after(left, 1000), right), bounds(-1000, high)},
		{"the right side first", resolved(t, ">", right, left), bounds(low, -1)},
		{"no time attribute", resolved(t, "<", plain, right), nil},
		{"both of one side", resolved(t, "<", left, after(left, 1)), nil},
	}
	for _, c := range cases {
		got, ok := timeBound(c.e, columns, 2)
		require.Equal(t, c.want != nil, ok, c.name)
		if ok {
			require.Equal(t, *c.want, got, c.name)
		}
	}
}

func TestNotTrueOverNulls(t *testing.T) {
	t.Parallel()
	padded, other := columnOfType(1, types.Of(types.Int)), columnOfType(0, types.Of(types.Int))
	null := func(i int) bool { return i == 1 }
	compare := resolved(t, ">", padded, integer(3))
	free := resolved(t, ">", other, integer(3))
	for _, c := range []struct {
		e    expr.Expr
		want bool
	}{
		{compare, true},
		{free, false},
		{resolved(t, "IS NOT NULL", padded), true},
		{resolved(t, "IS NULL", padded), false},
		{resolved(t, "AND", compare, free), true},
		{resolved(t, "OR", compare, free), false},
		{resolved(t, "OR", compare, resolved(t, "=", padded, integer(1))), true},
		{resolved(t, "NOT", compare), true},
		{resolved(t, "IS NOT TRUE", compare), false},
		{resolved(t, "=", resolved(t, "COALESCE", padded, integer(3)), integer(3)), false},
	} {
		require.Equal(t, c.want, notTrueOverNulls(c.e, null), c.e.String())
	}
}
