package rootkey

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/tink"

	"github.com/penstock/penstock/kms"
)

// Variable is the environment variable that may have the root key: what a file of the first kind has, as it is or in base64, or 32 random
// bytes in base64.
const Variable = "PENSTOCK_ROOT_KEY"

// The names of the files in the data directory.
const (
	clearFile  = "keyset.json"
	sealedFile = "keyset.sealed.json"
)

// Source is where the root key comes from.
type Source struct {
	// Dir is the directory of the files.
	Dir string
	// Environment is what [Variable] has, or empty.
	Environment string
	// KeyID names the key of Provider that the file is sealed under; empty where it shall not be sealed.
	KeyID    string
	Provider kms.Provider
}

// Open returns the root key. A key of a provider that cannot be used is a *[kms.KeyError].
func Open(ctx context.Context, s Source) (tink.AEAD, error) {
	handle, err := openHandle(ctx, s)
	if err != nil {
		return nil, err
	}
	return use(handle)
}

func openHandle(ctx context.Context, s Source) (*keyset.Handle, error) {
	inClear, err := exists(s.path(clearFile))
	if err != nil {
		return nil, err
	}
	sealed, err := exists(s.path(sealedFile))
	if err != nil {
		return nil, err
	}
	switch {
	case s.Environment != "" && s.KeyID != "":
		return nil, fmt.Errorf("the root key is given in %s and said to be sealed under %s: one of them", Variable, s.KeyID)
	case s.Environment != "" && (inClear || sealed):
		return nil, fmt.Errorf("there is a root key in %s and one in %s: keep the one that the database was written with", Variable, s.Dir)
	case s.Environment != "":
		return fromEnvironment(s.Environment)
	case s.KeyID != "":
		return s.openSealed(ctx, inClear, sealed)
	case sealed:
		return nil, fmt.Errorf("the root key %s is sealed: name the key of AWS KMS that it is sealed under", s.path(sealedFile))
	default:
		return openFile(s.path(clearFile))
	}
}

func fromEnvironment(text string) (*keyset.Handle, error) {
	content := []byte(strings.TrimSpace(text))
	if len(content) > 0 && content[0] != '{' {
		decoded, err := base64.StdEncoding.DecodeString(string(content))
		if err != nil {
			return nil, fmt.Errorf("root key in %s: it is neither JSON nor base64", Variable)
		}
		content = decoded
	}
	read := parse
	if len(content) == rawBytes {
		read = fromRaw
	}
	key, err := read(content)
	if err != nil {
		return nil, fmt.Errorf("root key in %s: %w", Variable, err)
	}
	return key, nil
}

func (s Source) path(name string) string { return filepath.Join(s.Dir, name) }

func exists(path string) (bool, error) {
	_, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("look for the root key: %w", err)
	}
	return true, nil
}
