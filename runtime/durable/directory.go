package durable

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
)

// metadata is the file whose presence completes a savepoint or checkpoint.
const metadata = "_metadata"

// Directory is durable state below one directory of the file system. It is safe for concurrent use.
type Directory struct{ root string }

// NewDirectory makes the directory where it does not exist.
func NewDirectory(root string) (*Directory, error) {
	absolute, err := filepath.Abs(root)
	if err != nil {
		return nil, fmt.Errorf("find directory of durable state: %w", err)
	}
	if err := os.MkdirAll(absolute, 0o700); err != nil {
		return nil, fmt.Errorf("make directory of durable state: %w", err)
	}
	return &Directory{root: absolute}, nil
}

// ApplicationURI is the directory of everything that belongs to the application.
func (d *Directory) ApplicationURI(applicationID int64) string {
	return d.uri(strconv.FormatInt(applicationID, 10))
}

// CheckpointsURI is the directory of the checkpoints of one run.
func (d *Directory) CheckpointsURI(applicationID int64, run string) string {
	return d.uri(strconv.FormatInt(applicationID, 10), "checkpoints", run)
}

// SnapshotsURI is the directory of all snapshots of the application.
func (d *Directory) SnapshotsURI(applicationID int64) string {
	return d.uri(strconv.FormatInt(applicationID, 10), "snapshots")
}

// SnapshotURI is the directory of the files of one snapshot, by the name of its directory.
func (d *Directory) SnapshotURI(applicationID int64, directory string) string {
	return d.uri(strconv.FormatInt(applicationID, 10), "snapshots", directory)
}

// MakeCheckpoints makes the directory of the checkpoints of a run, so that it is known to have vanished when it is not there any more.
func (d *Directory) MakeCheckpoints(_ context.Context, checkpointsURI string) error {
	dir, err := d.path(checkpointsURI)
	if err != nil {
		return err
	}
	if err := makeDurably(dir); err != nil {
		return fmt.Errorf("make directory of checkpoints: %w", err)
	}
	return nil
}

// makeDurably makes a directory, and those that it lies in, so that it is there after a crash of the machine too.
func makeDurably(dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	parent := filepath.Dir(dir)
	if err := makeDurably(parent); err != nil {
		return err
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	entries, err := os.Open(parent)
	if err != nil {
		return err
	}
	return errors.Join(entries.Sync(), entries.Close())
}

// NewestCheckpoint is the URI of the complete checkpoint with the highest number of the run, whichever of its jobs wrote
// it; empty when there is none. The error is fs.ErrNotExist where the directory of the run is not there.
func (d *Directory) NewestCheckpoint(ctx context.Context, checkpointsURI string) (string, error) {
	dir, err := d.path(checkpointsURI)
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(dir); err != nil {
		return "", fmt.Errorf("look for checkpoints: %w", err)
	}
	found, err := filepath.Glob(filepath.Join(escape(dir), "*", "chk-*", metadata))
	if err != nil {
		return "", fmt.Errorf("look for checkpoints: %w", err)
	}
	newest, highest := "", int64(-1)
	for _, file := range found {
		if err := ctx.Err(); err != nil {
			return "", fmt.Errorf("look for checkpoints: %w", err)
		}
		checkpoint := filepath.Dir(file)
		n, err := strconv.ParseInt(strings.TrimPrefix(filepath.Base(checkpoint), "chk-"), 10, 64)
		if err == nil && n > highest {
			newest, highest = fileURI(checkpoint), n
		}
	}
	return newest, nil
}

// Savepoint is the URI of the complete savepoint in the directory of a snapshot; empty when there is none.
func (d *Directory) Savepoint(_ context.Context, snapshotURI string) (string, error) {
	dir, err := d.path(snapshotURI)
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(filepath.Join(dir, metadata)); err == nil {
		return fileURI(dir), nil
	}
	found, err := filepath.Glob(filepath.Join(escape(dir), "*", metadata))
	if err != nil {
		return "", fmt.Errorf("look for a savepoint: %w", err)
	}
	if len(found) == 0 {
		return "", nil
	}
	return fileURI(filepath.Dir(found[len(found)-1])), nil
}

// MetadataDigest is the SHA-256 of the metadata of the savepoint or checkpoint at the URI, as they are stored.
func (d *Directory) MetadataDigest(_ context.Context, uri string) ([]byte, error) {
	return metadataDigest(d.Files(uri))
}

// Files opens the files below a URI, and tells the path that they have there.
func (d *Directory) Files(uri string) (files checkpoint.Storage, path string, err error) {
	path, err = d.path(uri)
	return checkpoint.LocalStorage{}, path, err
}

// Size is the number of bytes below the URI; 0 when nothing is there.
func (d *Directory) Size(ctx context.Context, uri string) (int64, error) {
	dir, err := d.path(uri)
	if err != nil {
		return 0, err
	}
	var size int64
	err = filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || entry.IsDir() {
			return errors.Join(err, ctx.Err())
		}
		info, err := entry.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		size += info.Size()
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("measure durable state: %w", err)
	}
	return size, nil
}

// Remove removes everything below the URI; nothing there is success. A URI that is not below the root is refused.
func (d *Directory) Remove(_ context.Context, uri string) error {
	dir, err := d.path(uri)
	if err != nil {
		return err
	}
	if err := os.RemoveAll(dir); err != nil {
		return fmt.Errorf("remove durable state: %w", err)
	}
	return nil
}

func (d *Directory) uri(elements ...string) string {
	return fileURI(filepath.Join(append([]string{d.root}, elements...)...))
}

// path is the directory of a URI that this value gave out.
func (d *Directory) path(uri string) (string, error) {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "file" || u.Host != "" {
		return "", fmt.Errorf("durable state at %q: want file:///…", uri)
	}
	path := filepath.Clean(u.Path)
	if !strings.HasPrefix(path, d.root+string(filepath.Separator)) {
		return "", fmt.Errorf("durable state at %q lies outside its directory", uri)
	}
	return path, nil
}

func fileURI(path string) string { return (&url.URL{Scheme: "file", Path: path}).String() }

// escape keeps characters of a path from being read as a pattern.
func escape(path string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}
