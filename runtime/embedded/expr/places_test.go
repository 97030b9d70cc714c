package expr

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
)

// TestPlaces: what is found by hashes is what is found by comparing.
func TestPlaces(t *testing.T) {
	t.Parallel()
	list := func(items ...batch.Datum) batch.Datum { return items }
	pair := func(k, v batch.Datum) *batch.MapDatum {
		return &batch.MapDatum{Keys: []batch.Datum{k, int64(9)}, Values: []batch.Datum{v, nil}}
	}
	turned := &batch.MapDatum{Keys: []batch.Datum{int64(9), "a"}, Values: []batch.Datum{nil, "b"}}
	values := []batch.Datum{
		nil, int64(1), "1", 1.0, true, math.Copysign(0, -1), batch.Instant{Millis: 1}, batch.Int128{Lo: 1}, list(), list(nil), list("a", "b"), list("b", "a"),
		list(list("a"), "b"), pair("a", "b"), pair("b", "a"), list(pair("a", "b")), math.NaN(), "", "x", "y", "z",
	}
	p := &places{}
	for i, v := range values {
		require.Equal(t, -1, p.find(v), i)
		p.add(v)
	}
	require.NotNil(t, p.last)
	for _, v := range append([]batch.Datum{0.0, turned, list(turned), list("a"), pair("a", nil), "zz"}, values...) {
		require.Equal(t, indexOf(values, v), p.find(v), v)
	}
	require.True(t, equalDatum(turned, pair("a", "b")))
}

// TestPlaces_are_found_soon: a record with so many elements would take minutes otherwise.
func TestPlaces_are_found_soon(t *testing.T) {
	t.Parallel()
	const n = 200_000
	var numbers, lists []batch.Datum
	for i := range int64(n) {
		numbers, lists = append(numbers, i), append(lists, []batch.Datum{i})
	}
	require.Len(t, distinct(append(numbers, numbers...)), n)
	require.Len(t, distinct(append(lists, lists...)), n)
	m := mapUnion([]*batch.MapDatum{{Keys: numbers, Values: lists}, {Keys: numbers, Values: numbers}})
	require.Equal(t, numbers, m.Values)
	require.True(t, equalDatum(m, &batch.MapDatum{Keys: numbers, Values: numbers}))
}

// TestParts: a text is not cut into more parts than there is room for.
func TestParts(t *testing.T) {
	t.Parallel()
	for name, cut := range map[string]func(x *exec, s string) bool{
		"SPLIT":      func(x *exec, s string) bool { _, ok := split(x, s, ","); return ok },
		"STR_TO_MAP": func(x *exec, s string) bool { _, ok := strToMap(x, literalSplit(","), literalSplit("="), s); return ok },
	} {
		x := &exec{}
		require.True(t, cut(x, "a,b=c,,"), name)
		require.NoError(t, x.err)
		require.False(t, cut(x, strings.Repeat(",", mostParts)), name)
		require.ErrorContains(t, x.err, "parts is too long")
	}
}
