package checkpoint

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/state"
)

// FileError says which file of a checkpoint cannot be used.
type FileError struct {
	// File is its name in the checkpoint's folder.
	File string
	Err  error
}

// Error names the file.
func (e *FileError) Error() string { return "file " + e.File + ": " + e.Err.Error() }

// Unwrap returns what is wrong with it.
func (e *FileError) Unwrap() error { return e.Err }

// Verify reads everything that a checkpoint or savepoint consists of, to the last byte, and tells how many files that were. What is not as
// it was written is a *[FileError]. Memory does not grow with the size of files.
func Verify(ctx context.Context, files Files, dir string) (verified int, err error) {
	dir = strings.TrimPrefix(dir, "file://")
	m, err := ReadMetadata(files, dir)
	if err != nil {
		return 0, &FileError{MetadataFile, err}
	}
	verified = 1
	for _, name := range m.names() {
		if err := files.verify(ctx, filepath.Join(dir, name)); err != nil {
			if ctx.Err() != nil {
				return verified, fmt.Errorf("verify %s: %w", dir, context.Cause(ctx))
			}
			return verified, &FileError{name, err}
		}
		verified++
	}
	return verified, nil
}

// names are those of the state files, each once.
func (m *Metadata) names() []string {
	var names []string
	for _, f := range m.Files {
		names = append(names, filepath.Base(f.Name))
	}
	for _, f := range m.Shared {
		names = append(names, filepath.Base(f.Name))
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func (f Files) verify(ctx context.Context, path string) error {
	file, err := f.open(path, stateRole)
	if err != nil {
		return err
	}
	defer file.Close()
	from := &cancelledReader{ctx, file.Reader}
	if file.legacy {
		return readLegacyState(from, func(state.Section) {})
	}
	r := newContentReader(from)
	for {
		_, err := r.next(func(tableName, int) bool { return false })
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// Reseal writes what a file has as a file of other ones: encrypted with their keys, and as theirs, or in clear. What is wrong with
// the file is an error before the copy appears. It is for one file; a folder becomes a checkpoint with its metadata, which comes last.
func Reseal(ctx context.Context, from Files, source string, to Files, target string) error {
	role := stateRole
	if filepath.Base(source) == MetadataFile {
		role = metadataRole
	}
	return reseal(ctx, from, source, to, target, role)
}

func reseal(ctx context.Context, from Files, source string, to Files, target string, role role) error {
	file, err := from.open(source, role)
	if err != nil {
		return &FileError{filepath.Base(source), err}
	}
	defer file.Close()
	if file.legacy {
		return &FileError{filepath.Base(source), errors.New("it is of a release that knew no envelope: take a snapshot of a job that was started from it")}
	}
	w, err := to.create(target, role)
	if err != nil {
		return err
	}
	under := &rememberingReader{from: &cancelledReader{ctx, file.Reader}}
	if _, err = io.Copy(w, under); err == nil {
		_, err = w.commit()
	} else if under.err != nil {
		err = &FileError{filepath.Base(source), under.err}
	}
	return errors.Join(err, w.abort())
}

// KeyOf is the id of the key that a file is encrypted with, as it is written in its beginning; empty for a file in clear.
func KeyOf(beginning io.Reader) (keyID string, err error) {
	_, keyID, err = readEnvelope(beginning, envelopeMagic)
	return keyID, err
}

// cancelledReader stops reading when the context ends.
type cancelledReader struct {
	ctx  context.Context
	from io.Reader
}

func (r *cancelledReader) Read(p []byte) (int, error) {
	if err := context.Cause(r.ctx); err != nil {
		return 0, err
	}
	return r.from.Read(p)
}
