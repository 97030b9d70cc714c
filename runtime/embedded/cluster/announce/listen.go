package announce

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
)

// longestSocket is the longest path that every system takes for a Unix socket: 104 bytes with the final zero on the
// BSDs and macOS, 108 on Linux.
const longestSocket = 103

// Listen opens the listener of a cluster's REST API: a socket in the cluster's directory, which only its owner may enter, or loopback
// with a random token where the path is too long.
func Listen(ctx context.Context, dir string) (net.Listener, Endpoint, error) {
	var lc net.ListenConfig
	path := filepath.Join(dir, "rest.sock")
	if len(path) > longestSocket {
		l, err := lc.Listen(ctx, "tcp", "127.0.0.1:0")
		if err != nil {
			return nil, Endpoint{}, fmt.Errorf("listen for REST: %w", err)
		}
		var token [32]byte
		rand.Read(token[:])
		return l, Endpoint{Network: "tcp", Address: l.Addr().String(), Token: hex.EncodeToString(token[:])}, nil
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, Endpoint{}, fmt.Errorf("remove an old socket: %w", err)
	}
	l, err := lc.Listen(ctx, "unix", path)
	if err != nil {
		return nil, Endpoint{}, fmt.Errorf("listen for REST: %w", err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, Endpoint{}, errors.Join(fmt.Errorf("protect the socket: %w", err), l.Close())
	}
	return l, Endpoint{Network: "unix", Address: path}, nil
}
