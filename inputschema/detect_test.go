package inputschema_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/inputschema"
)

func TestDetect(t *testing.T) {
	t.Parallel()
	type columns = []inputschema.Column
	for name, test := range map[string]struct {
		sample inputschema.Sample
		want   inputschema.Schema
	}{
		"objects, one a record": {
			inputschema.Sample{Records: []string{
				`{"ticker": "AMZN", "change": -1.2, "price": 98.75, "volume": 12, "open": true, "at": "2026-11-21T05:00:00.123456"}`,
				` {"ticker": "PENSTOCK", "change": 3, "price": null, "volume": 3000000000, "open": false, "at": "2026-11-21 05:00:01"}` + "\n",
			}},
			inputschema.Schema{
				Format: inputschema.JSON, RowPath: "$",
				Columns: columns{
					{"ticker", "VARCHAR(8)", "$.ticker"},
					{"change", "REAL", "$.change"},
					{"price", "REAL", "$.price"},
					{"volume", "BIGINT", "$.volume"},
					{"open", "BOOLEAN", "$.open"},
					{"at", "TIMESTAMP", "$.at"},
				},
				Rows: [][]string{
					{"AMZN", "-1.2", "98.75", "12", "true", "2026-11-21T05:00:00.123456"},
					{"PENSTOCK", "3", "", "3000000000", "false", "2026-11-21 05:00:01"},
				},
			},
		},
		"several objects in a record": {
			inputschema.Sample{Records: []string{`{"a":1}{"a":2}` + "\n" + `{"b":3}`}},
			inputschema.Schema{
				Format: inputschema.JSON, RowPath: "$",
				Columns: columns{{"a", "INTEGER", "$.a"}, {"b", "INTEGER", "$.b"}},
				Rows:    [][]string{{"1", ""}, {"2", ""}, {"", "3"}},
			},
		},
		"arrays of objects": {
			inputschema.Sample{Records: []string{`[{"a":1},{"a":20000000000000000000}]`, `[]`, `[{"a":3}]`}},
			inputschema.Schema{
				Format: inputschema.JSON, RowPath: "$[0:]",
				Columns: columns{{"a", "DECIMAL(20,0)", "$.a"}},
				Rows:    [][]string{{"1"}, {"20000000000000000000"}, {"3"}},
			},
		},
		"what is nested, and names that are no SQL": {
			inputschema.Sample{Records: []string{`{"id":1,"user":{"id":"x","full-name":"Ada L","tags":[1, 2],"empty":{}},"it's":0.123456789}`}},
			inputschema.Schema{
				Format: inputschema.JSON, RowPath: "$",
				Columns: columns{
					{"id", "INTEGER", "$.id"},
					{"user_id", "VARCHAR(4)", "$.user.id"},
					{"full_name", "VARCHAR(8)", "$.user['full-name']"},
					{"tags", "VARCHAR(8)", "$.user.tags"},
					{"empty", "VARCHAR(4)", "$.user.empty"},
					{"it's", "DOUBLE", `$['it\'s']`},
				},
				Rows: [][]string{{"1", "x", "Ada L", "[1,2]", "{}", "0.123456789"}},
			},
		},
		"a mixture is text": {
			inputschema.Sample{Records: []string{`{"a":1,"b":true,"c":"2026-11-21 05:00:00","d":null}`, `{"a":"x","b":0,"c":"later, or never at all"}`}},
			inputschema.Schema{
				Format: inputschema.JSON, RowPath: "$",
				Columns: columns{{"a", "VARCHAR(4)", "$.a"}, {"b", "VARCHAR(4)", "$.b"}, {"c", "VARCHAR(32)", "$.c"}, {"d", "VARCHAR(4)", "$.d"}},
				Rows:    [][]string{{"1", "true", "2026-11-21 05:00:00", ""}, {"x", "0", "later, or never at all", ""}},
			},
		},
		"an array that breaks off": {
			inputschema.Sample{Records: []string{`[{"a":1},{"a":2},{"a":`}, Truncated: true},
			inputschema.Schema{
				Format: inputschema.JSON, RowPath: "$[0:]", Columns: columns{{"a", "INTEGER", "$.a"}}, Rows: [][]string{{"1"}, {"2"}},
			},
		},
		"lines that break off": {
			inputschema.Sample{Records: []string{"{\"a\":1}\n{\"a\":2}\n{\"a\":\"fou"}, Truncated: true},
			inputschema.Schema{
				Format: inputschema.JSON, RowPath: "$", Columns: columns{{"a", "INTEGER", "$.a"}}, Rows: [][]string{{"1"}, {"2"}},
			},
		},
		"CSV without a header": {
			inputschema.Sample{Records: []string{"a,1,007\nlonger,2,1.5\n", "c,,x\r\n"}},
			inputschema.Schema{
				Format: inputschema.CSV, RowDelimiter: "\n", ColumnDelimiter: ",",
				Columns: columns{{"COL_A", "VARCHAR(8)", ""}, {"COL_B", "INTEGER", ""}, {"COL_C", "VARCHAR(4)", ""}},
				Rows:    [][]string{{"a", "1", "007"}, {"longer", "2", "1.5"}, {"c", "", "x"}},
			},
		},
		"CSV with a header, quotes and tabs": {
			inputschema.Sample{Records: []string{"order id\tamount\tsent\n\"1\"\t2.5\tTRUE\n2\t\"3\n\"\tfalse\n"}},
			inputschema.Schema{
				Format: inputschema.CSV, RowDelimiter: "\n", ColumnDelimiter: "\t",
				Columns: columns{{"order_id", "INTEGER", ""}, {"amount", "VARCHAR(4)", ""}, {"sent", "BOOLEAN", ""}},
				Rows:    [][]string{{"1", "2.5", "TRUE"}, {"2", "3\n", "false"}},
			},
		},
		"the delimiter with most columns": {
			inputschema.Sample{Records: []string{"a,b|1|2026-11-21 05:00:00\n", "c,d|2|2026-11-21 05:00:00.5\n"}},
			inputschema.Schema{
				Format: inputschema.CSV, RowDelimiter: "\n", ColumnDelimiter: "|",
				Columns: columns{{"COL_A", "VARCHAR(4)", ""}, {"COL_B", "INTEGER", ""}, {"COL_C", "TIMESTAMP", ""}},
				Rows:    [][]string{{"a,b", "1", "2026-11-21 05:00:00"}, {"c,d", "2", "2026-11-21 05:00:00.5"}},
			},
		},
		"CSV that breaks off": {
			inputschema.Sample{Records: []string{"a;1\nb;2\nc"}, Truncated: true},
			inputschema.Schema{
				Format: inputschema.CSV, RowDelimiter: "\n", ColumnDelimiter: ";",
				Columns: columns{{"COL_A", "VARCHAR(4)", ""}, {"COL_B", "INTEGER", ""}},
				Rows:    [][]string{{"a", "1"}, {"b", "2"}},
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := inputschema.Detect(test.sample)
			require.True(t, ok)
			require.Empty(t, cmp.Diff(test.want, *got))
		})
	}
}

