package checkpoint

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"

	"github.com/penstock/penstock/runtime/embedded/state"
)

// A state file is
//
//	magic "PENSTATE", version (2 bytes)
//	for each section: operator, name (each with its length in front), group+1, length of the data, data, CRC-32C of all that
//	an empty operator, the number of sections, CRC-32C of these two
//
// Numbers are unsigned varints, checksums 4 bytes, little endian.
const (
	stateMagic   = "PENSTATE"
	stateVersion = 1
	// maxNameLength bounds what is allocated for a damaged name.
	maxNameLength = 1 << 12
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// writeState writes a state file and returns how long it is.
func writeState(to io.Writer, sections []state.Section) (size int64, err error) {
	w := &summingWriter{to: bufio.NewWriterSize(to, 1<<16)}
	w.write([]byte(stateMagic))
	w.write(binary.LittleEndian.AppendUint16(nil, stateVersion))
	var head []byte
	for _, s := range sections {
		head = state.AppendBytes(head[:0], []byte(s.Operator))
		head = state.AppendBytes(head, []byte(s.Name))
		head = binary.AppendUvarint(head, uint64(s.Group+1))
		head = binary.AppendUvarint(head, uint64(len(s.Data)))
		w.sum = 0
		w.write(head)
		w.write(s.Data)
		w.checksum()
	}
	w.sum = 0
	w.write(binary.AppendUvarint([]byte{0}, uint64(len(sections))))
	w.checksum()
	if w.err == nil {
		w.err = w.to.Flush()
	}
	return w.size, w.err
}

// summingWriter keeps a checksum of what it writes and the first error.
type summingWriter struct {
	to   *bufio.Writer
	sum  uint32
	size int64
	err  error
}

func (w *summingWriter) write(p []byte) {
	if w.err != nil {
		return
	}
	w.sum = crc32.Update(w.sum, castagnoli, p)
	w.size += int64(len(p))
	_, w.err = w.to.Write(p)
}

func (w *summingWriter) checksum() { w.write(binary.LittleEndian.AppendUint32(nil, w.sum)) }

// readState reads a state file, and gives each section to the function.
func readState(from io.Reader, each func(state.Section)) error {
	r := &summingReader{from: bufio.NewReaderSize(from, 1<<16), sum: crc32.New(castagnoli)}
	if err := readHeader(r, stateMagic, stateVersion); err != nil {
		return err
	}
	for sections := uint64(0); ; sections++ {
		r.sum.Reset()
		operator, err := r.bytes(maxNameLength)
		if err != nil {
			return fmt.Errorf("%w: section %d: %w", ErrDamaged, sections, err)
		}
		if len(operator) == 0 {
			n, err := binary.ReadUvarint(r)
			if err := errors.Join(err, r.verify()); err != nil {
				return fmt.Errorf("%w: its end: %w", ErrDamaged, err)
			}
			if n != sections {
				return fmt.Errorf("%w: it has %d sections and says %d", ErrDamaged, sections, n)
			}
			if _, err := r.ReadByte(); !errors.Is(err, io.EOF) {
				return fmt.Errorf("%w: something follows its end", ErrDamaged)
			}
			return nil
		}
		s, err := r.section(string(operator))
		if err != nil {
			return fmt.Errorf("%w: section %d, of operator %q: %w", ErrDamaged, sections, operator, err)
		}
		each(s)
	}
}

func readHeader(r io.Reader, magic string, version uint16) error {
	head := make([]byte, len(magic)+2)
	if _, err := io.ReadFull(r, head); err != nil || string(head[:len(magic)]) != magic {
		return fmt.Errorf("%w: it does not begin with %s", ErrDamaged, magic)
	}
	if v := binary.LittleEndian.Uint16(head[len(magic):]); v != version {
		return fmt.Errorf("it has format version %d, and only version %d can be read", v, version)
	}
	return nil
}

// summingReader keeps a checksum of what it reads.
type summingReader struct {
	from *bufio.Reader
	sum  hash.Hash32
}

func (r *summingReader) Read(p []byte) (int, error) {
	n, err := r.from.Read(p)
	r.sum.Write(p[:n])
	return n, err
}

func (r *summingReader) ReadByte() (byte, error) {
	b, err := r.from.ReadByte()
	if err == nil {
		r.sum.Write([]byte{b})
	}
	return b, err
}

// bytes reads a length and that many bytes. Memory is taken as bytes come, not as a damaged length says.
func (r *summingReader) bytes(limit uint64) ([]byte, error) {
	n, err := binary.ReadUvarint(r)
	if err != nil {
		return nil, err
	}
	if n > limit {
		return nil, fmt.Errorf("a length of %d is too much", n)
	}
	const step = 1 << 20
	p := make([]byte, min(n, step))
	for read := uint64(0); ; {
		if _, err := io.ReadFull(r, p[read:]); err != nil {
			return nil, io.ErrUnexpectedEOF
		}
		if read = uint64(len(p)); read == n {
			return p, nil
		}
		p = append(p, make([]byte, min(n-read, read))...)
	}
}

func (r *summingReader) section(operator string) (s state.Section, err error) {
	s.Operator = operator
	name, err := r.bytes(maxNameLength)
	if err != nil {
		return s, err
	}
	s.Name = string(name)
	group, err := binary.ReadUvarint(r)
	if err != nil || group > 1<<16 {
		return s, errors.Join(err, fmt.Errorf("key group %d", group))
	}
	s.Group = int(group) - 1
	if s.Data, err = r.bytes(1 << 40); err != nil {
		return s, err
	}
	return s, r.verify()
}

// verify reads a checksum and compares it with what was read since the last Reset.
func (r *summingReader) verify() error {
	want := r.sum.Sum32()
	var p [4]byte
	if _, err := io.ReadFull(r.from, p[:]); err != nil {
		return io.ErrUnexpectedEOF
	}
	if binary.LittleEndian.Uint32(p[:]) != want {
		return errors.New("the checksum is wrong")
	}
	return nil
}
