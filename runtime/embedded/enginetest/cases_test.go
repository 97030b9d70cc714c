package enginetest

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/sqltest"
)

// deadline is when a case that does not end has failed.
const deadline = 2 * time.Minute

// TestFlink runs the cases of this folder.
func TestFlink(t *testing.T) {
	t.Parallel()
	cases, err := sqltest.Find("testdata")
	require.NoError(t, err)
	require.NotEmpty(t, cases)
	for _, c := range cases {
		runCase(t, c, "", c.Variations())
	}
}

// TestPublicCases runs the SQL cases that are kept beside the repository.
func TestPublicCases(t *testing.T) {
	t.Parallel()
	root, err := filepath.Abs(filepath.Join("..", "..", "..", "..", "shared"))
	require.NoError(t, err)
	if _, err := os.Stat(filepath.Join(root, "sql-cases")); os.IsNotExist(err) {
		t.Skip("there are no public SQL cases beside the repository")
	}
	cases, err := sqltest.Find(filepath.Join(root, "sql-cases"))
	require.NoError(t, err)
	require.NotEmpty(t, cases)
	data := t.TempDir()
	require.NoError(t, sqltest.Unpack(filepath.Join(root, "data"), data))
	for _, c := range cases {
		runCase(t, c, data, sqltest.Sequential)
	}
}

func runCase(t *testing.T, c sqltest.Case, data string, variations []sqltest.Variation) {
	for _, v := range variations {
		t.Run(c.Name+"/"+v.String(), func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithTimeout(t.Context(), deadline)
			defer cancel()
			result, err := c.Run(ctx, v.Options(t.TempDir(), data))
			require.NoError(t, err)
			difference, err := c.Compare(result)
			require.NoError(t, err)
			require.Empty(t, difference)
		})
	}
}
