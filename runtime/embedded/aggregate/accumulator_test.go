package aggregate_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/aggregate"
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// callOf is a call whose result has the type that Resolve says.
func callOf(t require.TestingT, name string, distinct, retract bool, args ...types.Type) aggregate.Call {
	result, err := aggregate.Resolve(name, args, distinct)
	require.NoError(t, err)
	return aggregate.Call{Name: name, Args: args, Distinct: distinct, Retract: retract, Result: result}
}

// rowsOf puts rows of one argument, all of slot 0, into columns.
func rowsOf(typ types.Type, values []batch.Datum) *aggregate.Rows {
	v := batch.NewVector(typ, len(values))
	in := &aggregate.Rows{Args: []*batch.Vector{v}}
	for i, d := range values {
		v.Set(i, d)
		in.Rows, in.Slots = append(in.Rows, int32(i)), append(in.Slots, 0)
	}
	return in
}

func resultOf(t require.TestingT, a aggregate.Accumulator, c aggregate.Call, slot int32) batch.Datum {
	v := batch.NewVector(c.Result, 1)
	require.NoError(t, a.Result(slot, v, 0))
	return v.Get(0)
}

func compute(t require.TestingT, c aggregate.Call, in *aggregate.Rows) batch.Datum {
	a, err := aggregate.New(c)
	require.NoError(t, err)
	a.Grow(1)
	require.NoError(t, a.Add(in))
	return resultOf(t, a, c, 0)
}

func decimal(unscaled int64) batch.Int128 { return batch.Int128Of(unscaled) }

func TestAccumulators_Results(t *testing.T) {
	t.Parallel()
	tiny, integer, double, text := types.Of(types.TinyInt), types.Of(types.Int), types.Of(types.Double), types.String()
	money := types.DecimalOf(8, 2)
	nines, _ := batch.Int128FromBig(batch.Int128{Hi: 5421010862427522170, Lo: 687399551400673279}.Big()) // 38 nines
	type list = []batch.Datum
	for _, c := range []struct {
		name     string
		distinct bool
		arg      types.Type
		values   list
		want     batch.Datum
	}{
		{"COUNT", false, integer, list{int64(1), nil, int64(1)}, int64(2)},
		{"COUNT", true, integer, list{int64(1), nil, int64(1)}, int64(1)},
		{"SUM", false, tiny, list{int64(100), int64(100)}, int64(-56)},
		{"SUM", false, integer, list{nil, nil}, nil},
		{"SUM0", false, integer, list{nil}, int64(0)},
		{"SUM", true, integer, list{int64(2), int64(2), int64(3)}, int64(5)},
		{"SUM", false, types.Of(types.Float), list{16777216.0, 1.0, 1.0}, 16777216.0},
		{"SUM", false, types.DecimalOf(38, 0), list{nines, decimal(1)}, nil},
		{"SUM", false, types.DecimalOf(38, 0), list{nines, decimal(1), decimal(5)}, decimal(5)},
		{"AVG", false, integer, list{int64(-3), int64(-4)}, int64(-3)},
		{"AVG", false, money, list{decimal(1000), decimal(1000), decimal(600)}, decimal(8666667)},
		{"AVG", false, money, list{decimal(-1000), decimal(-1000), decimal(-600)}, decimal(-8666667)},
		{"AVG", false, double, list{nil}, nil},
		{"MIN", false, text, list{"b", nil, "a"}, "a"},
		{"MAX", false, types.TimestampOf(9), list{batch.Instant{Millis: 1, Nanos: 5}, batch.Instant{Millis: 1, Nanos: 7}}, batch.Instant{Millis: 1, Nanos: 7}},
		{"MAX", false, types.Of(types.Boolean), list{false, true, false}, true},
		{"MIN", false, money, list{decimal(5), decimal(-5)}, decimal(-5)},
		{"FIRST_VALUE", false, text, list{nil, "x", "y"}, "x"},
		{"LAST_VALUE", false, text, list{"x", "y", nil}, "y"},
		{"LISTAGG", false, text, list{"a", nil, "b"}, "a,b"},
		{"LISTAGG", true, text, list{"a", "b", "a"}, "a,b"},
		{"LISTAGG", false, text, list{nil}, nil},
		{"ARRAY_AGG", false, text, list{"a", nil}, list{"a", nil}},
		{"COLLECT", false, text, list{"a", nil, "b", "a"}, &batch.MapDatum{Keys: list{"a", "b"}, Values: list{int64(2), int64(1)}}},
		{"VAR_POP", false, double, list{1.0, 3.0}, 1.0},
		{"VAR_SAMP", false, double, list{1.0, 3.0}, 2.0},
		{"STDDEV_POP", false, double, list{1.0, 3.0}, 1.0},
		{"STDDEV_SAMP", false, double, list{7.0}, nil},
		{"VAR_POP", false, integer, list{int64(1), int64(2)}, int64(0)},
		{"JSON_ARRAYAGG", false, text, list{"a\"", nil}, `["a\""]`},
		{"JSON_ARRAYAGG", false, money, list{decimal(-5), decimal(123)}, `[-0.05,1.23]`},
		{"SINGLE_VALUE", false, text, list{"only"}, "only"},
	} {
		call := callOf(t, c.name, c.distinct, false, c.arg)
		require.Equal(t, c.want, compute(t, call, rowsOf(c.arg, c.values)), "%s of %v", c.name, c.values)
	}
}

