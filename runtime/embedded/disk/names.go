package disk

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"sync"

	"github.com/penstock/penstock/runtime/embedded/state"
)

// longestKey is how long a key is that an entry is called by. Pebble has the first and the last name of each of its files in memory, and more
// of them while it writes: keys of a megabyte would take more memory there than they had in the state. A longer one is told by a
// hash, and stands before the value.
const longestKey = 1 << 10

// sums are hashes under a key that lives no longer than the process, so that nobody can make two keys that have the same one.
type sums struct{ pool sync.Pool }

// sumSize is how long they are. Two keys have the same one with a probability of 2^-128 for each pair of them.
const sumSize = 16

func newSums() *sums {
	var key [32]byte
	rand.Read(key[:])
	s := &sums{}
	s.pool.New = func() any { return hmac.New(sha256.New, key[:]) }
	return s
}

// append appends the sum of what dst has and of a key.
func (s *sums) append(dst, key []byte) []byte {
	h := s.pool.Get().(hash.Hash) //nolint:forcetypeassert // nothing else is put there
	defer s.pool.Put(h)
	h.Reset()
	h.Write(dst)
	h.Write(key)
	var sum [sha256.Size]byte
	return append(dst, h.Sum(sum[:0])[:sumSize]...)
}

// name is what a key of a space is called on disk.
func (d *Disk) name(space uint32, key []byte) []byte {
	name := binary.BigEndian.AppendUint32(make([]byte, 0, 4+max(min(len(key), longestKey), state.OrderSize+sumSize)), space)
	if d.seal == nil && len(key) <= longestKey {
		return append(name, key...)
	}
	if space&state.OrderedSpaces != 0 {
		name = d.appendOrder(name, key[:state.OrderSize])
	}
	return d.sums.append(name, key)
}

// appendOrder appends what names have of a part of an order.
func (d *Disk) appendOrder(dst, order []byte) []byte {
	if d.seal == nil {
		return append(dst, order...)
	}
	return d.seal.appendOrder(dst, order)
}

// withKey puts a long key before its value.
func (d *Disk) withKey(key, value []byte) []byte {
	tag := d.pieces.keyTag[:]
	dst := make([]byte, 0, len(tag)+binary.MaxVarintLen64+len(key)+len(value))
	return append(state.AppendBytes(append(dst, tag...), key), value...)
}

// cutKey takes a key off again that withKey has put before a value; nil for values that have none.
func (d *Disk) cutKey(found []byte) (key, value []byte, err error) {
	rest, long := bytes.CutPrefix(found, d.pieces.keyTag[:])
	if !long {
		return nil, found, nil
	}
	return state.CutBytes(rest)
}
