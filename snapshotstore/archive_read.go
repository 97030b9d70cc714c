package snapshotstore

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"path/filepath"
	"strconv"
	"strings"
)

// archiveReader reads an archive from its beginning to its end.
type archiveReader struct {
	from   *sender
	tar    *tar.Reader
	header *tar.Header
	sums   []checksum
	// names are those of the files so far.
	names map[string]bool
}

func newArchiveReader(from io.Reader) *archiveReader {
	s := &sender{from: from}
	return &archiveReader{from: s, tar: tar.NewReader(s), names: map[string]bool{}}
}

// sender is whoever sends the archive. What goes wrong there is not the archive's fault.
type sender struct {
	from io.Reader
	err  error
}

// Read implements [io.Reader].
func (s *sender) Read(p []byte) (int, error) {
	n, err := s.from.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		s.err = err
	}
	return n, err
}

// sparse begins the names of records by which a file has less content than it says. Holes are written by nobody here, and would have a
// small archive fill a disk with zeros.
const sparse = "GNU.sparse."

// next goes to the next entry.
func (r *archiveReader) next() error {
	header, err := r.tar.Next()
	switch {
	case r.from.err != nil:
		return fmt.Errorf("read archive: %w", r.from.err)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errArchive("it is cut off")
	case err != nil:
		return errArchive("it is not a tar file, or damaged")
	case header.Typeflag != tar.TypeReg:
		return errArchive("%q is not a file", header.Name)
	}
	for record := range header.PAXRecords {
		if strings.HasPrefix(record, sparse) {
			return errArchive("%q has holes", header.Name)
		}
	}
	r.header = header
	return nil
}

// document reads an entry as a whole.
func (r *archiveReader) document(most int64) ([]byte, error) {
	if r.header.Size > most {
		return nil, errArchive("%s has %d bytes", r.header.Name, r.header.Size)
	}
	content, err := io.ReadAll(r.tar)
	return content, inArchive(err)
}

// manifest reads the first entry, and goes to the next.
func (r *archiveReader) manifest() (*Manifest, error) {
	if err := r.next(); err != nil {
		return nil, err
	}
	m, err := r.parseManifest()
	if err != nil {
		return nil, err
	}
	return m, r.next()
}

func (r *archiveReader) parseManifest() (*Manifest, error) {
	if r.header.Name != ManifestName {
		return nil, errArchive("it does not begin with %s", ManifestName)
	}
	content, err := r.document(maxManifest)
	if err != nil {
		return nil, err
	}
	return ParseManifest(content)
}

// file is the file that comes next; nil at the end.
func (r *archiveReader) file() (*archivedFile, error) {
	rest, isFile := strings.CutPrefix(r.header.Name, filesPrefix)
	if !isFile {
		return nil, r.end()
	}
	name, part, _ := strings.Cut(rest, "/")
	if !fileName.MatchString(name) || part != "000000" {
		return nil, errArchive("%q is no file of a snapshot", r.header.Name)
	}
	if r.names[name] {
		return nil, errArchive("file %s is there twice", name)
	}
	if r.names[name] = true; len(r.names) > maxFiles {
		return nil, errArchive("it has more than %d files", maxFiles)
	}
	return &archivedFile{archive: r, name: name, sum: sha256.New()}, nil
}

// end reads the last entry, and compares.
func (r *archiveReader) end() error {
	if r.header.Name != checksumsName {
		return errArchive("%q does not belong there", r.header.Name)
	}
	content, err := r.document(maxChecksums)
	if err != nil {
		return err
	}
	var told checksums
	if err := json.Unmarshal(content, &told); err != nil {
		return errArchive("%s cannot be read: %v", checksumsName, err)
	}
	if len(told.Files) != len(r.sums) {
		return errArchive("it has %d files and says %d", len(r.sums), len(told.Files))
	}
	for i, s := range r.sums {
		if t := told.Files[i]; t.Name != s.Name || t.Size != s.Size || !bytes.Equal(t.SHA256, s.SHA256) {
			return errArchive("file %s is not as it was exported", s.Name)
		}
	}
	return nil
}

// archivedFile reads one file, over all of its parts.
type archivedFile struct {
	archive *archiveReader
	name    string
	sum     hash.Hash
	size    int64
	part    int
	ended   bool
}

// Read implements [io.Reader].
func (f *archivedFile) Read(p []byte) (int, error) {
	for !f.ended {
		n, err := f.archive.tar.Read(p)
		f.sum.Write(p[:n])
		f.size += int64(n)
		if n > 0 || err != nil && !errors.Is(err, io.EOF) {
			if errors.Is(err, io.EOF) {
				err = nil // of the part
			}
			return n, inArchive(err)
		}
		if err == nil {
			continue
		}
		if err := f.archive.next(); err != nil {
			return 0, err
		}
		f.part++
		f.ended = f.archive.header.Name != fmt.Sprintf("%s%s/%06d", filesPrefix, f.name, f.part)
	}
	return 0, io.EOF
}

// finish reads what nobody wanted of the file, and keeps its checksum.
func (f *archivedFile) finish() error {
	if _, err := io.Copy(io.Discard, f); err != nil {
		return err
	}
	f.archive.sums = append(f.archive.sums, checksum{f.name, f.size, f.sum.Sum(nil)})
	return nil
}

// oneFile is a storage that has one file, which is read once.
type oneFile struct {
	unsupported

	file *archivedFile
}

// Open opens it.
func (s oneFile) Open(path string) (io.ReadCloser, error) {
	if filepath.Base(path) != s.file.name {
		return nil, errors.New("there is no file " + strconv.Quote(path))
	}
	return io.NopCloser(s.file), nil
}

// inArchive says that what was cut off is the archive.
func inArchive(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return errArchive("it is cut off")
	}
	return err
}

// ReadManifest reads what an archive says of itself, and of the archive only so much.
func ReadManifest(from io.Reader) (*Manifest, error) {
	r := newArchiveReader(from)
	if err := r.next(); err != nil {
		return nil, err
	}
	return r.parseManifest()
}
