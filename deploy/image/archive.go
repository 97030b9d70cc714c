// Package image writes container images as archives that docker load, podman load, ctr images import and kind load take, from files alone:
// with no registry, no daemon and no base image. The same files give the same bytes.
package image

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// Image is what an archive holds.
type Image struct {
	// Tag is its name, such as penstock/penstock:v1.
	Tag string
	// Files are what it consists of.
	Files []File
	// User is who runs in it, as uid:gid.
	User string
	// WorkingDir, Entrypoint and Env are the container's.
	WorkingDir string
	Entrypoint []string
	Env        []string
	// Labels are the annotations of the OCI, such as org.opencontainers.image.version.
	Labels map[string]string
}

// File is a file, a folder with all that is in it, or nothing but an empty folder.
type File struct {
	// Source is the path on this machine, links followed; empty for a file of a content, or an empty folder.
	Source string
	// Content is what a file has that is not on this machine.
	Content []byte
	// Target is the path in the image.
	Target string
	// Dated keeps the times of the files, by which a JVM knows the JARs that it has archived the classes of.
	Dated bool
}

// epoch is the time of what is not dated in an image, so that the same files give the same image.
var epoch = time.Unix(0, 0).UTC()

// config is the description of an image, by the OCI's names.
type config struct {
	Created      time.Time       `json:"created"`
	Architecture string          `json:"architecture"`
	OS           string          `json:"os"`
	Config       containerConfig `json:"config"`
	RootFS       rootFS          `json:"rootfs"`
	History      []history       `json:"history"`
}

type containerConfig struct {
	User       string            `json:"User,omitempty"`
	WorkingDir string            `json:"WorkingDir,omitempty"`
	Entrypoint []string          `json:"Entrypoint,omitempty"`
	Env        []string          `json:"Env,omitempty"`
	Labels     map[string]string `json:"Labels,omitempty"`
}

type rootFS struct {
	Type    string   `json:"type"`
	DiffIDs []string `json:"diff_ids"`
}

type history struct {
	Created   time.Time `json:"created"`
	CreatedBy string    `json:"created_by"`
}

// manifest is an entry of manifest.json.
type manifest struct {
	Config   string
	RepoTags []string
	Layers   []string
}

// Write writes the archive. The layer is written to a temporary file first, since what describes it comes before it.
func (i *Image) Write(w io.Writer) (err error) {
	layer, err := os.CreateTemp("", "penstock-layer-")
	if err != nil {
		return fmt.Errorf("write image %s: %w", i.Tag, err)
	}
	defer func() { err = errors.Join(err, layer.Close(), os.Remove(layer.Name())) }()
	sum := sha256.New()
	if err := i.writeLayer(io.MultiWriter(layer, sum)); err != nil {
		return fmt.Errorf("write image %s: %w", i.Tag, err)
	}
	digest := hex.EncodeToString(sum.Sum(nil))
	text, err := json.Marshal(config{
		Created: epoch, Architecture: runtime.GOARCH, OS: "linux",
		Config:  containerConfig{User: i.User, WorkingDir: i.WorkingDir, Entrypoint: i.Entrypoint, Env: i.Env, Labels: i.Labels},
		RootFS:  rootFS{"layers", []string{"sha256:" + digest}},
		History: []history{{epoch, "penstock image"}},
	})
	if err != nil {
		return fmt.Errorf("write image %s: %w", i.Tag, err)
	}
	configSum := sha256.Sum256(text)
	m := manifest{hex.EncodeToString(configSum[:]) + ".json", []string{i.Tag}, []string{digest + "/layer.tar"}}
	list, err := json.Marshal([]manifest{m})
	if err != nil {
		return fmt.Errorf("write image %s: %w", i.Tag, err)
	}
	size, err := layer.Seek(0, io.SeekCurrent)
	if err == nil {
		_, err = layer.Seek(0, io.SeekStart)
	}
	out := tar.NewWriter(w)
	err = errors.Join(err,
		add(out, "manifest.json", int64(len(list)), bytes.NewReader(list)), add(out, m.Config, int64(len(text)), bytes.NewReader(text)),
		add(out, m.Layers[0], size, layer), out.Close())
	if err != nil {
		return fmt.Errorf("write image %s: %w", i.Tag, err)
	}
	return nil
}

// add adds a file of the archive itself.
func add(out *tar.Writer, name string, size int64, content io.Reader) error {
	if err := out.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: name, Mode: 0o644, Size: size, ModTime: epoch}); err != nil {
		return err
	}
	_, err := io.Copy(out, content)
	return err
}

// writeLayer writes the files of the image.
func (i *Image) writeLayer(w io.Writer) error {
	l := &layer{out: tar.NewWriter(w), made: map[string]bool{}}
	for _, f := range i.Files {
		if err := l.add(f); err != nil {
			return err
		}
	}
	return l.out.Close()
}

// layer is a layer under way.
type layer struct {
	out *tar.Writer
	// made are the files and folders that it has.
	made map[string]bool
}

func (l *layer) add(f File) error {
	target := strings.TrimPrefix(path.Clean("/"+f.Target), "/")
	switch {
	case f.Source != "":
	case f.Content != nil:
		return l.file(target, f.Content)
	default:
		return l.folder(target)
	}
	root, err := filepath.EvalSymlinks(f.Source)
	if err != nil {
		return err
	}
	return filepath.WalkDir(root, func(p string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		return l.entry(p, strings.TrimPrefix(path.Join(target, filepath.ToSlash(relative)), "/"), f.Dated)
	})
}

// entry adds one file or folder, links followed. One that leads nowhere is left out.
func (l *layer) entry(source, target string, dated bool) error {
	info, err := os.Stat(source)
	if link, lost := os.Lstat(source); errors.Is(err, fs.ErrNotExist) && lost == nil && link.Mode()&fs.ModeSymlink != 0 {
		return nil
	}
	if err != nil {
		return err
	}
	if info.IsDir() {
		return l.folder(target)
	}
	if err := l.folder(path.Dir(target)); err != nil || l.made[target] {
		return err
	}
	l.made[target] = true
	file, err := os.Open(source)
	if err != nil {
		return err
	}
	defer file.Close()
	mode := int64(0o644)
	if info.Mode()&0o111 != 0 {
		mode = 0o755
	}
	header := &tar.Header{Typeflag: tar.TypeReg, Name: target, Mode: mode, Size: info.Size(), ModTime: epoch}
	if dated {
		header.ModTime, header.Format = info.ModTime(), tar.FormatPAX // which has parts of seconds
	}
	if err := l.out.WriteHeader(header); err != nil {
		return err
	}
	_, err = io.Copy(l.out, file)
	return err
}

// file adds a file of a content.
func (l *layer) file(target string, content []byte) error {
	if err := l.folder(path.Dir(target)); err != nil || l.made[target] {
		return err
	}
	l.made[target] = true
	return add(l.out, target, int64(len(content)), bytes.NewReader(content))
}

// folder adds a folder and those that it is in, once.
func (l *layer) folder(target string) error {
	var missing []string
	for p := target; p != "." && p != "" && !l.made[p]; p = path.Dir(p) {
		missing = append(missing, p)
	}
	for _, p := range slices.Backward(missing) {
		l.made[p] = true
		mode := int64(0o755)
		if p == "tmp" {
			mode = 0o1777
		}
		if err := l.out.WriteHeader(&tar.Header{Typeflag: tar.TypeDir, Name: p + "/", Mode: mode, ModTime: epoch}); err != nil {
			return err
		}
	}
	return nil
}
