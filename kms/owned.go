package kms

import (
	"context"
	"fmt"

	"github.com/tink-crypto/tink-go/v2/subtle/random"
	"github.com/tink-crypto/tink-go/v2/tink"
)

// ownedDomain begins the associated data of wrapped data keys, so that nothing else that the installation's key sealed, such as
// the secret of an access key, can be passed off as one.
const ownedDomain = "penstock data key\x00"

// Owned wraps data keys with the installation's own key. It has one key, whose id is empty.
type Owned struct {
	key tink.AEAD
}

var _ Provider = (*Owned)(nil)

// NewOwned returns the provider of the installation's key.
func NewOwned(key tink.AEAD) *Owned { return &Owned{key} }

// GenerateDataKey makes a data key.
func (o *Owned) GenerateDataKey(_ context.Context, keyID string, ec Context) (plain, wrapped []byte, err error) {
	bound, err := o.associated(keyID, ec)
	if err != nil {
		return nil, nil, err
	}
	plain = random.GetRandomBytes(DataKeySize)
	if wrapped, err = o.key.Encrypt(plain, bound); err != nil {
		return nil, nil, fmt.Errorf("wrap data key: %w", err)
	}
	return plain, wrapped, nil
}

// Decrypt unwraps a data key.
func (o *Owned) Decrypt(_ context.Context, keyID string, wrapped []byte, ec Context) ([]byte, error) {
	bound, err := o.associated(keyID, ec)
	if err != nil {
		return nil, err
	}
	plain, err := o.key.Decrypt(wrapped, bound)
	if err != nil {
		return nil, fmt.Errorf("unwrap data key: %w", err)
	}
	return plain, nil
}

func (o *Owned) associated(keyID string, ec Context) ([]byte, error) {
	if keyID != "" {
		return nil, fmt.Errorf("the installation has one key of its own, and none with the id %q", keyID)
	}
	return OwnedContext(ec)
}

// OwnedContext is what the installation's key binds data keys of a context to.
func OwnedContext(ec Context) ([]byte, error) {
	text, err := ec.Canonical()
	return append([]byte(ownedDomain), text...), err
}
