package main

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestSQLCheck_tells_what_becomes_of_state(t *testing.T) {
	t.Parallel()
	dir, states := t.TempDir(), filepath.Join(t.TempDir(), "states")
	tables := `CREATE TABLE source (a INT, b INT) WITH ('connector' = 'filesystem', 'path' = '` + dir + `', 'format' = 'csv');
		CREATE TABLE sink (a INT, n BIGINT) WITH ('connector' = 'print');
		CREATE TABLE other (a INT, b INT) WITH ('connector' = 'print');
	`
	counted := "INSERT INTO sink SELECT a, COUNT(*) FROM source GROUP BY a;\n"
	_, errOut, err := runSQL(t, "run", "--savepoint", states, writeScript(t, tables+counted))
	require.NoError(t, err, errOut)

	for name, c := range map[string]struct {
		statements string
		fates      []string
		err        error
	}{
		"the same": {counted, []string{"taken over    GroupAggregate(groupBy=[a], select=[COUNT(*)])"}, nil},
		"another statement": {
			"EXECUTE STATEMENT SET BEGIN " + counted + "INSERT INTO other SELECT DISTINCT a, b FROM source; END;\n",
			[]string{"taken over    GroupAggregate(groupBy=[a], select=[COUNT(*)])", "new           GroupAggregate(groupBy=[a, b])"}, nil,
		},
		"another key": {
			"INSERT INTO sink SELECT b, COUNT(*) FROM source GROUP BY b;\n",
			[]string{"new           GroupAggregate(groupBy=[b]", "lost          GroupAggregate(groupBy=[a]"}, exitError(1),
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, _, err := runSQL(t, "check", "--restore", states, writeScript(t, tables+c.statements))
			require.Equal(t, c.err, err)
			same, _, err := runSQL(t, "check", "--savepoint", states, writeScript(t, tables+c.statements))
			require.Equal(t, c.err, err)
			require.Equal(t, out, same)
			for _, fate := range c.fates {
				require.Contains(t, out, fate)
			}
		})
	}
}

func TestSQLCheck_takes_what_runs(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"SELECT 1;", "SHOW TABLES;", "EXPLAIN SELECT 1;"} {
		_, errOut, err := runSQL(t, "check", writeScript(t, text))
		require.NoError(t, err, errOut)
	}
	path := writeScript(t, "SELECT\n  UPER('a');")
	_, errOut, err := runSQL(t, "check", path)
	require.Equal(t, exitError(1), err)
	require.Contains(t, errOut, path+":2:3: No match found for function signature UPER")
}

func TestSQLCheck_tells_what_is_wrong(t *testing.T) {
	t.Parallel()
	path := writeScript(t, "INSERT INTO nowhere SELECT 1;")
	_, errOut, err := runSQL(t, "check", path)
	require.Equal(t, exitError(1), err)
	require.Contains(t, errOut, path+":1:13: ")
}