func TestAccumulators_SeveralArguments(t *testing.T) {
	t.Parallel()
	in := rowsOf(types.String(), []batch.Datum{"b", "a", "b"})
	second := batch.NewVector(types.Of(types.Int), 3)
	second.Set(0, int64(1))
	second.Set(1, nil)
	second.Set(2, int64(3))
	in.Args = append(in.Args, second)
	object := callOf(t, "JSON_OBJECTAGG", false, false, types.String(), types.Of(types.Int))
	members := rowsOf(types.String(), []batch.Datum{"b", "a", "c"})
	members.Args = append(members.Args, second)
	require.Equal(t, `{"a":null,"b":1,"c":3}`, compute(t, object, members))
	twice, err := aggregate.New(object)
	require.NoError(t, err)
	twice.Grow(1)
	require.ErrorContains(t, twice.Add(in), "Key 'b' is already present")
	require.Equal(t, int64(2), compute(t, callOf(t, "COUNT", false, false, types.String(), types.Of(types.Int)), in))
	separators := batch.NewVector(types.String(), 3)
	separators.Str = []string{"-", "+", "/"}
	in.Args[1] = separators
	require.Equal(t, "b+a/b", compute(t, callOf(t, "LISTAGG", false, false, types.String(), types.String()), in))
}

func TestAccumulators_FilterCountsOnlyTrue(t *testing.T) {
	t.Parallel()
	in := rowsOf(types.Of(types.Int), []batch.Datum{int64(1), int64(2), int64(4)})
	in.Filter = batch.NewVector(types.Of(types.Boolean), 3)
	in.Filter.Bool = []bool{true, false, true}
	in.Filter.SetNull(2)
	for name, want := range map[string]batch.Datum{"COUNT": int64(1), "SUM": int64(1), "MAX": int64(1), "AVG": int64(1), "LAST_VALUE": int64(1)} {
		for _, distinct := range []bool{false, true} {
			if distinct && name == "LAST_VALUE" {
				continue
			}
			require.Equal(t, want, compute(t, callOf(t, name, distinct, false, types.Of(types.Int)), in), "%s %t", name, distinct)
		}
	}
}

func TestSingleValue_RefusesTheSecond(t *testing.T) {
	t.Parallel()
	a, err := aggregate.New(callOf(t, "SINGLE_VALUE", false, false, types.String()))
	require.NoError(t, err)
	a.Grow(1)
	require.ErrorContains(t, a.Add(rowsOf(types.String(), []batch.Datum{"a", "b"})), "more than one element")
}

// properties are the calls that the properties below hold for, with whether they do not depend on the order of their rows.
var properties = []struct {
	name      string
	distinct  bool
	arg       types.Type
	unordered bool
}{
	{"COUNT", false, types.Of(types.Int), true}, {"COUNT", true, types.String(), true},
	{"SUM", false, types.Of(types.Int), true}, {"SUM", true, types.Of(types.BigInt), true},
	{"SUM", false, types.DecimalOf(10, 2), true}, {"AVG", false, types.Of(types.Int), true},
	{"AVG", false, types.DecimalOf(10, 2), true}, {"MIN", false, types.Of(types.Int), true},
	{"MAX", false, types.String(), true}, {"MAX", false, types.TimestampOf(9), true}, {"MIN", true, types.DecimalOf(10, 2), true},
	{"FIRST_VALUE", false, types.String(), false}, {"LAST_VALUE", false, types.Of(types.Int), false},
	{"LISTAGG", false, types.String(), false}, {"ARRAY_AGG", false, types.Of(types.Int), false},
	{"COLLECT", false, types.String(), false}, {"JSON_ARRAYAGG", false, types.Of(types.Int), false},
	{"VAR_POP", false, types.Of(types.Int), true},
}

// drawValue draws one of a few values, so that equal ones come up.
func drawValue(t *rapid.T, typ types.Type) batch.Datum {
	n := rapid.Int64Range(-1, 4).Draw(t, "value")
	switch {
	case n < 0:
		return nil
	case typ.Kind == types.Decimal:
		return decimal(n * 25)
	case typ.Kind == types.Timestamp:
		return batch.Instant{Millis: n / 2, Nanos: int32(n % 2)}
	case typ.Kind == types.VarChar:
		return fmt.Sprint("s", n)
	}
	return n
}

