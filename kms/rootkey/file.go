package rootkey

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

// OpenFile returns the root key that the file has in the clear. The file is made, readable by its owner only, if it is not there.
func OpenFile(path string) (tink.AEAD, error) {
	handle, err := openFile(path)
	if err != nil {
		return nil, err
	}
	return use(handle)
}

func openFile(path string) (*keyset.Handle, error) {
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		content, err = createFile(path)
	}
	if err != nil {
		return nil, fmt.Errorf("open root key: %w", err)
	}
	handle, err := parse(content)
	if err != nil {
		return nil, fmt.Errorf("root key %s: %w", path, err)
	}
	return handle, nil
}

// parse reads a keyset in the clear.
func parse(content []byte) (*keyset.Handle, error) {
	handle, err := insecurecleartextkeyset.Read(keyset.NewJSONReader(bytes.NewReader(content)))
	if err != nil {
		return nil, fmt.Errorf("read keyset: %w", err)
	}
	if _, err := use(handle); err != nil {
		return nil, err
	}
	return handle, nil
}

func use(handle *keyset.Handle) (tink.AEAD, error) {
	key, err := aead.New(handle)
	if err != nil {
		return nil, fmt.Errorf("use keyset: %w", err)
	}
	return key, nil
}

// createFile makes a key and its file, or reads the one that somebody else made at the same time.
func createFile(path string) ([]byte, error) {
	handle, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	if err != nil {
		return nil, fmt.Errorf("make key: %w", err)
	}
	var content bytes.Buffer
	if err := insecurecleartextkeyset.Write(handle, keyset.NewJSONWriter(&content)); err != nil {
		return nil, fmt.Errorf("write key: %w", err)
	}
	return writeOnce(path, content.Bytes())
}

// writeOnce makes a file that is whole and durable as soon as it is there, or reads the one that is there already.
func writeOnce(path string, content []byte) ([]byte, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	unfinished, err := os.CreateTemp(filepath.Dir(path), ".keyset-*") // mode 0600
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.Remove(unfinished.Name()) }()
	_, err = unfinished.Write(content)
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
