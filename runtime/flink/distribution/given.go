package distribution

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
)

// distJar is the JAR that every published distribution has, and that names its version.
var distJar = regexp.MustCompile(`^flink-dist(?:_[0-9.]+)?-([0-9]+\.[0-9]+)\.[0-9]+\.jar$`)

// isWhole tells whether a folder is a distribution of Flink as its project publishes it.
func isWhole(dir string) (bool, error) {
	if dir == "" {
		return false, nil
	}
	minor, err := minorOf(dir)
	return minor != "", err
}

// minorOf is the version without patch level of a published distribution; empty for another folder.
func minorOf(dir string) (string, error) {
	if _, err := os.Stat(dir); err != nil {
		return "", fmt.Errorf("folder to install from: %w", err)
	}
	entries, err := os.ReadDir(filepath.Join(dir, "lib"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("folder to install from: %w", err)
	}
	for _, e := range entries {
		if match := distJar.FindStringSubmatch(e.Name()); match != nil {
			return match[1], nil
		}
	}
	return "", nil
}

// adopt copies a published distribution. Nothing is known of its digests: whoever brought it vouches for it.
func adopt(v Version, o Options) error {
	minor, err := minorOf(o.From)
	if err != nil {
		return err
	}
	if minor != v.Minor() {
		return fmt.Errorf("%s is a Flink %s, not %s", o.From, minor, v.Minor())
	}
	unfinished, err := os.MkdirTemp(Folder(o.Cache), ".given-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(unfinished) }() // its name has been changed, or something else is told
	if err := os.Chmod(unfinished, 0o755); err != nil {
		return err
	}
	for _, part := range []string{"lib", "plugins"} {
		if err := copyTree(filepath.Join(o.From, part), filepath.Join(unfinished, part), o.Progress); err != nil {
			return err
		}
	}
	return os.Rename(unfinished, v.given(o.Cache))
}

func copyTree(from, to string, progress func(done, total int64)) error {
	var done int64
	return filepath.WalkDir(from, func(path string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && path == from {
			return nil
		}
		if err != nil || e.IsDir() || filepath.Ext(path) != ".jar" {
			return err
		}
		inside, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if err := copyFile(path, filepath.Join(to, inside)); err != nil {
			return err
		}
		if info, err := e.Info(); err == nil {
			done += info.Size()
			progress(done, done)
		}
		return nil
	})
}
