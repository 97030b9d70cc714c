package sqltest_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/sqltest"
)

const counting = `
CREATE TABLE orders (customer STRING, amount INT) WITH ('connector' = 'filesystem', 'path' = '@CASE@/orders.csv', 'format' = 'csv');
CREATE TABLE totals (customer STRING, total INT) WITH ('connector' = 'print', 'print-identifier' = 'totals');
INSERT INTO totals SELECT customer, SUM(amount) FROM orders GROUP BY customer;
`

// write makes a case of the files and finds it.
func write(t *testing.T, files map[string]string) sqltest.Case {
	t.Helper()
	root := t.TempDir()
	dir := filepath.Join(root, "area", "totals")
	require.NoError(t, os.MkdirAll(dir, 0o755))
	for name, text := range files {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	cases, err := sqltest.Find(root)
	require.NoError(t, err)
	require.Len(t, cases, 1)
	require.Equal(t, "area/totals", cases[0].Name)
	return cases[0]
}

func compare(t *testing.T, c sqltest.Case) string {
	t.Helper()
	result, err := c.Run(t.Context(), sqltest.Options{})
	require.NoError(t, err)
	difference, err := c.Compare(result)
	require.NoError(t, err)
	return difference
}

func TestCase_Compare(t *testing.T) {
	t.Parallel()
	const orders = "ann,1\nbob,2\nann,3\n"
	for name, c := range map[string]struct {
		files map[string]string
		want  string
	}{
		"the rows": {
			map[string]string{"script.sql": counting, "orders.csv": orders, "expected.txt": "totals> [bob, 2]\ntotals> [ann, 4]\n"}, "",
		},
		"rows that differ": {
			map[string]string{"script.sql": counting, "orders.csv": orders, "expected.txt": "totals> [ann, 4]\ntotals> [bob, 3]\n"},
			"2 rows expected, 2 given; 1 missing (-), 1 too many (+)\n- totals> [bob, 3]\n+ totals> [bob, 2]",
		},
		"the changes": {
			map[string]string{
				"script.sql": counting, "orders.csv": orders, "expected.txt": "totals> [ann, 4]\ntotals> [bob, 2]\n",
				"expected.changelog.txt": "totals> +I[ann, 1]\ntotals> +I[bob, 2]\ntotals> -U[ann, 1]\ntotals> +U[ann, 4]\n",
			}, "",
		},
		"changes that differ": {
			map[string]string{
				"script.sql": counting, "orders.csv": orders, "expected.txt": "totals> [ann, 4]\ntotals> [bob, 2]\n",
				"expected.changelog.txt": "totals> +I[ann, 1]\ntotals> +I[bob, 2]\n",
			},
			"the rows at the end are right, the changes on the way are not: change 3\n- (the end)\n+ totals> -U[ann, 1]",
		},
		"nothing is expected yet": {
			map[string]string{"script.sql": counting, "orders.csv": orders},
			"there is neither expected.txt nor expected_error.txt: write one, or let --update do it",
		},
		"a failure that shall be": {
			map[string]string{"script.sql": "SELECT FROM;", "expected_error.txt": "phase: parse\nwords: from\nline: 1\n"}, "",
		},
		"a failure with another message": {
			map[string]string{"script.sql": "CREATE TABLE t (a INT;", "expected_error.txt": "words: nowhere\n"},
			`the message does not have "nowhere": script.sql:1:22: Encountered ";".`,
		},
		"no failure": {
			map[string]string{"script.sql": counting, "orders.csv": orders, "expected_error.txt": "phase: run\n"},
			"the script shall fail, and did not",
		},
		"a failure at another time": {
			map[string]string{"script.sql": counting, "orders.csv": "ann,x\n", "expected_error.txt": "phase: validate\n"},
			"the script shall fail at validate, and failed at run: ",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			difference := compare(t, write(t, c.files))
			if c.want == "" {
				require.Empty(t, difference)
			}
			require.Contains(t, difference, c.want)
		})
	}
}

func TestCase_Update_makes_any_result_the_expected_one(t *testing.T) {
	t.Parallel()
	for name, files := range map[string]map[string]string{
		"rows":              {"script.sql": counting, "orders.csv": "ann,1\nann,2\n"},
		"rows, not failure": {"script.sql": counting, "orders.csv": "ann,1\nann,2\n", "expected_error.txt": "phase: run\n"},
		"changes":           {"script.sql": counting, "orders.csv": "ann,1\nann,2\n", "expected.changelog.txt": "totals> +I[x, 1]\n"},
		"failure":           {"script.sql": "SELECT 1 +;", "expected.txt": "[1]\n"},
		"failure at run":    {"script.sql": counting, "orders.csv": "ann,x\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := write(t, files)
			require.NotEmpty(t, compare(t, c))
			result, err := c.Run(t.Context(), sqltest.Options{})
			require.NoError(t, err)
			require.NoError(t, c.Update(result))
			require.Empty(t, compare(t, c))
			_, hadChangelog := files["expected.changelog.txt"]
			require.Equal(t, hadChangelog, c.Has("expected.changelog.txt"))
		})
	}
}
