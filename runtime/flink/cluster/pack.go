package cluster

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

const (
	// packedChunk is how much of a file is in one piece, and packedName how long a name may be.
	packedChunk = 1 << 16
	packedName  = 4096
)

// writePacked writes files for [Exec], which reads them to their end and not a byte further:
//
//	each file: length of its name (4 bytes), name, then pieces: length (4 bytes), content; the last one has length 0
//	a name of length 0
//
// Numbers are big endian.
func writePacked(to io.Writer, files []packed) error {
	for _, f := range files {
		if err := f.write(to); err != nil {
			return fmt.Errorf("hand over %s: %w", f.name, err)
		}
	}
	return writePiece(to, nil)
}

func (f packed) write(to io.Writer) error {
	content, err := f.content()
	if err != nil {
		return err
	}
	defer content.Close()
	if err := writePiece(to, []byte(f.name)); err != nil {
		return err
	}
	piece := make([]byte, packedChunk)
	for {
		n, err := io.ReadFull(content, piece)
		ended := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !ended {
			return err
		}
		if n > 0 {
			if err := writePiece(to, piece[:n]); err != nil {
				return err
			}
		}
		if ended {
			return writePiece(to, nil)
		}
	}
}

func writePiece(to io.Writer, piece []byte) error {
	if _, err := to.Write(binary.BigEndian.AppendUint32(nil, uint32(len(piece)))); err != nil {
		return err
	}
	_, err := to.Write(piece)
	return err
}

// unpack writes the files that were packed into a folder.
func unpack(from io.Reader, folder string) error {
	piece := make([]byte, packedChunk)
	for {
		name, err := readPiece(from, piece[:packedName])
		if err != nil || len(name) == 0 {
			return err
		}
		if !filepath.IsLocal(string(name)) {
			return fmt.Errorf("file %q is outside the folder", name)
		}
		if err := unpackFile(from, filepath.Join(folder, string(name)), piece); err != nil {
			return err
		}
	}
}

func unpackFile(from io.Reader, path string, buffer []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	for {
		piece, err := readPiece(from, buffer)
		if err == nil && len(piece) > 0 {
			_, err = file.Write(piece)
		}
		if err != nil || len(piece) == 0 {
			return errors.Join(err, file.Close())
		}
	}
}

func readPiece(from io.Reader, buffer []byte) ([]byte, error) {
	var length [4]byte
	if _, err := io.ReadFull(from, length[:]); err != nil {
		return nil, fmt.Errorf("what was to be handed over is cut off: %w", err)
	}
	n := binary.BigEndian.Uint32(length[:])
	if n > uint32(len(buffer)) {
		return nil, fmt.Errorf("a piece would have %d bytes", n)
	}
	if _, err := io.ReadFull(from, buffer[:n]); err != nil {
		return nil, fmt.Errorf("what was to be handed over is cut off: %w", err)
	}
	return buffer[:n], nil
}
