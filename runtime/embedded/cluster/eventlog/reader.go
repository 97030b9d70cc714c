package eventlog

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
)

// Position is where a reader goes on. The zero value is the beginning.
type Position struct {
	// Next is the number of the next event.
	Next int64
	// Segment is the number of the first event of its file, Offset where in the file it begins.
	Segment, Offset int64
}

// String is the position as text.
func (p Position) String() string {
	return fmt.Sprintf("%d.%d.%d", p.Next, p.Segment, p.Offset)
}

// ParsePosition reads the text of a position; the empty text is the beginning.
func ParsePosition(text string) (Position, error) {
	if text == "" {
		return Position{Next: 1}, nil
	}
	parts := strings.Split(text, ".")
	if len(parts) != 3 {
		return Position{}, fmt.Errorf("%q is not a position in a log", text)
	}
	var n [3]int64
	for i, part := range parts {
		var err error
		if n[i], err = strconv.ParseInt(part, 10, 64); err != nil || n[i] < 0 {
			return Position{}, fmt.Errorf("%q is not a position in a log", text)
		}
	}
	return Position{max(1, n[0]), n[1], n[2]}, nil
}

// Batch is what one call of Read found.
type Batch struct {
	Events []Event
	// Next is where to go on after them.
	Next Position
	// Missed is how many events were removed before they were read.
	Missed int64
	// More tells that a limit ended the batch.
	More bool

	// bytes is how much was read for it.
	bytes int
	keys  KeyFunc
}

// full tells whether a limit has been reached.
func (b *Batch) full(limit int) bool { return len(b.Events) >= limit || b.bytes >= maxBatchBytes }

// maxBatchBytes ends a batch whose events are large.
const maxBatchBytes = 4 << 20

// Read reads at most limit events that follow a position, and fewer where they are large. Keys open the lines that are sealed; nil for a
// log that has none.
func Read(dir string, from Position, limit int, keys KeyFunc) (Batch, error) {
	from.Next = max(1, from.Next)
	b := Batch{Next: from, keys: keys}
	for {
		found, err := segments(dir)
		if err != nil {
			return Batch{}, err
		}
		removed, err := b.readAll(found, limit)
		if !removed || err != nil {
			return b, err
		}
	}
}

// readAll reads the files from the position on. removed tells that one was removed meanwhile, so that they have to be
// listed again.
func (b *Batch) readAll(found []segment, limit int) (removed bool, err error) {
	for i, s := range found {
		switch {
		case s.first == b.Next.Segment:
		case s.first >= b.Next.Next:
			b.Missed += s.first - b.Next.Next
			b.Next = Position{Next: s.first, Segment: s.first}
		case i+1 < len(found) && found[i+1].first <= b.Next.Next:
			continue // read already
		default:
			// The file with the next event, of which it is not known where in it that is.
			b.Next.Segment, b.Next.Offset = s.first, 0
			if err := b.skip(s); err != nil {
				return errors.Is(err, fs.ErrNotExist), ignoreGone(err)
			}
		}
		if err := b.readFile(s, limit); err != nil {
			return errors.Is(err, fs.ErrNotExist), ignoreGone(err)
		}
		if b.full(limit) {
			b.More = true
			return false, nil
		}
	}
	return false, nil
}

func ignoreGone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// readFile reads from the offset to the end of the file, or to the limit.
func (b *Batch) readFile(s segment, limit int) error {
	file, err := os.Open(s.path)
	if err != nil {
		return fmt.Errorf("read the log: %w", err)
	}
	defer file.Close()
	if _, err := file.Seek(b.Next.Offset, io.SeekStart); err != nil {
		return fmt.Errorf("read the log: %w", err)
	}
	r := bufio.NewReaderSize(file, 64<<10)
	for !b.full(limit) {
		line, err := r.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return nil // what is there of a line is not whole yet
		}
		if err != nil {
			return fmt.Errorf("read the log: %w", err)
		}
		e, err := b.keys.event(line)
		if err != nil {
			return fmt.Errorf("read the log: %w", err)
		}
		b.Events = append(b.Events, e)
		b.Next.Next++
		b.Next.Offset += int64(len(line))
		b.bytes += len(line)
	}
	return nil
}

// event is the event of a line.
func (f KeyFunc) event(line []byte) (Event, error) {
	text, err := f.unsealed(line)
	switch {
	case errors.Is(err, ErrSealed):
		return damaged("A line of the log is damaged: " + err.Error()), nil
	case err != nil:
		return Event{}, err
	}
	var e Event
	if json.Unmarshal(text, &e) != nil {
		// A damaged disk. The line is worth more than nothing.
		return damaged(strings.TrimSpace(string(text))), nil //nolint:nilerr // it says all
	}
	return e, nil
}

func damaged(message string) Event {
	return Event{MessageType: "WARN", Logger: "penstock.eventlog", Message: message}
}

// skip finds the offset of the next event in a file.
func (b *Batch) skip(s segment) error {
	file, err := os.Open(s.path)
	if err != nil {
		return fmt.Errorf("read the log: %w", err)
	}
	defer file.Close()
	r := bufio.NewReaderSize(file, 64<<10)
	for range b.Next.Next - s.first {
		line, err := r.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read the log: %w", err)
		}
		b.Next.Offset += int64(len(line))
	}
	return nil
}
