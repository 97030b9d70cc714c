package disk

import (
	"fmt"
	"sync/atomic"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// files are the files of a disk. They are never synchronised: what lasts are checkpoints. The first write that fails, such as where
// there is no room left, is what everything fails with from then on. Pebble would try again for ever and have writers wait; it is told
// that all is well, as nobody reads any more what it writes.
type files struct {
	vfs.FS
	failed atomic.Pointer[error]
}

// err is why the disk has failed, nil if it has not.
func (f *files) err() error {
	if err := f.failed.Load(); err != nil {
		return *err
	}
	return nil
}

func (f *files) fail(err error) {
	err = fmt.Errorf("%w: state that has no room in memory has none on disk either, or cannot be written there", err)
	f.failed.CompareAndSwap(nil, &err)
}

// Create implements vfs.FS.
func (f *files) Create(name string, category vfs.DiskWriteCategory) (vfs.File, error) {
	return f.wrapped(f.FS.Create(name, category))
}

// OpenReadWrite implements vfs.FS.
func (f *files) OpenReadWrite(name string, category vfs.DiskWriteCategory, opts ...vfs.OpenOption) (vfs.File, error) {
	return f.wrapped(f.FS.OpenReadWrite(name, category, opts...))
}

// OpenDir implements vfs.FS.
func (f *files) OpenDir(name string) (vfs.File, error) { return f.wrapped(f.FS.OpenDir(name)) }

// ReuseForWrite implements vfs.FS.
func (f *files) ReuseForWrite(from, to string, category vfs.DiskWriteCategory) (vfs.File, error) {
	return f.wrapped(f.FS.ReuseForWrite(from, to, category))
}

// Unwrap implements vfs.FS.
func (f *files) Unwrap() vfs.FS { return f.FS }

func (f *files) wrapped(opened vfs.File, err error) (vfs.File, error) {
	if err != nil {
		return nil, err
	}
	return &file{opened, f}, nil
}

type file struct {
	vfs.File
	of *files
}

// Write implements vfs.File.
func (f *file) Write(p []byte) (int, error) {
	if f.of.err() == nil {
		if _, err := f.File.Write(p); err != nil {
			f.of.fail(err)
		}
	}
	return len(p), nil
}

// Preallocate implements vfs.File.
func (f *file) Preallocate(int64, int64) error { return nil }

// Sync implements vfs.File.
func (f *file) Sync() error { return nil }

// SyncTo implements vfs.File.
func (f *file) SyncTo(int64) (fullSync bool, err error) { return true, nil }

// SyncData implements vfs.File.
func (f *file) SyncData() error { return nil }
