package sqltest

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/sql/script"
)

// Names of the files of a case.
const (
	scriptFile    = "script.sql"
	rowsFile      = "expected.txt"
	changelogFile = "expected.changelog.txt"
	errorFile     = "expected_error.txt"
)

// Case is one script with what is expected of it.
type Case struct {
	// Name is the folder below the one that was searched, with slashes.
	Name string
	// Dir is the folder's absolute path.
	Dir string
}

// Find returns the cases in and below a folder, in the order of their names.
func Find(root string) ([]Case, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	var cases []Case
	err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() || entry.Name() != scriptFile {
			return nil
		}
		dir := filepath.Dir(path)
		name, err := filepath.Rel(root, dir)
		if err != nil {
			return err
		}
		if name == "." {
			name = filepath.Base(dir)
		}
		cases = append(cases, Case{Name: filepath.ToSlash(name), Dir: dir})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("look for cases: %w", err)
	}
	slices.SortFunc(cases, func(a, b Case) int { return strings.Compare(a.Name, b.Name) })
	return cases, nil
}

// script is the case's script, with the folders put in.
func (c Case) script(data string) (script.File, error) {
	path := filepath.Join(c.Dir, scriptFile)
	text, err := os.ReadFile(path)
	if err != nil {
		return script.File{}, fmt.Errorf("read the script of case %s: %w", c.Name, err)
	}
	return script.File{Name: scriptFile, Text: strings.NewReplacer("@CASE@", c.Dir, "@DATA@", data).Replace(string(text))}, nil
}

// Has tells whether the case's folder has a file of this name.
func (c Case) Has(name string) bool {
	_, err := os.Stat(filepath.Join(c.Dir, name))
	return err == nil
}

// lines are those of a file of the case that are not empty; exists tells whether there is such a file.
func (c Case) lines(name string) (lines []string, exists bool, err error) {
	text, err := os.ReadFile(filepath.Join(c.Dir, name))
	switch {
	case os.IsNotExist(err):
		return nil, false, nil
	case err != nil:
		return nil, false, fmt.Errorf("case %s: %w", c.Name, err)
	}
	lines = slices.DeleteFunc(strings.Split(string(text), "\n"), func(line string) bool { return line == "" })
	return lines, true, nil
}

// write replaces a file of the case by the lines; none of them remove it.
func (c Case) write(name string, lines []string) error {
	path := filepath.Join(c.Dir, name)
	return os.WriteFile(path, []byte(strings.Join(append(slices.Clone(lines), ""), "\n")), 0o644)
}

func (c Case) remove(names ...string) error {
	for _, name := range names {
		if err := os.Remove(filepath.Join(c.Dir, name)); err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	return nil
}
