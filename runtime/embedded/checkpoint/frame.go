package checkpoint

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// A frame is the length of its content (4 bytes, the highest bit set in the last frame), the content, and the CRC-32C of the
// number of the frame (8 bytes), its length and its content. So frames are neither exchanged nor left out without notice.
const (
	frameSize   = 1 << 16
	frameHeader = 4
	lastFrame   = 1 << 31
)

// frameWriter writes frames.
type frameWriter struct {
	to     io.Writer
	number uint64
	// frame is room for the header, the content so far, and the checksum.
	frame []byte
	err   error
}

func newFrameWriter(to io.Writer) *frameWriter {
	return &frameWriter{to: to, frame: make([]byte, frameHeader, frameHeader+frameSize+crc32.Size)}
}

func (w *frameWriter) Write(p []byte) (int, error) {
	for rest := p; len(rest) > 0 && w.err == nil; {
		room := frameHeader + frameSize - len(w.frame)
		if room == 0 {
			w.flush(0)
			continue
		}
		n := min(room, len(rest))
		w.frame, rest = append(w.frame, rest[:n]...), rest[n:]
	}
	if w.err != nil {
		return 0, w.err
	}
	return len(p), nil
}

func (w *frameWriter) flush(flag uint32) {
	binary.LittleEndian.PutUint32(w.frame, uint32(len(w.frame)-frameHeader)|flag)
	w.frame = binary.LittleEndian.AppendUint32(w.frame, frameSum(w.number, w.frame))
	_, w.err = w.to.Write(w.frame)
	w.frame = w.frame[:frameHeader]
	w.number++
}

func frameSum(number uint64, frame []byte) uint32 {
	var n [8]byte
	binary.LittleEndian.PutUint64(n[:], number)
	return crc32.Update(crc32.Checksum(n[:], castagnoli), castagnoli, frame)
}

// Close writes the last frame.
func (w *frameWriter) Close() error {
	if w.err == nil {
		w.flush(lastFrame)
	}
	return w.err
}

// frameReader reads frames, each of which it verifies before it gives anything of it.
type frameReader struct {
	from   io.Reader
	number uint64
	frame  []byte
	// rest is what was not read yet of the content of the frame.
	rest []byte
	last bool
	err  error
}

func newFrameReader(from io.Reader) *frameReader {
	return &frameReader{from: from, frame: make([]byte, frameHeader+frameSize+crc32.Size)}
}

func (r *frameReader) Read(p []byte) (int, error) {
	for len(r.rest) == 0 && r.err == nil {
		if r.last {
			r.err = r.end()
		} else {
			r.err = r.next()
		}
	}
	if len(r.rest) == 0 {
		return 0, r.err
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

func (r *frameReader) next() error {
	if err := r.fill(r.frame[:frameHeader]); err != nil {
		return err
	}
	length := binary.LittleEndian.Uint32(r.frame)
	r.last = length&lastFrame != 0
	length &^= lastFrame
	if length > frameSize {
		return fmt.Errorf("%w: frame %d would have %d bytes", ErrDamaged, r.number, length)
	}
	frame := r.frame[:frameHeader+length+crc32.Size]
	if err := r.fill(frame[frameHeader:]); err != nil {
		return err
	}
	content := frame[:frameHeader+length]
	if binary.LittleEndian.Uint32(frame[len(content):]) != frameSum(r.number, content) {
		return fmt.Errorf("%w: the checksum of frame %d is wrong", ErrDamaged, r.number)
	}
	r.rest = content[frameHeader:]
	r.number++
	return nil
}

func (r *frameReader) fill(p []byte) error {
	_, err := io.ReadFull(r.from, p)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%w: it is cut off in frame %d", ErrDamaged, r.number)
	}
	return err
}

func (r *frameReader) end() error {
	switch n, err := r.from.Read(r.frame[:1]); {
	case n > 0:
		return fmt.Errorf("%w: something follows its end", ErrDamaged)
	case err != nil:
		return err
	}
	return nil
}
