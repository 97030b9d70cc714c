package archive

import (
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

const (
	// maxEntries is how many entries an archive may have.
	maxEntries = 200_000
	// maxUnpacked is how many bytes all entries may have unpacked.
	maxUnpacked = 4 << 30
	// maxRatio is how much smaller an archive may be than what is in it, where that is more than harmlessRatio.
	maxRatio = 200
	// harmlessUnpacked is what may be in an archive however small that is.
	harmlessUnpacked = 64 << 20
	// localHeaderSize is what an entry takes beside its bytes, at least.
	localHeaderSize = 30
)

// Error says what is wrong with an archive.
type Error struct {
	// Reason is a sentence for the owner of the code.
	Reason string
}

// Error is the reason.
func (e *Error) Error() string { return e.Reason }

func wrong(format string, args ...any) error { return &Error{fmt.Sprintf(format, args...)} }

// Check looks at an archive of the size by its directory. What is wrong with it is an [*Error]; any other error is one of reading.
func Check(r io.ReaderAt, size int64) error {
	d, err := findDirectory(r, size)
	switch {
	case errors.Is(err, errForgotten):
		return wrong("The directory of the archive is longer than %d bytes.", DirectoryLimit)
	case err != nil:
		return describe(err)
	case d.size > DirectoryLimit:
		return wrong("The directory of the archive has %d bytes, more than %d.", d.size, DirectoryLimit)
	case d.entries > maxEntries:
		return wrong("The archive has %d entries, more than %d.", d.entries, maxEntries)
	}
	c := check{scripts: map[string]bool{}}
	if err := d.walk(r, c.entry); err != nil {
		return describe(err)
	}
	return c.whole(size)
}

func describe(err error) error {
	if errors.Is(err, errNoArchive) {
		return wrong("The code is not a ZIP archive, or a damaged one.")
	}
	return err
}

// check is what has been seen of an archive.
type check struct {
	// scripts are the names of what is read by its name.
	scripts          map[string]bool
	entries          int64
	packed, unpacked uint64
	runs             bool
}

func (c *check) entry(e entry) error {
	if err := checkName(e.name); err != nil {
		return err
	}
	switch {
	case e.encrypted:
		return wrong("The entry %q of the archive is encrypted.", e.name)
	case e.link:
		return wrong("The entry %q of the archive is a link.", e.name)
	case e.unpacked > maxUnpacked || e.packed > maxUnpacked:
		return tooMuch()
	}
	c.entries++
	c.packed += e.packed
	c.unpacked += e.unpacked
	if c.unpacked > maxUnpacked {
		return tooMuch()
	}
	return c.content(path.Clean(e.name))
}

func tooMuch() error {
	return wrong("The archive has more than %d bytes unpacked.", int64(maxUnpacked))
}

// content notes what could run. Build tools put resources, and even classes, twice into a JAR, and Java takes one of them; of two
// scripts nobody could tell which was meant.
func (c *check) content(name string) error {
	switch strings.ToLower(path.Ext(name)) {
	case ".sql", ".py":
		if c.scripts[name] {
			return wrong("The archive has two entries %q.", name)
		}
		c.scripts[name] = true
		c.runs = true
	case ".class", ".jar":
		c.runs = true
	default:
		c.runs = c.runs || name == "META-INF/MANIFEST.MF"
	}
	return nil
}

// whole checks what only all entries together tell.
func (c *check) whole(size int64) error {
	switch {
	case c.packed+uint64(c.entries)*localHeaderSize > uint64(size):
		return wrong("The entries of the archive have more bytes than the archive: some share theirs.")
	case c.unpacked > harmlessUnpacked && c.unpacked/maxRatio > uint64(size):
		return wrong("The archive has %d bytes and unpacked %d, more than %d times as much.", size, c.unpacked, maxRatio)
	case !c.runs:
		return wrong("The archive has nothing that can run: no .sql file, no class, no JAR and no Python file.")
	}
	return nil
}

// checkName refuses names that lead out of the archive for any program that unpacks it, on whatever system.
func checkName(name string) error {
	inside := name != "" && !strings.HasPrefix(name, "/") && !strings.ContainsAny(name, "\\\x00") && !strings.Contains(name, ":/") &&
		(len(name) < 2 || name[1] != ':')
	for part := range strings.SplitSeq(name, "/") {
		inside = inside && part != ".."
	}
	if !inside {
		return wrong("The archive has an entry outside of itself: %q.", name)
	}
	return nil
}
