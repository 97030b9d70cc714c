package disk

import (
	"crypto/rand"
	"encoding/binary"
	"fmt"
	mathrand "math/rand/v2"

	"github.com/tink-crypto/tink-go/v2/aead/subtle"

	"github.com/penstock/penstock/runtime/embedded/state"
)

// seal protects entries with keys that live no longer than the process. What an entry is called is not told by its name on disk,
// which is one of [sums], and stands before its value, encrypted together with that and bound to the name.
//
// Names in ordered spaces begin with their order: the time is moved by a number that nobody knows, and buckets stand for each other, so
// that what a name tells is how far the times of two entries are apart.
type seal struct {
	aead *subtle.AESGCM
	// shift is added to times, which are nowhere near the ends of 64 bits, and buckets says which stands for which.
	shift   uint64
	buckets [256]byte
}

func newSeal() (*seal, error) {
	var key [32]byte
	rand.Read(key[:])
	aead, err := subtle.NewAESGCM(key[:])
	if err != nil {
		return nil, fmt.Errorf("encrypt state on disk: %w", err)
	}
	var random [8 + 32]byte
	rand.Read(random[:])
	seal := &seal{aead: aead, shift: binary.BigEndian.Uint64(random[:]) >> 2}
	source := mathrand.NewChaCha8([32]byte(random[8:]))
	for i, bucket := range mathrand.New(source).Perm(len(seal.buckets)) {
		seal.buckets[i] = byte(bucket)
	}
	return seal, nil
}

// appendOrder appends what stands for a part of an order: nothing, a time, or a time and a bucket.
func (s *seal) appendOrder(dst, order []byte) []byte {
	if len(order) == 0 {
		return dst
	}
	dst = binary.BigEndian.AppendUint64(dst, binary.BigEndian.Uint64(order)+s.shift)
	if len(order) > 8 {
		dst = append(dst, s.buckets[order[8]])
	}
	return dst
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
