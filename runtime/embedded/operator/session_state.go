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

// snapshot writes the open sessions of each key: their number, and for each its start, its end, and what encode appends of the
// session's slot, with its length in front.
func (s *sessions) snapshot(w *state.Writer, signature string, encode func(dst []byte, slot int32) []byte) {
	var content []byte
	w.Keyed(sessionState, signature, s.table, func(dst []byte, k int32) []byte {
		dst = binary.AppendUvarint(dst, uint64(len(s.open[k])))
		for _, open := range s.open[k] {
			content = encode(content[:0], open.slot)
			dst = state.AppendBytes(appendVarint(appendVarint(dst, open.start), open.end), content)
		}
		return dst
	})
}

// restore opens the sessions that were open in a checkpoint; decode reads what encode appended.
func (s *sessions) restore(r state.Restored, signature string, decode func(src []byte, slot int32) error) error {
	err := r.Keyed(lonelySessionState, signature, func(entry []byte) error {
		key, rest, err := state.CutBytes(entry)
		if err != nil {
			return err
		}
		start, end, rest, err := cutBounds(rest)
		if err != nil {
			return err
		}
		return decode(rest, s.reopen(batch.Hash(key), key, start, end))
	})
	if err != nil {
		return err
	}
	s.table.Reserve(r.Len(sessionState))
	return r.Keyed(sessionState, signature, func(entry []byte) error {
		key, rest, err := state.CutBytes(entry)
		if err != nil {
			return err
		}
		n, size := binary.Uvarint(rest)
		if size <= 0 {
			return errSession
		}
		rest = rest[size:]
		for range n {
			var start, end int64
			var content []byte
			if start, end, rest, err = cutBounds(rest); err != nil {
				return err
			}
			if content, rest, err = state.CutBytes(rest); err != nil {
				return err
			}
			if err := decode(content, s.reopen(batch.Hash(key), key, start, end)); err != nil {
				return err
			}
		}
		return nil
	})
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
