package statetest

import (
	"bytes"
	"encoding/binary"
	"maps"
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/state"
)

// Disk is a state.Disk in memory, for tests of one goroutine.
type Disk map[string]string

// Memory has room for a number of bytes, and a Disk for what is more.
func Memory(most int64) *state.Memory {
	return state.NewMemory(most, 0, func() (state.Disk, error) { return Disk{}, nil })
}

func name(space uint32, key []byte) string {
	return string(append(binary.BigEndian.AppendUint32(nil, space), key...))
}

// Set implements state.Disk.
func (d Disk) Set(space uint32, key, value []byte) error {
	d[name(space, key)] = string(value)
	return nil
}

// Get implements state.Disk.
func (d Disk) Get(space uint32, key []byte) (value []byte, ok bool, err error) {
	found, ok := d[name(space, key)]
	return []byte(found), ok, nil
}

// Delete implements state.Disk.
func (d Disk) Delete(space uint32, key []byte) error {
	delete(d, name(space, key))
	return nil
}

// Clear implements state.Disk.
func (d Disk) Clear(space uint32, order []byte) error {
	maps.DeleteFunc(d, func(key, _ string) bool { return strings.HasPrefix(key, name(space, order)) })
	return nil
}

// Snapshot implements state.Disk.
func (d Disk) Snapshot() state.DiskSnapshot { return &snapshot{Disk: maps.Clone(d)} }

type snapshot struct {
	Disk
	left []string
}

// Scan implements state.DiskSnapshot.
func (s *snapshot) Scan(space uint32, order []byte, only bool) error {
	from := name(space, order)
	s.left = slices.DeleteFunc(slices.Sorted(maps.Keys(s.Disk)), func(key string) bool {
		return !strings.HasPrefix(key, name(space, nil)) || key < from || only && !strings.HasPrefix(key, from)
	})
	return nil
}

// Next implements state.DiskSnapshot.
func (s *snapshot) Next() (key, value []byte, ok bool, err error) {
	if len(s.left) == 0 {
		return nil, nil, false, nil
	}
	at := s.left[0]
	s.left = s.left[1:]
	return bytes.Clone([]byte(at[4:])), []byte(s.Disk[at]), true, nil
}

// Close implements state.DiskSnapshot.
func (s *snapshot) Close() error { return nil }
