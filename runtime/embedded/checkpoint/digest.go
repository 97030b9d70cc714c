package checkpoint

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"path/filepath"
	"strconv"
	"strings"
)

// ErrReplaced means that a checkpoint or savepoint is whole and of the same application, and another one than the one that was to be read.
var ErrReplaced = errors.New("it is not the one that was written there: an older one may have been put in its place")

// MetadataDigest is the SHA-256 of the metadata file of a checkpoint or savepoint as it is stored. The metadata name all files, by names that
// no others have, and each file opens under its own name only; so whoever remembers the digest knows the whole from any other of the same
// application, an older one for example, which would open as well.
func MetadataDigest(storage Storage, dir string) ([]byte, error) {
	file, err := storage.Open(filepath.Join(dir, MetadataFile))
	if err != nil {
		return nil, fmt.Errorf("open checkpoint: %w", err)
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return nil, fmt.Errorf("read %s: %w", filepath.Join(dir, MetadataFile), err)
	}
	return sum.Sum(nil), nil
}

// CheckDigest is [ErrReplaced] unless the metadata of a checkpoint or savepoint are what they have to be. A digest that is nil takes any.
func CheckDigest(storage Storage, dir string, digest []byte) error {
	if digest == nil {
		return nil
	}
	found, err := MetadataDigest(storage, dir)
	if err == nil && !bytes.Equal(found, digest) {
		err = ErrReplaced
	}
	return err
}

// digesting has what is read of files go into a digest.
type digesting struct {
	Storage

	sum hash.Hash
}

// Open opens a file.
func (d digesting) Open(path string) (io.ReadCloser, error) {
	file, err := d.Storage.Open(path)
	if err != nil {
		return nil, err
	}
	return struct {
		io.Reader
		io.Closer
	}{io.TeeReader(file, d.sum), file}, nil
}

// checkSum is [ErrReplaced] unless a file that was read through a [digesting] storage is what it has to be.
func checkSum(file io.Reader, digest []byte, sum hash.Hash) error {
	if digest == nil {
		return nil
	}
	if _, err := io.Copy(io.Discard, file); err != nil {
		return err
	}
	if !bytes.Equal(digest, sum.Sum(nil)) {
		return ErrReplaced
	}
	return nil
}

// checkPlace refuses the metadata of a checkpoint in the folder of another one. Savepoints and what was copied lie anywhere.
func (m *Metadata) checkPlace(path string) error {
	if m.Savepoint {
		return nil
	}
	return checkFolder(filepath.Dir(path), m.ID)
}

// checkFolder refuses a checkpoint of a number in the folder of another one.
func checkFolder(dir string, number int64) error {
	digits, isCheckpoint := strings.CutPrefix(filepath.Base(dir), folderPrefix)
	if !isCheckpoint {
		return nil
	}
	if id, err := strconv.ParseInt(digits, 10, 64); err == nil && id != number {
		return fmt.Errorf("%w: it is checkpoint %d", ErrReplaced, number)
	}
	return nil
}
