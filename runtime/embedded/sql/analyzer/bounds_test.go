package analyzer_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestAnalyze_is_bounded plans scripts that ask for much: each is planned or refused soon.
func TestAnalyze_is_bounded(t *testing.T) {
	t.Parallel()
	const sink = "CREATE TABLE s (x INT) WITH ('connector' = 'blackhole');\n"
	repeat := func(n int, separator string, item func(i int) string) string {
		items := make([]string, n)
		for i := range items {
			items[i] = item(i)
		}
		return strings.Join(items, separator)
	}
	always := func(text string) func(int) string { return func(int) string { return text } }
	views := func(n int, query func(i int) string) string {
		return repeat(n, "", func(i int) string { return fmt.Sprintf("CREATE VIEW v%d AS %s;\n", i+1, query(i)) })
	}
	cases := map[string]struct {
		script string
		refuse string
	}{
		"a long sum":            {sink + "INSERT INTO s SELECT " + repeat(4900, " + ", always("id")) + " FROM orders", ""},
		"many conditions":       {sink + "INSERT INTO s SELECT id FROM orders WHERE " + repeat(2400, " AND ", func(i int) string { return fmt.Sprintf("id <> %d", i) }), ""},
		"a long list":           {sink + "INSERT INTO s SELECT id FROM orders WHERE id IN (" + repeat(20000, ", ", func(i int) string { return fmt.Sprint(i) }) + ")", ""},
		"many branches of CASE": {sink + "INSERT INTO s SELECT CASE " + repeat(5000, " ", func(i int) string { return fmt.Sprintf("WHEN id = %d THEN %d", i, i) }) + " END FROM orders", ""},
		"many unions":           {sink + "INSERT INTO s " + repeat(2000, " UNION ALL ", always("SELECT id FROM orders")), ""},
		"many aggregates":       {sink + "INSERT INTO s SELECT " + repeat(2000, " + ", func(i int) string { return fmt.Sprintf("CAST(COUNT(id + %d) AS INT)", i) }) + " FROM orders", ""},
		"many joins": {sink + "INSERT INTO s SELECT t0.x FROM " + repeat(200, " JOIN ", func(i int) string {
			return fmt.Sprintf("(SELECT id AS x FROM orders) AS t%d", i) + map[bool]string{true: fmt.Sprintf(" ON t%d.x = t0.x", i)}[i > 0]
		}), ""},
		"too many columns":        {"CREATE TABLE t (" + repeat(5000, ", ", func(i int) string { return fmt.Sprintf("c%d INT", i) }) + ") WITH ('connector' = 'datagen')", "more than 4096 columns"},
		"a text of two gigabytes": {sink + "INSERT INTO s SELECT CHAR_LENGTH(REPEAT(REPEAT('x', 2147483647), 2147483647))", ""},
		"a long rollup":           {sink + "INSERT INTO s SELECT 1 FROM orders GROUP BY ROLLUP (" + repeat(3000, ", ", func(i int) string { return fmt.Sprintf("id + %d", i) }) + ")", "more than 1024 grouping sets"},
		"a wide pivot":            {sink + "INSERT INTO s SELECT 1 FROM orders PIVOT (COUNT(*) FOR id IN (" + repeat(5000, ", ", func(i int) string { return fmt.Sprint(i) }) + "))", "more than 4096 columns"},
		"tables like tables": {repeat(1200, "", func(i int) string {
			return fmt.Sprintf("CREATE TABLE l%d (x%d INT) LIKE %s;\n", i, i, map[bool]string{true: "orders", false: fmt.Sprintf("l%d", i-1)}[i == 0])
		}), "more than 500000 columns"},
		"too many stars":                {sink + "INSERT INTO s SELECT " + repeat(1000, ", ", always("*")) + " FROM orders", "more than 4096 columns"},
		"too many grouping sets":        {sink + "INSERT INTO s SELECT 1 FROM orders GROUP BY CUBE (id, cust, item, price, qty), CUBE (id, cust, item, price, qty), CUBE (id)", "more than 1024 grouping sets"},
		"views that double plans":       {sink + "CREATE VIEW v0 AS SELECT id FROM orders;\n" + views(30, func(i int) string { return fmt.Sprintf("SELECT a.id FROM v%d a JOIN v%d b ON a.id = b.id", i, i) }) + "INSERT INTO s SELECT id FROM v30", "the plan is too large"},
		"views that double expressions": {sink + "CREATE VIEW v0 AS SELECT id AS x FROM orders;\n" + views(60, func(i int) string { return fmt.Sprintf("SELECT x + x AS x FROM v%d", i) }) + "INSERT INTO s SELECT x FROM v60", ""},
		"many pattern variables": {sink + "INSERT INTO s SELECT id FROM orders MATCH_RECOGNIZE (ORDER BY ts MEASURES A.id AS id PATTERN (A " +
			repeat(2000, " ", func(i int) string { return fmt.Sprintf("B%d?", i) }) + " C) DEFINE A AS A.id > 0)", "more than 1000 variables"},
		"a pattern of many rows": {sink + "INSERT INTO s SELECT id FROM orders MATCH_RECOGNIZE (ORDER BY ts MEASURES A.id AS id PATTERN (A B{1000000} C) DEFINE A AS A.id > 0)", "more than 100000 steps"},
		"many ways through a pattern": {sink + "INSERT INTO s SELECT id FROM orders MATCH_RECOGNIZE (ORDER BY ts MEASURES A.id AS id PATTERN (A " +
			repeat(100, " ", func(i int) string { return fmt.Sprintf("B%d{0,5}", i) }) + " C) DEFINE A AS A.id > 0)", "more than 100000 steps"},
		"a long map":        {sink + "INSERT INTO s SELECT CARDINALITY(MAP[" + repeat(20_000, ", ", func(i int) string { return fmt.Sprintf("%d, 1", i) }) + "]) FROM orders", ""},
		"a long comparison": {sink + "INSERT INTO s SELECT id FROM orders WHERE '" + strings.Repeat("a", 400_000) + "' LIKE '%" + strings.Repeat("_", 400_000) + "b%'", ""},
		"rows that double":  {sink + "CREATE VIEW v0 AS SELECT id AS r FROM orders;\n" + views(30, func(i int) string { return fmt.Sprintf("SELECT ROW(r, r) AS r FROM v%d", i) }) + "INSERT INTO s SELECT 1 FROM v30 WHERE r IS NOT NULL", "more than 100000 fields"},
		"many statements":   {sink + repeat(2000, "", always("INSERT INTO s SELECT id FROM orders;\n")), ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := analyzed(prelude + c.script)
			if c.refuse == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, c.refuse)
		})
	}
}
