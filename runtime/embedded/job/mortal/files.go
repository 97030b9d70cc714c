package mortal

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
)

// Files are files in memory by path, which outlive processes.
type Files struct {
	mu    sync.Mutex
	files map[string][]byte
}

// NewFiles returns no files.
func NewFiles() *Files { return &Files{files: make(map[string][]byte)} }

// Newest is the complete checkpoint with the highest number below a folder, "" where there is none.
func (f *Files) Newest(dir string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	newest, highest := "", -1
	for path := range f.files {
		folder, file := filepath.Split(path)
		folder = filepath.Clean(folder)
		n, err := strconv.Atoi(strings.TrimPrefix(folder, dir+"/chk-"))
		if err == nil && file == checkpoint.MetadataFile && n > highest {
			newest, highest = folder, n
		}
	}
	return newest
}

// Storage is a checkpoint.Storage of files for a process that may die before and after each of its steps.
type Storage struct {
	Process *Process
	Files   *Files
}

// Create implements checkpoint.Storage.
func (s Storage) Create(path string) (checkpoint.File, error) {
	if err := s.Process.Point(); err != nil {
		return nil, err
	}
	return &file{storage: s, path: path}, nil
}

// Open implements checkpoint.Storage.
func (s Storage) Open(path string) (io.ReadCloser, error) {
	s.Files.mu.Lock()
	defer s.Files.mu.Unlock()
	data, ok := s.Files.files[path]
	if !ok {
		return nil, fmt.Errorf("open %s: %w", path, os.ErrNotExist)
	}
	return io.NopCloser(bytes.NewReader(data)), nil
}

// Link implements checkpoint.Storage.
func (s Storage) Link(from, to string) error {
	if err := s.Process.Point(); err != nil {
		return err
	}
	s.Files.mu.Lock()
	defer s.Files.mu.Unlock()
	data, ok := s.Files.files[from]
	if !ok {
		return fmt.Errorf("link %s: %w", from, os.ErrNotExist)
	}
	s.Files.files[to] = data
	return nil
}

// List implements checkpoint.Storage.
func (s Storage) List(dir string) ([]string, error) {
	s.Files.mu.Lock()
	defer s.Files.mu.Unlock()
	var names []string
	for path := range s.Files.files {
		if rest, ok := strings.CutPrefix(path, dir+"/"); ok {
			name, _, _ := strings.Cut(rest, "/")
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names, nil
}

// Remove implements checkpoint.Storage.
func (s Storage) Remove(dir string) error {
	if err := s.Process.Point(); err != nil {
		return err
	}
	s.Files.mu.Lock()
	defer s.Files.mu.Unlock()
	maps.DeleteFunc(s.Files.files, func(path string, _ []byte) bool { return strings.HasPrefix(path, dir+"/") })
	return nil
}

type file struct {
	bytes.Buffer
	storage Storage
	path    string
}

func (f *file) Commit() error {
	p := f.storage.Process
	if err := p.Point(); err != nil {
		return err
	}
	f.storage.Files.mu.Lock()
	f.storage.Files.files[f.path] = f.Bytes()
	f.storage.Files.mu.Unlock()
	if filepath.Base(f.path) == checkpoint.MetadataFile {
		select {
		case p.completed <- struct{}{}:
		default:
		}
	}
	return p.Point()
}

func (f *file) Abort() error { return nil }
