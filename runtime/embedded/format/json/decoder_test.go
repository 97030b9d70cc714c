package json_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/format/formattest"
	"github.com/penstock/penstock/runtime/embedded/format/json"
)

func TestDecoder_converts_as_Flink(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, typ, value, want string }{
		{"string", "STRING", `"a\"\\\/\b\f\n\r\tžluťoučký 😀"`, "a\"\\/\b\f\n\r\tžluťoučký 😀"},
		{"escaped characters", "STRING", `"\u017elu\u0165 \ud83d\ude00"`, "žluť 😀"},
		{"half a surrogate pair", "STRING", `"\ud83dx"`, "?x"},
		{"number as string keeps its text", "STRING", `1.50`, "1.50"},
		{"boolean as string", "STRING", `true`, "true"},
		{"object as string", "STRING", `{ "a" : [ 1, 2.50, "x\u0041\n" ], "b":null}`, `{"a":[1,2.5,"xA\n"],"b":null}`},
		{"null", "STRING", `null`, "null"},
		{"int", "INT", `-2147483648`, "-2147483648"},
		{"int with blanks", "INT", ` 12 `, "12"},
		{"int from a string", "INT", `" 12 "`, "12"},
		{"a fraction is cut", "INT", `-3.7`, "-3"},
		{"exponent", "INT", `1e2`, "100"},
		{"bigint", "BIGINT", `9223372036854775807`, "9223372036854775807"},
		{"bigint with a fraction", "BIGINT", `12345678901.9`, "12345678901"},
		{"tinyint", "TINYINT", `"-128"`, "-128"},
		{"smallint", "SMALLINT", `32767`, "32767"},
		{"double", "DOUBLE", `1e10`, "1.0E10"},
		{"double from a string", "DOUBLE", `" 2.5d"`, "2.5"},
		{"not a number", "DOUBLE", `"NaN"`, "NaN"},
		{"float", "FLOAT", `3.4`, "3.4"},
		{"too large a double", "DOUBLE", `1e999`, "Infinity"},
		{"boolean", "BOOLEAN", `false`, "false"},
		{"boolean from a string", "BOOLEAN", `" TRUE "`, "true"},
		{"boolean from a number", "BOOLEAN", `1`, "false"},
		{"decimal", "DECIMAL(8, 2)", `1.5`, "1.50"},
		{"decimal rounds half up", "DECIMAL(8, 2)", `-12.345`, "-12.35"},
		{"decimal that does not fit", "DECIMAL(4, 2)", `100`, "null"},
		{"decimal from a string", "DECIMAL(38, 10)", `"1234567890123456789012345678.5"`, "1234567890123456789012345678.5000000000"},
		{"decimal with exponent", "DECIMAL(8, 2)", `1.2e3`, "1200.00"},
		{"date", "DATE", `"2024-02-29"`, "2024-02-29"},
		{"time", "TIME", `"23:59:58.9"`, "23:59:58"},
		{"timestamp", "TIMESTAMP(3)", `"2024-01-02 03:04:05.678"`, "2024-01-02T03:04:05.678"},
		{"timestamp without fraction", "TIMESTAMP(3)", `"1969-12-31 23:59:59"`, "1969-12-31T23:59:59"},
		{"nanoseconds", "TIMESTAMP(9)", `"2024-01-02 03:04:05.123456789"`, "2024-01-02T03:04:05.123456789"},
		{"nanoseconds that do not fit", "TIMESTAMP(3)", `"2024-01-02 03:04:05.123456789"`, "2024-01-02T03:04:05.123"},
		{"a day that does not exist is the last", "TIMESTAMP(3)", `"2023-02-30 00:00:00"`, "2023-02-28T00:00"},
		{"instant", "TIMESTAMP_LTZ(3)", `"2024-01-02 03:04:05Z"`, "2024-01-02T03:04:05Z"},
		{"bytes", "BYTES", `"aGk="`, "[104, 105]"},
		{"array", "ARRAY<INT>", `[1, null, "3", 4.9]`, "[1, null, 3, 4]"},
		{"empty array", "ARRAY<INT>", `[]`, "[]"},
		{"map", "MAP<STRING, ARRAY<INT>>", `{"a":[1],"b":null,"a":[2]}`, "{a=[2], b=null}"},
		{"multiset", "MULTISET<STRING>", `{"a":2}`, "{a=2}"},
		{"row", "ROW<x INT, y ROW<z STRING>>", `{"y":{"q":[{}],"z":"s"},"x":1}`, "+I[1, +I[s]]"},
		{"row without a field", "ROW<x INT, y INT>", `{"y":1}`, "+I[null, 1]"},
		{"array of rows", "ARRAY<ROW<x INT>>", `[{"x":1},{},null]`, "[+I[1], +I[null], null]"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := formattest.MustSchema(t, "ROW<before INT, v "+c.typ+", after INT>", nil)
			d, err := json.Factory{}.Decoder(s)
			require.NoError(t, err)
			rows, err := formattest.Decode(d, s, 1, `{"before":1,"unknown":{"x":[1,"]"]},"v":`+c.value+`,"after":2}`)
			require.NoError(t, err)
			require.Equal(t, []string{"+I[1, " + c.want + ", 2]"}, rows)
		})
	}
}

