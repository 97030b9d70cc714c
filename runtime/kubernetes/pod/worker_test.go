package pod

import (
	"crypto/tls"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"
)

// place puts a part of an identity into files, as Kubernetes does with a Secret.
func place(t *testing.T, secret map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range secret {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), content, 0o600))
	}
	return dir
}

// A cluster lets in its own workers, and they speak to no other cluster.
func TestWorkers_and_their_cluster_know_each_other(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the address is one of Linux's many loopback ones")
	}
	const address = "127.73.20.26"
	own, err := NewIdentity([]byte("the key of the installation's logs"), "ps-own")
	require.NoError(t, err)
	other, err := NewIdentity([]byte("the key of the installation's logs"), "ps-other")
	require.NoError(t, err)
	t.Setenv(AddressVariable, address)
	t.Setenv(ClusterVariable, address)
	t.Setenv(IdentityVariable, place(t, own.Secret()))
	l, got, err := ListenForWorkers(t.Context())
	require.NoError(t, err)
	t.Cleanup(func() { l.Close() })
	require.Equal(t, address, got)
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				if conn.(*tls.Conn).HandshakeContext(t.Context()) == nil {
					_, _ = io.WriteString(conn, "welcome")
				}
			}()
		}
	}()
	welcomed := func() bool {
		conn, err := DialCluster(t.Context())
		if err != nil {
			require.ErrorIs(t, err, ErrUnreachable)
			return false
		}
		defer conn.Close()
		text, err := io.ReadAll(conn)
		return err == nil && string(text) == "welcome"
	}
	t.Setenv(IdentityVariable, place(t, own.WorkerSecret()))
	require.True(t, welcomed())
	t.Setenv(IdentityVariable, place(t, other.WorkerSecret()))
	require.False(t, welcomed(), "another cluster's worker")
	mixed := other.WorkerSecret()
	mixed[clusterFile] = own.WorkerSecret()[clusterFile]
	t.Setenv(IdentityVariable, place(t, mixed))
	require.False(t, welcomed(), "one that would take this cluster for its own")
}
