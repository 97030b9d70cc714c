package archive

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"math"
)

// The lengths of the fixed parts of the records, and what they begin with.
const (
	endSize, endSignature           = 22, 0x06054b50
	locatorSize, locatorSignature   = 20, 0x07064b50
	end64Size, end64Signature       = 56, 0x06064b50
	headerSize, headerSignature     = 46, 0x02014b50
	maxComment                      = math.MaxUint16
	zip64Extra                      = 1
	inZip64                         = math.MaxUint32
	entriesInZip64                  = math.MaxUint16
	flagEncrypted, flagStrongCrypto = 1 << 0, 1 << 6
	methodAES                       = 99
)

// errNoArchive says that the bytes are not those of an archive.
var errNoArchive = errors.New("not a ZIP archive")

// directory is where the directory lies and what it has.
type directory struct {
	offset, size int64
	entries      uint64
}

// findDirectory finds the directory by the record at the archive's end. Nothing may follow that but the comment that it announces, so
// there is one record that can be meant.
func findDirectory(r io.ReaderAt, size int64) (directory, error) {
	tail := make([]byte, min(size, endSize+maxComment))
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil && !errors.Is(err, io.EOF) {
		return directory{}, err
	}
	for i := len(tail) - endSize; i >= 0; i-- {
		end := tail[i:]
		if binary.LittleEndian.Uint32(end) != endSignature || int(binary.LittleEndian.Uint16(end[20:])) != len(end)-endSize {
			continue
		}
		d := directory{
			entries: uint64(binary.LittleEndian.Uint16(end[10:])),
			size:    int64(binary.LittleEndian.Uint32(end[12:])), offset: int64(binary.LittleEndian.Uint32(end[16:])),
		}
		at := size - int64(len(end))
		if d.entries == entriesInZip64 || d.size == inZip64 || d.offset == inZip64 {
			var err error
			if at, err = d.readZip64(r, at); err != nil {
				return directory{}, err
			}
		}
		// What lies before the first entry, such as the program of an archive that unpacks itself, is not counted in offsets.
		before := at - d.size - d.offset
		if d.size < 0 || d.offset < 0 || before < 0 {
			return directory{}, errNoArchive
		}
		d.offset += before
		return d, nil
	}
	return directory{}, errNoArchive
}

// readZip64 reads the numbers that the record at the end has no room for, and returns where the record that has them begins. Archives
// that need none of it may say so by the same numbers.
func (d *directory) readZip64(r io.ReaderAt, at int64) (int64, error) {
	both := make([]byte, end64Size+locatorSize)
	if at < int64(len(both)) {
		return at, nil
	}
	if _, err := r.ReadAt(both, at-int64(len(both))); err != nil {
		return 0, err
	}
	if binary.LittleEndian.Uint32(both[end64Size:]) != locatorSignature {
		return at, nil
	}
	if binary.LittleEndian.Uint32(both) != end64Signature {
		return 0, errNoArchive
	}
	d.entries = binary.LittleEndian.Uint64(both[32:])
	d.size, d.offset = int64(binary.LittleEndian.Uint64(both[40:])), int64(binary.LittleEndian.Uint64(both[48:]))
	return at - int64(len(both)), nil
}

// entry is what the directory tells of one entry.
type entry struct {
	name             string
	encrypted, link  bool
	packed, unpacked uint64
}

// walk calls visit with each entry.
func (d directory) walk(r io.ReaderAt, visit func(entry) error) error {
	b := bufio.NewReaderSize(io.NewSectionReader(r, d.offset, d.size), 64<<10)
	var header [headerSize]byte
	for n := uint64(0); ; n++ {
		_, err := io.ReadFull(b, header[:])
		switch {
		case errors.Is(err, io.EOF) && n == d.entries:
			return nil
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return errNoArchive
		case err != nil:
			return err
		}
		if binary.LittleEndian.Uint32(header[:]) != headerSignature {
			return errNoArchive
		}
		name := make([]byte, binary.LittleEndian.Uint16(header[28:]))
		extra := make([]byte, binary.LittleEndian.Uint16(header[30:]))
		if _, err := io.ReadFull(b, name); err != nil {
			return errNoArchive
		}
		if _, err := io.ReadFull(b, extra); err != nil {
			return errNoArchive
		}
		if _, err := b.Discard(int(binary.LittleEndian.Uint16(header[32:]))); err != nil {
			return errNoArchive
		}
		flags := binary.LittleEndian.Uint16(header[8:])
		e := entry{
			name:      string(name),
			encrypted: flags&(flagEncrypted|flagStrongCrypto) != 0 || binary.LittleEndian.Uint16(header[10:]) == methodAES,
			// The upper half is the mode of the file, as Unix has it.
			link:   binary.LittleEndian.Uint32(header[38:])>>28 == 0xa,
			packed: uint64(binary.LittleEndian.Uint32(header[20:])), unpacked: uint64(binary.LittleEndian.Uint32(header[24:])),
		}
		if err := e.readZip64(extra); err != nil {
			return err
		}
		if err := visit(e); err != nil {
			return err
		}
	}
}

// readZip64 reads the sizes that the header has no room for.
func (e *entry) readZip64(extra []byte) error {
	if e.unpacked != inZip64 && e.packed != inZip64 {
		return nil
	}
	for len(extra) >= 4 {
		id, size := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		if extra = extra[4:]; len(extra) < size {
			break
		}
		if field := extra[:size]; id == zip64Extra {
			for _, value := range []*uint64{&e.unpacked, &e.packed} {
				if *value != inZip64 {
					continue
				}
				if len(field) < 8 {
					return errNoArchive
				}
				*value = binary.LittleEndian.Uint64(field)
				field = field[8:]
			}
			return nil
		}
		extra = extra[size:]
	}
	return nil
}
