package analyzer_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

const identityScript = `CREATE TABLE s (cust INT, n BIGINT) WITH ('connector' = 'print');
CREATE VIEW busy AS SELECT cust, COUNT(*) AS n FROM orders WHERE qty > 1 GROUP BY cust;
INSERT INTO s SELECT cust, n FROM busy WHERE n > 10;`

// stateful are the ids of a plan's nodes that keep state, by what they are.
func stateful(t *testing.T, script string) map[string]string {
	t.Helper()
	p, err := analyzed(prelude + script)
	require.NoError(t, err)
	out := map[string]string{}
	var visit func(n plan.Node)
	visit = func(n plan.Node) {
		switch n := n.(type) {
		case *plan.Scan:
			out["scan "+n.Table.Display] = n.ID()
		case *plan.Sink:
			name := "sink " + n.Table.Display
			for k := 2; out[name] != "" && out[name] != n.ID(); k++ {
				name = fmt.Sprintf("sink %s %d", n.Table.Display, k)
			}
			out[name] = n.ID()
		case *plan.Calc, *plan.Union:
		default:
			out[strings.TrimPrefix(fmt.Sprintf("%T", n), "*plan.")] = n.ID()
		}
		for _, i := range n.Inputs() {
			visit(i)
		}
	}
	for _, s := range p.Sinks {
		visit(s)
	}
	return out
}

func TestIdentity_survives_edits_that_do_not_concern_a_node(t *testing.T) {
	t.Parallel()
	want := stateful(t, identityScript)
	edits := map[string]struct{ old, new string }{
		"white space and comments":            {"GROUP BY", "\n  -- by customer\n  GROUP BY"},
		"other names":                         {"SELECT cust, COUNT(*) AS n FROM orders WHERE qty > 1 GROUP BY cust", "SELECT o.cust AS cust, COUNT(*) AS n FROM orders AS o WHERE o.qty > 1 GROUP BY o.cust"},
		"another query of the same table":     {"INSERT INTO s", "CREATE TABLE other (item STRING, price DECIMAL(10, 2)) WITH ('connector' = 'print'); INSERT INTO other SELECT item, price FROM orders;\nINSERT INTO s"},
		"a column that nobody needs":          {"SELECT cust, COUNT(*) AS n FROM orders", "SELECT cust, COUNT(*) AS n, MAX(item) AS m FROM orders"},
		"a filter above":                      {"n > 10", "n > 100"},
		"a setting":                           {"CREATE VIEW", "SET 'pipeline.name' = 'x'; CREATE VIEW"},
		"options of the sink":                 {"'connector' = 'print'", "'connector' = 'print', 'print-identifier' = 'x'"},
		"a view that is put into its place":   {"FROM busy WHERE", "FROM (SELECT cust, COUNT(*) AS n FROM orders WHERE qty > 1 GROUP BY cust) WHERE"},
		"a filter written in another way":     {"qty > 1 GROUP", "qty > 2 - 1 GROUP"},
		"a sink that is written to by others": {"INSERT INTO s", "INSERT INTO s SELECT id, qty FROM nested CROSS JOIN (VALUES (1)) AS v (qty);\nINSERT INTO s"},
	}
	for name, e := range edits {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Contains(t, identityScript, e.old)
			got := stateful(t, strings.Replace(identityScript, e.old, e.new, 1))
			for node, id := range want {
				if strings.HasPrefix(node, "sink") && strings.Contains(name, "by others") {
					continue // several writers of a table are told apart by their order
				}
				require.Equal(t, id, got[node], node)
			}
		})
	}
}

func TestIdentity_changes_with_what_a_node_does(t *testing.T) {
	t.Parallel()
	before := stateful(t, identityScript)["GroupAggregate"]
	for _, e := range []struct{ old, new string }{
		{"qty > 1", "qty > 2"}, {"COUNT(*) AS n", "COUNT(item) AS n"}, {"GROUP BY cust;", "GROUP BY cust, item;"},
	} {
		require.Contains(t, identityScript, e.old)
		require.NotEqual(t, before, stateful(t, strings.Replace(identityScript, e.old, e.new, 1))["GroupAggregate"], e.new)
	}
}

func TestIdentity_is_unique(t *testing.T) {
	t.Parallel()
	p, err := analyzed(prelude + `CREATE TABLE s (x DOUBLE) WITH ('connector' = 'print');
EXECUTE STATEMENT SET BEGIN INSERT INTO s SELECT RAND() FROM orders; INSERT INTO s SELECT RAND() FROM orders; INSERT INTO s SELECT price FROM orders; END`)
	require.NoError(t, err)
	seen := map[string]plan.Node{}
	var visit func(n plan.Node)
	visit = func(n plan.Node) {
		if known, ok := seen[n.ID()]; ok {
			require.Same(t, known, n, "two nodes with the id %s", n.ID())
			return
		}
		seen[n.ID()] = n
		for _, i := range n.Inputs() {
			visit(i)
		}
	}
	for _, s := range p.Sinks {
		visit(s)
	}
	require.Len(t, p.Sinks, 3)
}

// The watermark's delay may be changed without losing the state of what follows.
func TestIdentity_survives_another_watermark(t *testing.T) {
	t.Parallel()
	script := func(delay string) string {
		return fmt.Sprintf(`CREATE TABLE t (k INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '%s' SECOND) WITH ('connector' = 'datagen');
CREATE TABLE s (k INT, n BIGINT) WITH ('connector' = 'print');
INSERT INTO s SELECT k, COUNT(*) FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY k, window_start, window_end`, delay)
	}
	require.Equal(t, stateful(t, script("5")), stateful(t, script("50")))
}
