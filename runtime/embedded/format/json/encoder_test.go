package json_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/format"
	"github.com/penstock/penstock/runtime/embedded/format/formattest"
	"github.com/penstock/penstock/runtime/embedded/format/json"
)

// encode decodes a record and encodes it again.
func encode(t testing.TB, f format.Factory, s format.Schema, record string) string {
	t.Helper()
	d, err := json.Factory{}.Decoder(format.Schema{Fields: s.Fields, Projected: s.Projected})
	require.NoError(t, err)
	b := batch.New(formattest.Types(s))
	b.Resize(1)
	_, _, err = d.Decode([]byte(record), 0, b, 0, 1)
	require.NoError(t, err)
	e, err := f.Encoder(s)
	require.NoError(t, err)
	out, err := e.Encode(nil, b, 0)
	require.NoError(t, err)
	return string(out)
}

func TestEncoder_writes_what_Jackson_writes(t *testing.T) {
	t.Parallel()
	cases := []struct {
		typ, value, want string
		options          map[string]string
	}{
		{typ: "STRING", value: `"a\"\\/\n\u0001ž😀"`, want: `"a\"\\/\n\u0001ž😀"`},
		{typ: "INT", value: `-5`, want: `-5`},
		{typ: "BOOLEAN", value: `true`, want: `true`},
		{typ: "DOUBLE", value: `1e10`, want: `1.0E10`},
		{typ: "DOUBLE", value: `"NaN"`, want: `"NaN"`},
		{typ: "FLOAT", value: `3.4`, want: `3.4`},
		{typ: "DECIMAL(8, 2)", value: `1.5`, want: `1.5`},
		{typ: "DECIMAL(8, 2)", value: `-100`, want: `-1E+2`},
		{typ: "DECIMAL(8, 2)", value: `-100`, want: `-100`, options: map[string]string{"encode.decimal-as-plain-number": "true"}},
		{typ: "DECIMAL(12, 9)", value: `0.000000027`, want: `2.7E-8`},
		{typ: "DECIMAL(12, 9)", value: `0.000000027`, want: `0.000000027`, options: map[string]string{"encode.decimal-as-plain-number": "true"}},
		{typ: "DECIMAL(8, 2)", value: `0`, want: `0`},
		{typ: "DATE", value: `"2024-02-29"`, want: `"2024-02-29"`},
		{typ: "TIME", value: `"03:04:00"`, want: `"03:04:00"`},
		{typ: "TIMESTAMP(3)", value: `"2024-01-02 03:04:00"`, want: `"2024-01-02 03:04:00"`},
		{typ: "TIMESTAMP(9)", value: `"2024-01-02 03:04:00.12345"`, want: `"2024-01-02 03:04:00.12345"`},
		{typ: "TIMESTAMP(3)", value: `"2024-01-02 03:04:05.67"`, want: `"2024-01-02T03:04:05.67"`, options: map[string]string{"timestamp-format.standard": "ISO-8601"}},
		{typ: "TIMESTAMP_LTZ(3)", value: `"2024-01-02 03:04:05Z"`, want: `"2024-01-02 03:04:05Z"`},
		{typ: "BYTES", value: `"aGk="`, want: `"aGk="`},
		{typ: "ARRAY<INT>", value: `[1,null]`, want: `[1,null]`},
		{typ: "MAP<STRING, INT>", value: `{"a":1}`, want: `{"a":1}`},
		{typ: "ROW<x INT, y STRING>", value: `{"x":1}`, want: `{"x":1,"y":null}`},
		{typ: "ROW<x INT, y STRING>", value: `{"x":1}`, want: `{"x":1}`, options: map[string]string{"encode.ignore-null-fields": "true"}},
		{typ: "STRING", value: `null`, want: `null`},
	}
	for _, c := range cases {
		t.Run(c.typ+" "+c.value, func(t *testing.T) {
			t.Parallel()
			s := formattest.MustSchema(t, "ROW<`a\"b` "+c.typ+">", c.options)
			require.Equal(t, `{"a\"b":`+c.want+"}\n", encode(t, json.Factory{}, s, `{"a\"b":`+c.value+`}`))
		})
	}
}

func TestEncoder_leaves_NULL_fields_out(t *testing.T) {
	t.Parallel()
	s := formattest.MustSchema(t, "ROW<a INT, b INT, c INT>", map[string]string{"encode.ignore-null-fields": "true"})
	require.Equal(t, "{\"b\":2}\n", encode(t, json.Factory{}, s, `{"b":2}`))
}
