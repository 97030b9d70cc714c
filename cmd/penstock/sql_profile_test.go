package main

import (
	"bytes"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
)

const profiled = `CREATE TABLE numbers (n BIGINT) WITH
  ('connector' = 'datagen', 'number-of-rows' = '1000', 'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '1000');
CREATE TABLE nowhere (n BIGINT, c BIGINT) WITH ('connector' = 'blackhole');
`

func TestSQLRun_profile(t *testing.T) {
	t.Parallel()
	var out, errOut bytes.Buffer
	script := profiled + "INSERT INTO nowhere SELECT n, COUNT(*) FROM numbers WHERE n <= 10 GROUP BY n;"
	require.NoError(t, execute(t.Context(), script, &out, &errOut, "sql", "run", "-p", "2", "--profile", "-"))
	require.Empty(t, out.String())
	for _, line := range []string{
		`(?m)^ *time +share +busiest +rows in +rows out +operator$`,
		`(?m)^ *[0-9.]+ s +[0-9.]+ % +[0-9.]+ s +0 +1000 +TableSourceScan\(`,
		`(?m)^ *[0-9.]+ s +[0-9.]+ % +[0-9.]+ s +1000 +10 +Calc\(`,
		`(?m)^ *[0-9.]+ s +[0-9.]+ % +[0-9.]+ s +10 +10 +rows copied for the operators that follow$`,
		`(?m)^ *[0-9.]+ s +[0-9.]+ % +[0-9.]+ s +10 +10 +GroupAggregate\(`,
		`(?m)^ *[0-9.]+ s +[0-9.]+ % +[0-9.]+ s +10 +0 +Sink\(`,
		`(?m)^ *[0-9.]+ s +100.0 % +of all subtasks together$`,
	} {
		require.Regexp(t, line, errOut.String())
	}
}

func TestSQLRun_explain_analyze(t *testing.T) {
	t.Parallel()
	for _, statement := range []string{
		"EXPLAIN ANALYZE INSERT INTO nowhere SELECT n, COUNT(*) FROM numbers WHERE n <= 10 GROUP BY n;",
		"EXPLAIN ANALYZE SELECT n, COUNT(*) FROM numbers WHERE n <= 10 GROUP BY n;",
	} {
		var out, errOut bytes.Buffer
		require.NoError(t, execute(t.Context(), profiled+statement, &out, &errOut, "sql", "run", "-"))
		require.Empty(t, errOut.String())
		for _, line := range []string{
			`^Sink\(.*\(rows in=10 time=[0-9.]+ s\)`, `GroupAggregate\(.*\(rows in=10 out=10 time=[0-9.]+ s\)`,
			`Calc\(.*\(rows in=1000 out=10 time=[0-9.]+ s\)`, `TableSourceScan\(.*\(rows=1000 time=[0-9.]+ s\)`,
		} {
			require.Regexp(t, regexp.MustCompile("(?m)"+line), out.String())
		}
	}
}
