package postgres

import (
	"archive/tar"
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/xi2/xz"
)

// extract unpacks the tar.xz inside the archive into the directory, which it makes.
func extract(archive, dir string) (err error) {
	reader, err := zip.OpenReader(archive)
	if err != nil {
		return fmt.Errorf("open archive: %w", err)
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	for _, file := range reader.File {
		if strings.HasSuffix(file.Name, ".txz") {
			return extractTXZ(file, dir)
		}
	}
	return errors.New("the archive has no .txz inside")
}

func extractTXZ(file *zip.File, dir string) error {
	compressed, err := file.Open()
	if err != nil {
		return fmt.Errorf("open %s: %w", file.Name, err)
	}
	defer func() { _ = compressed.Close() }()
	plain, err := xz.NewReader(compressed, 0)
	if err != nil {
		return fmt.Errorf("decompress %s: %w", file.Name, err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make directory: %w", err)
	}
	// A root refuses names and links that lead out of it.
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("open directory: %w", err)
	}
	defer func() { _ = root.Close() }()
	for entries := tar.NewReader(plain); ; {
		header, err := entries.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read %s: %w", file.Name, err)
		}
		if err := extractEntry(root, header, entries); err != nil {
			return fmt.Errorf("unpack %s: %w", header.Name, err)
		}
	}
}

func extractEntry(root *os.Root, header *tar.Header, content io.Reader) (err error) {
	name := filepath.Clean(header.Name)
	if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	switch header.Typeflag {
	case tar.TypeDir:
		return root.MkdirAll(name, 0o755)
	case tar.TypeSymlink:
		return root.Symlink(header.Linkname, name)
	case tar.TypeReg:
		file, err := root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, header.FileInfo().Mode().Perm())
		if err != nil {
			return err
		}
		_, err = io.Copy(file, content) //nolint:gosec // the archive's digest is known
		return errors.Join(err, file.Close())
	default:
		return fmt.Errorf("entry of type %q", header.Typeflag)
	}
}
