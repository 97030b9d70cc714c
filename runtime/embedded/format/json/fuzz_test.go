package json

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/format"
	"github.com/penstock/penstock/runtime/embedded/rowtext"
	"github.com/penstock/penstock/runtime/embedded/types"
)

var fuzzFields = []format.Field{
	{Name: "i", Type: types.Of(types.Int)}, {Name: "s", Type: types.String()}, {Name: "d", Type: types.Of(types.Double)},
	{Name: "b", Type: types.Of(types.Boolean)}, {Name: "t", Type: types.TimestampOf(3)}, {Name: "n", Type: types.DecimalOf(10, 2)},
	{Name: "a", Type: types.ArrayOf(types.Of(types.BigInt))}, {Name: "m", Type: types.MapOf(types.String(), types.String())},
	{Name: "r", Type: types.RowOf(types.Field{Name: "x", Type: types.Of(types.TinyInt)}, types.Field{Name: "y", Type: types.Of(types.Date)})},
}

func fuzzColumns() []*batch.Vector {
	cols := make([]*batch.Vector, len(fuzzFields))
	for i, f := range fuzzFields {
		cols[i] = batch.NewVector(f.Type, 1)
	}
	return cols
}

func printed(cols []*batch.Vector) string {
	var out []byte
	for _, v := range cols {
		out = append(rowtext.AppendPrint(out, v, 0), '|')
	}
	return string(out)
}

// FuzzDecode checks that the decoder never panics, takes only what begins with a JSON object, and that going over the bytes
// and going token by token come to the same wherever both work.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{"i":1,"s":"x","d":1.5,"b":true,"t":"2024-01-01 00:00:00","n":"1.25","a":[1,"2",null],"m":{"k":"v"},"r":{"x":1,"y":"2024-02-29"}}`,
		`{"i":"x","d":[],"a":["3","q"]}`, `{"r":{"x":{}},"s":{"a":[1.0]}}`, `{broken`, `[1]`, `{"s":"\ud83d\ude00\u0041"}`, `{"b":[1,{"i":2}],"s":3}`,
	} {
		f.Add([]byte(seed))
	}
	s := format.Schema{Fields: fuzzFields}
	for i := range fuzzFields {
		s.Projected = append(s.Projected, i)
	}
	f.Fuzz(func(t *testing.T, record []byte) {
		strict, err := NewDecoder(s, Options{})
		require.NoError(t, err)
		lenient, err := NewDecoder(s, Options{IgnoreParseErrors: true})
		require.NoError(t, err)
		fast, tokens, ignoring := fuzzColumns(), fuzzColumns(), fuzzColumns()
		written, err := strict.DecodeInto(record, fast, 0)
		kept, ignoredErr := lenient.DecodeInto(record, ignoring, 0)
		require.NoError(t, ignoredErr)
		if err != nil {
			return
		}
		require.True(t, written)
		require.True(t, kept)
		require.Equal(t, printed(fast), printed(ignoring))
		slow, err := strict.decodeTokens(record, tokens, 0)
		if err == nil && slow && json.Valid(record) && !hasDuplicates(record) {
			require.Equal(t, printed(fast), printed(tokens))
		}
	})
}

// hasDuplicates tells objects in which a name occurs twice: they count twice towards the fields that Flink has found, after
// which it stops looking.
func hasDuplicates(record []byte) bool {
	var names map[string]int
	s := &scanner{b: record}
	s.space()
	names = make(map[string]int)
	found := false
	_ = members(s, func(name string) error {
		names[name]++
		found = found || names[name] > 1
		return s.skip(1)
	})
	return found
}
