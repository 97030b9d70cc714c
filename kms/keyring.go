package kms

import (
	"context"
	"fmt"

	"github.com/tink-crypto/tink-go/v2/streamingaead/subtle"
	"github.com/tink-crypto/tink-go/v2/tink"
)

// SegmentSize is the number of bytes that are encrypted, and authenticated, at once. A reader or a writer of a stream holds two
// of them in memory.
const SegmentSize = 64 << 10

// Reference names a wrapping key.
type Reference struct {
	// Provider is the name that a [Keyring] knows the provider by.
	Provider string
	// KeyID is what the provider knows the key by; empty for [OwnedKey].
	KeyID string
}

// Wrapped is a data key as it is stored.
type Wrapped struct {
	Reference

	// ApplicationARN is the application whose data key it is.
	ApplicationARN string
	// Ciphertext is the wrapped key.
	Ciphertext []byte
}

// Keyring makes and opens the data keys of applications by the providers it was made with. It is safe for concurrent use.
type Keyring struct {
	providers map[string]Provider
}

// NewKeyring returns a keyring with the providers by name.
func NewKeyring(providers map[string]Provider) *Keyring { return &Keyring{providers} }

// Generate makes a data key for an application.
func (k *Keyring) Generate(ctx context.Context, by Reference, arn string) (Wrapped, tink.StreamingAEAD, error) {
	provider, err := k.provider(by)
	if err != nil {
		return Wrapped{}, nil, err
	}
	plain, ciphertext, err := provider.GenerateDataKey(ctx, by.KeyID, ApplicationContext(arn))
	if err != nil {
		return Wrapped{}, nil, fmt.Errorf("make data key of %s with %s: %w", arn, by, err)
	}
	stream, err := newStream(plain)
	return Wrapped{by, arn, ciphertext}, stream, err
}

// Open unwraps a data key.
func (k *Keyring) Open(ctx context.Context, w Wrapped) (tink.StreamingAEAD, error) {
	provider, err := k.provider(w.Reference)
	if err != nil {
		return nil, err
	}
	plain, err := provider.Decrypt(ctx, w.KeyID, w.Ciphertext, ApplicationContext(w.ApplicationARN))
	if err != nil {
		return nil, fmt.Errorf("open data key of %s with %s: %w", w.ApplicationARN, w.Reference, err)
	}
	return newStream(plain)
}

func (k *Keyring) provider(by Reference) (Provider, error) {
	if p, ok := k.providers[by.Provider]; ok {
		return p, nil
	}
	return nil, fmt.Errorf("this installation has no provider of keys %q", by.Provider)
}

// String names the key.
func (r Reference) String() string {
	if r.KeyID == "" {
		return r.Provider
	}
	return r.Provider + " " + r.KeyID
}

// newStream makes streams of a data key and wipes the caller's copy of it.
func newStream(plain []byte) (tink.StreamingAEAD, error) {
	defer clear(plain)
	if len(plain) != DataKeySize {
		return nil, fmt.Errorf("the data key has %d bytes, not %d", len(plain), DataKeySize)
	}
	stream, err := subtle.NewAESGCMHKDF(plain, "SHA256", DataKeySize, SegmentSize, 0)
	if err != nil {
		return nil, fmt.Errorf("use data key: %w", err)
	}
	return stream, nil
}
