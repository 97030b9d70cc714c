package flightdelays

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// keptFiles is how many replayed files stay in the folder; the application has long read older ones.
const keptFiles = 1000

// Replay writes the flights into a folder, one file for each Step of scheduled time.
type Replay struct {
	folder  string
	step    time.Duration
	flights []flight
	at      position
}

// position is where a replay is; it is kept beside the files so that a later run goes on there.
type position struct {
	// File numbers the next file, Lap the pass over the data, Next the next flight of the data.
	File int `json:"file"`
	Lap  int `json:"lap"`
	Next int `json:"next"`
}

// NewReplay prepares a replay into folder, which is made if need be. Each file holds step of scheduled time.
func NewReplay(folder string, step time.Duration) (*Replay, error) {
	all, err := flights()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, fmt.Errorf("making the folder of the replay: %w", err)
	}
	r := &Replay{folder: folder, step: step, flights: all}
	text, err := os.ReadFile(r.positionFile())
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, fmt.Errorf("reading where the replay was: %w", err)
	default:
		if err := json.Unmarshal(text, &r.at); err != nil {
			return nil, fmt.Errorf("reading where the replay was: %w", err)
		}
		if r.at.Next < 0 || r.at.Next >= len(all) || r.at.Lap < 0 || r.at.File < 0 {
			return nil, fmt.Errorf("reading where the replay was: %s does not hold a position: %s", r.positionFile(), text)
		}
	}
	return r, nil
}

// Run writes a file every interval until ctx is done.
func (r *Replay) Run(ctx context.Context, interval time.Duration) error {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		if err := r.WriteNext(); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// WriteNext writes the next file. Writing it again after a crash gives the same file.
func (r *Replay) WriteNext() error {
	var lines bytes.Buffer
	next := r.at
	until := r.flights[next.Next].scheduled.Add(r.step)
	for enc := json.NewEncoder(&lines); next.Next < len(r.flights) && r.flights[next.Next].scheduled.Before(until); next.Next++ {
		f, err := r.flights[next.Next].shifted(next.Lap, r.flights[len(r.flights)-1].ID)
		if err != nil {
			return err
		}
		if err := enc.Encode(f); err != nil {
			return fmt.Errorf("flight %d: %w", f.ID, err)
		}
	}
	if next.Next == len(r.flights) {
		next.Next = 0
		next.Lap++
	}
	next.File++
	if err := replaceFile(r.file(r.at.File), lines.Bytes()); err != nil {
		return fmt.Errorf("writing replayed flights: %w", err)
	}
	text, err := json.Marshal(next)
	if err != nil {
		return fmt.Errorf("keeping where the replay is: %w", err)
	}
	if err := replaceFile(r.positionFile(), text); err != nil {
		return fmt.Errorf("keeping where the replay is: %w", err)
	}
	r.at = next
	if old := next.File - keptFiles - 1; old >= 0 {
		if err := os.Remove(r.file(old)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("removing replayed flights: %w", err)
		}
	}
	return nil
}

func (r *Replay) file(n int) string {
	return filepath.Join(r.folder, fmt.Sprintf("flights-%08d.jsonl", n))
}

// positionFile is hidden, so that the filesystem connector does not read it.
func (r *Replay) positionFile() string { return filepath.Join(r.folder, ".position.json") }

// replaceFile makes a file appear whole: under a hidden name first, which the filesystem connector does not read.
func replaceFile(path string, content []byte) error {
	hidden := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".part")
	if err := os.WriteFile(hidden, content, 0o644); err != nil {
		return err
	}
	return os.Rename(hidden, path)
}
