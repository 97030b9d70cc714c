package demo

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// results follows the folder in which the application's sink commits its files.
type results struct {
	folder string
	seen   map[string]bool
}

// hotSpot is one row of the sink.
type hotSpot struct {
	WindowStart string `json:"window_start"`
	Airport     string `json:"airport"`
	Flights     int    `json:"flights"`
	AvgDelay    int    `json:"avg_delay"`
	WorstDelay  int    `json:"worst_delay"`
	Cancelled   int    `json:"cancelled"`
}

// newResults begins after the files that are there already.
func newResults(folder string) (*results, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, fmt.Errorf("make the folder of the results: %w", err)
	}
	r := &results{folder: folder, seen: map[string]bool{}}
	_, err := r.fresh()
	return r, err
}

// fresh are the committed files that were not there before. Files that begin with a dot or an underscore are not committed.
func (r *results) fresh() ([]string, error) {
	var files []string
	err := filepath.WalkDir(r.folder, func(path string, d fs.DirEntry, err error) error {
		hidden := path != r.folder && (strings.HasPrefix(d.Name(), ".") || strings.HasPrefix(d.Name(), "_"))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil // gone while we looked
		case err != nil:
			return err
		case hidden && d.IsDir():
			return fs.SkipDir
		case !hidden && !d.IsDir() && !r.seen[path]:
			r.seen[path] = true
			files = append(files, path)
		}
		return nil
	})
	slices.Sort(files)
	return files, err
}

// follow prints rows as files are committed, until ctx ends.
func (r *results) follow(ctx context.Context, out io.Writer) error {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		files, err := r.fresh()
		if err != nil {
			return fmt.Errorf("follow the results: %w", err)
		}
		for _, file := range files {
			if err := printRows(out, file); err != nil {
				return fmt.Errorf("follow the results: %w", err)
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

func printRows(out io.Writer, file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var page bytes.Buffer
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		var h hotSpot
		if err := json.Unmarshal(lines.Bytes(), &h); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		page.WriteString(h.line())
	}
	_, err = out.Write(page.Bytes())
	return err
}

// line is a row for the terminal, with a bar that grows with the delay.
func (h hotSpot) line() string {
	const minutesPerBlock, most = 5, 24
	bar := strings.Repeat("█", min(h.AvgDelay/minutesPerBlock, most))
	cancelled := ""
	if h.Cancelled > 0 {
		cancelled = fmt.Sprintf("  %d cancelled", h.Cancelled)
	}
	return fmt.Sprintf("%.16s  %s  %3d flights  %4d min late on average, %4d at worst  %s%s\n",
		h.WindowStart, h.Airport, h.Flights, h.AvgDelay, h.WorstDelay, bar, cancelled)
}
