package disk

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/cockroachdb/pebble/v2"
)

// A value that is longer than pieceSize lies in pieces of that size: Pebble has each value several times in memory while it writes it.
const pieceSize = 256 << 10

// pieceSpace is the space of the pieces, which nobody else has.
const pieceSpace uint32 = 1<<31 - 1

// pieces keeps long values. In the place of such a value is a head: a tag that no other value begins with, the number of the value, and
// its length.
type pieces struct {
	tag  [16]byte
	next atomic.Uint64
	// keyTag is what values begin with that have their key in front.
	keyTag [16]byte
	// count is how many long values there are, which are in heads by the names of their keys.
	count atomic.Int64
	mu    sync.Mutex
	heads map[string]head
}

type head struct{ number, length uint64 }

var errPieces = errors.New("a long value is not whole")

func newPieces() *pieces {
	p := &pieces{heads: make(map[string]head)}
	rand.Read(p.tag[:])
	rand.Read(p.keyTag[:])
	return p
}

// count is how many pieces there are.
func (h head) count() uint64 { return (h.length + pieceSize - 1) / pieceSize }

// key is the key of a piece.
func (h head) key(piece uint64) []byte {
	return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, h.number), piece)
}

// setPieces keeps a long value for the key of a name, and returns what lies in its place.
func (d *Disk) setPieces(name, value []byte) ([]byte, error) {
	p := d.pieces
	h := head{p.next.Add(1), uint64(len(value))}
	for i := range h.count() {
		if err := d.put(d.name(pieceSpace, h.key(i)), h.key(i), value[i*pieceSize:min((i+1)*pieceSize, h.length)]); err != nil {
			return nil, err
		}
	}
	p.mu.Lock()
	p.heads[string(name)] = h
	p.mu.Unlock()
	p.count.Add(1)
	return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(p.tag[:len(p.tag):len(p.tag)], h.number), h.length), nil
}

// forgetPieces deletes the pieces of the value of the key of a name, if it has any.
func (d *Disk) forgetPieces(name []byte) error {
	p := d.pieces
	if p.count.Load() == 0 {
		return nil
	}
	p.mu.Lock()
	h, ok := p.heads[string(name)]
	delete(p.heads, string(name))
	p.mu.Unlock()
	if !ok {
		return nil
	}
	p.count.Add(-1)
	for i := range h.count() {
		if err := d.db.Delete(d.name(pieceSpace, h.key(i)), pebble.NoSync); err != nil {
			return err
		}
	}
	return nil
}

// forgetBelow deletes the pieces of the values of keys whose names begin with a prefix.
func (d *Disk) forgetBelow(prefix []byte) error {
	p := d.pieces
	if p.count.Load() == 0 {
		return nil
	}
	var below []string
	p.mu.Lock()
	for name := range p.heads {
		if bytes.HasPrefix([]byte(name), prefix) {
			below = append(below, name)
		}
	}
	p.mu.Unlock()
	for _, name := range below {
		if err := d.forgetPieces([]byte(name)); err != nil {
			return err
		}
	}
	return nil
}

// whole is a value, put together if what was found is a head, and its key if that is a long one.
func (d *Disk) whole(from pebble.Reader, found []byte) (key, value []byte, err error) {
	if value, err = d.joined(from, found); err != nil {
		return nil, nil, err
	}
	return d.cutKey(value)
}

// joined is a value, put together if what was found is a head.
func (d *Disk) joined(from pebble.Reader, found []byte) ([]byte, error) {
	rest, isHead := bytes.CutPrefix(found, d.pieces.tag[:])
	if !isHead {
		return found, nil
	}
	if len(rest) != 2*8 {
		return nil, errPieces
	}
	h := head{binary.BigEndian.Uint64(rest), binary.BigEndian.Uint64(rest[8:])}
	value := make([]byte, 0, h.length)
	for i := range h.count() {
		piece, ok, err := d.find(from, d.name(pieceSpace, h.key(i)))
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, fmt.Errorf("%w: piece %d of %d is missing", errPieces, i, h.count())
		}
		value = append(value, piece...)
	}
	if uint64(len(value)) != h.length {
		return nil, errPieces
	}
	return value, nil
}
