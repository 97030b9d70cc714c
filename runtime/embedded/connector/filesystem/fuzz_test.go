package filesystem_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzSource checks that a file gives the same rows whether it is read at once or row by row, each time from the position
// after the row before.
func FuzzSource(f *testing.F) {
	f.Add([]byte("1,a\n2,\"b\nc\"\r\n#x\n\n3,\"d"))
	f.Add([]byte("\"\"\"\n\\\"\n,"))
	f.Fuzz(func(t *testing.T, content []byte) {
		path := filepath.Join(t.TempDir(), "f")
		write(t, path, content)
		tab := table(t, path, "csv", "ROW<id INT, s STRING>",
			"csv.ignore-parse-errors", "true", "csv.allow-comments", "true", "csv.escape-character", `\`)
		all, err := readAll(t, tab, 1000)
		require.NoError(t, err)
		single, err := readAll(t, tab, 1)
		require.NoError(t, err)
		require.Equal(t, all, single)
	})
}
