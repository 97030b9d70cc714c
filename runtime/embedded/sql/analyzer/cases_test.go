package analyzer_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// TestCases plans all SQL cases that PENSTOCK_SQL_CASES names the folder of. Those of errors/ that fail before they run have to
// say the words and the line that are expected.
func TestCases(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("PENSTOCK_SQL_CASES")
	if dir == "" {
		t.Skip("PENSTOCK_SQL_CASES is not set")
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
