package distribution

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Distribution is an Apache Flink on this machine.
type Distribution struct {
	// Version is what it runs as; one that was given may have another patch level.
	Version Version
	// Dir is its folder.
	Dir string
}

// NotInstalledError says that a version is not there.
type NotInstalledError struct{ Version Version }

// Error tells how to install it.
func (e *NotInstalledError) Error() string {
	return fmt.Sprintf("Apache Flink %s is not installed: penstock runtime install %s", e.Version.Number, e.Version.Runtime)
}

// ClassPath is the JARs of Flink, in an order that stays the same.
func (d Distribution) ClassPath() ([]string, error) {
	jars, err := filepath.Glob(filepath.Join(d.Dir, "lib", "*.jar"))
	if err != nil {
		return nil, fmt.Errorf("JARs of Flink: %w", err)
	}
	if len(jars) == 0 {
		return nil, fmt.Errorf("there are no JARs in %s", filepath.Join(d.Dir, "lib"))
	}
	slices.Sort(jars)
	return jars, nil
}

// Plugins is the folder of Flink's plugins.
func (d Distribution) Plugins() string { return filepath.Join(d.Dir, "plugins") }

// Folder is where distributions are in a cache directory, and what else Flink takes.
func Folder(cache string) string { return filepath.Join(cache, "flink") }

// given is the folder of one that the machine's owner brought.
func (v Version) given(cache string) string { return filepath.Join(Folder(cache), v.Minor()+"-given") }

// Installed finds the distribution of a version, one that was given before one that was fetched. Where there is none the error is a
// [*NotInstalledError].
func Installed(v Version, cache string) (Distribution, error) {
	_, digits, err := v.artifacts()
	if err != nil {
		return Distribution{}, err
	}
	for _, dir := range []string{v.given(cache), filepath.Join(Folder(cache), v.Number+"-"+digits)} {
		_, err := os.Stat(dir)
		if err == nil {
			return Distribution{v, dir}, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return Distribution{}, fmt.Errorf("look for Flink %s: %w", v.Number, err)
		}
	}
	return Distribution{}, &NotInstalledError{v}
}
