package datadir_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/cmd/penstock/datadir"
)

func TestOpen_lets_only_one_in(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "data")
	first, err := datadir.Open(path)
	require.NoError(t, err)

	_, err = datadir.Open(path)
	var inUse *datadir.InUseError
	require.ErrorAs(t, err, &inUse)
	require.Equal(t, fmt.Sprint(os.Getpid()), inUse.PID)
	require.Contains(t, err.Error(), path)

	require.NoError(t, first.Close())
	again, err := datadir.Open(path)
	require.NoError(t, err)
	require.NoError(t, again.Close())
}

func TestWriteAWSFiles(t *testing.T) {
	t.Parallel()
	d, err := datadir.Open(filepath.Join(t.TempDir(), "data"))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, d.Close()) })

	require.NoError(t, d.WriteAWSFiles(datadir.Access{
		Endpoint: "http://127.0.0.1:1", Region: "eu-west-1", AccessKeyID: "AKIDEXAMPLE", SecretKey: "s/e+c",
	}))
	requireFile(t, d.CredentialsFile(), "[default]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = s/e+c\n")

	require.NoError(t, d.WriteAWSFiles(datadir.Access{Endpoint: "http://127.0.0.1:2", Region: "eu-west-1"}))
	requireFile(t, d.ConfigFile(), "# Written by penstock serve at each start.\n[default]\nregion = eu-west-1\nendpoint_url = http://127.0.0.1:2\n")
	requireFile(t, d.CredentialsFile(), "[default]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = s/e+c\n")
}

func requireFile(t *testing.T, path, content string) {
	t.Helper()
	got, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, content, string(got))
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
}
