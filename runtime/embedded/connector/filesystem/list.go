package filesystem

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// hidden tells the names that are not looked at.
func hidden(name string) bool { return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") }

// list returns the files of a table, sorted by path. The path is a file, a folder, or a pattern of such.
func (s *source) list() ([]string, error) {
	roots, err := s.roots()
	if err != nil {
		return nil, err
	}
	var files []string
	for _, root := range roots {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case path != root && hidden(d.Name()):
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			case d.IsDir():
				return nil
			case d.Type()&fs.ModeSymlink != 0:
				if info, err := os.Stat(path); err != nil || info.IsDir() {
					return err
				}
			}
			if s.options.pattern == nil || s.options.pattern.MatchString(path) {
				files = append(files, path)
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("list files: %w", err)
		}
	}
	slices.Sort(files)
	return slices.Compact(files), nil
}

// roots are the path of the table, or what its pattern matches.
func (s *source) roots() ([]string, error) {
	path, err := filepath.Abs(s.options.path)
	if err != nil {
		return nil, fmt.Errorf("resolve the path: %w", err)
	}
	info, err := os.Stat(path)
	switch {
	case err == nil:
		if resolved, err := filepath.EvalSymlinks(path); err == nil && info.IsDir() {
			path = resolved
		}
		return []string{path}, nil
	case !os.IsNotExist(err) || !strings.ContainsAny(path, "*?["):
		return nil, fmt.Errorf("read the path: %w", err)
	}
	matches, err := filepath.Glob(path)
	if err != nil {
		return nil, fmt.Errorf("expand the path '%s': %w", path, err)
	}
	matches = slices.DeleteFunc(matches, func(m string) bool { return hidden(filepath.Base(m)) })
	if len(matches) == 0 && s.options.monitorInterval == 0 {
		return nil, fmt.Errorf("no file matches the path '%s'", s.options.path)
	}
	return matches, nil
}
