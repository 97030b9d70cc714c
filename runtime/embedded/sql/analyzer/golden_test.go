package analyzer_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/connector/builtin"
	"github.com/penstock/penstock/runtime/embedded/sql/analyzer"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/parser"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

var rewrite = flag.Bool("rewrite", false, "write what the tests find into testdata")

// A golden file has cases, each of a script, a line of four dashes, and the plan or error that is expected, ended by a line of
// four equals signs. Lines before the first case that begin with "--" say what the file is about. Each script follows prelude.

// prelude are the tables that golden scripts use.
const prelude = `CREATE TABLE orders (id INT, cust INT, item STRING, price DECIMAL(10, 2), qty INT, ts TIMESTAMP(3), pt AS PROCTIME(), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector' = 'datagen');
CREATE TABLE payments (id INT, order_id INT, amount DECIMAL(10, 2), paid TIMESTAMP(3), WATERMARK FOR paid AS paid - INTERVAL '5' SECOND) WITH ('connector' = 'datagen');
CREATE TABLE customers (id INT, name STRING, tier STRING, since TIMESTAMP(3), PRIMARY KEY (id) NOT ENFORCED, WATERMARK FOR since AS since) WITH ('connector' = 'filesystem', 'path' = '/in', 'format' = 'debezium-json');
CREATE TABLE nested (id INT, who ROW<name STRING, age INT>, tags ARRAY<STRING>, props MAP<STRING, INT>) WITH ('connector' = 'datagen');
`

// preludeLines is how many lines come before a script.
var preludeLines = strings.Count(prelude, "\n")

type goldenCase struct{ script, want string }

func readGoldenFile(t testing.TB, path string) (header string, cases []goldenCase) {
	t.Helper()
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	text := string(data)
	for strings.HasPrefix(text, "--") && !strings.HasPrefix(text, "----") {
		line, rest, _ := strings.Cut(text, "\n")
		header += line + "\n"
		text = rest
	}
	for strings.TrimSpace(text) != "" {
		script, rest, ok := strings.Cut(text, "\n----\n")
		require.True(t, ok, "a case without a line of four dashes in %s: %s", path, text)
		want, after, ok := strings.Cut(rest, "====\n")
		require.True(t, ok, "a case without an end in %s", path)
		cases = append(cases, goldenCase{script: strings.TrimLeft(script, "\n"), want: want})
		text = after
	}
	return header, cases
}

func runGolden(t *testing.T, glob string, got func(t *testing.T, script string) string) {
	t.Helper()
	paths, err := filepath.Glob(glob)
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			t.Parallel()
			header, cases := readGoldenFile(t, path)
			var out strings.Builder
			out.WriteString(header)
			for i, c := range cases {
				actual := got(t, c.script)
				fmt.Fprintf(&out, "\n%s\n----\n%s====\n", c.script, actual)
				if !*rewrite {
					require.Equal(t, c.want, actual, "case %d of %s:\n%s", i+1, path, c.script)
				}
			}
			if *rewrite {
				require.NoError(t, os.WriteFile(path, []byte(out.String()), 0o644))
			}
		})
	}
}

func analyzed(script string) (*plan.Plan, error) {
	statements, err := parser.Parse(script)
	if err != nil {
		return nil, err
	}
	return analyzer.Analyze(statements, analyzer.Options{Registry: builtin.Registry()})
}

// TestPlans compares the plans of scripts with what they were; a bare query stands for EXPLAIN of it.
func TestPlans(t *testing.T) {
	t.Parallel()
	runGolden(t, "testdata/plans/*.txt", func(t *testing.T, script string) string {
		at := strings.LastIndex(script, ";\n") // statements that end a line come first, the query last
		last := script
		before := ""
		if at >= 0 {
			before, last = script[:at+2], script[at+2:]
		}
		if strings.HasPrefix(last, "SELECT") || strings.HasPrefix(last, "WITH") || strings.HasPrefix(last, "VALUES") || strings.HasPrefix(last, "(") {
			last = "EXPLAIN " + last
		}
		p, err := analyzed(prelude + before + last)
		require.NoError(t, err, script)
		if len(p.Sinks) > 0 {
			return plan.Explain(p)
		}
		return strings.Join(p.Reports, "\n")
	})
}

// TestErrors compares the errors of scripts with what they were. The line is that of the script without the prelude.
func TestErrors(t *testing.T) {
	t.Parallel()
	runGolden(t, "testdata/errors/*.txt", func(t *testing.T, script string) string {
		_, err := analyzed(prelude + script)
		require.Error(t, err, script)
		var e *ast.Error
		require.ErrorAs(t, err, &e)
		return fmt.Sprintf("%d:%d: %s\n", e.Pos.Line-preludeLines, e.Pos.Column, e.Message())
	})
}
