package parser_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/parser"
)

// statementTexts are the statements of testdata/statements.sql: one a line, comments and empty lines aside.
func statementTexts(t testing.TB) []string {
	data, err := os.ReadFile(filepath.Join("testdata", "statements.sql"))
	require.NoError(t, err)
	var out []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "--") {
			out = append(out, line)
		}
	}
	return out
}

func TestParse_statements_are_written_back(t *testing.T) {
	t.Parallel()
	for _, text := range statementTexts(t) {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			statements, err := parser.Parse(text)
			require.NoError(t, err)
			require.Len(t, statements, 1)
			requireRoundTrip(t, statements)
		})
	}
}

func TestParseExpr_precedence(t *testing.T) {
	t.Parallel()
	for text, same := range map[string]string{
		"a OR b AND c OR d":               "(a OR (b AND c)) OR d",
		"NOT a = b AND c":                 "(NOT (a = b)) AND c",
		"NOT NOT a":                       "NOT (NOT a)",
		"a + b * c - d":                   "(a + (b * c)) - d",
		"a - b - c":                       "(a - b) - c",
		"a || b * c":                      "(a || b) * c",
		"a + b || c":                      "a + (b || c)",
		"- a * b":                         "(- a) * b",
		"- a[1].b":                        "- ((a[1]).b)",
		"a = b IS NULL":                   "(a = b) IS NULL",
		"a + 1 IS NOT NULL AND b":         "((a + 1) IS NOT NULL) AND b",
		"a BETWEEN 1 AND 2 AND c":         "(a BETWEEN 1 AND 2) AND c",
		"a NOT BETWEEN b + 1 AND c OR d":  "(a NOT BETWEEN (b + 1) AND c) OR d",
		"a LIKE b || 'x' ESCAPE '!' OR c": "(a LIKE (b || 'x') ESCAPE '!') OR c",
		"a IN (1, 2) = b":                 "(a IN (1, 2)) = b",
		"a = b IN (1, 2)":                 "a = (b IN (1, 2))",
		"a < b = c":                       "(a < b) = c",
		"a IS DISTINCT FROM b + 1":        "a IS DISTINCT FROM (b + 1)",
		"a NOT IN (1) AND NOT b IN (2)":   "(a NOT IN (1)) AND (NOT (b IN (2)))",
		"v - -1":                          "v - (- 1)",
		"a = ANY (1, 2) OR b":             "(a = ANY (1, 2)) OR b",
		"CASE WHEN a THEN b END + 1":      "(CASE WHEN a THEN b END) + 1",
		"((a))":                           "a",
		"INTERVAL 5 DAY + x":              "(5 * INTERVAL '1' DAY) + x",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			got, err := parser.ParseExpr(text)
			require.NoError(t, err)
			want, err := parser.ParseExpr(same)
			require.NoError(t, err)
			require.Empty(t, cmp.Diff(want, got, sameTree))
		})
	}
}

func TestParse_set_operators(t *testing.T) {
	t.Parallel()
	for text, same := range map[string]string{
		"SELECT 1 UNION SELECT 2 INTERSECT SELECT 3 EXCEPT ALL SELECT 4": "((SELECT 1) UNION (SELECT 2 INTERSECT SELECT 3)) EXCEPT ALL SELECT 4",
		"(((SELECT 1)))": "SELECT 1",
		"((SELECT 1) UNION ALL SELECT 2) ORDER BY 1":           "SELECT 1 UNION ALL SELECT 2 ORDER BY 1",
		"SELECT ((SELECT 1) UNION SELECT 2)":                   "SELECT (SELECT 1 UNION SELECT 2)",
		"SELECT * FROM ((SELECT 1) UNION (SELECT 2)) AS t":     "SELECT * FROM (SELECT 1 UNION SELECT 2) AS t",
		"SELECT * FROM ((SELECT 1)) AS t":                      "SELECT * FROM (SELECT 1) AS t",
		"SELECT a IN ((SELECT 1) UNION SELECT 2)":              "SELECT a IN (SELECT 1 UNION SELECT 2)",
		"SELECT a IN ((SELECT 1))":                             "SELECT a IN (SELECT 1)",
		"VALUES 1, 2":                                          "VALUES (1), (2)",
		"SELECT 1 OFFSET 2 ROWS FETCH NEXT 3 ROWS ONLY":        "SELECT 1 LIMIT 3 OFFSET 2",
		"SELECT * FROM (a JOIN b ON x) , c":                    "SELECT * FROM a INNER JOIN b ON x, c",
		"SELECT a FROM t GROUP BY (a), ROLLUP (b, (c, d)), ()": "SELECT a FROM t GROUP BY a, ROLLUP ((b), (c, d)), ()",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			got, err := parser.Parse(text)
			require.NoError(t, err)
			want, err := parser.Parse(same)
			require.NoError(t, err)
			require.Empty(t, cmp.Diff(want, got, sameTree))
			requireRoundTrip(t, got)
		})
	}
}

