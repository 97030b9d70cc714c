package batch_test

import (
	"bytes"
	"cmp"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

func randomColumns(t *rapid.T) []types.Type {
	columns := make([]types.Type, rapid.IntRange(1, 4).Draw(t, "columns"))
	for i := range columns {
		columns[i] = randomType(t, 2)
	}
	return columns
}

func TestAppendRow_DecodeRowGivesItBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		columns := randomColumns(t)
		b, back := randomBatch(t, columns), batch.New(columns)
		back.Resize(b.Len)
		for row := range b.Len {
			encoded := batch.AppendRow([]byte("front"), b.Cols, row)
			rest, err := batch.DecodeRow(append(encoded[5:], "rest"...), back.Cols, row)
			require.NoError(t, err)
			require.Equal(t, "rest", string(rest))
			for c := range columns {
				require.Equal(t, b.Cols[c].Get(row), back.Cols[c].Get(row))
			}
		}
	})
}

func TestKeys_EqualIfAndOnlyIfTheValuesAre(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		columns := randomColumns(t)
		b := randomBatch(t, columns)
		all := make([]int, len(columns))
		for i := range all {
			all[i] = i
		}
		var keys batch.Keys
		keys.Encode(b, all)
		require.Equal(t, b.Rows(), keys.Len())
		back := batch.New(columns)
		back.Resize(b.Len)
		for i := range b.Rows() {
			rest, row := keys.Key(i), b.Row(i)
			require.Equal(t, batch.Hash(keys.Key(i)), keys.Hash(i))
			for c, v := range back.Cols {
				var err error
				rest, err = batch.DecodeKey(rest, v, row)
				require.NoError(t, err)
				if f, ok := b.Cols[c].Get(row).(float64); ok && math.IsNaN(f) {
					continue
				}
				require.Equal(t, b.Cols[c].Get(row), v.Get(row))
			}
			require.Empty(t, rest)
			for j := range b.Rows() {
				same := true
				for _, v := range b.Cols {
					v.Extend(b.Len)
					same = same && v.EqualRows(row, b.Row(j))
				}
				require.Equal(t, same, bytes.Equal(keys.Key(i), keys.Key(j)))
			}
		}
	})
}

func TestKeys_MapsAreEqualWhateverTheirOrder(t *testing.T) {
	t.Parallel()
	b := batch.New([]types.Type{types.MapOf(types.String(), types.Of(types.Int))})
	b.Resize(2)
	b.Cols[0].Set(0, &batch.MapDatum{Keys: []batch.Datum{"a", "b"}, Values: []batch.Datum{int64(1), int64(2)}})
	b.Cols[0].Set(1, &batch.MapDatum{Keys: []batch.Datum{"b", "a"}, Values: []batch.Datum{int64(2), int64(1)}})
	var keys batch.Keys
	keys.Encode(b, []int{0})
	require.Equal(t, keys.Key(0), keys.Key(1))
	require.True(t, b.Cols[0].EqualRows(0, 1))
}

// order compares two values of a type with an order, NULL being the least.
func order(x, y batch.Datum) int {
	if x == nil || y == nil {
		switch {
		case x == nil && y == nil:
			return 0
		case x == nil:
			return -1
		}
		return 1
	}
	switch x := x.(type) {
	case bool:
		return cmp.Compare(map[bool]int{true: 1}[x], map[bool]int{true: 1}[y.(bool)])
	case int64:
		return cmp.Compare(x, y.(int64))
	case float64:
		// As in Java, -0 is less than 0.
		return cmp.Or(cmp.Compare(x, y.(float64)), cmp.Compare(sign(x), sign(y.(float64))))
	case batch.Int128:
		return x.Cmp(y.(batch.Int128))
	case string:
		return strings.Compare(x, y.(string))
	case batch.Instant:
		return cmp.Or(cmp.Compare(x.Millis, y.(batch.Instant).Millis), cmp.Compare(x.Nanos, y.(batch.Instant).Nanos))
	}
	panic("no order")
}

func sign(f float64) float64 {
	if math.Signbit(f) {
		return -1
	}
	return 1
}

func TestAppendSortKey_ComparesAsTheValues(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		typ := rapid.SampledFrom(scalarTypes()).Draw(t, "type")
		b := batch.New([]types.Type{typ})
		b.Resize(2)
		v := b.Cols[0]
		v.Set(0, randomDatum(t, typ))
		v.Set(1, randomDatum(t, typ))
		want := order(v.Get(0), v.Get(1))
		require.Equal(t, want, bytes.Compare(batch.AppendSortKey(nil, v, 0, false, true), batch.AppendSortKey(nil, v, 1, false, true)))
		require.Equal(t, -want, bytes.Compare(batch.AppendSortKey(nil, v, 0, true, false), batch.AppendSortKey(nil, v, 1, true, false)))
	})
}

func FuzzDecode(f *testing.F) {
	columns := []types.Type{
		types.Of(types.Int), types.String(), types.TimestampOf(9), types.DecimalOf(38, 2), types.ArrayOf(types.String()),
		types.MapOf(types.String(), types.Of(types.Double)), types.RowOf(types.Field{Name: "a", Type: types.Of(types.Boolean)}),
	}
	b := batch.New(columns)
	b.Resize(1)
	for i, d := range []batch.Datum{
		int64(7), "seven", batch.Instant{Millis: 7, Nanos: 7}, batch.Int128{Hi: 7, Lo: 7}, []batch.Datum{"a", nil},
		&batch.MapDatum{Keys: []batch.Datum{"k"}, Values: []batch.Datum{1.5}}, []batch.Datum{true},
	} {
		b.Cols[i].Set(0, d)
	}
	f.Add(batch.AppendRow(nil, b.Cols, 0))
	f.Add(batch.AppendDatum(nil, []batch.Datum{nil, "a", &batch.MapDatum{Keys: []batch.Datum{int64(1)}, Values: []batch.Datum{nil}}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		back := batch.New(columns)
		back.Resize(1)
		if _, err := batch.DecodeRow(data, back.Cols, 0); err == nil {
			batch.AppendRow(nil, back.Cols, 0)
		}
		rest := data
		for _, v := range back.Cols {
			var err error
			if rest, err = batch.DecodeKey(rest, v, 0); err != nil {
				break
			}
		}
		if d, _, err := batch.DecodeDatum(data); err == nil {
			batch.AppendDatum(nil, d)
		}
	})
}
