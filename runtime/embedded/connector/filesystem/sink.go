package filesystem

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/format"
)

// sink writes the files of a table.
type sink struct {
	table   *connector.Table
	options options
	layout  layout
	// token stands for the sink in the names of files that are not committed.
	token string

	mu sync.Mutex
	// own are the files that this sink's writers made and that are not committed yet, by their hidden path.
	own map[string]bool
}

// token is short and fit for file names.
func token(t *connector.Table, path string) string {
	sum := sha256.Sum256([]byte(t.Job + "\x00" + t.ID + "\x00" + t.Name + "\x00" + path))
	return hex.EncodeToString(sum[:6])
}

// committable is a file that is written whole, as a checkpoint keeps it. The paths are relative to the table's.
type committable struct {
	From string `json:"from"`
	To   string `json:"to"`
}

const inProgressSuffix = ".inprogress"

func (s *sink) prefix() string { return ".part-" + s.token + "-" }

// AcceptsChangelog implements connector.Sink.
func (s *sink) AcceptsChangelog() bool { return s.options.format.Changelog() }

func (s *sink) encoder() (format.Encoder, error) {
	return s.options.format.Encoder(s.layout.schema(s.table, s.options.formatOptions))
}

// errTaken means that rows are lost.
var errTaken = errors.New("somebody removed the file before its checkpoint was complete")

// Commit implements connector.Sink. A restored file that is not there any more was committed before, and may have been taken
// away since. One that was made since the restore must be there.
func (s *sink) Commit(ctx context.Context, committables [][]byte) error {
	folders := make(map[string]bool)
	for _, data := range committables {
		if err := ctx.Err(); err != nil {
			return err
		}
		c, err := decodeCommittable(data)
		if err != nil {
			return err
		}
		to := filepath.Join(s.options.path, c.To)
		err = os.Rename(filepath.Join(s.options.path, c.From), to)
		if made := s.forget(c); made && errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("commit %s: %w", c.From, errTaken)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("commit a file: %w", err)
		}
		// Of a file that was committed before, the folder may not have been synced and marked yet.
		if _, missing := os.Stat(to); missing == nil {
			folders[filepath.Dir(to)] = true
		}
	}
	for folder := range folders {
		if err := s.markSuccess(folder); err != nil {
			return fmt.Errorf("commit a partition: %w", err)
		}
		if err := syncFolder(folder); err != nil {
			return fmt.Errorf("commit files: %w", err)
		}
	}
	return nil
}

// remember notes a file that a writer made; forget drops it and tells whether it was noted.
func (s *sink) remember(c committable) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.own[c.From] = true
}

func (s *sink) forget(c committable) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	made := s.own[c.From]
	delete(s.own, c.From)
	return made
}

// markSuccess creates the success file of a partition.
func (s *sink) markSuccess(folder string) error {
	if s.options.successFile == "" || len(s.layout.partitions) == 0 {
		return nil
	}
	return os.WriteFile(filepath.Join(folder, s.options.successFile), nil, 0o666)
}

func decodeCommittable(data []byte) (committable, error) {
	var c committable
	if err := json.Unmarshal(data, &c); err != nil {
		return c, fmt.Errorf("damaged committable: %w", err)
	}
	if !filepath.IsLocal(c.From) || !filepath.IsLocal(c.To) {
		return c, fmt.Errorf("damaged committable: '%s' and '%s' are not in the table's folder", c.From, c.To)
	}
	return c, nil
}

// Abort implements connector.Sink.
func (s *sink) Abort(ctx context.Context, keep [][]byte) error {
	kept := make(map[string]bool, len(keep))
	for _, data := range keep {
		c, err := decodeCommittable(data)
		if err != nil {
			return err
		}
		kept[filepath.Join(s.options.path, c.From)] = true
	}
	err := filepath.WalkDir(s.options.path, func(path string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case d.IsDir() || kept[path] || !s.isInProgress(d.Name()):
			return ctx.Err()
		}
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return ctx.Err()
	})
	if err != nil {
		return fmt.Errorf("remove what earlier attempts left behind: %w", err)
	}
	return nil
}

func (s *sink) isInProgress(name string) bool {
	return strings.HasPrefix(name, s.prefix()) && strings.HasSuffix(name, inProgressSuffix)
}

// makeFolder makes a folder and those that it lies in, so that they are found after a loss of power.
func makeFolder(path string) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil
	}
	parent := filepath.Dir(path)
	if parent != path {
		if err := makeFolder(parent); err != nil {
			return err
		}
	}
	if err := os.Mkdir(path, 0o777); err != nil {
		if info, statErr := os.Stat(path); statErr != nil || !info.IsDir() {
			return err
		}
	}
	return syncFolder(parent)
}

// syncFolder makes the names in a folder durable.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
