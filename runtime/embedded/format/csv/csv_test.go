package csv_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/format"
	"github.com/penstock/penstock/runtime/embedded/format/csv"
	"github.com/penstock/penstock/runtime/embedded/format/formattest"
	"github.com/penstock/penstock/runtime/embedded/types"
)

var stringType = types.String()

func decode(t testing.TB, rowType string, options map[string]string, records ...string) ([]string, error) {
	t.Helper()
	s := formattest.MustSchema(t, rowType, options)
	d, err := csv.Factory{}.Decoder(s)
	require.NoError(t, err)
	return formattest.Decode(d, s, 1, records...)
}

func TestDecoder_reads_what_Jackson_reads(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, typ string
		options   map[string]string
		record    string
		want      string
	}{
		{"plain", "a INT, b STRING, c BOOLEAN", nil, `1,x,TRUE`, "+I[1, x, true]"},
		{"empty is an empty string", "a INT, b STRING", nil, `1,`, "+I[1, ]"},
		{"blanks stay in strings and go in numbers", "a INT, b STRING", nil, ` 1 , x `, "+I[1,  x ]"},
		{"quoted", "a STRING, b STRING", nil, `"q,""x""",b`, `+I[q,"x", b]`},
		{"quoted with a line break", "a STRING, b STRING", nil, "\"1\n2\",b", "+I[1\n2, b]"},
		{"blanks after a closing quote", "a STRING, b STRING", nil, `"q"  ,b`, "+I[q, b]"},
		{"a quote inside a field is a character", "a STRING, b STRING", nil, `q"x,b`, `+I[q"x, b]`},
		{"other delimiter", "a INT, b STRING", map[string]string{"field-delimiter": ";"}, `1;x,y`, "+I[1, x,y]"},
		{"tab", "a INT, b STRING", map[string]string{"field-delimiter": `\t`}, "1\tx", "+I[1, x]"},
		{"other quote", "a STRING, b STRING", map[string]string{"quote-character": "'"}, `'x,y',"z`, `+I[x,y, "z]`},
		{"no quote", "a STRING, b STRING", map[string]string{"disable-quote-character": "true"}, `"x,y"`, `+I["x, y"]`},
		{"escape", "a STRING, b STRING", map[string]string{"escape-character": `\`}, `x\,\n,"a\"b"`, "+I[x,\n, a\"b]"},
		{"literal for NULL", "a INT, b STRING", map[string]string{"null-literal": "n/a"}, `n/a,n/a`, "+I[null, null]"},
		{"empty for NULL", "a INT, b STRING", map[string]string{"null-literal": ""}, `,`, "+I[null, null]"},
		{"dates", "a DATE, b TIME, c TIMESTAMP(3), d TIMESTAMP_LTZ(3)", nil, `2024-02-29,10:00:01.5,2024-01-01 00:00:00.123,2024-01-01 00:00:00Z`,
			"+I[2024-02-29, 10:00:01, 2024-01-01T00:00:00.123, 2024-01-01T00:00:00Z]"},
		{"numbers", "a TINYINT, b BIGINT, c FLOAT, d DOUBLE, e DECIMAL(6, 2)", nil, `-128,+5,1.5,1e2,12.345`, "+I[-128, 5, 1.5, 100.0, 12.35]"},
		{"decimal that does not fit", "a DECIMAL(3, 2)", nil, `100`, "+I[null]"},
		{"bytes", "a BYTES", nil, `aGk=`, "+I[[104, 105]]"},
		{"array", "a ARRAY<INT>, b ARRAY<STRING>", nil, `1;2,`, "+I[[1, 2], []]"},
		{"array with another delimiter", "a ARRAY<INT>", map[string]string{"array-element-delimiter": "|"}, `1|2`, "+I[[1, 2]]"},
		{"row", "a ROW<x INT, y STRING>", nil, `1;z`, "+I[+I[1, z]]"},
		{"nothing but false is not true", "a BOOLEAN, b BOOLEAN", nil, `1, true `, "+I[false, true]"},
		{"short", "a INT, b STRING", map[string]string{"ignore-parse-errors": "true"}, `5`, "+I[5, null]"},
		{"a delimiter at the end", "a INT, b STRING", nil, `1,x,`, "+I[1, x]"},
		{"days beyond the month", "a DATE, b DATE", nil, `2024-2-30,2024-1-2`, "+I[2024-03-01, 2024-01-02]"},
		{"decimals keep their blanks", "a DECIMAL(5, 2), b STRING", map[string]string{"ignore-parse-errors": "true"}, ` 1 ,x`, "+I[null, x]"},
		{"bad field", "a INT, b STRING", map[string]string{"ignore-parse-errors": "true"}, `x,y`, "+I[null, y]"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			rows, err := decode(t, "ROW<"+c.typ+">", c.options, c.record)
			require.NoError(t, err)
			require.Equal(t, []string{c.want}, rows)
		})
	}
}

func TestDecoder_refuses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ record, want string }{
		"short":                {`1`, "row length mismatch: 2 fields expected but was 1"},
		"long":                 {`1,x,y`, "too many fields: expected at most 2"},
		"bad number":           {`1.5,x`, `field 'a' (INT): for input string: "1.5"`},
		"empty number":         {`,x`, "field 'a' (INT)"},
		"open quote":           {`1,"x`, "missing closing quote"},
		"text behind a quote":  {`1,"x"y`, "expected the field delimiter"},
		"the record is told":   {`q,x`, "failed to deserialize CSV row 'q,x'"},
		"too large for an INT": {`2147483648,x`, "field 'a'"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := decode(t, "ROW<a INT, b STRING>", nil, c.record)
			require.ErrorContains(t, err, c.want)
		})
	}
}

