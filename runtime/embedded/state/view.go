package state

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"slices"
	"sync"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
)

// View is what a table holds at a barrier, or what has changed by then since an older one, while the table goes on changing. It
// copies nothing when it is made: slots are encoded bit by bit, and one that is about to change is encoded before. The
// methods are called with the lock of the task that the table belongs to; whoever reads a view gives it back to the task in
// between.
type View struct {
	Operator, Name, Signature string
	// Delta tells that the view has only what changed since the checkpoint Base.
	Delta bool
	Base  int64

	table  *Table
	groups int
	encode func(dst []byte, slot int32) []byte
	// pending are the slots that are still to be encoded, and next the word of the bitmap to look at first.
	pending bitmap
	next    int
	gone    removals
	// stored is what lies on disk, nil for nothing and at its end.
	stored *stored
	// open are the blocks being filled, by key group and after those by the key group of keys that are gone; full are those to be taken,
	// queued their size.
	open   []*Block
	full   []*Block
	queued int
	room   *sync.Cond
	err    error
}

// maxWait is how long a change waits for those before it to be written. A disk that is stuck costs the checkpoint, and not more.
const maxWait = 2 * time.Second

// ErrNotTaken means that a view was given up: state changed faster than it was written.
var ErrNotTaken = errors.New("state changes faster than it can be written")

// Block is some entries of one key group.
type Block struct {
	Group int
	Count int
	// Removed tells that the entries are identities of keys that are gone.
	Removed bool
	Data    []byte
}

// buffers is memory of blocks that were written.
var buffers sync.Pool

// mostRecycled is how large the memory of a block may be that is kept for another one.
const mostRecycled = 1 << 20

// Recycle gives the memory of a block back for another one, for whoever holds on to none of it.
func (b *Block) Recycle() {
	if cap(b.Data) > 0 && cap(b.Data) <= mostRecycled {
		data := b.Data
		b.Data = nil
		buffers.Put(&data)
	}
}

const (
	// blockSize is about how large blocks become. That of a group is at least minBlockSize, and all open ones have room in openSize.
	blockSize    = 1 << 16
	minBlockSize = 1 << 10
	openSize     = 8 << 20
	// maxQueued is how much may wait to be written before what changes more has to wait.
	maxQueued = 16 << 20
)

// newView makes a view of what a table holds now.
func newView(t *Table, encode func(dst []byte, slot int32) []byte, groups int, delta bool, lock sync.Locker) *View {
	v := &View{Delta: delta, table: t, groups: groups, encode: encode, open: make([]*Block, 2*groups)}
	if lock != nil {
		v.room = sync.NewCond(lock)
	}
	c := t.changes
	if delta {
		v.Base, v.gone = c.base, c.gone.fixed()
		v.pending = append(v.pending, c.dirty...)
	} else {
		v.pending = append(v.pending, t.live...)
	}
	return v
}

// keep encodes a slot that is about to change. If too much waits to be written, so does the caller, for a while.
func (v *View) keep(slot int32) {
	v.add(slot)
	if v.queued <= maxQueued || v.room == nil {
		return
	}
	timer := time.AfterFunc(maxWait, func() {
		v.room.L.Lock()
		defer v.room.L.Unlock()
		if v.table != nil && v.queued > maxQueued {
			v.err = ErrNotTaken
			v.Release()
		}
	})
	defer timer.Stop()
	for v.queued > maxQueued && v.table != nil {
		v.room.Wait()
	}
}

// Err is ErrNotTaken after the view was given up, so that what was taken is not all, or why it could not be read from disk.
func (v *View) Err() error { return v.err }

// add encodes a slot, and returns how many bytes that are.
func (v *View) add(slot int32) int {
	v.pending.clear(slot)
	t := v.table
	b := v.block(t.Hash(slot), false)
	before := len(b.Data)
	data := append(b.Data, 0, 0, 0) // the lengths of the identity and of all, nearly always
	start := len(data)
	data = t.appendIdentity(data, slot)
	identity := len(data) - start
	if s := t.spill; s != nil && s.content.Size != nil {
		data = slices.Grow(data, t.contentSize(slot)+2*binary.MaxVarintLen64)
	}
	data = t.appendContent(data, slot, v.encode)
	length := len(data) - start
	if identity < 1<<7 && length < 1<<14 {
		// The last byte of a varint may add nothing.
		data[before], data[before+1], data[before+2] = byte(identity), byte(length)|1<<7, byte(length>>7)
	} else {
		var lengths [2 * binary.MaxVarintLen64]byte
		n := binary.PutUvarint(lengths[:], uint64(identity))
		n += binary.PutUvarint(lengths[n:], uint64(length))
		data = slices.Replace(data, before, start, lengths[:n]...)
	}
	b.Data = data
	v.added(b)
	return length
}

