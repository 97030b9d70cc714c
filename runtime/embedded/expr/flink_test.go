package expr_test

import (
	"bufio"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/expr/temporal"
	"github.com/penstock/penstock/runtime/embedded/rowtext"
)

// recorded is what Flink gave for an expression: see testdata/flink/README.md.
type recorded struct {
	file, text string
	zone       *time.Location
	typ, value string
	// failure is Flink's message where it refused the expression or failed.
	failure string
}

// readRecorded reads all recordings.
func readRecorded(t *testing.T) []recorded {
	files, err := filepath.Glob("testdata/flink/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	var out []recorded
	for _, name := range files {
		f, err := os.Open(name)
		require.NoError(t, err)
		zone := time.UTC
		lines := bufio.NewScanner(f)
		for lines.Scan() {
			line := lines.Text()
			if after, ok := strings.CutPrefix(line, "#zone "); ok {
				zone, err = temporal.LoadZone(strings.TrimSpace(after))
				require.NoError(t, err)
			}
			if line == "" || line[0] == '#' {
				continue
			}
			parts := strings.SplitN(line, "\t", 3)
			require.Len(t, parts, 3, "%s: %s", name, line)
			r := recorded{file: filepath.Base(name), text: parts[0], zone: zone}
			switch {
			case strings.HasPrefix(line, parts[0]+"\tERROR\tColumn 'c"):
				// The value was NULL, of a type that Flink holds for NOT NULL: its sink refused it.
				r.value = "null"
			case parts[1] == "ERROR":
				r.failure = parts[2]
			default:
				r.typ, r.value = parts[1], strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\t`, "\t", `\r`, "\r").Replace(parts[2])
			}
			out = append(out, r)
		}
		require.NoError(t, lines.Err())
		require.NoError(t, f.Close())
	}
	return out
}

// shown is row i as the print connector shows it.
func shown(v *batch.Vector, i int) string { return string(rowtext.AppendPrint(nil, v, i)) }

// evaluate computes an expression without columns.
func evaluate(e expr.Expr, zone *time.Location) (string, error) {
	ev, err := expr.Compile(e, expr.Config{TimeZone: zone})
	if err != nil {
		return "", err
	}
	v, err := ev.Eval(nil, &batch.Batch{Len: 1}, nil)
	if err != nil {
		return "", err
	}
	return shown(v, 0), nil
}

// differs are expressions for which this engine does not give what Flink gives.
var differs = map[string]bool{
	// Flink counts what is before 1970 towards zero.
	"CAST(v(TIMESTAMP '1969-12-31 23:59:59.5') AS TIMESTAMP(0))": true,
	"CAST(v(TIMESTAMP '1969-12-31 23:59:59.5') AS DATE)":         true,
	"CAST(v(TIMESTAMP '1969-12-31 12:00:00') AS DATE)":           true,
	"EXTRACT(HOUR FROM v(TIMESTAMP '1969-12-31 22:00:00'))":      true,
	"EXTRACT(YEAR FROM v(TIMESTAMP '1969-12-31 22:00:00'))":      true,
	// Where elements are NOT NULL, Flink shows its internal default for an element that is not there.
	"ARRAY[v(1), 2][3]":   true,
	"MAP[v('a'), 1]['z']": true,
	// The order of a map's entries is that of its internal hash codes in Flink.
	"MAP[v('banana'), 1, 'apple', 2, 'cherry', 3, 'date', 4]": true,
	"MAP_KEYS(MAP[v('a'), 1, 'b', 2])":                        true,
	"MAP_VALUES(MAP[v('a'), 1, 'b', 2])":                      true,
	// Flink fails with a ClassCastException; here the value is converted.
	"JSON_VALUE(v('{\"a\":5}'), '$.a' RETURNING DOUBLE)":      true,
	"JSON_VALUE(v('{\"a\":\"5\"}'), '$.a' RETURNING INTEGER)": true,
	"JSON_VALUE(v('{\"a\":5.5}'), '$.a' RETURNING INTEGER)":   true,
	// Flink computes a day from the number that stands for "cannot be read"; here it is NULL.
	"TO_DATE(v('x'), 'yyyy-MM-dd')": true,
	// Flink knows the unit of an interval literal, and refuses to cast any other interval to a number.
	"CAST(INTERVAL '1' SECOND AS BIGINT)": true,
	"CAST(INTERVAL '10' MONTH AS INT)":    true,
	// Nonsense that nobody should depend on: 'true' is not TRUE, 12.5 rounded is 1.3, and the remainder of a decimal does not plan.
	"v('true') = TRUE":                   true,
	"ROUND(v(12.5), v(0))":               true,
	"ROUND(v(12.345), v(1))":             true,
	"TRUNCATE(v(12.345), v(1))":          true,
	"v(5.5) % 2":                         true,
	"SIGN(v(-0.0E0))":                    true,
	"ROUND(CAST(v('NaN') AS DOUBLE), 2)": true,
	// The planner knows both numbers here and compares them as decimals.
	"v(0.1E0) = CAST(0.1 AS FLOAT)": true,
	// Java before 19 writes a digit more than needed.
	"CAST(v(1.17549435E-38) AS FLOAT)": true,
	// Types that are written in another way.
	"TYPEOF(PROCTIME())": true,
	// Flink generates code that does not compile.
	"FLOOR(TO_TIMESTAMP_LTZ(1709164800000, 3) TO MINUTE)": true,
}

// otherType are expressions whose type is another than Flink's, which matters for TYPEOF alone. (Types with intervals are
// not compared: Flink writes their units.)
var otherType = map[string]bool{
	"ARRAY_APPEND(ARRAY[v(1)], CAST(NULL AS INT))": true,
}

// readDiffers adds the expressions of testdata/flink/differs.list, which has the reasons too.
func readDiffers(t *testing.T) map[string]bool {
	out := maps.Clone(differs)
	content, err := os.ReadFile("testdata/flink/differs.list")
	require.NoError(t, err)
	for line := range strings.Lines(string(content)) {
		if line = strings.TrimSuffix(line, "\n"); line != "" && line[0] != '#' {
			out[line] = true
		}
	}
	return out
}

func TestFlink(t *testing.T) {
	t.Parallel()
	differs := readDiffers(t)
	agreed := map[string]bool{}
	for _, r := range readRecorded(t) {
		difference := r.difference()
		if !differs[r.text] {
			if difference != "" {
				t.Errorf("%s: %s\n%s", r.file, r.text, difference)
			}
			continue
		}
		all, seen := agreed[r.text]
		agreed[r.text] = difference == "" && (all || !seen)
	}
	for text := range differs {
		all, seen := agreed[text]
		switch {
		case !seen:
			t.Errorf("%s: listed as differing, but not recorded", text)
		case all:
			t.Errorf("%s: listed as differing, but it does not", text)
		}
	}
}

// difference is how this engine's answer differs from what was recorded; empty where it does not.
func (r recorded) difference() string {
	e, err := resolveSQL(r.text)
	var got string
	if err == nil {
		got, err = evaluate(e, r.zone)
	}
	otherType := otherType[r.text] || r.typ == "" || strings.Contains(r.typ, "INTERVAL") || strings.HasPrefix(r.text, "ENCODE")
	switch {
	case r.failure != "" && err == nil:
		return fmt.Sprintf(" got  %s %s\n want error %s", e.Type(), got, r.failure)
	case r.failure != "":
		return ""
	case err != nil:
		return fmt.Sprintf(" got  error %v\n want %s %s", err, r.typ, r.value)
	case !otherType && e.Type().String() != r.typ:
		return fmt.Sprintf(" got type  %s\n want type %s", e.Type(), r.typ)
	case got != r.value:
		return fmt.Sprintf(" got  %s %s\n want %s %s", e.Type(), got, r.typ, r.value)
	}
	return ""
}
