package jdbc_test

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/compile"
	"github.com/penstock/penstock/runtime/embedded/connector/builtin"
	"github.com/penstock/penstock/runtime/embedded/job"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
	"github.com/penstock/penstock/store/storetest"
)

// database is a fresh database with a table, and the options of a table in Flink SQL.
func database(t *testing.T) (options string) {
	t.Helper()
	address := storetest.EmptyURL(t)
	db, err := pgx.Connect(t.Context(), address)
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close(t.Context())) }()
	_, err = db.Exec(t.Context(), `CREATE TABLE product (id INT, shop TEXT, price NUMERIC(8, 2), since TIMESTAMP, active BOOLEAN, "day" DATE, code BYTEA);
		INSERT INTO product VALUES (1, 'a', 10.50, '2024-01-01 10:00:00.123', true, '2024-02-29', '\x0102'), (1, 'b', 11, NULL, false, NULL, NULL),
			(2, 'a', NULL, '2024-01-02', NULL, NULL, NULL)`)
	require.NoError(t, err)
	u, err := url.Parse(address)
	require.NoError(t, err)
	password, _ := u.User.Password()
	user := u.User.Username()
	u.User = nil
	u.Scheme = "postgresql"
	return fmt.Sprintf("'connector' = 'jdbc', 'url' = 'jdbc:%s', 'table-name' = 'product', 'username' = '%s', 'password' = '%s'", u, user, password)
}

// run runs a script over the tables product and numbers, and returns what it prints, sorted.
func run(t *testing.T, more, query string) []string {
	t.Helper()
	text := fmt.Sprintf(`CREATE TABLE product (id INT, shop STRING, price DECIMAL(8, 2), since TIMESTAMP(3), active BOOLEAN, %[1]s DATE, code BYTES,
			half AS price / 2, PRIMARY KEY (id, shop) NOT ENFORCED) WITH (%[2]s%[3]s);
		CREATE VIEW numbers AS SELECT n, PROCTIME() AS pt FROM (VALUES (1), (2), (3), (1), (CAST(NULL AS INT))) AS v (n);
		CREATE TABLE shown WITH ('connector' = 'print') AS %[4]s;`, "`day`", database(t), more, query)
	p, err := compile.Compile([]script.File{{Name: "script.sql", Text: text}}, nil)
	require.NoError(t, err)
	var out bytes.Buffer
	j, err := job.New(p, job.Options{Parallelism: 1, NoRestart: true, Stdout: &out, Stderr: &out, Registry: builtin.Registry()})
	require.NoError(t, err)
	require.NoError(t, j.Run(t.Context()))
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	slices.Sort(lines)
	return lines
}

const cached = ", 'lookup.cache' = 'PARTIAL', 'lookup.partial-cache.max-rows' = '2'"

func TestScan(t *testing.T) {
	t.Parallel()
	want := []string{
		"+I[1, a, 10.50, 2024-01-01T10:00:00.123, true, 2024-02-29, [1, 2]]", "+I[1, b, 11.00, null, false, null, null]",
		"+I[2, a, null, 2024-01-02T00:00, null, null, null]",
	}
	const query = "SELECT id, shop, price, since, active, `day`, code FROM product"
	require.Equal(t, want, run(t, "", query))
	require.Equal(t, want, run(t, ", 'scan.partition.column' = 'id', 'scan.partition.num' = '3', 'scan.partition.lower-bound' = '1', 'scan.partition.upper-bound' = '2'", query))
}

func TestLookup(t *testing.T) {
	t.Parallel()
	inner := []string{"+I[1, a, 5.2500000000000]", "+I[1, a, 5.2500000000000]", "+I[1, b, 5.5000000000000]", "+I[1, b, 5.5000000000000]", "+I[2, a, null]"}
	for name, c := range map[string]struct {
		options, query string
		want           []string
	}{
		"inner":  {"", "SELECT n, shop, half FROM numbers JOIN product FOR SYSTEM_TIME AS OF pt ON id = n", inner},
		"cached": {cached, "SELECT n, shop, half FROM numbers JOIN product FOR SYSTEM_TIME AS OF pt ON id = n", inner},
		"async": {"", `SELECT /*+ LOOKUP('table' = 'product', 'async' = 'true', 'output-mode' = 'allow_unordered', 'capacity' = '2', 'timeout' = '10 s') */
			n, shop, half FROM numbers JOIN product FOR SYSTEM_TIME AS OF pt ON id = n`, inner},
		"left, two keys and a condition": {
			"", `SELECT n, price FROM numbers LEFT JOIN product FOR SYSTEM_TIME AS OF numbers.pt AS p ON p.id = n AND p.shop = 'a' AND price > n`,
			[]string{"+I[1, 10.50]", "+I[1, 10.50]", "+I[2, null]", "+I[3, null]", "+I[null, null]"},
		},
		"changes": {
			"", `SELECT m, shop FROM (SELECT COUNT(*) AS m, MAX(pt) AS latest, PROCTIME() AS now FROM numbers WHERE n < 3) AS s
			JOIN product FOR SYSTEM_TIME AS OF s.now ON id = CAST(m AS INT)`,
			[]string{"+I[1, a]", "+I[1, b]", "+U[2, a]", "-U[1, a]", "-U[1, b]", "-U[2, a]"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, run(t, c.options, c.query))
		})
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	for options, want := range map[string]string{
		"'url' = 'jdbc:mysql://h/d', 'table-name' = 't'":                                       "Table 'default_catalog.default_database.t': unsupported value for option 'url'",
		"'url' = 'jdbc:postgresql://h/d'":                                                      "required options of connector 'jdbc' are missing: table-name",
		"'url' = 'jdbc:postgresql://h/d', 'table-name' = 't', 'lookup.cache' = 'PARTIAL'":      "a PARTIAL lookup cache needs one of",
		"'url' = 'jdbc:postgresql://h/d', 'table-name' = 't', 'lookup.max-retry' = '2'":        "Did you mean 'lookup.max-retries'?",
		"'url' = 'jdbc:postgresql://h/d', 'table-name' = 't', 'scan.partition.column' = 'zip'": "which is no column of the table",
	} {
		_, err := compile.Compile([]script.File{{Name: "s.sql", Text: "CREATE TABLE t (a INT) WITH ('connector' = 'jdbc', " + options + ");\nCREATE TABLE r WITH ('connector' = 'print') AS SELECT a FROM t;"}}, nil)
		require.ErrorContains(t, err, want)
	}
}
