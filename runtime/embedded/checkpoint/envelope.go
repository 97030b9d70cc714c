package checkpoint

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"path/filepath"
)

// Every file that is written begins with
//
//	magic "PENSFILE", version (2 bytes), length of the key's id (2 bytes), the key's id, CRC-32C of all that
//
// where those of Apache Flink have "PENSFLNK" (see flink.go). What follows is a stream of the key, whose associated data are this header,
// the owner, the role and the name of the file; or without a key, frames (see frame.go). Numbers are little endian.
const (
	envelopeMagic   = "PENSFILE"
	envelopeVersion = 1
)

// legacyMagics begin the files of releases that knew no envelope. They have checksums of their own and are read as they are.
var legacyMagics = [...]string{stateMagic, metadataMagic}

// ErrDamaged means that a file of a checkpoint is not as it was written.
var ErrDamaged = errors.New("damaged checkpoint file")

func appendEnvelope(dst []byte, magic, keyID string) []byte {
	dst = append(dst, magic...)
	dst = binary.LittleEndian.AppendUint16(dst, envelopeVersion)
	dst = binary.LittleEndian.AppendUint16(dst, uint16(len(keyID)))
	dst = append(dst, keyID...)
	return binary.LittleEndian.AppendUint32(dst, crc32.Checksum(dst, castagnoli))
}

// associated is what a file is authenticated with. Its folder is not part of that, for folders may be moved as a whole.
func (f Files) associated(header []byte, r role, path string) []byte {
	var p []byte
	for _, part := range []string{string(header), f.Owner, string(r), filepath.Base(path)} {
		p = binary.LittleEndian.AppendUint32(p, uint32(len(part)))
		p = append(p, part...)
	}
	return p
}

// writer writes the content of one file.
type writer struct {
	io.Writer
	file File
	// size is how many bytes the file has.
	size countingWriter
	seal io.Closer
}

// create begins a file. It is there under its name once it was committed.
func (f Files) create(path string, r role) (*writer, error) {
	var keyID string
	var key StreamAEAD
	if f.Keys != nil {
		var err error
		if keyID, key, err = f.Keys.Sealing(); err != nil {
			return nil, fmt.Errorf("encrypt %s: %w", path, err)
		}
		if keyID == "" || len(keyID) > MaxKeyID {
			return nil, fmt.Errorf("encrypt %s: the id of the key has %d bytes, and must have 1 to %d", path, len(keyID), MaxKeyID)
		}
	}
	file, err := f.Storage.Create(path)
	if err != nil {
		return nil, err
	}
	w := &writer{file: file, size: countingWriter{to: file}}
	if r == flinkRole && key == nil {
		w.Writer, w.seal = &w.size, unsealed{}
		return w, nil
	}
	if err := w.begin(r, keyID, key, func(header []byte) []byte { return f.associated(header, r, path) }); err != nil {
		return nil, errors.Join(err, file.Abort())
	}
	return w, nil
}

func (w *writer) begin(r role, keyID string, key StreamAEAD, associated func(header []byte) []byte) error {
	header := appendEnvelope(nil, r.magic(), keyID)
	if _, err := w.size.Write(header); err != nil {
		return err
	}
	if key == nil {
		frames := newFrameWriter(&w.size)
		w.Writer, w.seal = frames, frames
		return nil
	}
	stream, err := key.NewEncryptingWriter(&w.size, associated(header))
	if err != nil {
		return fmt.Errorf("encrypt with key %s: %w", keyID, err)
	}
	w.Writer, w.seal = stream, stream
	return nil
}

// commit ends the file, makes it durable and gives it its name. It returns its size in bytes.
func (w *writer) commit() (size int64, err error) {
	if err := w.seal.Close(); err != nil {
		return 0, err
	}
	return w.size.n, w.file.Commit()
}

// abort throws the file away. It does nothing after commit.
func (w *writer) abort() error { return w.file.Abort() }

type countingWriter struct {
	to io.Writer
	n  int64
}

func (w *countingWriter) Write(p []byte) (int, error) {
	n, err := w.to.Write(p)
	w.n += int64(n)
	return n, err
}

// reader reads the content of one file.
type reader struct {
	io.Reader
	// Closer closes the file.
	io.Closer
	// legacy tells that the content is that of a release that knew no envelope.
	legacy bool
}

