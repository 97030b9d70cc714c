package checkpoint

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Storage makes and opens the files of checkpoints. Implementations may encrypt what passes through, or keep it
// elsewhere. It is used concurrently.
type Storage interface {
	// Create makes a file, and the folders it lies in. It is there under its name once File.Commit has returned.
	Create(path string) (File, error)
	Open(path string) (io.ReadCloser, error)
	// Link makes a file that was committed be there under another name too, each of which may be removed without the other. It is
	// durable once another file was committed in the same folder.
	Link(from, to string) error
	// List returns the names in a folder; none where there is no such folder.
	List(dir string) ([]string, error)
	// Remove removes a folder with what is in it; it is no error if it is not there.
	Remove(dir string) error
}

// File is a file being written.
type File interface {
	io.Writer
	// Commit makes the file durable and gives it its name.
	Commit() error
	// Abort throws away what was written. It does nothing after Commit.
	Abort() error
}

// LocalStorage keeps files in the local file system.
type LocalStorage struct{}

// Create implements Storage.
func (LocalStorage) Create(path string) (File, error) {
	if err := makeDir(filepath.Dir(path)); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path+".tmp", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, err
	}
	return &localFile{File: f, path: path}, nil
}

// makeDir makes a folder so that it survives a crash: the entry in its parent is made durable too.
func makeDir(dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	if parent := filepath.Dir(dir); parent != dir {
		if err := makeDir(parent); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncDir(filepath.Dir(dir))
}

// Open implements Storage.
func (LocalStorage) Open(path string) (io.ReadCloser, error) { return os.Open(path) }

// Link implements Storage. Where the file system has no hard links, or the names are on two of them, the file is copied.
func (s LocalStorage) Link(from, to string) error {
	if err := makeDir(filepath.Dir(to)); err != nil {
		return err
	}
	err := os.Link(from, to)
	if err == nil || errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrExist) {
		return err
	}
	return s.copy(from, to)
}

func (s LocalStorage) copy(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	file, err := s.Create(to)
	if err != nil {
		return err
	}
	if _, err = io.Copy(file, source); err == nil {
		err = file.Commit()
	}
	return errors.Join(err, file.Abort())
}

// List implements Storage.
func (LocalStorage) List(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names, nil
}

// Remove implements Storage. The metadata goes first, so that a folder that is half removed is no checkpoint.
func (LocalStorage) Remove(dir string) error {
	if err := os.Remove(filepath.Join(dir, MetadataFile)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.RemoveAll(dir)
}

type localFile struct {
	*os.File
	path string
	done bool
}

func (f *localFile) Commit() error {
	if err := f.Sync(); err != nil {
		return fmt.Errorf("sync %s: %w", f.path, err)
	}
	if err := f.Close(); err != nil {
		return err
	}
	f.done = true
	if err := os.Rename(f.path+".tmp", f.path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(f.path))
}

func (f *localFile) Abort() error {
	if f.done {
		return nil
	}
	f.done = true
	return errors.Join(f.Close(), os.Remove(f.path+".tmp"))
}

// syncDir makes the names in a folder durable.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil {
		return fmt.Errorf("sync %s: %w", dir, err)
	}
	return nil
}
