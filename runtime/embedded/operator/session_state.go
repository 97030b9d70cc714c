package operator

import (
	"encoding/binary"
	"errors"

	"github.com/penstock/penstock/runtime/embedded/state"
)

var errSession = errors.New("damaged session")

// snapshot writes the open sessions, an entry each: key, start, end, and what encode appends of the session's slot.
func (s *sessions) snapshot(w *state.Writer, name, signature string, encode func(dst []byte, slot int32) []byte) {
	type entry struct {
		key int32
		session
	}
	var entries []entry
	var numbers []int32
	s.table.All(func(k int32) {
		for _, open := range s.open[k] {
			numbers = append(numbers, int32(len(entries)))
			entries = append(entries, entry{k, open})
		}
	})
	w.Keyed(name, signature, numbers,
		func(i int32) uint64 { return s.table.Hash(entries[i].key) },
		func(dst []byte, i int32) []byte {
			e := &entries[i]
			dst = state.AppendBytes(dst, s.table.Key(e.key))
			dst = binary.AppendVarint(binary.AppendVarint(dst, e.start), e.end)
			return encode(dst, e.slot)
		})
}

// cutSession reads the front of an entry that snapshot wrote.
func cutSession(entry []byte) (key []byte, start, end int64, rest []byte, err error) {
	key, rest, err = state.CutBytes(entry)
	if err != nil {
		return nil, 0, 0, nil, err
	}
	start, n := binary.Varint(rest)
	if n <= 0 {
		return nil, 0, 0, nil, errSession
	}
	rest = rest[n:]
	end, n = binary.Varint(rest)
	if n <= 0 {
		return nil, 0, 0, nil, errSession
	}
	return key, start, end, rest[n:], nil
}
