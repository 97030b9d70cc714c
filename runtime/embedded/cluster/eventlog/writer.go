package eventlog

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"
)

// The defaults of Options.
const (
	DefaultSegmentBytes = 16 << 20
	DefaultSegments     = 4
	DefaultBufferBytes  = 4 << 20
)

// retryPause is how long the writer leaves a disk alone that could not be written.
const retryPause = time.Second

// Options are how a log is written.
type Options struct {
	// Dir is the folder of its files. It is made if it is not there.
	Dir string
	// SegmentBytes is the size at which a new file is begun, Segments how many there are at most, BufferBytes how much
	// waits to be written; each has a default.
	SegmentBytes int64
	Segments     int
	BufferBytes  int
	// Dropped makes the event that tells how many events were dropped.
	Dropped func(count int64) Event
	// Key seals the lines; optional, without it they are in clear.
	Key *Key
	// Open opens a file for appending; optional, the file system's by default.
	Open func(path string) (File, error)
}

// File is what is written to.
type File interface {
	Write(p []byte) (int, error)
	Truncate(size int64) error
	Close() error
}

// Writer writes a log. Its methods may be called concurrently.
type Writer struct {
	options Options

	mu sync.Mutex
	// pending are lines that wait, lines how many; dropped counts those that found no place, until that is told.
	pending        []byte
	lines, dropped int64
	closed         bool
	// wake has a place for one signal that there is something to do; done is closed when the goroutine has ended.
	wake, done chan struct{}

	// The rest is the goroutine's own. next is the number of the next event, size that of the file.
	file  File
	next  int64
	size  int64
	spare []byte
}

// Open opens the log for writing, and goes on with the files that are there.
func Open(o Options) (*Writer, error) {
	o.SegmentBytes = cmp.Or(o.SegmentBytes, DefaultSegmentBytes)
	o.Segments = max(2, cmp.Or(o.Segments, DefaultSegments))
	o.BufferBytes = cmp.Or(o.BufferBytes, DefaultBufferBytes)
	if o.Open == nil {
		o.Open = openFile
	}
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("folder of the log: %w", err)
	}
	w := &Writer{options: o, wake: make(chan struct{}, 1), done: make(chan struct{}), next: 1}
	if err := w.resume(); err != nil {
		return nil, err
	}
	go w.run()
	return w, nil
}

func openFile(path string) (File, error) {
	return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
}

// resume finds the number of the next event. A new file is begun, so that nothing of an old one is ever changed.
func (w *Writer) resume() error {
	found, err := segments(w.options.Dir)
	if err != nil || len(found) == 0 {
		return err
	}
	last := found[len(found)-1]
	file, err := os.Open(last.path)
	if err != nil {
		return fmt.Errorf("open the log: %w", err)
	}
	lines, _, err := measure(file)
	w.next = last.first + lines
	return errors.Join(err, file.Close())
}

// Append adds an event, or counts it as dropped when there is no place. It never waits for the disk.
func (w *Writer) Append(e Event) {
	line := w.encode(&e)
	w.mu.Lock()
	if w.closed || len(w.pending)+len(line) > w.options.BufferBytes {
		w.dropped++
	} else {
		w.pending = append(w.pending, line...)
		w.lines++
	}
	w.mu.Unlock()
	w.signal()
}

// encode gives the line of an event as it is written.
func (w *Writer) encode(e *Event) []byte {
	line := e.encode()
	if w.options.Key == nil {
		return line
	}
	return w.options.Key.seal(line)
}

func (w *Writer) signal() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// Close writes what waits, as far as the disk takes it, and ends the writer.
func (w *Writer) Close() {
	w.mu.Lock()
	w.closed = true
	w.mu.Unlock()
	w.signal()
	<-w.done
}

func (w *Writer) run() {
	defer close(w.done)
	defer func() { w.closeFile() }()
	for {
		text, lines, dropped, closed := w.take()
		if len(text) == 0 && dropped == 0 {
			if closed {
				return
			}
			<-w.wake
			continue
		}
		lost := w.write(text, lines)
		if dropped += lost; dropped > 0 && lost == 0 && w.options.Dropped != nil {
			e := w.options.Dropped(dropped)
			lost = w.write(w.encode(&e), 1)
		}
		if lost == 0 {
			continue
		}
		if closed {
			return
		}
		w.forgive(dropped)
		w.pause()
	}
}

// take takes what waits.
func (w *Writer) take() (text []byte, lines, dropped int64, closed bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	text, lines, dropped, closed = w.pending, w.lines, w.dropped, w.closed
	w.pending, w.lines, w.dropped = w.spare[:0], 0, 0
	w.spare = text
	return text, lines, dropped, closed
}

// forgive keeps the count of dropped events for when they can be told.
func (w *Writer) forgive(dropped int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.dropped += dropped
}

// pause leaves the disk alone for a while, or until the writer is closed.
func (w *Writer) pause() {
	timer := time.NewTimer(retryPause)
	defer timer.Stop()
	for {
		select {
		case <-timer.C:
			return
		case <-w.wake:
		}
		w.mu.Lock()
		closed := w.closed
		w.mu.Unlock()
		if closed {
			return
		}
	}
}

// write writes lines, and tells how many of them the disk did not take.
func (w *Writer) write(text []byte, lines int64) (lost int64) {
	for len(text) > 0 {
		if w.file != nil && w.size > 0 && w.size+int64(bytes.IndexByte(text, '\n')) >= w.options.SegmentBytes {
			w.closeFile()
		}
		if w.file == nil && !w.begin() {
			return lines
		}
		part := wholeLines(text, w.options.SegmentBytes-w.size)
		if _, err := w.file.Write(part); err != nil {
			w.cutOff()
			return lines
		}
		count := int64(bytes.Count(part, []byte("\n")))
		w.size += int64(len(part))
		w.next += count
		lines -= count
		text = text[len(part):]
	}
	return 0
}

// begin begins a new file and removes the oldest.
func (w *Writer) begin() bool {
	if found, err := segments(w.options.Dir); err == nil {
		for _, old := range found[:max(0, len(found)-w.options.Segments+1)] {
			_ = os.Remove(old.path) // it is tried again with the next file
		}
	}
	file, err := w.options.Open(segmentPath(w.options.Dir, w.next))
	if err != nil {
		return false
	}
	// A file of that name has no whole line: one that begins with this number would have made the number greater.
	w.file, w.size = file, 0
	if err := file.Truncate(0); err != nil {
		w.closeFile()
		return false
	}
	return true
}

// cutOff removes what a failed write left of a line. Where that fails too the file is left, and the next one begun: a
// reader passes over an end that is no line.
func (w *Writer) cutOff() {
	if err := w.file.Truncate(w.size); err != nil || w.size == 0 {
		w.closeFile()
	}
}

// closeFile closes the file. What could not be written was told by the write.
func (w *Writer) closeFile() {
	if w.file != nil {
		_ = w.file.Close()
		w.file = nil
	}
}
