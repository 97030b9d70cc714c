package rootkey

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"github.com/tink-crypto/tink-go/v2/aead/aesgcm"
	"github.com/tink-crypto/tink-go/v2/insecuresecretdataaccess"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/secretdata"
)

// rawBytes is the length of a key of AES-256 as such.
const rawBytes = 32

// The sizes of what AES-GCM adds, in bytes, as those of keys in keysets.
const (
	ivBytes  = 12
	tagBytes = 16
)

// fromRaw makes a keyset of a key as such. Its id follows from the key, so all control planes that are given the key make the same keyset.
func fromRaw(raw []byte) (*keyset.Handle, error) {
	sum := sha256.Sum256(append([]byte("id of the root key "), raw...))
	id := max(1, binary.BigEndian.Uint32(sum[:]))
	parameters, err := aesgcm.NewParameters(aesgcm.ParametersOpts{
		KeySizeInBytes: rawBytes, IVSizeInBytes: ivBytes, TagSizeInBytes: tagBytes, Variant: aesgcm.VariantTink,
	})
	if err != nil {
		return nil, fmt.Errorf("make keyset: %w", err)
	}
	key, err := aesgcm.NewKey(secretdata.NewBytesFromData(raw, insecuresecretdataaccess.Token{}), id, parameters)
	if err != nil {
		return nil, fmt.Errorf("make keyset: %w", err)
	}
	manager := keyset.NewManager()
	if _, err := manager.AddKey(key); err != nil {
		return nil, fmt.Errorf("make keyset: %w", err)
	}
	if err := manager.SetPrimary(id); err != nil {
		return nil, fmt.Errorf("make keyset: %w", err)
	}
	handle, err := manager.Handle()
	if err != nil {
		return nil, fmt.Errorf("make keyset: %w", err)
	}
	return handle, nil
}
