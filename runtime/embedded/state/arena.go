package state

// chunkSize is how much memory an arena takes at once.
const chunkSize = 1 << 16

// firstChunk is the size of the first chunk, so that small state stays small.
const firstChunk = 1 << 10

// minGarbage is below what compaction is not worth while.
const minGarbage = 1 << 16

// arena holds byte strings in chunks. Bytes are written once and never moved.
type arena struct {
	chunks [][]byte
	used   int
}

// span is a byte string in an arena.
type span struct{ chunk, offset, length int32 }

func (a *arena) size() int { return a.used }

func (a *arena) add(p []byte) span {
	last := len(a.chunks) - 1
	if last < 0 || cap(a.chunks[last])-len(a.chunks[last]) < len(p) {
		size := chunkSize
		if last < 0 {
			size = firstChunk
		}
		a.chunks = append(a.chunks, make([]byte, 0, max(size, len(p))))
		last++
	}
	c := a.chunks[last]
	s := span{int32(last), int32(len(c)), int32(len(p))}
	a.chunks[last] = append(c, p...)
	a.used += len(p)
	return s
}

func (a *arena) at(s span) []byte {
	return a.chunks[s.chunk][s.offset : s.offset+s.length : s.offset+s.length]
}
