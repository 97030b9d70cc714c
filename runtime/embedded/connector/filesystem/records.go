package filesystem

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/penstock/penstock/runtime/embedded/format"
	"github.com/penstock/penstock/runtime/embedded/heap"
)

const (
	blockSize = 256 << 10
	// maxRecord bounds a record, against files that are not what the format expects, and recordShare says which part of what the process may
	// take it may be at most: while its end is looked for it is there three times.
	maxRecord   = 256 << 20
	recordShare = 8
)

// longestRecord is how long a record may be.
var longestRecord = sync.OnceValue(func() int { return int(min(maxRecord, heap.Limit()/recordShare)) })

// records cuts the content of a file into records. Rows may keep slices of them, so each block is filled only once.
type records struct {
	content io.Reader
	framing format.FramingSpec
	at      position
	// block[start:] is what was read and not yet handed out; ended says that nothing follows it.
	block []byte
	start int
	ended bool
	// scanned is how much of block[start:] is known to have no end of a record.
	scanned int
	state   quoteState
}

func newRecords(content io.Reader, framing format.FramingSpec, at position) *records {
	return &records{content: content, framing: framing, at: at}
}

// seek goes to the position: at once in a plain file, reading in one that is unpacked.
func (r *records) seek(file *os.File, content io.Reader) error {
	if r.at.Offset == 0 {
		return nil
	}
	if content == io.Reader(file) {
		_, err := file.Seek(r.at.Offset, io.SeekStart)
		return err
	}
	if _, err := io.CopyN(io.Discard, content, r.at.Offset); err != nil {
		return fmt.Errorf("go to byte %d: %w", r.at.Offset, err)
	}
	return nil
}

// next returns the next record without its line break, and where the one after it begins; io.EOF after the last one.
func (r *records) next() (record []byte, after position, err error) {
	if r.at.Unended {
		if err := r.endLine(); err != nil {
			return nil, r.at, err
		}
	}
	for {
		if end, breaks := r.find(); end >= 0 {
			record = r.block[r.start:end]
			after = position{Offset: r.at.Offset + int64(end+1-r.start), Line: r.at.Line + breaks + 1}
			return bytes.TrimSuffix(record, []byte{'\r'}), after, nil
		}
		if r.ended {
			rest := r.block[r.start:]
			if len(rest) == 0 {
				return nil, r.at, io.EOF
			}
			return bytes.TrimSuffix(rest, []byte{'\r'}), position{Offset: r.at.Offset + int64(len(rest)), Line: r.at.Line + 1, Unended: true}, nil
		}
		if err := r.fill(); err != nil {
			return nil, r.at, err
		}
	}
}

// endLine passes the line break after a record with which the file had ended; io.EOF where the file still does. Anything else makes a longer record of
// what was already read as a whole one.
func (r *records) endLine() error {
	for !r.ended && len(r.block)-r.start < len("\r\n") {
		if err := r.fill(); err != nil {
			return err
		}
	}
	rest := r.block[r.start:]
	switch line, found := bytes.CutPrefix(bytes.TrimPrefix(rest, []byte{'\r'}), []byte{'\n'}); {
	case found:
		r.pass(position{Offset: r.at.Offset + int64(len(rest)-len(line)), Line: r.at.Line})
		return nil
	case len(rest) == 0:
		return io.EOF
	}
	return errors.New("the line before was read when it was the end of the file, and has become longer since")
}

// pass goes on to the record after the one that next returned.
func (r *records) pass(after position) {
	r.start = min(r.start+int(after.Offset-r.at.Offset), len(r.block))
	r.scanned, r.state = 0, quoteState{}
	r.at = after
}

// find looks for the end of the record: the index of its line break in the block, and the number of line breaks before
// that within the record; -1 where it is not in the block.
func (r *records) find() (end int, breaks int64) {
	rest := r.block[r.start:]
	if r.framing.Framing == format.Lines || r.isComment(rest) {
		if n := bytes.IndexByte(rest[r.scanned:], '\n'); n >= 0 {
			return r.start + r.scanned + n, 0
		}
		r.scanned = len(rest)
		return -1, 0
	}
	if r.scanned == 0 {
		if n := plainLine(rest, r.framing); n >= 0 {
			return r.start + n, 0
		}
	}
	n := r.state.scan(rest, r.scanned, r.framing)
	if n >= 0 {
		return r.start + n, r.state.breaks
	}
	r.scanned = len(rest)
	return -1, 0
}

// plainLine is the place of the line break that ends a record without quotes and escapes, as most are; -1 for others.
func plainLine(b []byte, f format.FramingSpec) int {
	n := bytes.IndexByte(b, '\n')
	if n < 0 || bytes.IndexByte(b[:n], f.Quote) >= 0 || f.Escape != 0 && bytes.IndexByte(b[:n], f.Escape) >= 0 {
		return -1
	}
	return n
}

func (r *records) isComment(record []byte) bool {
	if r.framing.Comment == 0 {
		return false
	}
	record = bytes.TrimLeft(record, " \t")
	return len(record) > 0 && record[0] == r.framing.Comment
}

// fill reads more into a new block that begins with what is left of the old one.
func (r *records) fill() error {
	rest := r.block[r.start:]
	if longest := longestRecord(); len(rest) > longest {
		return fmt.Errorf("line %d is longer than %d bytes", r.at.Line+1, longest)
	}
	if cap(r.block)-len(r.block) < blockSize/4 {
		block := make([]byte, len(rest), max(blockSize, 2*len(rest)))
		copy(block, rest)
		r.block, r.start = block, 0
	}
	n, err := r.content.Read(r.block[len(r.block):cap(r.block)])
	r.block = r.block[:len(r.block)+n]
	switch {
	case errors.Is(err, io.EOF):
		r.ended = true
	case err != nil:
		return fmt.Errorf("read after line %d: %w", r.at.Line, err)
	}
	return nil
}

// quoteState follows quotes over a record that is read in pieces.
type quoteState struct {
	// inside a quoted field; fieldEnded after its closing quote; begun once a field has anything before a quote.
	inside, escaped, begun bool
	breaks                 int64
}

// scan looks for the line break that ends a record from a place in it on; -1 where it is not there. A quote opens a quoted
// field only at the field's start.
func (q *quoteState) scan(b []byte, from int, f format.FramingSpec) int {
	for i := from; i < len(b); i++ {
		c := b[i]
		switch {
		case q.escaped:
			q.escaped = false
			q.begun = true
		case f.Escape != 0 && c == f.Escape && f.Escape != f.Quote:
			q.escaped = true
		case q.inside:
			switch c {
			case f.Quote: // a doubled quote closes and opens again
				q.inside, q.begun = false, false
			case '\n':
				q.breaks++
			}
		case c == '\n':
			return i
		case c == f.Quote && !q.begun:
			q.inside = true
		case c == f.Delimiter:
			q.begun = false
		default:
			q.begun = true
		}
	}
	return -1
}