// TestAccumulators_Properties: rows that are taken back leave no trace; a snapshot goes on as the accumulator does; groups
// that are merged are as if their rows had come one after the other; and what AddEmitting tells is what Result does.
func TestAccumulators_Properties(t *testing.T) {
	t.Parallel()
	for _, p := range properties {
		t.Run(fmt.Sprint(p.name, " ", p.distinct, " ", p.arg), func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				call := callOf(t, p.name, p.distinct, true, p.arg)
				var kept, all []batch.Datum
				var kinds []batch.RowKind
				for range rapid.IntRange(0, 12).Draw(t, "rows") {
					if len(kept) > 0 && rapid.IntRange(0, 2).Draw(t, "retract") == 0 {
						// The oldest of equal values is the one that FIRST_VALUE and lists take back.
						i := rapid.IntRange(0, len(kept)-1).Draw(t, "which")
						d := kept[i]
						for j := range kept {
							if kept[j] == d {
								i = j
								break
							}
						}
						kept = append(kept[:i:i], kept[i+1:]...)
						all, kinds = append(all, d), append(kinds, batch.Delete)
						continue
					}
					d := drawValue(t, p.arg)
					kept, all, kinds = append(kept, d), append(all, d), append(kinds, batch.Insert)
				}
				want := compute(t, call, rowsOf(p.arg, kept))

				a, err := aggregate.New(call)
				require.NoError(t, err)
				a.Grow(2)
				in := rowsOf(p.arg, all)
				in.Kinds = kinds
				split := rapid.IntRange(0, len(all)).Draw(t, "split")
				out := batch.NewVector(call.Result, 2*split)
				require.NoError(t, a.AddEmitting(&aggregate.Rows{Rows: in.Rows[:split], Slots: in.Slots[:split], Kinds: kinds, Args: in.Args}, out))
				for i := 1; i < split; i++ {
					require.Equal(t, out.Get(2*i-1), out.Get(2*i))
				}
				if split > 0 {
					require.Equal(t, out.Get(2*split-1), resultOf(t, a, call, 0))
				}
				restored, err := aggregate.New(call)
				require.NoError(t, err)
				restored.Grow(2)
				rest, err := restored.Restore(append(a.Append(nil, 0), "rest"...), 1)
				require.NoError(t, err)
				require.Equal(t, "rest", string(rest))
				slots := make([]int32, len(in.Slots)-split)
				for i := range slots {
					slots[i] = 1
				}
				require.NoError(t, restored.Add(&aggregate.Rows{Rows: in.Rows[split:], Slots: slots, Kinds: kinds, Args: in.Args}))
				got := resultOf(t, restored, call, 1)
				if p.name != "COLLECT" {
					require.Equal(t, want, got)
				}
				restored.Reset(1)
				require.Equal(t, compute(t, call, rowsOf(p.arg, nil)), resultOf(t, restored, call, 1), "a slot that was reset")
			})
		})
	}
}

func TestAccumulators_MergeIsAsIfRowsCameAfterEachOther(t *testing.T) {
	t.Parallel()
	for _, retract := range []bool{false, true} {
		for _, p := range properties {
			t.Run(fmt.Sprint(p.name, " ", p.distinct, " ", p.arg, " ", retract), func(t *testing.T) {
				t.Parallel()
				rapid.Check(t, func(t *rapid.T) {
					call := callOf(t, p.name, p.distinct, retract, p.arg)
					draw := func() (values []batch.Datum) {
						for range rapid.IntRange(0, 6).Draw(t, "rows") {
							values = append(values, drawValue(t, p.arg))
						}
						return values
					}
					first, second := draw(), draw()
					into, err := aggregate.New(call)
					require.NoError(t, err)
					from, err := aggregate.New(call)
					require.NoError(t, err)
					into.Grow(1)
					from.Grow(1)
					require.NoError(t, into.Add(rowsOf(p.arg, first)))
					require.NoError(t, from.Add(rowsOf(p.arg, second)))
					unchanged := resultOf(t, from, call, 0)
					require.NoError(t, into.Merge(0, from, 0))
					require.Equal(t, compute(t, call, rowsOf(p.arg, append(first, second...))), resultOf(t, into, call, 0))
					require.Equal(t, unchanged, resultOf(t, from, call, 0))
				})
			})
		}
	}
}

func FuzzRestore(f *testing.F) {
	names := []string{"COUNT", "SUM", "AVG", "MIN", "FIRST_VALUE", "LISTAGG", "COLLECT", "ARRAY_AGG", "JSON_ARRAYAGG"}
	f.Add([]byte{1, 0, 2, 0}, uint8(1), true, true)
	f.Fuzz(func(t *testing.T, data []byte, which uint8, distinct, retract bool) {
		name := names[int(which)%len(names)]
		arg := types.Of(types.Int)
		if name == "LISTAGG" {
			arg = types.String()
		}
		call := callOf(t, name, distinct && name != "FIRST_VALUE", retract, arg)
		a, err := aggregate.New(call)
		require.NoError(t, err)
		a.Grow(1)
		if rest, err := a.Restore(data, 0); err == nil {
			require.LessOrEqual(t, len(rest), len(data))
		}
	})
}
