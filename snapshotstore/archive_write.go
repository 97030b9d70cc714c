package snapshotstore

import (
	"archive/tar"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"path/filepath"
	"time"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
)

// partSize is how much of a file is one entry of an archive, and thereby how much of it is held in memory.
const partSize = 4 << 20

// archiveWriter writes an archive. As a [checkpoint.Storage] it takes one file at a time.
type archiveWriter struct {
	unsupported

	tar  *tar.Writer
	time time.Time
	sums checksums
	part []byte
}

var _ checkpoint.Storage = (*archiveWriter)(nil)

func newArchiveWriter(to io.Writer, at time.Time) *archiveWriter {
	return &archiveWriter{tar: tar.NewWriter(to), time: at, part: make([]byte, 0, partSize)}
}

// entry writes one entry.
func (w *archiveWriter) entry(name string, content []byte) error {
	header := &tar.Header{Typeflag: tar.TypeReg, Name: name, Size: int64(len(content)), Mode: 0o600, ModTime: w.time.Truncate(time.Second), Format: tar.FormatPAX}
	if err := w.tar.WriteHeader(header); err != nil {
		return fmt.Errorf("write archive: %w", err)
	}
	if _, err := w.tar.Write(content); err != nil {
		return fmt.Errorf("write archive: %w", err)
	}
	return nil
}

func (w *archiveWriter) document(name string, v any) error {
	content, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return w.entry(name, append(content, '\n'))
}

// close ends the archive.
func (w *archiveWriter) close() error {
	if err := w.document(checksumsName, w.sums); err != nil {
		return err
	}
	if err := w.tar.Close(); err != nil {
		return fmt.Errorf("end archive: %w", err)
	}
	return nil
}

// copy adds a file as it is.
func (w *archiveWriter) copy(from io.Reader, name string) error {
	f, err := w.Create(name)
	if err != nil {
		return err
	}
	if _, err := io.Copy(f, from); err != nil {
		return err
	}
	return f.Commit()
}

// Create begins a file.
func (w *archiveWriter) Create(path string) (checkpoint.File, error) {
	name := filepath.Base(path)
	if !fileName.MatchString(name) {
		return nil, fmt.Errorf("file %q cannot be put into an archive under its name", name)
	}
	w.part = w.part[:0]
	return &archiveFile{archive: w, name: name, sum: sha256.New()}, nil
}

// archiveFile is a file being added.
type archiveFile struct {
	archive *archiveWriter
	name    string
	sum     hash.Hash
	size    int64
	parts   int
}

// Write implements [io.Writer].
func (f *archiveFile) Write(p []byte) (int, error) {
	for rest := p; len(rest) > 0; {
		n := min(len(rest), partSize-len(f.archive.part))
		f.archive.part = append(f.archive.part, rest[:n]...)
		if rest = rest[n:]; len(f.archive.part) == partSize {
			if err := f.flush(); err != nil {
				return 0, err
			}
		}
	}
	return len(p), nil
}

func (f *archiveFile) flush() error {
	part := f.archive.part
	f.sum.Write(part)
	f.size += int64(len(part))
	err := f.archive.entry(fmt.Sprintf("%s%s/%06d", filesPrefix, f.name, f.parts), part)
	f.parts++
	f.archive.part = part[:0]
	return err
}

// Commit ends the file. One that is empty has a part, too.
func (f *archiveFile) Commit() error {
	if len(f.archive.part) > 0 || f.parts == 0 {
		if err := f.flush(); err != nil {
			return err
		}
	}
	f.archive.sums.Files = append(f.archive.sums.Files, checksum{f.name, f.size, f.sum.Sum(nil)})
	return nil
}

// Abort leaves the archive without an end, which no reader takes.
func (*archiveFile) Abort() error { return nil }
