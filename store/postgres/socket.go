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
	dir := filepath.Join(config.Dir, "run")
	if len(filepath.Join(dir, ".s.PGSQL."+socketPort+".lock")) <= maxSocketPath {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return socket{}, fmt.Errorf("make socket directory: %w", err)
		}
		return socket{dir: dir, port: socketPort}, id.own(dir)
	}
	base := os.Getenv("XDG_RUNTIME_DIR")
	if base == "" || !id.canReach(base) {
		base = os.TempDir()
	}
	dir, err := os.MkdirTemp(base, temporaryPrefix)
	if err != nil {
		return socket{}, fmt.Errorf("make socket directory: %w", err)
	}
	if len(filepath.Join(dir, ".s.PGSQL."+socketPort+".lock")) > maxSocketPath {
		_ = os.Remove(dir)
		return socket{}, fmt.Errorf("the paths of %s and of %s are too long for a socket; use a shorter one", config.Dir, base)
	}
	return socket{dir: dir, port: socketPort}, id.own(dir)
}

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
