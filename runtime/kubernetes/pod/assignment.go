package pod

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// assignmentVersion is the version of assignments that this build writes. Newer ones are refused.
const assignmentVersion = 1

// maxHeader bounds the description of an assignment, and maxSecret its secret.
const (
	maxHeader = 1 << 20
	maxSecret = 64 << 20
)

// Assignment is what a pod is to do.
type Assignment struct {
	// Args are the arguments of the program, Env are KEY=value pairs beside the container's own.
	Args, Env []string
	// Files are placed in the working directory before the program starts.
	Files []File
	// Secret is given to the program through a pipe; empty for none.
	Secret []byte
	// Token is what the REST API asks for.
	Token string
	// LogKeyID and LogKey open the cluster's log; empty for one in clear.
	LogKeyID string
	LogKey   []byte
}

// File is one file of an assignment, read while it is sent.
type File struct {
	// Name is relative to the working directory.
	Name string
	Size int64
	Open func() (io.ReadCloser, error)
}

// header is what comes before the content of the files and the secret.
type header struct {
	Version    int          `json:"version"`
	Args       []string     `json:"args"`
	Env        []string     `json:"env,omitempty"`
	Files      []headerFile `json:"files,omitempty"`
	SecretSize int64        `json:"secretSize"`
	Token      string       `json:"token"`
	LogKeyID   string       `json:"logKeyId,omitempty"`
	LogKey     []byte       `json:"logKey,omitempty"`
}

type headerFile struct {
	Name string `json:"name"`
	Size int64  `json:"size"`
}

// end is the last byte of an assignment: one that was cut short does not have it.
const end = 0x17

// write sends the assignment.
func (a *Assignment) write(w io.Writer) error {
	h := header{
		Version: assignmentVersion, Args: a.Args, Env: a.Env, SecretSize: int64(len(a.Secret)), Token: a.Token,
		LogKeyID: a.LogKeyID, LogKey: a.LogKey,
	}
	for _, f := range a.Files {
		h.Files = append(h.Files, headerFile{f.Name, f.Size})
	}
	text, err := json.Marshal(h)
	if err != nil {
		return fmt.Errorf("write the assignment: %w", err)
	}
	defer clear(text)
	if _, err := w.Write(binary.BigEndian.AppendUint32(nil, uint32(len(text)))); err != nil {
		return fmt.Errorf("write the assignment: %w", err)
	}
	if _, err := w.Write(text); err != nil {
		return fmt.Errorf("write the assignment: %w", err)
	}
	for _, f := range a.Files {
		if err := f.write(w); err != nil {
			return fmt.Errorf("send file %s: %w", f.Name, err)
		}
	}
	if _, err := w.Write(a.Secret); err != nil {
		return fmt.Errorf("write the assignment: %w", err)
	}
	if _, err := w.Write([]byte{end}); err != nil {
		return fmt.Errorf("write the assignment: %w", err)
	}
	return nil
}

func (f File) write(w io.Writer) error {
	content, err := f.Open()
	if err != nil {
		return err
	}
	defer content.Close()
	n, err := io.Copy(w, content)
	if err == nil && n != f.Size {
		err = fmt.Errorf("it has %d bytes where %d were told", n, f.Size)
	}
	return err
}

// readAssignment reads an assignment to its end, and places its files in a folder. The files of what it returns cannot be opened.
func readAssignment(r io.Reader, dir string) (*Assignment, error) {
	var size [4]byte
	if _, err := io.ReadFull(r, size[:]); err != nil {
		return nil, fmt.Errorf("read the assignment: %w", err)
	}
	n := binary.BigEndian.Uint32(size[:])
	if n > maxHeader {
		return nil, fmt.Errorf("read the assignment: its description has %d bytes", n)
	}
	text := make([]byte, n)
	defer clear(text)
	if _, err := io.ReadFull(r, text); err != nil {
		return nil, fmt.Errorf("read the assignment: %w", err)
	}
	var h header
	if err := json.Unmarshal(text, &h); err != nil {
		return nil, errors.New("read the assignment: its description is no JSON")
	}
	if h.Version < 1 || h.Version > assignmentVersion {
		return nil, fmt.Errorf("read the assignment: version %d is not known to this build (it knows 1 to %d)", h.Version, assignmentVersion)
	}
	if h.SecretSize < 0 || h.SecretSize > maxSecret || len(h.Args) == 0 {
		return nil, errors.New("read the assignment: it makes no sense")
	}
	a := &Assignment{Args: h.Args, Env: h.Env, Token: h.Token, LogKeyID: h.LogKeyID, LogKey: h.LogKey}
	for _, f := range h.Files {
		if err := placeFile(r, dir, f); err != nil {
			return nil, fmt.Errorf("read the assignment: file %s: %w", f.Name, err)
		}
		a.Files = append(a.Files, File{Name: f.Name, Size: f.Size})
	}
	a.Secret = make([]byte, h.SecretSize)
	if _, err := io.ReadFull(r, a.Secret); err != nil {
		return nil, fmt.Errorf("read the assignment: %w", err)
	}
	var last [2]byte
	if n, err := io.ReadFull(r, last[:]); n != 1 || last[0] != end {
		clear(a.Secret)
		return nil, fmt.Errorf("read the assignment: it does not end where it should: %w", err)
	}
	return a, nil
}

// placeFile writes a file for its owner only.
func placeFile(r io.Reader, dir string, f headerFile) error {
	if !filepath.IsLocal(f.Name) || slices.Contains([]string{"", "."}, filepath.Clean(f.Name)) || f.Size < 0 {
		return errors.New("it would be outside of the folder")
	}
	path := filepath.Join(dir, f.Name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.CopyN(file, r, f.Size)
	return errors.Join(err, file.Close())
}