func TestDecoder_skips_broken_records_where_errors_are_ignored(t *testing.T) {
	t.Parallel()
	rows, err := decode(t, "ROW<a INT, b STRING>", map[string]string{"ignore-parse-errors": "true"}, `1,x,y`, `1,"x`, `2,z`)
	require.NoError(t, err)
	require.Equal(t, []string{"+I[2, z]"}, rows)
}

func TestFactory_checks_options_and_types(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		typ     string
		options map[string]string
		want    string
	}{
		"unknown option":       {"a INT", map[string]string{"delimiter": ";"}, "unsupported option 'csv.delimiter'"},
		"two characters":       {"a INT", map[string]string{"field-delimiter": ";;"}, "must be a single character"},
		"quotes twice":         {"a INT", map[string]string{"quote-character": "'", "disable-quote-character": "true"}, "cannot both be set"},
		"a map":                {"a MAP<STRING, INT>", nil, "CSV format doesn't support the type MAP"},
		"an array of arrays":   {"a ARRAY<ARRAY<INT>>", nil, "CSV format doesn't support the type ARRAY"},
		"a delimiter of UTF-8": {"a INT", map[string]string{"field-delimiter": "·"}, "must be ASCII"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := csv.Factory{}.Decoder(formattest.MustSchema(t, "ROW<"+c.typ+">", c.options))
			require.ErrorContains(t, err, c.want)
		})
	}
}

func TestEncoder_quotes_as_Jackson(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		typ, record, want string
		options           map[string]string
	}{
		{"a STRING, b INT", `abc,-1`, "abc,-1\n", nil},
		{"a STRING, b STRING", `"a b","x,y"`, "\"a b\",\"x,y\"\n", nil},
		{"a STRING", `"say ""hi"""`, "\"say \"\"hi\"\"\"\n", nil},
		{"a STRING", `abcdefghijklmnopqrstuvwxyz`, "\"abcdefghijklmnopqrstuvwxyz\"\n", nil},
		{"a DATE, b TIMESTAMP(3)", `2024-02-29,2024-01-01 00:00:00.5`, "2024-02-29,\"2024-01-01 00:00:00.5\"\n", nil},
		{"a DECIMAL(6, 2), b DOUBLE", `100,1e10`, "\"1E+2\",1.0E10\n", nil},
		{"a DECIMAL(6, 2)", `100`, "100\n", map[string]string{"write-bigdecimal-in-scientific-notation": "false"}},
		{"a INT, b STRING", `~,~`, "~,~\n", map[string]string{"null-literal": "~"}},
		{"a ARRAY<INT>", `1;2`, "1;2\n", nil},
		{"a STRING", `a b`, "a b\n", map[string]string{"disable-quote-character": "true"}},
	} {
		s := formattest.MustSchema(t, "ROW<"+c.typ+">", c.options)
		d, err := csv.Factory{}.Decoder(s)
		require.NoError(t, err)
		b := batch.New(formattest.Types(s))
		b.Resize(1)
		_, _, err = d.Decode([]byte(c.record), 0, b, 0, 1)
		require.NoError(t, err)
		e, err := csv.Factory{}.Encoder(s)
		require.NoError(t, err)
		out, err := e.Encode(nil, b, 0)
		require.NoError(t, err)
		require.Equal(t, c.want, string(out))
	}
}

func TestEncoder_and_decoder_are_inverse(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		options := map[string]string{
			"field-delimiter": rapid.SampledFrom([]string{",", ";", "|", `\t`}).Draw(t, "delimiter"),
			"null-literal":    "\x01",
		}
		if rapid.Bool().Draw(t, "escape") {
			options["escape-character"] = `\`
		}
		fields := []format.Field{{Name: "a", Type: stringType}, {Name: "b", Type: stringType}}
		s := format.Schema{Fields: fields, Projected: []int{0, 1}, Options: options}
		b := batch.New(formattest.Types(s))
		b.Resize(1)
		for i := range fields {
			b.Cols[i].Set(0, rapid.StringN(0, 40, -1).Filter(func(s string) bool { return s != "\x01" }).Draw(t, "value"))
		}
		e, err := csv.Factory{}.Encoder(s)
		require.NoError(t, err)
		out, err := e.Encode(nil, b, 0)
		require.NoError(t, err)
		d, err := csv.Factory{}.Decoder(s)
		require.NoError(t, err)
		again := batch.New(formattest.Types(s))
		again.Resize(1)
		n, _, err := d.Decode(out[:len(out)-1], 0, again, 0, 1)
		require.NoError(t, err, "%q", out)
		require.Equal(t, 1, n)
		require.Equal(t, formattest.Row(b, 0), formattest.Row(again, 0), "%q", out)
	})
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`1,"x ""y""",2024-01-01 00:00:00,1;2`))
	f.Add([]byte(`"`))
	f.Add([]byte(`\`))
	f.Fuzz(func(t *testing.T, record []byte) {
		const rowType = "ROW<a INT, b STRING, c TIMESTAMP(3), d ARRAY<INT>>"
		strict, strictErr := decode(t, rowType, map[string]string{"escape-character": `\`}, string(record))
		lenient, err := decode(t, rowType, map[string]string{"escape-character": `\`, "ignore-parse-errors": "true"}, string(record))
		require.NoError(t, err)
		if strictErr == nil {
			require.Equal(t, strict, lenient)
		}
	})
}
