package command

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// mainScript is the program of a folder, or of an archive.
const mainScript = "main.py"

// packedLimit is the most that a folder may have, in bytes; larger packages are uploaded to a bucket.
const packedLimit = 1 << 30

// packPython makes a package of a file, or of a folder that has a main.py.
func packPython(from string, info fs.FileInfo) (*code, error) {
	root, program := filepath.Dir(from), filepath.Base(from)
	names := []string{program}
	if info.IsDir() {
		root, program = from, mainScript
		if _, err := os.Stat(filepath.Join(root, program)); err != nil {
			return nil, fmt.Errorf("%s is a folder without a %s, which would be the program: name a file", from, mainScript)
		}
		var err error
		if names, err = filesIn(root); err != nil {
			return nil, fmt.Errorf("read the code: %w", err)
		}
	}
	var packed bytes.Buffer
	archive := zip.NewWriter(&packed)
	for _, name := range names {
		if err := pack(archive, root, name); err != nil {
			return nil, fmt.Errorf("pack the code: %w", err)
		}
		if packed.Len() > packedLimit {
			return nil, fmt.Errorf("%s has more than %d MB: upload a package to a bucket and name that", from, packedLimit>>20)
		}
	}
	if err := archive.Close(); err != nil {
		return nil, fmt.Errorf("pack the code: %w", err)
	}
	return &code{path: from, zipped: packed.Bytes(), program: program}, nil
}

// filesIn are the files below a folder, with those that are hidden, or made by running it, left out.
func filesIn(root string) (names []string, err error) {
	err = filepath.WalkDir(root, func(file string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		left := file != root && (strings.HasPrefix(e.Name(), ".") || e.Name() == "__pycache__")
		switch {
		case left && e.IsDir():
			return filepath.SkipDir
		case left || e.IsDir():
			return nil
		}
		name, err := filepath.Rel(root, file)
		names = append(names, filepath.ToSlash(name))
		return err
	})
	slices.Sort(names)
	return names, err
}

// pack adds a file. The same files make the same package, so that it is known again.
func pack(to *zip.Writer, root, name string) error {
	from, err := os.Open(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		return err
	}
	defer from.Close()
	w, err := to.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	_, err = io.Copy(w, from)
	return err
}

// programIn is the program of an archive that is one in Python: its main.py, or the only .py file at its top, where it has neither classes of
// Java nor scripts.
func programIn(archive []byte) string {
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return "" // the server tells what is wrong with it
	}
	var scripts []string
	for _, file := range r.File {
		switch ext := path.Ext(file.Name); {
		case ext == ".class" || ext == ".sql" || file.Name == "META-INF/MANIFEST.MF":
			return ""
		case ext == ".py" && !strings.Contains(file.Name, "/"):
			scripts = append(scripts, file.Name)
		}
	}
	if slices.Contains(scripts, mainScript) {
		return mainScript
	}
	if len(scripts) == 1 {
		return scripts[0]
	}
	return ""
}
