package flink

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
	"github.com/penstock/penstock/runtime/flink/assembly"
)

func TestStatementsOf(t *testing.T) {
	t.Parallel()
	text := `-- what it is; about
SET 'table.exec.state.ttl' = '1 d';
CREATE TABLE a (x STRING /* a; b */) WITH ('connector' = 'print;', 'it''s' = '${g:k}');
CREATE VIEW v AS SELECT /*+ OPTIONS('a'='b') */ "c;d" FROM a;

EXECUTE STATEMENT SET BEGIN
  INSERT INTO a SELECT * FROM v;
  INSERT INTO b SELECT * FROM v;
END;
EXECUTE INSERT INTO c SELECT 1`
	got, err := statementsOf([]script.File{{Name: "s.sql", Text: text}}, map[string]map[string]string{"g": {"k": "it's"}})
	require.NoError(t, err)
	require.Equal(t, []assembly.Statement{
		{Text: "SET 'table.exec.state.ttl' = '1 d'", Key: "table.exec.state.ttl", Value: "1 d", File: "s.sql", Line: 2},
		{Text: "CREATE TABLE a (x STRING           ) WITH ('connector' = 'print;', 'it''s' = 'it''s')", File: "s.sql", Line: 3},
		{Text: `CREATE VIEW v AS SELECT /*+ OPTIONS('a'='b') */ "c;d" FROM a`, File: "s.sql", Line: 4},
		{Text: "INSERT INTO a SELECT * FROM v", Insert: true, File: "s.sql", Line: 7},
		{Text: "INSERT INTO b SELECT * FROM v", Insert: true, File: "s.sql", Line: 8},
		{Text: "INSERT INTO c SELECT 1", Insert: true, File: "s.sql", Line: 10},
	}, got)
}

func TestStatementsOf_sessionsAndTablesOfQueries(t *testing.T) {
	t.Parallel()
	text := "SET;\nRESET 'a''b';\nRESET;\n" +
		"CREATE TABLE IF NOT EXISTS `my``db`.größe COMMENT 'as; is' WITH ('connector' = 'print', 'x' = ')AS') AS SELECT 1 AS a;\n" +
		"create or replace table t as (SELECT 2);\n" +
		"CREATE TABLE u (as_of INT) WITH ('connector' = 'print');\n" +
		"CREATE VIEW w AS SELECT 1;"
	got, err := statementsOf([]script.File{{Name: "s.sql", Text: text}}, nil)
	require.NoError(t, err)
	require.Len(t, got, 6)
	require.Equal(t, assembly.Statement{Text: "RESET 'a''b'", Reset: true, Key: "a'b", File: "s.sql", Line: 2}, got[0])
	require.Equal(t, assembly.Statement{Text: "RESET", Reset: true, File: "s.sql", Line: 3}, got[1])
	require.Equal(t, &assembly.TableAs{
		Create: "CREATE TABLE IF NOT EXISTS ", Table: "`my``db`.größe", Options: "COMMENT 'as; is' WITH ('connector' = 'print', 'x' = ')AS')",
		Query: "SELECT 1 AS a",
	}, got[2].As)
	require.Equal(t, &assembly.TableAs{Create: "create table ", Replace: true, Table: "t", Query: "(SELECT 2)"}, got[3].As)
	require.Nil(t, got[4].As)
	require.Nil(t, got[5].As)
}

func TestStatementsOf_aQueryAlone(t *testing.T) {
	t.Parallel()
	_, err := statementsOf([]script.File{{Name: "s.sql", Text: "INSERT INTO a SELECT 1;\n\nWITH x AS (SELECT 1) SELECT * FROM x"}}, nil)
	var wrong *driver.CodeError
	require.ErrorAs(t, err, &wrong)
	require.Equal(t, 3, wrong.Line)
	require.Contains(t, wrong.Error(), "needs a table to write its result to")
}

func TestStatementsOf_withoutAJob(t *testing.T) {
	t.Parallel()
	_, err := statementsOf([]script.File{{Name: "s.sql", Text: "CREATE VIEW a AS SELECT 1; -- INSERT INTO a SELECT 1;"}}, nil)
	var wrong *driver.CodeError
	require.ErrorAs(t, err, &wrong)
	require.Contains(t, wrong.Error(), "no INSERT INTO")
}

func FuzzSplit(f *testing.F) {
	f.Add("a;b -- c\n;/* d")
	f.Add("'a;''b' `c;` \"d\"")
	f.Fuzz(func(t *testing.T, text string) {
		lines := strings.Count(text, "\n") + 1
		for _, p := range split(text) {
			require.NotEmpty(t, p.text)
			require.GreaterOrEqual(t, p.line, 1)
			require.LessOrEqual(t, p.line, lines)
		}
	})
}
