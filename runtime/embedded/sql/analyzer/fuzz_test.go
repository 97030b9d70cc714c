package analyzer_test

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// FuzzAnalyze looks for scripts that make the planner panic, hang, or fail without saying where.
func FuzzAnalyze(f *testing.F) {
	for _, glob := range []string{"testdata/plans/*.txt", "testdata/errors/*.txt"} {
		paths, err := filepath.Glob(glob)
		require.NoError(f, err)
		for _, path := range paths {
			_, cases := readGoldenFile(f, path)
			for _, c := range cases {
				f.Add(c.script)
			}
		}
	}
	f.Fuzz(func(t *testing.T, script string) {
		start := time.Now()
		p, err := analyzed(prelude + script)
		if took := time.Since(start); took > 20*time.Second {
			t.Fatalf("planning took %s", took)
		}
		if err != nil {
			var e *ast.Error
			if !errors.As(err, &e) {
				t.Fatalf("an error without a place: %v", err)
			}
			return
		}
		plan.Explain(p)
		if _, err := plan.JSON(p, "id", "name", 1); err != nil {
			t.Fatal(err)
		}
	})
}
