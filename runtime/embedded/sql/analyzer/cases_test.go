package analyzer_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// TestCases plans all SQL cases, of the folder beside the repository or of the one that PENSTOCK_SQL_CASES names. Those of
// errors/ that fail before they run have to say the words and the line that are expected.
func TestCases(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("PENSTOCK_SQL_CASES")
	if dir == "" {
		var err error
		dir, err = filepath.Abs(filepath.Join("..", "..", "..", "..", "..", "shared", "sql-cases"))
		require.NoError(t, err)
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no folder of SQL cases")
	}
	scripts, err := filepath.Glob(filepath.Join(dir, "*", "*", "script.sql"))
	require.NoError(t, err)
	require.NotEmpty(t, scripts)
	for _, path := range scripts {
		folder := filepath.Dir(path)
		t.Run(filepath.Base(filepath.Dir(folder))+"/"+filepath.Base(folder), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(path)
			require.NoError(t, err)
			script := strings.NewReplacer("@CASE@", folder, "@DATA@", filepath.Join(dir, "..", "data")).Replace(string(text))
			p, err := analyzed(script)
			expected, readErr := os.ReadFile(filepath.Join(folder, "expected_error.txt"))
			if readErr != nil || strings.Contains(string(expected), "phase: run") {
				require.NoError(t, err)
				t.Log("\n" + plan.Explain(p))
				return
			}
			require.Error(t, err)
			t.Log(err)
			for _, line := range strings.Split(string(expected), "\n") {
				key, value, _ := strings.Cut(line, ": ")
				switch key {
				case "words":
					for _, word := range strings.Split(value, ", ") {
						require.Contains(t, strings.ToLower(err.Error()), strings.ToLower(word))
					}
				case "line":
					require.Contains(t, err.Error(), "line "+value+",")
				}
			}
		})
	}
}
