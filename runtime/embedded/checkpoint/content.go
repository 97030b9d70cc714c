package checkpoint

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/s2"

	"github.com/penstock/penstock/runtime/embedded/state"
)

// The content of a state file, within its envelope, is a sequence of items, each of which begins with its kind:
//
//	sectionItem  operator, name, key group + 1, data
//	tableItem    operator, name; tables are counted from 0
//	blockItem    table, key group, number of entries, length uncompressed, entries compressed (S2)
//	removedItem  the same with the identities of entries that are gone
//	endItem      number of items before it
//
// Texts and data have their length in front; numbers are unsigned varints. Sections and tables come first.
const (
	sectionItem byte = iota + 1
	tableItem
	blockItem
	removedItem
	endItem
)

// maxBlock bounds what is allocated for a block, whose entries are of any length.
const maxBlock = 1 << 30

// contentWriter writes the content of a state file. The first error stays.
type contentWriter struct {
	to         io.Writer
	items      uint64
	head       []byte
	compressed []byte
	err        error
}

func (w *contentWriter) write(parts ...[]byte) int64 {
	n := 0
	for _, p := range parts {
		if w.err != nil {
			return 0
		}
		_, w.err = w.to.Write(p)
		n += len(p)
	}
	w.items++
	return int64(n)
}

func (w *contentWriter) section(s state.Section) {
	w.head = state.AppendBytes(append(w.head[:0], sectionItem), []byte(s.Operator))
	w.head = binary.AppendUvarint(state.AppendBytes(w.head, []byte(s.Name)), uint64(s.Group+1))
	w.head = binary.AppendUvarint(w.head, uint64(len(s.Data)))
	w.write(w.head, s.Data)
}

func (w *contentWriter) table(operator, name string) {
	w.head = state.AppendBytes(append(w.head[:0], tableItem), []byte(operator))
	w.head = state.AppendBytes(w.head, []byte(name))
	w.write(w.head)
}

// block writes a block of a table and returns how many bytes that were.
func (w *contentWriter) block(table int, b *state.Block) int64 {
	kind := blockItem
	if b.Removed {
		kind = removedItem
	}
	w.compressed = s2.Encode(w.compressed[:cap(w.compressed)], b.Data)
	w.head = binary.AppendUvarint(append(w.head[:0], kind), uint64(table))
	for _, n := range [...]int{b.Group, b.Count, len(b.Data), len(w.compressed)} {
		w.head = binary.AppendUvarint(w.head, uint64(n))
	}
	return w.write(w.head, w.compressed)
}

func (w *contentWriter) end() error {
	w.write(binary.AppendUvarint([]byte{endItem}, w.items))
	return w.err
}

// tableName is what tells the tables of a file apart.
type tableName struct{ operator, name string }

// contentReader reads the content of a state file.
type contentReader struct {
	from   *bufio.Reader
	items  uint64
	tables []tableName
}

// item is a section, or a block of a table.
type item struct {
	section *state.Section
	table   tableName
	block   *state.Block
}

func newContentReader(from io.Reader) *contentReader {
	return &contentReader{from: bufio.NewReaderSize(from, readSize)}
}

// next returns the next section or block that is wanted; of others nothing is kept. It returns io.EOF at the end of a file that
// is whole.
func (r *contentReader) next(wanted func(t tableName, group int) bool) (item, error) {
	for {
		kind, err := r.from.ReadByte()
		if err != nil {
			return item{}, cutOff(err)
		}
		if kind == endItem {
			return item{}, r.end()
		}
		r.items++
		switch kind {
		case sectionItem:
			s, err := r.section()
			return item{section: s}, err
		case tableItem:
			var t tableName
			if t.operator, t.name, err = r.names(); err != nil {
				return item{}, err
			}
			r.tables = append(r.tables, t)
		case blockItem, removedItem:
			i, err := r.block(kind == removedItem, wanted)
			if err != nil || i.block != nil {
				return i, err
			}
		default:
			return item{}, fmt.Errorf("%w: an item of kind %d", ErrDamaged, kind)
		}
	}
}

// end reads what follows the last item.
func (r *contentReader) end() error {
	n, err := r.number(1 << 62)
	if err != nil {
		return err
	}
	if n != r.items {
		return fmt.Errorf("%w: it has %d items and says %d", ErrDamaged, r.items, n)
	}
	if _, err := r.from.ReadByte(); err != nil {
		return err
	}
	return fmt.Errorf("%w: something follows its end", ErrDamaged)
}

func (r *contentReader) section() (*state.Section, error) {
	s := new(state.Section)
	var err error
	if s.Operator, s.Name, err = r.names(); err != nil {
		return nil, err
	}
	group, err := r.number(1 << 16)
	if err != nil {
		return nil, err
	}
	s.Group = int(group) - 1
	s.Data, err = r.bytes(1 << 40)
	return s, err
}

func (r *contentReader) block(removed bool, wanted func(t tableName, group int) bool) (item, error) {
	var n [5]uint64
	for i := range n {
		var err error
		if n[i], err = r.number(1 << 40); err != nil {
			return item{}, err
		}
	}
	if n[0] >= uint64(len(r.tables)) || n[1] > 1<<16 || n[3] > maxBlock || n[4] > maxBlock {
		return item{}, fmt.Errorf("%w: a block of table %d, key group %d, of %d bytes", ErrDamaged, n[0], n[1], n[3])
	}
	t := r.tables[n[0]]
	if !wanted(t, int(n[1])) {
		_, err := io.CopyN(io.Discard, r.from, int64(n[4]))
		return item{}, cutOff(err)
	}
	compressed, err := readBytes(r.from, n[4])
	if err != nil {
		return item{}, cutOff(err)
	}
	if size, err := s2.DecodedLen(compressed); err != nil || uint64(size) != n[3] {
		return item{}, fmt.Errorf("%w: a block of %d bytes has another size", ErrDamaged, n[3])
	}
	data, err := s2.Decode(nil, compressed)
	if err != nil {
		return item{}, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return item{table: t, block: &state.Block{Group: int(n[1]), Count: int(n[2]), Removed: removed, Data: data}}, nil
}

func (r *contentReader) names() (operator, name string, err error) {
	first, err := r.bytes(maxNameLength)
	if err != nil {
		return "", "", err
	}
	second, err := r.bytes(maxNameLength)
	return string(first), string(second), err
}

func (r *contentReader) number(limit uint64) (uint64, error) {
	n, err := binary.ReadUvarint(r.from)
	if err != nil {
		return 0, cutOff(err)
	}
	if n > limit {
		return 0, fmt.Errorf("%w: %d is too much", ErrDamaged, n)
	}
	return n, nil
}

func (r *contentReader) bytes(limit uint64) ([]byte, error) {
	n, err := r.number(limit)
	if err != nil {
		return nil, err
	}
	p, err := readBytes(r.from, n)
	return p, cutOff(err)
}

// cutOff is an end that comes too early.
func cutOff(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%w: it is cut off", ErrDamaged)
	}
	return err
}
