// Package terminal is how commands look: colours and widths where the output is a terminal, plain text where it goes into a pipe
// or file, tables, ages and sizes in few characters, and lines of progress.
package terminal

import (
	"io"
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// file is the file behind a writer, if there is one.
func file(w io.Writer) (*os.File, bool) {
	f, ok := w.(*os.File)
	return f, ok
}

// Is tells whether the writer is a terminal.
func Is(w io.Writer) bool {
	f, ok := file(w)
	if !ok {
		return false
	}
	_, err := unix.IoctlGetWinsize(int(f.Fd()), unix.TIOCGWINSZ)
	return err == nil
}

// Colors tells whether to colour: on a terminal, unless NO_COLOR is set or the terminal is a dumb one.
func Colors(w io.Writer) bool {
	return Is(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// Width is how many columns the terminal has; COLUMNS goes first, and 0 says that nobody knows.
func Width(w io.Writer) int {
	f, ok := file(w)
	if !ok {
		return 0
	}
	size, err := unix.IoctlGetWinsize(int(f.Fd()), unix.TIOCGWINSZ)
	if err != nil {
		return 0
	}
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	return int(size.Col)
}