// open opens a file. What is read was verified before; only its end, io.EOF, tells that it is whole.
func (f Files) open(path string, role role) (*reader, error) {
	file, err := f.Storage.Open(path)
	if err != nil {
		return nil, err
	}
	r := &reader{Closer: file}
	if err := f.begin(r, bufio.NewReaderSize(file, readSize), path, role); err != nil {
		return nil, errors.Join(fmt.Errorf("read %s: %w", path, err), file.Close())
	}
	return r, nil
}

// readSize is how much is read at once.
const readSize = 1 << 17

func (f Files) begin(r *reader, from *bufio.Reader, path string, role role) error {
	magic, err := from.Peek(len(envelopeMagic))
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	for _, legacy := range legacyMagics {
		if string(magic) == legacy {
			r.legacy, r.Reader = true, from
			return f.checkClear()
		}
	}
	if role == flinkRole && string(magic) == envelopeMagic {
		return ErrNotFlink
	}
	if role == flinkRole && string(magic) != flinkEnvelopeMagic {
		r.Reader = from
		return f.checkClear()
	}
	if role != flinkRole && isFlink(magic) {
		return ErrFlink
	}
	header, keyID, err := readEnvelope(from, role.magic())
	if err != nil {
		return err
	}
	if keyID == "" {
		r.Reader = newFrameReader(from)
		return f.checkClear()
	}
	if f.Keys == nil {
		return fmt.Errorf("it is encrypted with key %s, and there are no keys", keyID)
	}
	key, err := f.Keys.Opening(keyID)
	if err != nil {
		return fmt.Errorf("decrypt: %w", err)
	}
	under := &rememberingReader{from: from}
	stream, err := key.NewDecryptingReader(under, f.associated(header, role, path))
	verified := &verifiedReader{stream: stream, under: under, keyID: keyID}
	if err != nil {
		return verified.explain(err)
	}
	r.Reader = verified
	return nil
}

// ErrInClear means that a file is in clear where only encrypted ones are taken.
var ErrInClear = errors.New("it is not encrypted, and what the job has written is: it may have been put in the place of another file")

func (f Files) checkClear() error {
	if f.Keys == nil || f.TakesClear {
		return nil
	}
	return ErrInClear
}

func readEnvelope(from io.Reader, magic string) (header []byte, keyID string, err error) {
	header = make([]byte, len(magic)+4)
	if _, err := io.ReadFull(from, header); err != nil {
		return nil, "", fmt.Errorf("%w: it is cut off", ErrDamaged)
	}
	if string(header[:len(magic)]) != magic {
		return nil, "", fmt.Errorf("%w: it does not begin with %s", ErrDamaged, magic)
	}
	version := binary.LittleEndian.Uint16(header[len(magic):])
	n := int(binary.LittleEndian.Uint16(header[len(magic)+2:]))
	if n > MaxKeyID {
		return nil, "", fmt.Errorf("%w: the id of its key would have %d bytes", ErrDamaged, n)
	}
	rest := make([]byte, n+4)
	if _, err := io.ReadFull(from, rest); err != nil {
		return nil, "", fmt.Errorf("%w: it is cut off", ErrDamaged)
	}
	header = append(header, rest...)
	sum := header[len(header)-4:]
	if binary.LittleEndian.Uint32(sum) != crc32.Checksum(header[:len(header)-4], castagnoli) {
		return nil, "", fmt.Errorf("%w: the checksum of its header is wrong", ErrDamaged)
	}
	if version != envelopeVersion {
		return nil, "", fmt.Errorf("it has format version %d, and only versions up to %d can be read", version, envelopeVersion)
	}
	return header, string(rest[:n]), nil
}

// rememberingReader keeps the error of reading, so that it is not taken for damage.
type rememberingReader struct {
	from io.Reader
	err  error
}

func (r *rememberingReader) Read(p []byte) (int, error) {
	n, err := r.from.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		r.err = err
	}
	return n, err
}

// verifiedReader says in our words that a stream does not open.
type verifiedReader struct {
	stream io.Reader
	under  *rememberingReader
	keyID  string
	// failed stays: after a segment that does not open the stream would go on with the next, or tell its end.
	failed error
}

func (r *verifiedReader) Read(p []byte) (int, error) {
	if r.failed != nil {
		return 0, r.failed
	}
	n, err := r.stream.Read(p)
	if err == nil || errors.Is(err, io.EOF) {
		return n, err
	}
	r.failed = r.explain(err)
	return 0, r.failed
}

func (r *verifiedReader) explain(err error) error {
	if r.under.err != nil {
		return r.under.err
	}
	return fmt.Errorf("%w: it does not open with key %s: it was changed, cut off, or written as another file (%w)", ErrDamaged, r.keyID, err)
}
