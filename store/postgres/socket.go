package postgres

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// socketPort is part of the socket's file name; nothing listens on a port.
const socketPort = "5432"

// maxSocketPath is what fits into a socket address: 108 bytes with the final zero on Linux, 104 on the BSDs and macOS.
const maxSocketPath = 103

// temporaryPrefix marks socket directories outside the server's own.
const temporaryPrefix = "penstock-postgres-"

// socket is where a server listens.
type socket struct {
	dir  string
	port string
}

// newSocket makes the directory of the socket: beside the data, or, where that path is too long for a socket, a fresh
// private one in the runtime or temporary directory of the user.
func newSocket(config Config, id identity) (socket, error) {
	at := socket{dir: config.socketDir(), port: socketPort}
	if len(at.file()) <= maxSocketPath {
		if err := os.MkdirAll(at.dir, 0o700); err != nil {
			return socket{}, fmt.Errorf("make socket directory: %w", err)
		}
		return at, id.own(at.dir)
	}
	base := os.Getenv("XDG_RUNTIME_DIR")
	if base == "" || !id.canReach(base) {
		base = os.TempDir()
	}
	var err error
	if at.dir, err = os.MkdirTemp(base, temporaryPrefix); err != nil {
		return socket{}, fmt.Errorf("make socket directory: %w", err)
	}
	if len(at.file()) > maxSocketPath {
		_ = os.Remove(at.dir)
		return socket{}, fmt.Errorf("the paths of %s and of %s are too long for a socket; use a shorter one", config.Dir, base)
	}
	return at, id.own(at.dir)
}

// file is the socket itself. Postgres puts a lock beside it, with the suffix ".lock".
func (s socket) file() string { return filepath.Join(s.dir, ".s.PGSQL."+s.port) }

// remove removes a socket directory outside the server's own, once the server is gone.
func (s socket) remove() error {
	if !strings.HasPrefix(filepath.Base(s.dir), temporaryPrefix) {
		return nil
	}
	if err := os.RemoveAll(s.dir); err != nil {
		return fmt.Errorf("remove socket directory: %w", err)
	}
	return nil
}
