package parser_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/sql/parser"
)

func TestPretty(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ in, want string }{
		"words and spaces": {
			"select  a,b  from t where a=1 and `select`<> 'x  y' ;", "SELECT a, b FROM t WHERE a = 1 AND `select` <> 'x  y';\n",
		},
		"names keep their case": {"select t.Amount, Foo(Total) from t as T;", "SELECT t.Amount, Foo(Total) FROM t AS T;\n"},
		"lines": {
			"insert into s\n    select a,\nb from t\n      where a > 1\nand b < 2;\n\n\n\nset 'x'='y'; show tables;",
			"INSERT INTO s\nSELECT a,\n  b FROM t\nWHERE a > 1\n  AND b < 2;\n\nSET 'x' = 'y';\nSHOW TABLES;\n",
		},
		"a table": {
			"create table t (\na int, -- first\n  ts timestamp(3),\nwatermark for ts as ts - interval '1' second\n) with (\n'connector'='print'\n);",
			"CREATE TABLE t (\n  a INT, -- first\n  ts TIMESTAMP(3),\n  WATERMARK FOR ts AS ts - INTERVAL '1' SECOND\n) WITH (\n  'connector' = 'print'\n);\n",
		},
		"a subquery": {
			"insert into s select * from (\nselect a\nfrom t\n) where a in (\n1,\n2);",
			"INSERT INTO s SELECT * FROM (\n  SELECT a\n  FROM t\n) WHERE a IN (\n  1,\n  2);\n",
		},
		"a set": {
			"execute statement set begin\ninsert into a select case when b\nthen 1 end from t;\ninsert into c select 1;\nend;",
			"EXECUTE STATEMENT SET BEGIN\n  INSERT INTO a SELECT CASE WHEN b\n    THEN 1 END FROM t;\n  INSERT INTO c SELECT 1;\nEND;\n",
		},
		"comments": {
			"-- about it  \n/* more */ select 1; // last\n-- end", "-- about it\n/* more */ SELECT 1; // last\n-- end\n",
		},
		"hints":     {"select * from t /*+OPTIONS('a'='b')*/;", "SELECT * FROM t /*+ OPTIONS('a' = 'b') */;\n"},
		"nothing":   {" \n", ""},
		"functions": {"select sum(a), Count(*), upper(b), row_number() over (order by t) from x", "SELECT SUM(a), COUNT(*), UPPER(b), ROW_NUMBER() OVER (ORDER BY t) FROM x\n"},
		"a pivot":   {"select * from t pivot (sum(a) as s for b in (1 as x,2));", "SELECT * FROM t pivot (SUM(a) AS s FOR b IN (1 AS x, 2));\n"},
		"properties": {
			"select ${g:column},'${g:text}' from ${g:table} where x<${g:limit} limit ${g:n}", "SELECT ${g:column}, '${g:text}' FROM ${g:table} WHERE x<${g:limit} LIMIT ${g:n}\n",
		},
		"properties in types": {"create table ${g:t} (a decimal(${g:p},${g:s})) with ('connector'='print')", "CREATE TABLE ${g:t} (a DECIMAL(${g:p}, ${g:s})) WITH ('connector' = 'print')\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := parser.Pretty(c.in)
			require.NoError(t, err)
			require.Equal(t, c.want, got)
			again, err := parser.Pretty(got)
			require.NoError(t, err)
			require.Equal(t, got, again, "laid out twice")
		})
	}
}

// TestPretty_changes_nothing lays every script of the engine's tests out, twice.
func TestPretty_changes_nothing(t *testing.T) {
	t.Parallel()
	scripts, err := filepath.Glob(filepath.Join("..", "..", "enginetest", "testdata", "*", "*", "script.sql"))
	require.NoError(t, err)
	require.NotEmpty(t, scripts)
	for _, path := range scripts {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		if _, err := parser.Parse(string(text)); err != nil {
			continue
		}
		once, err := parser.Pretty(string(text))
		require.NoError(t, err, path)
		twice, err := parser.Pretty(once)
		require.NoError(t, err, path)
		require.Equal(t, once, twice, path)
	}
}

func FuzzPretty(f *testing.F) {
	f.Add("select a,(b) from t -- x\n where a in (select case when 1=1 then 2 end);")
	f.Fuzz(func(t *testing.T, script string) {
		once, err := parser.Pretty(script)
		if err != nil {
			return
		}
		twice, err := parser.Pretty(once)
		require.NoError(t, err)
		require.Equal(t, once, twice)
	})
}

// What is read is not copied again for each comment in it: a megabyte of them took minutes.
func TestPretty_of_many_comments(t *testing.T) {
	script := strings.Repeat("--x\n", 100_000)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	out, err := parser.Pretty(script)
	require.NoError(t, err)
	runtime.ReadMemStats(&after)
	require.Equal(t, script, out)
	require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(1<<30))
}
