package disk

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"hash"
	"sync"

	"github.com/tink-crypto/tink-go/v2/aead/subtle"

	"github.com/penstock/penstock/runtime/embedded/state"
)

// seal protects entries with keys that live no longer than the process. What an entry is called is not told by its name on disk,
// which is a keyed hash of it, and stands before its value, encrypted together with that and bound to the name.
type seal struct {
	aead *subtle.AESGCM
	// sums are hashes with the key in them.
	sums sync.Pool
}

// sumSize is how long names are. Two entries have the same one with a probability of 2^-128 for each pair of them.
const sumSize = 16

func newSeal() (*seal, error) {
	var key, sumKey [32]byte
	rand.Read(key[:])
	rand.Read(sumKey[:])
	aead, err := subtle.NewAESGCM(key[:])
	if err != nil {
		return nil, fmt.Errorf("encrypt state on disk: %w", err)
	}
	return &seal{aead: aead, sums: sync.Pool{New: func() any { return hmac.New(sha256.New, sumKey[:]) }}}, nil
}

func (s *seal) appendSum(dst, key []byte) []byte {
	h := s.sums.Get().(hash.Hash) //nolint:forcetypeassert // nothing else is put there
	defer s.sums.Put(h)
	h.Reset()
	h.Write(dst)
	h.Write(key)
	var sum [sha256.Size]byte
	return append(dst, h.Sum(sum[:0])[:sumSize]...)
}

func (s *seal) close(name, key, value []byte) ([]byte, error) {
	return s.aead.Encrypt(append(state.AppendBytes(make([]byte, 0, len(key)+len(value)+4), key), value...), name)
}

func (s *seal) open(name, sealed []byte) (key, value []byte, err error) {
	entry, err := s.aead.Decrypt(sealed, name)
	if err != nil {
		return nil, nil, fmt.Errorf("an entry was changed: %w", err)
	}
	return state.CutBytes(entry)
}
