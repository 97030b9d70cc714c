// Package datadir is the directory in which one installation keeps everything: who may use it at a time, what is where
// in it, and the files that make the AWS CLI speak to it.
//
//	serve.lock            held by the control plane that uses the directory
//	postgres/             the private Postgres, unless --database-url names another
//	keyset.json           the key that secrets in the database are sealed with
//	clusters/             one folder per running application
//	applications/         checkpoints and snapshots
//	aws/credentials, aws/config
package datadir

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

// Dir is a data directory that this process has for itself.
type Dir struct {
	path string
	lock *os.File
}

// InUseError says that another control plane uses the directory.
type InUseError struct {
	Path string
	// PID is that process, as far as it wrote it down; empty if not.
	PID string
}

// Error names the directory and the process.
func (e *InUseError) Error() string {
	by := "another penstock serve"
	if e.PID != "" {
		by += " (process " + e.PID + ")"
	}
	return fmt.Sprintf("the data directory %s is in use by %s; stop it, or give this one another --data-dir", e.Path, by)
}

// Open makes the directory if it is not there, for its owner only, and takes it for this process until Close, or until
// the process ends in whatever way. *InUseError if another one has it.
func Open(path string) (*Dir, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("data directory: %w", err)
	}
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("data directory: %w", err)
	}
	lock, err := os.OpenFile(filepath.Join(path, "serve.lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("data directory: %w", err)
	}
	switch err := unix.Flock(int(lock.Fd()), unix.LOCK_EX|unix.LOCK_NB); {
	case errors.Is(err, unix.EWOULDBLOCK):
		pid, _ := io.ReadAll(io.LimitReader(lock, 20)) // only for the message
		return nil, errors.Join(&InUseError{path, strings.TrimSpace(string(pid))}, lock.Close())
	case err != nil:
		return nil, errors.Join(fmt.Errorf("lock data directory %s: %w", path, err), lock.Close())
	}
	d := &Dir{path, lock}
	if err := d.writePID(); err != nil {
		return nil, errors.Join(fmt.Errorf("lock data directory %s: %w", path, err), lock.Close())
	}
	return d, nil
}

func (d *Dir) writePID() error {
	if err := d.lock.Truncate(0); err != nil {
		return err
	}
	_, err := d.lock.WriteAt(fmt.Appendln(nil, os.Getpid()), 0)
	return err
}

// Close gives the directory back. To close the file alone would not do so at once: a process that is being started has it open until it
// is another program.
func (d *Dir) Close() error {
	return errors.Join(unix.Flock(int(d.lock.Fd()), unix.LOCK_UN), d.lock.Close())
}

// Path is the absolute path of the directory.
func (d *Dir) Path() string { return d.path }

// Join is a path inside of it.
func (d *Dir) Join(elements ...string) string {
	return filepath.Join(append([]string{d.path}, elements...)...)
}