func TestDetect_SeesNothing(t *testing.T) {
	t.Parallel()
	for name, records := range map[string][]string{
		"no records":             nil,
		"an empty record":        {""},
		"white space":            {" \n "},
		"lines of text":          {"a line\nanother line\n"},
		"statements":             {"SELECT 1;\nSELECT 2;\n"},
		"bytes":                  {"\x00\x01,\x02"},
		"what is not UTF-8":      {"a,\xff\n"},
		"JSON of no columns":     {"{}"},
		"JSON of no rows":        {"[]"},
		"JSON that is no object": {"1", `"a"`},
		"an array of numbers":    {"[1,2]"},
		"rows of two kinds":      {`{"a":1}`, `[{"a":1}]`},
		"half an object":         {`{"a":1`},
		"a bracket too many":     {`{"a":1}]`},
		"JSON and then text":     {`{"a":1} and`},
		"rows of two widths":     {"a,b\nc,d,e\n"},
		"too many columns":       {strings.Repeat("1,", inputschema.MaxColumns) + "1\n"},
		"too many members":       {manyMembers(inputschema.MaxColumns + 1)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := inputschema.Detect(inputschema.Sample{Records: records})
			require.False(t, ok, "%+v", got)
		})
	}
}

func manyMembers(n int) string {
	var b strings.Builder
	b.WriteByte('{')
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(`"` + strings.Repeat("m", i+1) + `":1`)
	}
	b.WriteByte('}')
	return b.String()
}

func TestDetect_LooksAtManyRowsOnly(t *testing.T) {
	t.Parallel()
	for _, record := range []string{
		strings.Repeat("{\"a\":1}\n", inputschema.MaxRows+1),
		"[" + strings.Repeat("{\"a\":1},", inputschema.MaxRows) + "{\"a\":1}]",
		strings.Repeat("1,2\n", inputschema.MaxRows+1),
	} {
		got, ok := inputschema.Detect(inputschema.Sample{Records: []string{record}})
		require.True(t, ok)
		require.Len(t, got.Rows, inputschema.MaxRows)
	}
}

// TestDetect_KeepsNobodyWaiting has what would take minutes if any of it took the square of its length.
func TestDetect_KeepsNobodyWaiting(t *testing.T) {
	t.Parallel()
	const size = 1 << 20
	alike := make([]string, inputschema.MaxColumns)
	for i := range alike {
		alike[i] = `"` + strings.Repeat("-", 1000) + strings.Repeat(" ", i) + `":1`
	}
	for name, record := range map[string]string{
		"a long whole number":     `{"a":` + strings.Repeat("9", size) + `}`,
		"a long number in CSV":    strings.Repeat("9", size) + ",1\n",
		"a long fraction":         `{"a":0.` + strings.Repeat("1", size) + `}`,
		"deep objects":            strings.Repeat(`{"a":`, 5000) + "1" + strings.Repeat("}", 5000),
		"many objects of a depth": strings.Repeat(strings.Repeat(`{"a":`, 100)+"1"+strings.Repeat("}", 100), size/601),
		"names that are alike":    "{" + strings.Join(alike, ",") + "}",
		"many columns":            strings.Repeat(strings.Repeat("1,", 999)+"1\n", size/2000),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, ok := inputschema.Detect(inputschema.Sample{Records: []string{record}})
			require.True(t, ok)
		})
	}
}

func TestDetect_NamesManyColumns(t *testing.T) {
	t.Parallel()
	got, ok := inputschema.Detect(inputschema.Sample{Records: []string{strings.Repeat("1,", 27) + "1"}})
	require.True(t, ok)
	require.Equal(t, "COL_A", got.Columns[0].Name)
	require.Equal(t, "COL_Z", got.Columns[25].Name)
	require.Equal(t, "COL_AA", got.Columns[26].Name)
	require.Equal(t, "COL_AB", got.Columns[27].Name)
}
