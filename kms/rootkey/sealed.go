package rootkey

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/aead/subtle"
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/tink"

	"github.com/penstock/penstock/kms"
)

// sealedVersion is the version of the form of sealed files.
const sealedVersion = 1

// sealed is the content of a sealed file: a keyset, encrypted with a data key that the provider wrapped.
type sealed struct {
	Version int `json:"version"`
	// KeyID is the key as it was named when the file was written. It is told to people; the ciphertext knows its key.
	KeyID  string `json:"key_id"`
	Key    []byte `json:"key"`
	Keyset []byte `json:"keyset"`
}

// sealedContext binds the wrapped key to what it is for.
func sealedContext() kms.Context { return kms.Context{"penstock:purpose": "root key"} }

// openSealed opens the sealed file, after it was made out of the clear one or of a new key where there is none yet.
func (s Source) openSealed(ctx context.Context, inClear, isSealed bool) (*keyset.Handle, error) {
	if !isSealed {
		handle, err := s.handle(inClear)
		if err != nil {
			return nil, err
		}
		content, err := s.seal(ctx, handle)
		if err != nil {
			return nil, err
		}
		if _, err := writeOnce(s.path(sealedFile), content); err != nil {
			return nil, fmt.Errorf("write sealed root key: %w", err)
		}
	}
	content, err := os.ReadFile(s.path(sealedFile))
	if err != nil {
		return nil, fmt.Errorf("open sealed root key: %w", err)
	}
	handle, err := s.unseal(ctx, content)
	if err != nil {
		return nil, fmt.Errorf("open root key %s: %w", s.path(sealedFile), err)
	}
	key, err := use(handle)
	if err != nil {
		return nil, fmt.Errorf("open root key %s: %w", s.path(sealedFile), err)
	}
	if inClear {
		if err := s.dropClear(key); err != nil {
			return nil, err
		}
	}
	return handle, nil
}

// handle is the key to seal: the one that is there in the clear, or else a new one.
func (s Source) handle(inClear bool) (*keyset.Handle, error) {
	if !inClear {
		handle, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
		if err != nil {
			return nil, fmt.Errorf("make root key: %w", err)
		}
		return handle, nil
	}
	content, err := os.ReadFile(s.path(clearFile))
	if err != nil {
		return nil, fmt.Errorf("open root key: %w", err)
	}
	handle, err := insecurecleartextkeyset.Read(keyset.NewJSONReader(bytes.NewReader(content)))
	if err != nil {
		return nil, fmt.Errorf("read root key %s: %w", s.path(clearFile), err)
	}
	return handle, nil
}

func (s Source) seal(ctx context.Context, handle *keyset.Handle) ([]byte, error) {
	plain, wrapped, err := s.Provider.GenerateDataKey(ctx, s.KeyID, sealedContext())
	if err != nil {
		return nil, fmt.Errorf("seal root key: %w", err)
	}
	defer clear(plain)
	cipher, err := subtle.NewAESGCM(plain)
	if err != nil {
		return nil, fmt.Errorf("seal root key: %w", err)
	}
	var encrypted bytes.Buffer
	if err := handle.Write(keyset.NewBinaryWriter(&encrypted), cipher); err != nil {
		return nil, fmt.Errorf("seal root key: %w", err)
	}
	content, err := json.MarshalIndent(sealed{sealedVersion, s.KeyID, wrapped, encrypted.Bytes()}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write sealed root key: %w", err)
	}
	return append(content, '\n'), nil
}

func (s Source) unseal(ctx context.Context, content []byte) (*keyset.Handle, error) {
	var file sealed
	if err := json.Unmarshal(content, &file); err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	if file.Version != sealedVersion {
		return nil, fmt.Errorf("it has version %d, and only %d is understood", file.Version, sealedVersion)
	}
	plain, err := s.Provider.Decrypt(ctx, s.KeyID, file.Key, sealedContext())
	if err != nil {
		return nil, fmt.Errorf("unseal, sealed under %s: %w", file.KeyID, err)
	}
	defer clear(plain)
	cipher, err := subtle.NewAESGCM(plain)
	if err != nil {
		return nil, fmt.Errorf("unseal: %w", err)
	}
	handle, err := keyset.Read(keyset.NewBinaryReader(bytes.NewReader(file.Keyset)), cipher)
	if err != nil {
		return nil, fmt.Errorf("unseal: %w", err)
	}
	return handle, nil
}

// dropClear removes the clear file once the sealed one is known to open, and to have the same key.
func (s Source) dropClear(key tink.AEAD) error {
	before, err := OpenFile(s.path(clearFile))
	if err != nil {
		return err
	}
	probe, err := before.Encrypt([]byte("probe"), nil)
	if err != nil {
		return fmt.Errorf("compare root keys: %w", err)
	}
	if _, err := key.Decrypt(probe, nil); err != nil {
		return fmt.Errorf("%s and %s have different keys: remove the one that the database was not written with", s.path(clearFile), s.path(sealedFile))
	}
	if err := os.Remove(s.path(clearFile)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove the clear root key: %w", err)
	}
	return syncDir(s.Dir)
}