func TestParse_places(t *testing.T) {
	t.Parallel()
	script := "-- žluť\nSET 'a' = 'b';\n\n/* x */ INSERT INTO t\n  SELECT 'ž', col FROM u ;\n"
	statements, err := parser.Parse(script)
	require.NoError(t, err)
	require.Len(t, statements, 2)
	require.Equal(t, ast.Pos{Line: 2, Column: 1}, statements[0].Position())
	insert := statements[1].(*ast.Insert)
	require.Equal(t, ast.Pos{Line: 4, Column: 9}, insert.Position())
	span := insert.Source()
	require.Equal(t, "INSERT INTO t\n  SELECT 'ž', col FROM u", script[span.Start:span.End])
	sel := insert.Query.Body.(*ast.Select)
	require.Equal(t, ast.Pos{Line: 5, Column: 15}, sel.Items[1].Expr.Position())
	require.Equal(t, ast.Pos{Line: 5, Column: 24}, sel.From.Position())
}

func TestParse_refuses(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, script, want string }{
		{"misspelt keyword", "SELECT k FROM t\nGRUOP BY k", `line 2, column 7: Encountered "BY".`},
		{"with a guess", "SELECT k FROM t\nGRUOP BY k", `Did you mean "GROUP" instead of "GRUOP"?`},
		{"misspelt FROM", "SELECT k FORM t", `line 1, column 15: Encountered "t".`},
		{"missing parenthesis", "SELECT COUNT(id\nFROM t", `line 2, column 1: Encountered "FROM". Was expecting one of:`},
		{"reserved word", "CREATE TABLE t (id INT,\n  year INT)", "line 2, column 3: Encountered \"year\". Was expecting"},
		{"how to quote it", "CREATE TABLE t (id INT,\n  year INT)", "\"YEAR\" is a reserved word; quote it: `year`."},
		{"bang equal", "SELECT 1 FROM t WHERE a != 2", `Bang equal "!=" is not allowed under the current SQL conformance level. Write "<>" instead.`},
		{"double quotes", `SELECT "a" FROM t`, `line 1, column 8: Encountered "\"". Strings are written in single quotes`},
		{"no statement", "SELCT 1", `Encountered "SELCT". Was expecting one of: "SELECT",`},
		{"guess at a statement", "SELCT 1", `Did you mean "SELECT"?`},
		{"end of input", "SELECT a FROM", `line 1, column 14: Encountered "<EOF>". Was expecting one of:`},
		{"two statements without a semicolon", "SELECT 1 SET 'a' = 'b'", `line 1, column 10: Encountered "SET".`},
		{"open string", "SELECT 'abc", `line 1, column 8: this string is not closed; was expecting "'"`},
		{"open identifier", "SELECT `abc", "this identifier is not closed; was expecting \"`\""},
		{"open comment", "SELECT 1 /* x", "line 1, column 10: this comment is not closed"},
		{"empty identifier", "SELECT ``", "an identifier must not be empty"},
		{"adjacent strings", "SELECT 'a' 'b'", `Encountered "'b'".`},
		{"bad escape", `SELECT U&'\12'`, "Unicode escape sequence starting at character 0 is not exactly four hex digits."},
		{"bad UESCAPE", `SELECT U&'x' UESCAPE 'ab'`, "UESCAPE must name exactly one character"},
		{"unknown charset", "SELECT _x'a'", "Unknown character set 'x'."},
		{"odd hexits", "SELECT X'abc'", "even number of hexits"},
		{"date that does not exist", "SELECT DATE '2024-02-30'", "line 1, column 13: Illegal DATE literal '2024-02-30': not in format 'yyyy-MM-dd'."},
		{"no time", "SELECT TIMESTAMP '2024-02-28 10'", "not in format 'yyyy-MM-dd HH:mm:ss'"},
		{"bad interval", "SELECT INTERVAL '1:61' HOUR TO MINUTE", "Illegal interval literal format '1:61' for INTERVAL HOUR TO MINUTE."},
		{"interval units in the wrong order", "SELECT INTERVAL '1' MINUTE TO HOUR", "Illegal interval qualifier MINUTE TO HOUR."},
		{"interval beyond its precision", "SELECT INTERVAL '500' MINUTE", "Interval field value 500 exceeds precision of MINUTE(2) field. Write INTERVAL '500' MINUTE(3)."},
		{"unknown type", "CREATE TABLE t (a VARCHR)", `Unknown data type "VARCHR". Did you mean "VARCHAR"?`},
		{"decimal precision", "CREATE TABLE t (a DECIMAL(0, 0))", "Decimal precision must be between 1 and 38"},
		{"decimal scale", "CREATE TABLE t (a DECIMAL(3, 4))", "Decimal scale must be between 0 and the precision 3"},
		{"timestamp with zone", "CREATE TABLE t (a TIMESTAMP(3) WITH TIME ZONE)", "Use TIMESTAMP_LTZ."},
		{"two watermarks", "CREATE TABLE t (a INT, WATERMARK FOR a AS a, WATERMARK FOR a AS a)", "Multiple WATERMARK"},
		{"empty statement set", "EXECUTE STATEMENT SET BEGIN END", "at least one INSERT"},
		{"only inserts in a statement set", "EXECUTE STATEMENT SET BEGIN SELECT 1; END", `Encountered "SELECT". Was expecting one of:`},
		{"unquoted option", "CREATE TABLE t (a INT) WITH (connector = 'print')", `Encountered "connector". Was expecting`},
		{"odd map", "SELECT MAP['a']", "even number of arguments for MAP"},
		{"parameter", "SELECT ?", "Dynamic parameters (?) are not supported"},
		{"unknown unit", "SELECT EXTRACT(YEER FROM t)", `Encountered "YEER". Was expecting <TIME_UNIT>. Did you mean "YEAR"?`},
		{"not UTF-8", "SELECT \xff", "not valid UTF-8 here (byte 0xFF)"},
		{"strange character", "SELECT a § b", `Lexical error. Encountered "§".`},
		{"quantifier", "SELECT * FROM t MATCH_RECOGNIZE (PATTERN (A{3,2}) DEFINE A AS TRUE)", "upper bound of a quantifier"},
		{"QUALIFY is not of 1.20", "SELECT a FROM t AS x QUALIFY b = 1", `Encountered "QUALIFY".`},
		{"trailing comma", "SELECT a, FROM t", `line 1, column 11: Encountered "FROM". Was expecting`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := parser.Parse(c.script)
			var e *ast.Error
			require.ErrorAs(t, err, &e)
			require.True(t, e.Pos.IsValid())
			require.ErrorContains(t, err, c.want)
		})
	}
}

