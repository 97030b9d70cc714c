package archive

import (
	"errors"
	"fmt"
	"io"
)

// DirectoryLimit is how long the directory of an archive may be, in bytes, with everything behind it. A JAR of half a gigabyte with a
// hundred thousand classes stays below.
const DirectoryLimit = 16 << 20

// blockSize is how much of a tail is forgotten at once.
const blockSize = 256 << 10

// errForgotten says that a part is asked for that is not kept.
var errForgotten = errors.New("that part of the archive is not kept")

// Tail keeps the last DirectoryLimit bytes of what is written to it, and reads them by their place in the whole. The zero value
// is empty.
type Tail struct {
	blocks [][]byte
	// start is the place of the first block, size the length of the whole.
	start, size int64
}

// Write never fails.
func (t *Tail) Write(b []byte) (int, error) {
	for rest := b; len(rest) > 0; {
		if last := len(t.blocks) - 1; last < 0 || len(t.blocks[last]) == blockSize {
			t.grow(len(rest))
		}
		last := &t.blocks[len(t.blocks)-1]
		n := min(len(rest), blockSize-len(*last))
		*last = append(*last, rest[:n]...)
		rest = rest[n:]
		t.size += int64(n)
	}
	return len(b), nil
}

// grow adds a block for at least one more byte; the first is used again once it is not needed.
func (t *Tail) grow(n int) {
	var block []byte
	if t.size-t.start-blockSize >= DirectoryLimit {
		block = t.blocks[0][:0]
		t.blocks = t.blocks[1:]
		t.start += blockSize
	} else {
		block = make([]byte, 0, min(n, blockSize))
	}
	t.blocks = append(t.blocks, block)
}

// Size is the number of bytes that were written.
func (t *Tail) Size() int64 { return t.size }

// ReadAt reads what is kept; before that it fails.
func (t *Tail) ReadAt(b []byte, off int64) (int, error) {
	if off < t.start {
		return 0, fmt.Errorf("read at %d: %w", off, errForgotten)
	}
	n := 0
	for n < len(b) && off < t.size {
		at := off - t.start
		read := copy(b[n:], t.blocks[at/blockSize][at%blockSize:])
		n += read
		off += int64(read)
	}
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}
