package filesystem

import (
	"os"
	"sync"

	"github.com/penstock/penstock/runtime/embedded/connector"
)

const (
	// guessedRow is the size of a row before any was read, in bytes.
	guessedRow = 100
	// weighed is how many files are looked at to know the size of those that wait.
	weighed = 64
)

// backlog knows how much of the files that are being read is left, and how long rows are.
type backlog struct {
	mu   sync.Mutex
	left map[*reader]int64
	// bytes and rows were read so far.
	bytes, rows int64
}

// begin adds a file with the number of bytes that are still to be read.
func (b *backlog) begin(r *reader, left int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.left == nil {
		b.left = make(map[*reader]int64)
	}
	b.left[r] = max(0, left)
}

// read counts what was read. A file that is unpacked has more bytes than it takes, and seems to be read before it is.
func (b *backlog) read(r *reader, bytes int64, rows int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.left[r] = max(0, b.left[r]-bytes)
	b.bytes += bytes
	b.rows += int64(rows)
}

func (b *backlog) end(r *reader) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.left, r)
}

// inRows is how many rows the bytes of the files that are being read, and further ones, make.
func (b *backlog) inRows(further int64) int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	waiting := further
	for _, left := range b.left {
		waiting += left
	}
	if b.bytes == 0 || b.rows == 0 {
		return (waiting + guessedRow - 1) / guessedRow
	}
	return int64(float64(waiting) * float64(b.rows) / float64(b.bytes))
}

// Pending implements connector.Backlog: the size of what was not read yet, in rows as long as those before. Of many files only some
// are looked at.
func (s *source) Pending(unread []connector.Split) int64 {
	looked := unread[:min(len(unread), weighed)]
	var bytes int64
	for _, split := range looked {
		if info, err := os.Stat(split.ID); err == nil { // one that is gone will be told of when it is opened
			bytes += info.Size()
		}
	}
	if len(looked) > 0 {
		bytes = int64(float64(bytes) * float64(len(unread)) / float64(len(looked)))
	}
	return s.backlog.inRows(bytes)
}