// block is the open block of the group of a hash.
func (v *View) block(hash uint64, removed bool) *Block {
	group := batch.KeyGroup(hash, v.groups)
	at := v.place(group, removed)
	b := v.open[at]
	if b == nil {
		b = &Block{Group: group, Removed: removed}
		if spare, ok := buffers.Get().(*[]byte); ok {
			b.Data = (*spare)[:0]
		}
		v.open[at] = b
	}
	return b
}

// place is where the open block of a key group is, or that of keys of it that are gone.
func (v *View) place(group int, removed bool) int {
	if removed {
		return v.groups + group
	}
	return group
}

func (v *View) added(b *Block) {
	b.Count++
	if len(b.Data) >= max(minBlockSize, min(blockSize, openSize/v.groups)) {
		v.finish(b)
	}
}

func (v *View) finish(b *Block) {
	v.open[v.place(b.Group, b.Removed)] = nil
	v.full = append(v.full, b)
	v.queued += len(b.Data)
}

// Take encodes slots until there are some of about a number of bytes, and returns the blocks that are full. last tells that there
// are no more; the view has let go of its table by then.
func (v *View) Take(size int) (blocks []*Block, last bool) {
	if v.table == nil {
		return nil, true
	}
	encoded := v.queued
	for v.next < len(v.pending) && encoded < size {
		word := v.pending[v.next]
		if word == 0 {
			v.next++
			continue
		}
		encoded += v.add(int32(v.next<<6 + bits.TrailingZeros64(word)))
	}
	for v.next == len(v.pending) && v.stored != nil && encoded < size {
		n, err := v.takeStored()
		if err != nil {
			v.err = fmt.Errorf("read state from disk: %w", err)
			v.Release()
			return nil, true
		}
		encoded += n
	}
	if last = v.next == len(v.pending) && v.stored == nil; last {
		v.gone.each(func(hash uint64, identity []byte) {
			b := v.block(hash, true)
			b.Data = AppendBytes(b.Data, identity)
			v.added(b)
		})
		v.finishAll()
		defer v.Release()
	}
	blocks = v.full
	v.full, v.queued = nil, 0
	if v.room != nil {
		v.room.Broadcast()
	}
	return blocks, last
}

// takeStored adds the next entry that lies on disk, and returns how long it is.
func (v *View) takeStored() (int, error) {
	e, ok, err := v.stored.next()
	if err != nil {
		return 0, err
	}
	if !ok {
		err := v.stored.snapshot.Close()
		v.stored = nil
		return 0, err
	}
	b := v.block(e.hash, !e.there)
	if !e.there {
		// It counts as gone; if it is in a slot, that has been added.
		b.Data = AppendBytes(b.Data, e.identity)
		v.added(b)
		return len(e.identity), nil
	}
	b.Data = binary.AppendUvarint(b.Data, uint64(len(e.identity)))
	b.Data = binary.AppendUvarint(b.Data, uint64(len(e.identity)+len(e.content)))
	b.Data = append(append(b.Data, e.identity...), e.content...)
	v.added(b)
	return len(e.identity) + len(e.content), nil
}

func (v *View) finishAll() {
	for _, b := range v.open {
		if b != nil {
			v.finish(b)
		}
	}
}

// Release lets go of the table before all was taken, after which nothing more can be.
func (v *View) Release() {
	if v.table == nil {
		return
	}
	if c := v.table.changes; c.view == v {
		c.view = nil
	}
	v.table, v.pending, v.gone, v.open, v.full, v.queued = nil, nil, removals{}, nil, nil, 0
	if v.stored != nil {
		v.err = errors.Join(v.err, v.stored.snapshot.Close())
		v.stored = nil
	}
	if v.room != nil {
		v.room.Broadcast()
	}
}
