package operator

import (
	"encoding/binary"
	"errors"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/state"
)

var errSession = errors.New("damaged session")

// sessionState is the name of the keyed state of open sessions, an entry for each key, and lonelySessionState that of older
// checkpoints, which have an entry for each session.
const (
	sessionState       = "open sessions"
	lonelySessionState = "sessions"
)

// sessionContent is how what belongs to the slots of sessions is written, read and let go of.
type sessionContent struct {
	encode  func(dst []byte, slot int32) []byte
	decode  func(src []byte, slot int32) error
	release func(slot int32)
	// size is about how many bytes encode appends, nil for what does not grow with each row of a session.
	size func(slot int32) int
}

// snapshot writes the open sessions of each key.
func (s *sessions) snapshot(w *state.Writer, signature string) {
	w.Keyed(sessionState, signature, s.table, s.append)
}

// mostBuffer is how much memory is kept to be used again.
const mostBuffer = 1 << 20

// append appends the open sessions of a key: their number, and for each its start, its end, and what belongs to its slot, with the
// length of that in front.
func (s *sessions) append(dst []byte, k int32) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(s.open[k])))
	for _, open := range s.open[k] {
		s.buf = s.content.encode(s.buf[:0], open.slot)
		dst = state.AppendBytes(appendVarint(appendVarint(dst, open.start), open.end), s.buf)
	}
	if cap(s.buf) > mostBuffer {
		s.buf = nil
	}
	return dst
}

// restore opens the sessions that were open in a checkpoint, and has those that memory has no room for lie on disk from then on.
func (s *sessions) restore(r state.Restored, signature string, c sessionContent) error {
	s.content = c
	of := state.Content{
		Append: s.append, Restore: s.cut, Release: s.release, Due: s.next,
		Evicted: func() { s.timers.Keep(func(t state.Timer) bool { return s.table.Live(t.Slot) }) },
	}
	if c.size != nil {
		of.Size = s.size
	}
	err := r.Load(sessionState, signature, s.table, of)
	if err != nil {
		return err
	}
	return r.Keyed(lonelySessionState, signature, func(entry []byte) error {
		key, rest, err := state.CutBytes(entry)
		if err != nil {
			return err
		}
		start, end, rest, err := cutBounds(rest)
		if err != nil {
			return err
		}
		k, _ := s.table.FindOrInsert(batch.Hash(key), 0, key)
		return c.decode(rest, s.reopen(k, start, end))
	})
}

// cut reads what append appended.
func (s *sessions) cut(src []byte, k int32) error {
	s.grow()
	n, size := binary.Uvarint(src)
	if size <= 0 {
		return errSession
	}
	src = src[size:]
	for range n {
		start, end, rest, err := cutBounds(src)
		if err != nil {
			return err
		}
		var content []byte
		if content, src, err = state.CutBytes(rest); err != nil {
			return err
		}
		if err := s.content.decode(content, s.reopen(k, start, end)); err != nil {
			return err
		}
	}
	return nil
}

// size is about how many bytes append appends.
func (s *sessions) size(k int32) int {
	n := 0
	for _, open := range s.open[k] {
		n += 3*binary.MaxVarintLen64 + s.content.size(open.slot)
	}
	return n
}

// release lets go of the sessions of a key.
func (s *sessions) release(k int32) {
	for _, open := range s.open[k] {
		s.content.release(open.slot)
		s.slots.give(open.slot)
	}
	s.open[k] = nil
}

// next is when the first session of a key may be over.
func (s *sessions) next(k int32) int64 {
	first := state.Never
	for _, open := range s.open[k] {
		first = min(first, s.zone.Timer(open.end-1))
	}
	return first
}

func cutBounds(src []byte) (start, end int64, rest []byte, err error) {
	if start, rest, err = cutVarint(src); err != nil {
		return 0, 0, nil, errSession
	}
	if end, rest, err = cutVarint(rest); err != nil {
		return 0, 0, nil, errSession
	}
	return start, end, rest, nil
}
