package checkpoint

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"

	"github.com/penstock/penstock/runtime/embedded/state"
)

// A state file of the releases that knew no envelope is
//
//	magic "PENSTATE", version (2 bytes)
//	for each section: operator, name (each with its length in front), group+1, length of the data, data, CRC-32C of all that
//	an empty operator, the number of sections, CRC-32C of these two
//
// Numbers are unsigned varints, checksums 4 bytes, little endian.
const (
	stateMagic   = "PENSTATE"
	stateVersion = 1
	// The metadata file of these releases is the magic, a version (2 bytes), JSON, and the CRC-32C of the JSON.
	metadataMagic         = "PENSMETA"
	legacyMetadataVersion = 1
	// maxNameLength bounds what is allocated for a damaged name.
	maxNameLength = 1 << 12
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// readLegacyState reads such a file, and gives each section to the function.
func readLegacyState(from io.Reader, each func(state.Section)) error {
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

// bytes reads a length and that many bytes.
func (r *summingReader) bytes(limit uint64) ([]byte, error) {
	n, err := binary.ReadUvarint(r)
	if err != nil {
		return nil, err
	}
	if n > limit {
		return nil, fmt.Errorf("a length of %d is too much", n)
	}
	return readBytes(r, n)
}

// readBytes reads n bytes. Memory is taken as bytes come, not as a damaged length says.
func readBytes(from io.Reader, n uint64) ([]byte, error) {
	const step = 1 << 20
	p := make([]byte, min(n, step))
	for read := uint64(0); ; {
		if _, err := io.ReadFull(from, p[read:]); err != nil {
			if errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF
			}
			return nil, err
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

func readLegacyMetadata(from io.Reader) (*Metadata, error) {
	if err := readHeader(from, metadataMagic, legacyMetadataVersion); err != nil {
		return nil, err
	}
	p, err := io.ReadAll(io.LimitReader(from, maxMetadata))
	if err != nil {
		return nil, err
	}
	if len(p) < crc32.Size {
		return nil, fmt.Errorf("%w: it is cut off", ErrDamaged)
	}
	body := p[:len(p)-crc32.Size]
	if binary.LittleEndian.Uint32(p[len(body):]) != crc32.Checksum(body, castagnoli) {
		return nil, fmt.Errorf("%w: the checksum is wrong", ErrDamaged)
	}
	m := new(Metadata)
	if err := json.Unmarshal(body, m); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	m.Version = legacyMetadataVersion
	return m, nil
}
