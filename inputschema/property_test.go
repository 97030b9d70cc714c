package inputschema_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/inputschema"
)

// columnName is what the API takes for the name of a column.
var columnName = regexp.MustCompile(`^[^-\s<>&]{1,256}$`)

// requireSound checks what is true of every schema.
func requireSound(t require.TestingT, s *inputschema.Schema) {
	require.NotEmpty(t, s.Columns)
	require.LessOrEqual(t, len(s.Columns), inputschema.MaxColumns)
	require.NotEmpty(t, s.Rows)
	require.LessOrEqual(t, len(s.Rows), inputschema.MaxRows)
	names := map[string]bool{}
	for i, c := range s.Columns {
		require.Regexp(t, columnName, c.Name)
		require.False(t, names[c.Name], "%s is the name of two columns", c.Name)
		names[c.Name] = true
		require.Equal(t, s.Format == inputschema.JSON, c.Mapping != "")
		for _, row := range s.Rows {
			require.Len(t, row, len(s.Columns))
			requireFits(t, c.SQLType, row[i])
		}
	}
	require.Equal(t, s.Format == inputschema.JSON, s.RowPath != "")
	require.Equal(t, s.Format == inputschema.CSV, s.ColumnDelimiter != "" && s.RowDelimiter != "")
}

// requireFits checks that a type takes a value; empty is none.
func requireFits(t require.TestingT, sqlType, value string) {
	if value == "" {
		return
	}
	name, length, _ := strings.Cut(strings.TrimSuffix(sqlType, ")"), "(")
	switch name {
	case "INTEGER":
		_, err := strconv.ParseInt(value, 10, 32)
		require.NoError(t, err)
	case "BIGINT":
		_, err := strconv.ParseInt(value, 10, 64)
		require.NoError(t, err)
	case "DECIMAL":
		_, ok := new(big.Int).SetString(value, 10)
		require.True(t, ok, value)
		require.Equal(t, ",0", length[len(length)-2:])
	case "REAL", "DOUBLE":
		_, err := strconv.ParseFloat(value, 64)
		require.NoError(t, err)
	case "BOOLEAN":
		require.Contains(t, []string{"true", "false"}, strings.ToLower(value))
	case "TIMESTAMP":
		require.Regexp(t, `^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d`, value)
	case "VARCHAR":
		n, err := strconv.Atoi(length)
		require.NoError(t, err)
		require.True(t, utf8.RuneCountInString(value) <= n || n == 65535, "%q in %s", value, sqlType)
	default:
		require.Fail(t, "unknown type", sqlType)
	}
}

func cells() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.StringMatching(`[a-z ,;|"]{0,20}`), rapid.Just(""), rapid.Just("true"), rapid.Just("2026-11-21 05:00:00"),
		rapid.Map(rapid.Int64(), func(n int64) string { return strconv.FormatInt(n, 10) }),
		rapid.Map(rapid.Float32(), func(f float32) string { return strconv.FormatFloat(float64(f), 'g', -1, 32) }),
		rapid.Map(rapid.Float64(), func(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }),
	)
}

// TestDetect_ReadsWhatWasWritten writes rows as CSV and finds them again.
func TestDetect_ReadsWhatWasWritten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(2, 6).Draw(t, "columns")
		rows := rapid.SliceOfN(rapid.SliceOfN(cells(), width, width), 1, 20).Draw(t, "rows")
		rows = append([][]string{make([]string, width)}, rows...)
		for i := range width {
			rows[0][i] = strconv.Itoa(i) // no header
		}
		var text bytes.Buffer
		require.NoError(t, csv.NewWriter(&text).WriteAll(rows))
		s, ok := inputschema.Detect(inputschema.Sample{Records: strings.SplitAfter(text.String(), "\x00")})
		require.True(t, ok)
		requireSound(t, s)
		require.Equal(t, inputschema.CSV, s.Format)
		if s.ColumnDelimiter == "," {
			require.Equal(t, rows, s.Rows)
		} else {
			require.GreaterOrEqual(t, len(s.Columns), width, "another delimiter gives more columns")
		}
	})
}

// TestDetect_EveryMemberIsAColumn writes objects and finds every member of each.
func TestDetect_EveryMemberIsAColumn(t *testing.T) {
	t.Parallel()
	values := rapid.OneOf(
		rapid.Map(cells(), func(s string) any { return s }), rapid.Just[any](nil), rapid.Map(rapid.Bool(), func(b bool) any { return b }),
		rapid.Map(rapid.Int64(), func(n int64) any { return n }), rapid.Map(rapid.Float64(), func(f float64) any { return f }),
		rapid.Map(rapid.SliceOf(rapid.Int()), func(l []int) any { return l }),
	)
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.MapOfN(rapid.StringMatching(`[a-zA-Z<' .-]{0,8}`), values, 1, 5), 1, 10).Draw(t, "rows")
		records := make([]string, len(rows))
		members := map[string]bool{}
		for i, row := range rows {
			text, err := json.Marshal(row)
			require.NoError(t, err)
			records[i] = string(text)
			for name := range row {
				members[name] = true
			}
		}
		s, ok := inputschema.Detect(inputschema.Sample{Records: records})
		require.True(t, ok)
		requireSound(t, s)
		require.Len(t, s.Columns, len(members))
		require.Len(t, s.Rows, len(rows))
		for i, row := range rows {
			for j, c := range s.Columns {
				if value, ok := row[strings.TrimPrefix(c.Mapping, "$.")].(string); ok {
					require.Equal(t, value, s.Rows[i][j])
				}
			}
		}
	})
}

func FuzzDetect(f *testing.F) {
	f.Add("{\"a\":1}\n{\"b\":[{}]}", false)
	f.Add(`[{"a":{"b":{"c":1e5}}},{"a":"2026-11-21 05:00:00"}`, true)
	f.Add("a,b\n1,\"2\n\"\n", true)
	f.Add("{\"\":-0,\"-\":01}", false)
	f.Fuzz(func(t *testing.T, text string, truncated bool) {
		for _, records := range [][]string{{text}, strings.SplitAfter(text, "\n")} {
			if s, ok := inputschema.Detect(inputschema.Sample{Records: records, Truncated: truncated}); ok {
				requireSound(t, s)
			}
		}
	})
}
