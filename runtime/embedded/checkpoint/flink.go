package checkpoint

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"path/filepath"
)

// Files of Apache Flink are Flink's own, and lie in the same envelope where there are keys: package runtime/flink/java writes and reads it
// in the processes of Flink. Their magic is another one, so that it is told without any key who can go on from a savepoint. Without keys
// they are as Flink writes them.
const (
	flinkEnvelopeMagic = "PENSFLNK"
	flinkRole          = role("flink")
)

// flinkMetadata begins the metadata of every checkpoint and savepoint of Flink.
var flinkMetadata = binary.BigEndian.AppendUint32(nil, 0x4960672d)

// ErrFlink means that state was written by Apache Flink, and is to be read by the embedded engine.
var ErrFlink = errors.New("it was written by Apache Flink, and no other engine can go on from that")

// magic is what envelopes of a role begin with.
func (r role) magic() string {
	if r == flinkRole {
		return flinkEnvelopeMagic
	}
	return envelopeMagic
}

// isFlink tells by its beginning whether a file of metadata is one of Flink's, encrypted or not.
func isFlink(beginning []byte) bool {
	return bytes.HasPrefix(beginning, flinkMetadata) || bytes.HasPrefix(beginning, []byte(flinkEnvelopeMagic))
}

// IsFlink tells whether a checkpoint or savepoint was written by Apache Flink. It takes no key.
func IsFlink(storage Storage, dir string) (bool, error) {
	file, err := storage.Open(filepath.Join(dir, MetadataFile))
	if err != nil {
		return false, err
	}
	defer file.Close()
	beginning := make([]byte, len(flinkEnvelopeMagic))
	n, err := io.ReadFull(file, beginning)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return false, err
	}
	return isFlink(beginning[:n]), nil
}

// unsealed is the end of a file that needs none.
type unsealed struct{}

func (unsealed) Close() error { return nil }

// OpenFlink opens a file of a checkpoint or savepoint of Flink. What is read was verified before; only its end, io.EOF, tells that it is
// whole.
func (f Files) OpenFlink(path string) (io.ReadCloser, error) { return f.open(path, flinkRole) }

// WriteFlink writes content as the file of a name, encrypted where there are keys, to wherever that is put. The application's code lies
// like that in the folder of a cluster.
func (f Files) WriteFlink(to io.Writer, name string, content io.Reader) error {
	f.Storage = onward{to}
	w, err := f.create(name, flinkRole)
	if err != nil {
		return err
	}
	if _, err = io.Copy(w, content); err == nil {
		_, err = w.commit()
	}
	return err
}

// FlinkSize tells how many bytes [Files.WriteFlink] writes for content of a size. It writes as much to nowhere.
func (f Files) FlinkSize(name string, size int64) (int64, error) {
	written := countingWriter{to: io.Discard}
	err := f.WriteFlink(&written, name, io.LimitReader(zeros{}, size))
	return written.n, err
}

// zeros never end.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// onward is a storage of one file, which is written to somebody.
type onward struct{ to io.Writer }

func (o onward) Create(string) (File, error)         { return onwardFile{o.to}, nil }
func (onward) Open(string) (io.ReadCloser, error)    { return nil, errors.ErrUnsupported }
func (onward) Link(string, string) error             { return errors.ErrUnsupported }
func (onward) List(string) (names []string, _ error) { return nil, errors.ErrUnsupported }
func (onward) Remove(string) error                   { return errors.ErrUnsupported }

type onwardFile struct{ io.Writer }

func (onwardFile) Commit() error { return nil }
func (onwardFile) Abort() error  { return nil }

// VerifyFlink reads all files of a checkpoint or savepoint of Flink to the end, and tells how many that were. What does not open is a
// *[FileError]; a file in clear only fails where it cannot be read, for Flink has no checksums.
func VerifyFlink(ctx context.Context, files Files, dir string) (verified int, err error) {
	names, err := files.Storage.List(dir)
	if err != nil {
		return 0, fmt.Errorf("list the files of a savepoint: %w", err)
	}
	for _, name := range names {
		if err := files.readFlink(ctx, filepath.Join(dir, name)); err != nil {
			if ctx.Err() != nil {
				return verified, fmt.Errorf("verify %s: %w", dir, context.Cause(ctx))
			}
			return verified, &FileError{name, err}
		}
		verified++
	}
	return verified, nil
}

func (f Files) readFlink(ctx context.Context, path string) error {
	file, err := f.OpenFlink(path)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = io.Copy(io.Discard, &cancelledReader{ctx, file})
	return err
}

// CheckFlink tells, by an error, why Flink cannot go on from a checkpoint or savepoint, as far as its metadata tells.
func CheckFlink(files Files, dir string) error {
	file, err := files.OpenFlink(filepath.Join(dir, MetadataFile))
	if err != nil {
		return err
	}
	defer file.Close()
	beginning := make([]byte, flinkPreamble)
	n, err := io.ReadFull(file, beginning)
	switch {
	case err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF):
		return err
	case !bytes.HasPrefix(beginning, flinkMetadata):
		return ErrNotFlink
	case n < flinkPreamble:
		return nil // which Flink refuses
	}
	return checkFolder(dir, int64(binary.BigEndian.Uint64(beginning[flinkPreamble-8:])))
}

// flinkPreamble is the size of what metadata begin with: magic, version, and in all versions the number of the checkpoint.
const flinkPreamble = 4 + 4 + 8

// ErrNotFlink means that state is to be read by Apache Flink, and was not written by it.
var ErrNotFlink = errors.New("it was not written by Apache Flink")

// ResealFlink is [Reseal] for a file of a savepoint of Flink.
func ResealFlink(ctx context.Context, from Files, source string, to Files, target string) error {
	return reseal(ctx, from, source, to, target, flinkRole)
}
