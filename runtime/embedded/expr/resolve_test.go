package expr_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/types"
)

func column(i int, t types.Type) expr.Expr { return &expr.Column{Index: i, Name: "c", Typ: t} }

func TestResolve_Errors(t *testing.T) {
	t.Parallel()
	_, err := expr.Resolve("UPCASE", []expr.Expr{column(0, types.String())}, nil)
	var unknown *expr.UnknownFunctionError
	require.ErrorAs(t, err, &unknown)
	require.EqualError(t, err, "No match found for function signature UPCASE(<VARCHAR(2147483647)>)")

	_, err = expr.Resolve("+", []expr.Expr{column(0, types.String()), column(1, types.Of(types.Int))}, nil)
	var mismatch *expr.ArgumentTypeError
	require.ErrorAs(t, err, &mismatch)
	require.ErrorContains(t, err, "Cannot apply '+' to arguments of type '(<VARCHAR(2147483647)> + <INTEGER>)'")

	_, err = expr.Resolve("UPPER", nil, nil)
	var count *expr.ArgumentCountError
	require.ErrorAs(t, err, &count)
	require.ErrorContains(t, err, "'UPPER(<CHARACTER>)'")
}

func TestFunctionNames(t *testing.T) {
	t.Parallel()
	names := expr.FunctionNames()
	require.Contains(t, names, "UPPER")
	require.NotContains(t, names, "+")
	require.NotContains(t, names, "IS NULL")
	require.IsIncreasing(t, names)
	for _, name := range names {
		require.True(t, expr.IsFunction(name))
	}
	require.True(t, expr.IsFunction("substr"))
	require.False(t, expr.IsFunction("upcase"))
}

func TestImplicitCast(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from, to types.Type
		ok       bool
	}{
		{types.Of(types.Int), types.Of(types.BigInt), true},
		{types.Of(types.BigInt), types.Of(types.Int), false},
		{types.Of(types.Int), types.String(), false},
		{types.String(), types.Of(types.Int), false},
		{types.CharOf(3), types.String(), true},
		{types.String(), types.CharOf(3), false},
		{types.String(), types.VarCharOf(3), true},
		{types.Of(types.Double), types.DecimalOf(5, 2), true},
		{types.Of(types.Double), types.Of(types.Float), false},
		{types.DecimalOf(5, 2), types.Of(types.Float), true},
		{types.TimestampOf(3), types.TimestampLTZOf(3), true},
		{types.TimestampOf(3), types.Of(types.Date), true},
		{types.Of(types.Date), types.TimestampOf(3), false},
		{types.Of(types.Boolean), types.Of(types.Int), false},
		{types.Type{Nullable: true}, types.Of(types.Int).NotNull(), true},
		{types.ArrayOf(types.Of(types.Int)), types.ArrayOf(types.Of(types.BigInt)), true},
		{types.ArrayOf(types.Of(types.BigInt)), types.ArrayOf(types.Of(types.Int)), false},
		{types.RowOf(types.Field{Name: "a", Type: types.Of(types.Int)}), types.RowOf(types.Field{Name: "x", Type: types.Of(types.Double)}), true},
	} {
		e, err := expr.ImplicitCast(column(0, c.from), c.to)
		if !c.ok {
			var cast *expr.CastError
			require.ErrorAs(t, err, &cast, "%s to %s", c.from, c.to)
			continue
		}
		require.NoError(t, err, "%s to %s", c.from, c.to)
		if c.from.Kind != types.Null && !c.from.Kind.IsCharacter() {
			require.True(t, e.Type().EqualIgnoringNull(c.to), "%s to %s gives %s", c.from, c.to, e.Type())
		}
	}
}

func TestCommonType(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b types.Type
		want string // empty for none
	}{
		{types.Of(types.Int), types.Of(types.BigInt), "BIGINT"},
		{types.Of(types.Int), types.DecimalOf(5, 3), "DECIMAL(13, 3)"},
		{types.DecimalOf(38, 0), types.DecimalOf(10, 5), "DECIMAL(38, 0)"},
		{types.Of(types.Float), types.Of(types.Double), "FLOAT"},
		{types.Of(types.Double), types.DecimalOf(5, 3), "DOUBLE"},
		{types.CharOf(3).NotNull(), types.CharOf(5).NotNull(), "VARCHAR(5) NOT NULL"},
		{types.CharOf(3), types.CharOf(3).NotNull(), "CHAR(3)"},
		{types.CharOf(3), types.String(), "STRING"},
		{types.TimestampOf(3), types.TimestampOf(6), "TIMESTAMP(6)"},
		{types.Of(types.Date), types.TimestampOf(3), ""},
		{types.Of(types.Int), types.String(), ""},
		{types.Type{Nullable: true}, types.Of(types.Int).NotNull(), "INT"},
		{types.ArrayOf(types.Of(types.Int)), types.ArrayOf(types.Of(types.BigInt)), "ARRAY<BIGINT>"},
		{types.MapOf(types.CharOf(1), types.Of(types.Int)), types.MapOf(types.CharOf(2), types.Of(types.Int)), "MAP<VARCHAR(2), INT>"},
	} {
		got, ok := expr.CommonType(c.a, c.b)
		require.Equal(t, c.want != "", ok, "%s and %s", c.a, c.b)
		if ok {
			require.Equal(t, c.want, got.String())
		}
	}
}

