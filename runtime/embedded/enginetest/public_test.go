package enginetest

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/sqltest"
)

// publicCases are the SQL cases that are kept beside the repository, if they are there, and the folder of their shared input.
func publicCases(t *testing.T) (cases []sqltest.Case, data string) {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", "..", "..", "..", "shared"))
	require.NoError(t, err)
	if _, err := os.Stat(filepath.Join(root, "sql-cases")); os.IsNotExist(err) {
		return nil, ""
	}
	cases, err = sqltest.Find(filepath.Join(root, "sql-cases"))
	require.NoError(t, err)
	require.NotEmpty(t, cases)
	data = t.TempDir()
	require.NoError(t, sqltest.Unpack(filepath.Join(root, "data"), data))
	return cases, data
}
