package expr_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
)

// TestFold_asFlinksPlanner: what Flink 1.20.3 gave for constants, which its planner computes. (The rows and the CASE it was asked with columns in the place
// of some of the constants.)
func TestFold_asFlinksPlanner(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"JSON_OBJECT('a' VALUE JSON_OBJECT('x' VALUE 1))":    `{"a":{"x":1}}`,
		"JSON_ARRAY(JSON_OBJECT('a' VALUE 1), JSON_ARRAY())": `[{"a":1},[]]`,
		"UPPER('straße')":                                             "STRASS",
		"LOWER('İ')":                                                  "i",
		"CAST('12:13:14.567' AS TIME)":                                "12:13:14",
		"0.0E0 * -1":                                                  "0.0",
		"CAST(CAST(0.1 AS FLOAT) AS DOUBLE)":                          "0.1",
		"CAST(CAST(16777217 AS FLOAT) AS INT)":                        "16777217",
		"CAST(CAST(123.456 AS DECIMAL(5, 1)) AS DOUBLE)":              "123.456",
		"CAST(CAST(3.99 AS INT) AS DOUBLE)":                           "3.0",
		"(42, CAST(NULL AS STRING)) = (42, 'Hello')":                  "null",
		"(42, CAST(NULL AS STRING)) = (41, 'Hello')":                  "false",
		"(42, CAST(NULL AS STRING)) NOT IN ((42, 'Hello'), (1, 'x'))": "null",
		"'a$' SIMILAR TO 'a$'":                                        "true",
		"CASE WHEN 1 < 2 THEN TIMESTAMP '2024-01-01 00:00:00.000' ELSE CAST(TIMESTAMP '2024-01-01 00:00:00' AS TIMESTAMP_LTZ(3)) END": "2024-01-01T00:00",
		"TYPEOF('a' || 'b')": "CHAR(2) NOT NULL", "TYPEOF(INTERVAL '1' MONTH)": "INTERVAL MONTH NOT NULL",
	} {
		e, err := resolveSQL(text)
		require.NoError(t, err, text)
		ev, err := expr.Compile(expr.Fold(e, expr.Config{TimeZone: time.UTC}), expr.Config{TimeZone: time.UTC})
		require.NoError(t, err, text)
		v, err := ev.Eval(nil, &batch.Batch{Len: 1}, nil)
		require.NoError(t, err, text)
		require.Equal(t, want, shown(v, 0), text)
	}
}
