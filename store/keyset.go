package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/tink"
)

// OpenKeyset returns the key of the file with which secrets in the database are sealed. The file is made, readable by
// its owner only, if it is not there. It is a Tink keyset in the clear: it guards against whoever gets at the database
// and not at this file. Control planes that share a database need the same file.
//
// What takes the key asks for a [tink.AEAD], so a key that never leaves its service can take this one's place.
func OpenKeyset(path string) (tink.AEAD, error) {
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		content, err = createKeyset(path)
	}
	if err != nil {
		return nil, fmt.Errorf("open keyset: %w", err)
	}
	handle, err := insecurecleartextkeyset.Read(keyset.NewJSONReader(bytes.NewReader(content)))
	if err != nil {
		return nil, fmt.Errorf("read keyset %s: %w", path, err)
	}
	key, err := aead.New(handle)
	if err != nil {
		return nil, fmt.Errorf("use keyset %s: %w", path, err)
	}
	return key, nil
}

// createKeyset makes the file, or reads the one that somebody else made at the same time.
func createKeyset(path string) ([]byte, error) {
	handle, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	if err != nil {
		return nil, fmt.Errorf("make key: %w", err)
	}
	var content bytes.Buffer
	if err := insecurecleartextkeyset.Write(handle, keyset.NewJSONWriter(&content)); err != nil {
		return nil, fmt.Errorf("write key: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	unfinished, err := os.CreateTemp(filepath.Dir(path), ".keyset-*") // mode 0600
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.Remove(unfinished.Name()) }()
	_, err = unfinished.Write(content.Bytes())
	if err = errors.Join(err, unfinished.Sync(), unfinished.Close()); err != nil {
		return nil, err
	}
	// A link, unlike a rename, never takes the place of a key that is in use.
	if err := os.Link(unfinished.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	if err := syncDir(filepath.Dir(path)); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}

// syncDir makes the names in the directory survive a crash of the machine: a lost key loses what it sealed.
func syncDir(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}
