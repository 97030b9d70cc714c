package filesystem_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/connector"
)

// What waits is what was not read of the file under way, and the files that nobody has begun, in rows of the length that was seen.
func TestSource_Pending(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for i := range 100 {
		rows := strings.Repeat("12345678,a\n", 10*(i%2)+5) // 5 and 15 in turn
		require.NoError(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("%02d.csv", i)), []byte(rows), 0o600))
	}
	tab := table(t, dir, "csv", "ROW<a BIGINT, b STRING>")
	src, err := factory().Source(tab)
	require.NoError(t, err)
	splits, err := src.Discover(t.Context())
	require.NoError(t, err)
	pending := src.(connector.Backlog).Pending
	require.Zero(t, pending(nil))
	require.InDelta(t, 1000*11/100, pending(splits), 1, "no row was seen, so one is taken to have 100 bytes")

	r, err := src.Open(t.Context(), splits[1])
	require.NoError(t, err)
	b := batch.New(columnTypes(tab))
	require.NoError(t, r.Read(t.Context(), b, 4))
	require.Equal(t, int64(11), pending(nil))
	require.InDelta(t, 11+980, pending(append(splits[2:], splits[0])[:98]), 5)
	position := r.Position()
	require.NoError(t, r.Close())
	require.Zero(t, pending(nil))

	r, err = src.Open(t.Context(), connector.Split{ID: splits[1].ID, Position: position})
	require.NoError(t, err)
	require.Equal(t, int64(11), pending(nil))
	err = r.Read(t.Context(), b, 100)
	require.True(t, err == nil || errors.Is(err, io.EOF), err)
	require.Zero(t, pending(nil))
	require.NoError(t, r.Close())
}
