package sqltest

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Unpack copies a folder of data for @DATA@, in which each file X.gz also stands as X. A folder that is not there is an empty one.
func Unpack(from, to string) error {
	err := filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		inside, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, inside)
		if entry.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		if plain, packed := strings.CutSuffix(target, ".gz"); packed {
			if err := copyTo(plain, path, func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }); err != nil {
				return err
			}
		}
		return copyTo(target, path, func(r io.Reader) (io.Reader, error) { return r, nil })
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("unpack data: %w", err)
	}
	return nil
}

func copyTo(to, from string, read func(io.Reader) (io.Reader, error)) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	r, err := read(in)
	if err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	_, err = io.Copy(out, r)
	return err
}