func TestFold(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"1 + 2 * 3":                        "7",
		"1 / 0":                            "(1 / 0)",
		"CAST('a' AS INT)":                 "CAST('a' AS INT)",
		"UPPER('a') || 'b'":                "'Ab'",
		"RAND() < 2":                       "(RAND() < 2.0)",
		"TRUE AND FALSE":                   "FALSE",
		"FALSE AND 1 / 0 = 1":              "FALSE",
		"TRUE OR 1 / 0 = 1":                "TRUE",
		"CURRENT_DATE > DATE '2024-01-01'": "(CURRENT_DATE() > DATE '2024-01-01')",
		"CASE WHEN 1 > 2 THEN 'a' END":     "null:CHAR(1)",
		"UUID() = 'a'":                     "(UUID() = 'a')",
	} {
		e, err := resolveSQL(text)
		require.NoError(t, err, text)
		require.Equal(t, want, expr.Fold(e, expr.Config{}).String(), text)
	}
	e := call("AND", nil, column(0, types.Of(types.Boolean)), expr.True())
	require.Equal(t, "c", expr.Fold(e, expr.Config{}).String())
}

func TestProperties(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][2]bool{ // deterministic, dependent on the session
		"1 + 1":                  {true, false},
		"RAND()":                 {false, false},
		"UNIX_TIMESTAMP()":       {false, true},
		"UNIX_TIMESTAMP('2024')": {true, true},
		"NOW()":                  {false, true},
		"FROM_UNIXTIME(0)":       {true, true},
		"CAST('2024-01-01 00:00:00' AS TIMESTAMP_LTZ(3))": {true, true},
		"CAST('2024-01-01 00:00:00' AS TIMESTAMP(3))":     {true, false},
	} {
		e, err := resolveSQL(text)
		require.NoError(t, err, text)
		require.Equal(t, want, [2]bool{expr.IsDeterministic(e), expr.SessionDependent(e)}, text)
	}
}

func TestColumns(t *testing.T) {
	t.Parallel()
	integer := types.Of(types.Int)
	e := call("+", nil, column(3, integer), call("*", nil, column(1, integer), column(3, integer)))
	require.Equal(t, []int{1, 3}, expr.References(e))
	require.Equal(t, []int{3, 5}, expr.References(expr.ShiftColumns(e, 2)))
	require.Equal(t, []int{1, 3}, expr.References(e), "the original is as it was")
	require.Equal(t, []int{0, 1}, expr.References(expr.MapColumns(e, []int{9, 0, 9, 1})))
	require.True(t, expr.Equal(e, expr.ShiftColumns(expr.ShiftColumns(e, 2), -2)))
	require.False(t, expr.Equal(e, expr.ShiftColumns(e, 1)))
	both := expr.And(call(">", nil, column(0, integer), column(1, integer)), expr.True(), expr.False())
	require.Len(t, expr.Conjuncts(both), 3)
}

func TestEvalFilter_NoRowIsNotNil(t *testing.T) {
	t.Parallel()
	ev, err := expr.Compile(call(">", nil, column(0, types.Of(types.Int)), column(0, types.Of(types.Int))), expr.Config{})
	require.NoError(t, err)
	b := batch.New([]types.Type{types.Of(types.Int)})
	b.Resize(2)
	sel, err := ev.EvalFilter(nil, b, nil)
	require.NoError(t, err)
	require.NotNil(t, sel, "nil would be all rows")
	require.Empty(t, sel)
}

func TestLazy_ErrorsOnlyWhereNeeded(t *testing.T) {
	t.Parallel()
	integer := types.Of(types.Int)
	quotient := call("/", nil, column(0, integer), column(1, integer))
	ten := &expr.Literal{Value: int64(10), Typ: integer.NotNull()}
	zero := &expr.Literal{Value: int64(0), Typ: integer.NotNull()}
	nonZero := call("<>", nil, column(1, integer), zero)
	large := call(">", nil, quotient, ten)
	b := batch.New([]types.Type{integer, integer})
	b.Resize(3)
	copy(b.Cols[0].I64, []int64{100, 100, 30})
	copy(b.Cols[1].I64, []int64{5, 0, 30})
	for name, e := range map[string]expr.Expr{
		"AND":      call("AND", nil, nonZero, large),
		"CASE":     call("CASE", nil, nonZero, large, expr.False()),
		"COALESCE": call("COALESCE", nil, call("CASE", nil, nonZero, large), expr.False()),
		"OR":       call("NOT", nil, call("OR", nil, call("NOT", nil, nonZero), call("NOT", nil, large))),
	} {
		ev, err := expr.Compile(e, expr.Config{})
		require.NoError(t, err, name)
		sel, err := ev.EvalFilter(nil, b, nil)
		require.NoError(t, err, name)
		require.Equal(t, []int32{0}, sel, name)
	}
	ev, err := expr.Compile(call("AND", nil, large, nonZero), expr.Config{})
	require.NoError(t, err)
	_, err = ev.EvalFilter(nil, b, nil)
	require.ErrorContains(t, err, "Division by zero")
}

func TestCurrentWatermark(t *testing.T) {
	t.Parallel()
	rowtime := column(0, types.TimestampOf(3))
	ev, err := expr.Compile(call("CURRENT_WATERMARK", nil, rowtime), expr.Config{})
	require.NoError(t, err)
	b := batch.New([]types.Type{types.TimestampOf(3)})
	b.Resize(2)
	v, err := ev.Eval(&expr.State{Watermark: 1000}, b, nil)
	require.NoError(t, err)
	require.Equal(t, "1970-01-01T00:00:01", shown(v, 1))
	b.Watermarks = []int64{batch.NoWatermark, 2000}
	v, err = ev.Eval(&expr.State{Watermark: 1000}, b, nil)
	require.NoError(t, err)
	require.Equal(t, []string{"null", "1970-01-01T00:00:02"}, []string{shown(v, 0), shown(v, 1)})
}