func TestParse_reserved_words(t *testing.T) {
	t.Parallel()
	for _, w := range []string{"result", "year", "model", "raw", "ref", "by", "both", "free", "prev", "value", "user", "time", "order"} {
		_, err := parser.Parse("SELECT 1 AS " + w)
		require.Error(t, err, w)
		_, err = parser.Parse("SELECT 1 AS `" + w + "`")
		require.NoError(t, err, w)
		require.True(t, parser.IsReserved(w))
	}
	for _, w := range []string{"name", "type", "id", "level", "source", "path", "size", "state", "first", "last", "key", "data", "week", "zone", "map", "if", "plan", "session", "version"} {
		_, err := parser.Parse("SELECT " + w + " AS " + w + " FROM " + w)
		require.NoError(t, err, w)
		require.False(t, parser.IsReserved(w))
	}
}

func TestParse_literals(t *testing.T) {
	t.Parallel()
	literal := func(text string) ast.Expr {
		e, err := parser.ParseExpr(text)
		require.NoError(t, err, text)
		return e
	}
	for text, want := range map[string]string{
		`'it''s'`:                            "it's",
		`'a\nb'`:                             `a\nb`,
		`U&'\017Elu\0165\00FD'`:              "žluťý",
		`U&'\d83d\de00\\'`:                   `😀\`,
		`U&'x!0041!!' UESCAPE '!'`:           "xA!",
		"'a'\n'b''c'\n  'd'":                 "ab'cd",
		`N'x'`:                               "x",
		`_UTF8'ž'`:                           "ž",
		"'line\nbreak -- no comment /* */;'": "line\nbreak -- no comment /* */;",
	} {
		require.Equal(t, want, literal(text).(*ast.StringLit).Value, text)
	}
	require.Equal(t, "\x01\xAB", literal("X'01ab'").(*ast.BinaryLit).Value)
	for text, want := range map[string]int64{
		"INTERVAL '5' SECOND":                    5000,
		"INTERVAL '1.5' SECOND":                  1500,
		"INTERVAL -'2' MINUTES":                  -120_000,
		"INTERVAL '-2' MINUTE":                   -120_000,
		"INTERVAL '1 2:03:04.005' DAY TO SECOND": 93_784_005,
		"INTERVAL '100' DAY(3)":                  8_640_000_000,
		"INTERVAL '1-2' YEAR TO MONTH":           14,
		"INTERVAL '01:30' MINUTE TO SECOND":      90_000,
		"INTERVAL '99 23' DAY TO HOUR":           99*86_400_000 + 23*3_600_000,
	} {
		require.Equal(t, want, literal(text).(*ast.IntervalLit).Value, text)
	}
	for text, want := range map[string]ast.DatetimeLit{
		"DATE '1969-12-31'":                     {Value: -1},
		"TIME '01:02:03.5'":                     {Value: 3_723_500, Precision: 1},
		"TIMESTAMP '1970-01-02 00:00:00.123456": {Value: 86_400_123, Nanos: 456_000, Precision: 6},
		"TIMESTAMP '1969-12-31 23:59:59.999":    {Value: -1, Precision: 3},
	} {
		got := literal(strings.TrimSuffix(text, "'") + "'").(*ast.DatetimeLit)
		require.Equal(t, []int64{want.Value, int64(want.Nanos), int64(want.Precision)},
			[]int64{got.Value, int64(got.Nanos), int64(got.Precision)}, text)
	}
}

func TestParse_bounds_its_work(t *testing.T) {
	t.Parallel()
	const size = 1 << 18
	repeat := func(s string) string { return strings.Repeat(s, size/len(s)) }
	for name, script := range map[string]string{
		"a megabyte":     "SELECT " + strings.Repeat("(", 1<<20),
		"a long sum":     "SELECT 1" + strings.Repeat("+1", 1<<19),
		"closed":         "SELECT " + strings.Repeat("(", size/2) + "1" + strings.Repeat(")", size/2),
		"subqueries":     repeat("SELECT (SELECT * FROM ("),
		"not":            "SELECT " + repeat("NOT "),
		"minus":          "SELECT " + repeat("- "),
		"case":           "SELECT " + repeat("CASE WHEN "),
		"types":          "CREATE TABLE t (a " + repeat("ARRAY<"),
		"postfix types":  "CREATE TABLE t (a INT " + repeat("ARRAY "),
		"index":          "SELECT a" + repeat("[1]"),
		"unions":         "SELECT 1" + repeat(" UNION SELECT 1"),
		"joins":          "SELECT * FROM t" + repeat(" JOIN t ON TRUE"),
		"table parens":   "SELECT * FROM " + repeat("("),
		"functions":      "SELECT " + repeat("f("),
		"patterns":       "SELECT * FROM t MATCH_RECOGNIZE (PATTERN (" + repeat("("),
		"insert parens":  "INSERT INTO t " + repeat("("),
		"names":          "SELECT a" + repeat(".a") + ",",
		"is":             "SELECT a" + repeat(" IS NULL"),
		"grouping sets":  "SELECT a FROM t GROUP BY " + repeat("GROUPING SETS("),
		"interval":       "SELECT " + repeat("INTERVAL (1) DAY + "),
		"comments":       repeat("/*x*/") + "-",
		"window":         "SELECT f() OVER (ORDER BY " + repeat("f() OVER (ORDER BY "),
		"quantified":     "SELECT a" + repeat(" = ANY (1)"),
		"strings":        "SELECT " + repeat("'a'\n") + "+",
		"explain":        repeat("EXPLAIN "),
		"nested columns": "CREATE TABLE t (a " + repeat("ROW<a "),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := parser.Parse(script)
			require.Error(t, err)
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range statementTexts(f) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, script string) {
		statements, err := parser.Parse(script)
		if err != nil {
			var e *ast.Error
			require.ErrorAs(t, err, &e)
			return
		}
		for _, s := range statements {
			text := ast.Format(s)
			again, err := parser.Parse(text)
			if err != nil && (strings.Contains(err.Error(), "nested too deeply") || strings.Contains(err.Error(), "too long a chain")) {
				continue // parentheses that were not needed add levels
			}
			require.NoError(t, err, "%s\nwritten for %q", text, script)
			require.Len(t, again, 1)
			if diff := cmp.Diff(s, again[0], sameTree); diff != "" {
				t.Fatalf("%s\nparses to another tree than %q (-want +got):\n%s", text, script, diff)
			}
		}
	})
}
