package state

import "encoding/binary"

const (
	// chunkSize is how much memory an arena takes at once, firstChunk that of the first chunk.
	chunkSize  = 1 << 16
	firstChunk = 1 << 10
	// minGarbage is below what cleaning is not worth while.
	minGarbage = 1 << 16
)

// arena holds byte strings in chunks, each with the number of its owner. Bytes are written once: strings may share them, and a
// chunk lives for as long as one does. When a third is garbage, chunks are cleaned one by one: what is left in them moves to the
// end, and its owners are told where.
type arena struct {
	chunks []chunk
	// open is the chunk that is written to; vacant are the numbers of those that were cleaned.
	open   int32
	vacant []int32
	// used and dead are bytes in chunks, and those among them that nobody owns any more.
	used, dead int
	// next is where to look for a chunk to be cleaned.
	next int
}

type chunk struct {
	data []byte
	dead int
}

// ref is where a byte string lies: its chunk, and its place in it, counted from 1. 0 is for none.
type ref uint64

const ownerSize = 4

func (a *arena) add(owner int32, p []byte) ref {
	size := ownerSize + uvarintLen(len(p)) + len(p)
	if len(a.chunks) == 0 || cap(a.chunks[a.open].data)-len(a.chunks[a.open].data) < size {
		a.begin(size)
	}
	c := &a.chunks[a.open]
	at := ref(a.open)<<32 | ref(len(c.data)+1)
	data := binary.LittleEndian.AppendUint32(c.data, uint32(owner))
	data = binary.AppendUvarint(data, uint64(len(p)))
	c.data = append(data, p...)
	a.used += size
	return at
}

// begin opens another chunk.
func (a *arena) begin(size int) {
	room := chunkSize
	if len(a.chunks) == 0 {
		room = firstChunk
	}
	fresh := chunk{data: make([]byte, 0, max(room, size))}
	if n := len(a.vacant); n > 0 {
		a.open = a.vacant[n-1]
		a.vacant = a.vacant[:n-1]
		a.chunks[a.open] = fresh
		return
	}
	a.open = int32(len(a.chunks))
	a.chunks = append(a.chunks, fresh)
}

func (a *arena) at(r ref) []byte {
	data := a.chunks[r>>32].data[uint32(r)-1+ownerSize:]
	if n := int(data[0]); n < 0x80 {
		return data[1 : 1+n : 1+n]
	}
	n, size := binary.Uvarint(data)
	end := size + int(n)
	return data[size:end:end]
}

// free says that nobody owns a byte string any more. place tells where an owner keeps its ref; it must not be r any more.
func (a *arena) free(r ref, place func(owner int32) *ref) {
	n := len(a.at(r))
	size := ownerSize + uvarintLen(n) + n
	at := int32(r >> 32)
	c := &a.chunks[at]
	c.dead += size
	a.dead += size
	switch {
	case c.dead == len(c.data) && at != a.open:
		a.drop(at)
	case a.dead > a.used/3 && a.dead > minGarbage:
		a.clean(place)
	}
}

// drop lets go of a chunk that has nothing left.
func (a *arena) drop(at int32) {
	c := &a.chunks[at]
	a.used -= len(c.data)
	a.dead -= c.dead
	*c = chunk{}
	a.vacant = append(a.vacant, at)
}

// clean moves what is left in a chunk that has as much garbage as the average to the end.
func (a *arena) clean(place func(owner int32) *ref) {
	for range a.chunks {
		a.next = (a.next + 1) % len(a.chunks)
		c := a.chunks[a.next]
		if int32(a.next) == a.open || len(c.data) == 0 || c.dead*4 < len(c.data) {
			continue
		}
		from := int32(a.next)
		for at := 0; at < len(c.data); {
			owner := int32(binary.LittleEndian.Uint32(c.data[at:]))
			n, size := binary.Uvarint(c.data[at+ownerSize:])
			start := at + ownerSize + size
			end := start + int(n)
			if p := place(owner); p != nil && *p == ref(from)<<32|ref(at+1) {
				*p = a.add(owner, c.data[start:end])
			}
			at = end
		}
		a.chunks[from].dead = len(c.data)
		a.dead += len(c.data) - c.dead
		a.drop(from)
		return
	}
}

func uvarintLen(n int) int {
	size := 1
	for ; n >= 0x80; n >>= 7 {
		size++
	}
	return size
}
