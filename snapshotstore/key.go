package snapshotstore

import (
	"context"
	"crypto/rand"
	"fmt"

	"github.com/tink-crypto/tink-go/v2/aead/subtle"
	streams "github.com/tink-crypto/tink-go/v2/streamingaead/subtle"
	"golang.org/x/crypto/argon2"

	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/runtime/embedded/checkpoint"
)

// oneKey is the key that all files of a snapshot are encrypted with.
type oneKey struct {
	id     string
	stream checkpoint.StreamAEAD
}

var _ checkpoint.Keys = (*oneKey)(nil)

// newKey makes a key of its bytes, which the caller wipes.
func newKey(id string, plain []byte) (*oneKey, error) {
	stream, err := streams.NewAESGCMHKDF(plain, "SHA256", kms.DataKeySize, kms.SegmentSize, 0)
	if err != nil {
		return nil, fmt.Errorf("use data key %s: %w", id, err)
	}
	return &oneKey{id, stream}, nil
}

// Sealing implements checkpoint.Keys.
func (k *oneKey) Sealing() (string, checkpoint.StreamAEAD, error) { return k.id, k.stream, nil }

// Opening implements checkpoint.Keys.
func (k *oneKey) Opening(id string) (checkpoint.StreamAEAD, error) {
	if id != k.id {
		return nil, fmt.Errorf("it is encrypted with data key %s, and the snapshot is said to be with %s", id, k.id)
	}
	return k.stream, nil
}

// The cost of a passphrase: Argon2id as RFC 9106 recommends it where memory is scarce.
const (
	argonTime    = 3
	argonMemory  = 64 << 10 // KiB
	argonThreads = 4
	saltSize     = 16
	// What an archive may ask for: more is refused, for it comes from elsewhere. All archives together take no more memory than one may.
	maxArgonTime   = 16
	maxArgonMemory = 256 << 10 // KiB
)

// passphrase is a data key that a passphrase wraps.
type passphrase struct {
	Salt    []byte `json:"salt"`
	Time    uint32 `json:"time"`
	Memory  uint32 `json:"memoryKiB"`
	Threads uint8  `json:"threads"`
	Wrapped []byte `json:"wrappedKey"`
}

// newPassphrase makes a data key and wraps it. The caller wipes the key.
func (s *Snapshots) newPassphrase(ctx context.Context, secret string) (p *passphrase, plain []byte, err error) {
	p = &passphrase{Salt: make([]byte, saltSize), Time: argonTime, Memory: argonMemory, Threads: argonThreads}
	rand.Read(p.Salt)
	wrapping, err := s.derive(ctx, p, secret)
	if err != nil {
		return nil, nil, err
	}
	plain = make([]byte, kms.DataKeySize)
	rand.Read(plain)
	if p.Wrapped, err = wrapping.Encrypt(plain, p.Salt); err != nil {
		return nil, nil, fmt.Errorf("wrap the key of an archive: %w", err)
	}
	return p, plain, nil
}

// openPassphrase unwraps the data key. The caller wipes it.
func (s *Snapshots) openPassphrase(ctx context.Context, p *passphrase, secret string) ([]byte, error) {
	if p.Time < 1 || p.Time > maxArgonTime || p.Memory > maxArgonMemory || p.Threads < 1 || len(p.Salt) < saltSize || len(p.Salt) > maxText {
		return nil, errArchive("its passphrase would have to be derived in a way that is not taken")
	}
	wrapping, err := s.derive(ctx, p, secret)
	if err != nil {
		return nil, err
	}
	plain, err := wrapping.Decrypt(p.Wrapped, p.Salt)
	if err != nil || len(plain) != kms.DataKeySize {
		return nil, errArchive("the passphrase does not open it")
	}
	return plain, nil
}

// derive waits for its turn: memory is what this is meant to take.
func (s *Snapshots) derive(ctx context.Context, p *passphrase, secret string) (*subtle.AESGCM, error) {
	if err := s.deriving.Acquire(ctx, int64(p.Memory)); err != nil {
		return nil, fmt.Errorf("use a passphrase: %w", err)
	}
	defer s.deriving.Release(int64(p.Memory))
	derived := argon2.IDKey([]byte(secret), p.Salt, p.Time, p.Memory, p.Threads, kms.DataKeySize)
	defer clear(derived)
	wrapping, err := subtle.NewAESGCM(derived)
	if err != nil {
		return nil, fmt.Errorf("use a passphrase: %w", err)
	}
	return wrapping, nil
}