func TestDecoder_refuses(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, record, want string }{
		{"no JSON", `{broken`, "failed to deserialize JSON '{broken'"},
		{"cut off", `{"id":1`, "unexpected end of input"},
		{"an array", `[{"id":1}]`, "expected a JSON object"},
		{"a number that does not fit", `{"id":2147483648}`, "failed to deserialize at field 'id' (INT): numeric value (2147483648) out of range"},
		{"a word for a number", `{"id":"x"}`, `field 'id' (INT): for input string: "x"`},
		{"a leading zero", `{"id":01}`, "leading zeroes"},
		{"a field that is missing the colon", `{"id" 1}`, "expected ':'"},
		{"broken in what nobody wants", `{"id":1,"q":[1,2}`, "expected ',' or ']'"},
		{"no comma", `{"id":1 "q":2}`, "expected ',' or '}'"},
		{"a bad escape", `{"s":"\x"}`, "a valid escape"},
		{"a date that does not exist", `{"d":"2024-02-30"}`, "text '2024-02-30' could not be parsed"},
		{"an object for a number", `{"id":{}}`, "cannot convert {} to INT"},
		{"a scalar for an array", `{"a":1}`, "expected a JSON array"},
		{"invalid UTF-8", "{\"s\":\"\xff\"}", "invalid UTF-8"},
	}
	s := formattest.MustSchema(t, "ROW<id INT, s STRING, d DATE, a ARRAY<INT>>", nil)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d, err := json.Factory{}.Decoder(s)
			require.NoError(t, err)
			_, err = formattest.Decode(d, s, 1, c.record)
			require.ErrorContains(t, err, c.want)
		})
	}
}

func TestDecoder_ignores_parse_errors(t *testing.T) {
	t.Parallel()
	s := formattest.MustSchema(t, "ROW<id INT, s STRING, v DOUBLE, ts TIMESTAMP(3), a ARRAY<INT>>",
		map[string]string{"ignore-parse-errors": "true"})
	d, err := json.Factory{}.Decoder(s)
	require.NoError(t, err)
	rows, err := formattest.Decode(d, s, 1,
		`{"id":1,"s":"ok","v":1.5,"ts":"2024-01-01 00:00:00","a":[1,2]}`,
		`{broken`,
		`{"id":"2","s":5,"v":"2.5","extra":true}`,
		`{"id":"x","s":{"o":1},"v":[],"ts":"2024-01-01T00:00:00Z","a":["3","q"]}`, // out of step behind v
		``,
		`{"id":"x","a":["3","q"],"s":"in step"}`,
		`{"id":3.7,"s":true,"v":null}`,
		`[1]`,
		`{"ID":9,"S":"case"}`,
		`{"id":1,"v":{"x":1},"s":"never reached"}`)
	require.NoError(t, err)
	require.Equal(t, []string{
		"+I[1, ok, 1.5, 2024-01-01T00:00, [1, 2]]",
		"+I[2, 5, 2.5, null, null]",
		`+I[null, {"o":1}, null, null, null]`,
		"+I[null, in step, null, null, [3, null]]",
		"+I[3, true, null, null, null]",
		"+I[null, null, null, null, null]",
		"+I[1, null, null, null, null]",
	}, rows)
}

func TestDecoder_reads_ISO_8601(t *testing.T) {
	t.Parallel()
	s := formattest.MustSchema(t, "ROW<ts TIMESTAMP(3), l TIMESTAMP_LTZ(3)>",
		map[string]string{"timestamp-format.standard": "ISO-8601"})
	d, err := json.Factory{}.Decoder(s)
	require.NoError(t, err)
	rows, err := formattest.Decode(d, s, 1, `{"ts":"2024-01-02T03:04","l":"2024-07-02T03:04:05.5Z"}`)
	require.NoError(t, err)
	require.Equal(t, []string{"+I[2024-01-02T03:04, 2024-07-02T03:04:05.500Z]"}, rows)
}

func TestDecoder_projects_and_remembers_no_value_of_the_row_before(t *testing.T) {
	t.Parallel()
	s := formattest.MustSchema(t, "ROW<a INT, b STRING, c INT>", nil)
	s.Projected = []int{2, 1}
	d, err := json.Factory{}.Decoder(s)
	require.NoError(t, err)
	rows, err := formattest.Decode(d, s, 1, `{"a":"not looked at","b":"x","c":3}`, `{"c":4}`, `{"b":"y","c":null}`, `{"c":5,"b":"z"}`)
	require.NoError(t, err)
	require.Equal(t, []string{"+I[3, x]", "+I[4, null]", "+I[null, y]", "+I[5, z]"}, rows)
}

func TestFactory_checks_options_and_types(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, typ string
		options   map[string]string
		want      string
	}{
		{"unknown option", "INT", map[string]string{"ignore-parse-error": "true"}, "'json.ignore-parse-error' found for format 'json'. Did you mean 'json.ignore-parse-errors'?"},
		{"no boolean", "INT", map[string]string{"ignore-parse-errors": "yes"}, "invalid value 'yes' for option 'json.ignore-parse-errors'"},
		{"no such standard", "INT", map[string]string{"timestamp-format.standard": "RFC"}, "expected one of SQL, ISO-8601"},
		{"two that exclude each other", "INT", map[string]string{"ignore-parse-errors": "true", "fail-on-missing-field": "true"}, "shouldn't both be true"},
		{"a map with other keys than strings", "MAP<INT, INT>", nil, "non-string as key type of map"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := json.Factory{}.Decoder(formattest.MustSchema(t, "ROW<v "+c.typ+">", c.options))
			require.ErrorContains(t, err, c.want)
		})
	}
}

func TestDecoder_fails_on_missing_fields(t *testing.T) {
	t.Parallel()
	s := formattest.MustSchema(t, "ROW<a INT, b INT>", map[string]string{"fail-on-missing-field": "true"})
	d, err := json.Factory{}.Decoder(s)
	require.NoError(t, err)
	_, err = formattest.Decode(d, s, 1, `{"a":1}`)
	require.ErrorContains(t, err, "'b'")
}
