package disk_test

import (
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/disk"
)

// TestTempFolder_RemovesWhatTheDeadHaveLeft: folders whose lock nobody has are removed, those that are in use are not, nor is one that is
// just being made.
func TestTempFolder_RemovesWhatTheDeadHaveLeft(t *testing.T) {
	t.Parallel()
	below := t.TempDir()
	logger := slog.New(slog.DiscardHandler)
	dead, young, old := filepath.Join(below, "penstock-state-1"), filepath.Join(below, "penstock-state-2"), filepath.Join(below, "penstock-state-3")
	for _, dir := range []string{dead, young, old} {
		require.NoError(t, os.MkdirAll(filepath.Join(dir, "content"), 0o700))
	}
	require.NoError(t, os.WriteFile(filepath.Join(dead, "lock"), nil, 0o600))
	before := time.Now().Add(-2 * time.Hour)
	require.NoError(t, os.Chtimes(old, before, before))
	first, releaseFirst, err := disk.TempFolder(below, logger)
	require.NoError(t, err)
	require.NoDirExists(t, dead)
	require.NoDirExists(t, old)
	require.DirExists(t, young)
	second, releaseSecond, err := disk.TempFolder(below, logger)
	require.NoError(t, err)
	require.DirExists(t, first)
	require.NotEqual(t, first, second)
	require.NoError(t, releaseFirst())
	require.NoDirExists(t, first)
	require.DirExists(t, second)
	require.NoError(t, releaseSecond())
	require.NoDirExists(t, second)
}
