package trial

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/sql/script"
	"github.com/penstock/penstock/runtime/flink"
)

func TestFailureOf_tellsPlacesInTheScript(t *testing.T) {
	t.Parallel()
	file := script.File{Name: "s.sql", Text: "-- about\nCREATE TABLE t (a INT);\nINSERT INTO t\n  SELECT b FROM t;"}
	statements, err := flink.Statements(file, nil)
	require.NoError(t, err)
	for name, c := range map[string]struct {
		e    event
		want string
	}{
		"a place": {
			event{Statement: 1, Causes: []string{
				"SQL validation failed. From line 2, column 10 to line 2, column 10: Column 'b' not found", "From line 2, column 10 to line 2, column 10: Column 'b' not found",
				"Column 'b' not found",
			}},
			"s.sql:4: SQL validation failed. From line 4, column 10 to line 4, column 10: Column 'b' not found",
		},
		"no place":     {event{Statement: 1, Causes: []string{"It does not work."}}, "s.sql:3: It does not work."},
		"no statement": {event{Statement: -1, Causes: []string{"java.lang.RuntimeException: line 1, column 2"}}, "s.sql: line 1, column 2"},
		"wrappers": {
			event{Statement: -1, Causes: []string{
				"java.util.concurrent.ExecutionException: org.apache.flink.runtime.client.JobExecutionException: Job execution failed.",
				"Job execution failed.", "Recovery is suppressed by NoRestartBackoffTimeStrategy", "/ by zero",
			}},
			"s.sql: / by zero",
		},
		"nothing but wrappers": {event{Statement: -1, Causes: []string{"Job execution failed."}}, "s.sql: Job execution failed."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.EqualError(t, failureOf(c.e, file, statements), c.want)
		})
	}
}

func TestSettings(t *testing.T) {
	t.Parallel()
	statements, err := flink.Statements(script.File{Name: "s.sql", Text: "SET 'a' = 'b'; ((SELECT 1) UNION SELECT 2); INSERT INTO t SELECT 1; CREATE TABLE t (a INT); SHOW TABLES"}, nil)
	require.NoError(t, err)
	settings := new(Cluster).settings(statements, 3)
	require.Equal(t, "3", settings["penstock.parallelism"])
	require.Equal(t, "5", settings["penstock.statements"])
	var kinds []string
	for _, i := range []string{"0", "1", "2", "3", "4"} {
		kinds = append(kinds, settings["penstock.statement."+i+".kind"])
	}
	require.Equal(t, []string{"set", "query", "insert", "other", "query"}, kinds)
}
