package announce_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/cluster/announce"
)

func TestEndpoint(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	_, err := announce.ReadEndpoint(dir)
	require.ErrorIs(t, err, os.ErrNotExist)

	want := announce.Endpoint{Version: announce.Version, Network: "tcp", Address: "127.0.0.1:1", Token: "secret"}
	require.NoError(t, announce.WriteEndpoint(dir, want))
	got, err := announce.ReadEndpoint(dir)
	require.NoError(t, err)
	require.Equal(t, want, got)

	info, err := os.Stat(filepath.Join(dir, "endpoint.json"))
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm(), "the note holds a token")
}

func TestExit(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	want := announce.Exit{Version: announce.Version, Reason: "script.sql:1:1: no", Terminal: true}
	require.NoError(t, announce.WriteExit(dir, want))
	got, err := announce.ReadExit(dir)
	require.NoError(t, err)
	require.Equal(t, want, got)
}

func TestRead_refuses_what_it_cannot_know(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]string{
		"newer":      `{"version":99,"reason":"x"}`,
		"no version": `{"reason":"x"}`,
		"not JSON":   `{"version":`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			require.NoError(t, os.WriteFile(filepath.Join(dir, "exit.json"), []byte(content), 0o600))
			_, err := announce.ReadExit(dir)
			require.Error(t, err)
		})
	}
}
