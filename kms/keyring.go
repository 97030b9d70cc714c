package kms

import (
	"context"
	"crypto/sha256"
	"fmt"
	"time"

	"github.com/tink-crypto/tink-go/v2/streamingaead/subtle"
	"github.com/tink-crypto/tink-go/v2/tink"
	"golang.org/x/sync/singleflight"
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

// callTimeout bounds each call to a provider.
const callTimeout = 10 * time.Second

// Keyring makes and opens the data keys of applications by the providers it was made with. It is safe for concurrent use. Its calls may
// go over the network, each for at most 10 s, so nothing that others wait for may be held during one.
type Keyring struct {
	providers map[string]Provider
	cache     cache
	flights   singleflight.Group
}

// NewKeyring returns a keyring with the providers by name.
func NewKeyring(providers map[string]Provider) *Keyring { return &Keyring{providers: providers} }

// Close wipes what is remembered.
func (k *Keyring) Close() { k.cache.close() }

// Generate makes a data key for an application.
func (k *Keyring) Generate(ctx context.Context, by Reference, arn string) (Wrapped, tink.StreamingAEAD, error) {
	wrapped, plain, err := k.generate(ctx, by, arn)
	if err != nil {
		return Wrapped{}, nil, err
	}
	stream, err := newStream(plain)
	return wrapped, stream, err
}

// Make makes a data key for an application and does not tell it.
func (k *Keyring) Make(ctx context.Context, by Reference, arn string) (Wrapped, error) {
	wrapped, plain, err := k.generate(ctx, by, arn)
	clear(plain)
	return wrapped, err
}

func (k *Keyring) generate(ctx context.Context, by Reference, arn string) (w Wrapped, plain []byte, err error) {
	provider, err := k.provider(by)
	if err != nil {
		return Wrapped{}, nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	plain, ciphertext, err := provider.GenerateDataKey(ctx, by.KeyID, ApplicationContext(arn))
	if err != nil {
		return Wrapped{}, nil, fmt.Errorf("make data key of %s with %s: %w", arn, by, err)
	}
	if len(plain) != DataKeySize {
		defer clear(plain)
		return Wrapped{}, nil, fmt.Errorf("make data key of %s with %s: it has %d bytes, not %d", arn, by, len(plain), DataKeySize)
	}
	return Wrapped{by, arn, ciphertext}, plain, nil
}

// Open unwraps a data key, or remembers it: for up to a minute, and for the 1,000 that were asked for last. Callers that ask for the same
// key at the same time share a call.
func (k *Keyring) Open(ctx context.Context, w Wrapped) (tink.StreamingAEAD, error) {
	key := w.cacheKey()
	plain := k.cache.get(key)
	if plain == nil {
		// Whoever asked first may go; the others still want it.
		shared := context.WithoutCancel(ctx)
		flight := k.flights.DoChan(string(key[:]), func() (any, error) { return nil, k.remember(shared, w, key) })
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("open data key of %s with %s: %w", w.ApplicationARN, w.Reference, ctx.Err())
		case result := <-flight:
			if result.Err != nil {
				return nil, result.Err
			}
		}
		plain = k.cache.get(key)
	}
	if plain == nil { // it was forgotten at once, since there are too many or the keyring is closed
		var err error
		if plain, err = k.Unwrap(ctx, w); err != nil {
			return nil, err
		}
	}
	return newStream(plain)
}

func (k *Keyring) remember(ctx context.Context, w Wrapped, key cacheKey) error {
	plain, err := k.Unwrap(ctx, w)
	if err != nil {
		return err
	}
	defer clear(plain)
	k.cache.put(key, plain)
	return nil
}

// Unwrap unwraps a data key by asking its provider, whatever is remembered: it fails where the key must not be used now. The caller wipes
// what is returned.
func (k *Keyring) Unwrap(ctx context.Context, w Wrapped) ([]byte, error) {
	provider, err := k.provider(w.Reference)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	plain, err := provider.Decrypt(ctx, w.KeyID, w.Ciphertext, ApplicationContext(w.ApplicationARN))
	if err != nil {
		return nil, fmt.Errorf("open data key of %s with %s: %w", w.ApplicationARN, w.Reference, err)
	}
	if len(plain) != DataKeySize {
		defer clear(plain)
		return nil, fmt.Errorf("open data key of %s with %s: it has %d bytes, not %d", w.ApplicationARN, w.Reference, len(plain), DataKeySize)
	}
	return plain, nil
}

// cacheKey stands for the wrapped key and all it is bound to.
func (w *Wrapped) cacheKey() cacheKey {
	sum := sha256.New()
	for _, part := range []string{w.Provider, w.KeyID, w.ApplicationARN, string(w.Ciphertext)} {
		fmt.Fprintf(sum, "%d\x00%s", len(part), part)
	}
	return cacheKey(sum.Sum(nil))
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
	stream, err := subtle.NewAESGCMHKDF(plain, "SHA256", DataKeySize, SegmentSize, 0)
	if err != nil {
		return nil, fmt.Errorf("use data key: %w", err)
	}
	return stream, nil
}
