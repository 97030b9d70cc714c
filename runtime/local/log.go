package local

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/penstock/penstock/runtime/driver"
)

// LogTail returns the end of the engine's log, followed by what the process wrote to its standard error, which is where a
// panic is told.
func (d *Driver) LogTail(_ context.Context, handle driver.Handle, limit int) ([]byte, error) {
	f, _, err := d.open(handle)
	if err != nil {
		return nil, err
	}
	var all []byte
	for _, name := range []string{engineLog, processLog} {
		part, err := tail(filepath.Join(f.path, name), limit)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, fmt.Errorf("log of cluster %s: %w", f.id, err)
		}
		all = append(all, part...)
	}
	return cutAtLine(all, limit), nil
}

// tail reads at most limit bytes, and one more line's worth, from the end of a file.
func tail(path string, limit int) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, err
	}
	from := max(0, size-int64(limit)-1)
	if _, err := file.Seek(from, io.SeekStart); err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(file, int64(limit)+1))
}

// cutAtLine gives at most limit bytes from the end, beginning with a whole line.
func cutAtLine(text []byte, limit int) []byte {
	if len(text) <= limit {
		return text
	}
	text = text[len(text)-limit-1:]
	_, rest, found := bytes.Cut(text, []byte("\n"))
	if !found {
		return nil
	}
	return rest
}
