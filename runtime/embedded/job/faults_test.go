package job_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/connector"
)

var errKilled = errors.New("killed by the test")

// killer counts the points at which a process can die, and dies at the n-th: from then on nothing reaches the outside any
// more.
type killer struct {
	mu     sync.Mutex
	left   int
	kill   func()
	killed bool
	// completed is told of each checkpoint.
	completed chan struct{}
}

func newKiller(points int) *killer {
	return &killer{left: points, completed: make(chan struct{}, 1)}
}

// point is a place at which the process may die.
func (k *killer) point() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.killed {
		if k.left--; k.left == 0 {
			k.killed = true
			if k.kill != nil {
				k.kill()
			}
		}
	}
	if k.killed {
		return errKilled
	}
	return nil
}

// mortalStorage is a checkpoint.Storage in the memory of a test, for a process that may die before and after each of its
// steps.
type mortalStorage struct {
	*killer
	files *memoryFiles
}

// memoryFiles are files by path.
type memoryFiles struct {
	mu    sync.Mutex
	files map[string][]byte
}

func newMemoryFiles() *memoryFiles { return &memoryFiles{files: make(map[string][]byte)} }

// newest is the complete checkpoint with the highest number below a folder, "" where there is none.
func (f *memoryFiles) newest(dir string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	newest, highest := "", -1
	for path := range f.files {
		folder, file := filepath.Split(path)
		folder = filepath.Clean(folder)
		n, err := strconv.Atoi(strings.TrimPrefix(folder, dir+"/chk-"))
		if err == nil && file == checkpoint.MetadataFile && n > highest {
			newest, highest = folder, n
		}
	}
	return newest
}

func (s mortalStorage) Create(path string) (checkpoint.File, error) {
	if err := s.point(); err != nil {
		return nil, err
	}
	return &mortalFile{storage: s, path: path}, nil
}

func (s mortalStorage) Open(path string) (io.ReadCloser, error) {
	s.files.mu.Lock()
	defer s.files.mu.Unlock()
	data, ok := s.files.files[path]
	if !ok {
		return nil, fmt.Errorf("open %s: %w", path, os.ErrNotExist)
	}
	return io.NopCloser(bytes.NewReader(data)), nil
}

func (s mortalStorage) Link(from, to string) error {
	if err := s.point(); err != nil {
		return err
	}
	s.files.mu.Lock()
	defer s.files.mu.Unlock()
	data, ok := s.files.files[from]
	if !ok {
		return fmt.Errorf("link %s: %w", from, os.ErrNotExist)
	}
	s.files.files[to] = data
	return nil
}

func (s mortalStorage) List(dir string) ([]string, error) {
	s.files.mu.Lock()
	defer s.files.mu.Unlock()
	var names []string
	for path := range s.files.files {
		if rest, ok := strings.CutPrefix(path, dir+"/"); ok {
			name, _, _ := strings.Cut(rest, "/")
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names, nil
}

func (s mortalStorage) Remove(dir string) error {
	if err := s.point(); err != nil {
		return err
	}
	s.files.mu.Lock()
	defer s.files.mu.Unlock()
	maps.DeleteFunc(s.files.files, func(path string, _ []byte) bool { return strings.HasPrefix(path, dir+"/") })
	return nil
}

type mortalFile struct {
	bytes.Buffer
	storage mortalStorage
	path    string
}

func (f *mortalFile) Commit() error {
	if err := f.storage.point(); err != nil {
		return err
	}
	f.storage.files.mu.Lock()
	f.storage.files.files[f.path] = f.Bytes()
	f.storage.files.mu.Unlock()
	if filepath.Base(f.path) == checkpoint.MetadataFile {
		select {
		case f.storage.completed <- struct{}{}:
		default:
		}
	}
	return f.storage.point()
}

func (f *mortalFile) Abort() error { return nil }

// row is (k, v, ts).
type row struct {
	k  string
	v  int64
	ts int64
}

// rowSource is a connector whose table is a list of rows, of which the reader waits for a checkpoint after every gate rows.
type rowSource struct {
	*killer
	// splits are read independently of each other.
	splits [][]row
	gate   int
}

func (s *rowSource) Name() string                                      { return "rows" }
func (s *rowSource) Check(*connector.Table, bool) error                { return nil }
func (s *rowSource) Source(*connector.Table) (connector.Source, error) { return s, nil }
func (s *rowSource) Sink(*connector.Table) (connector.Sink, error)     { return nil, errors.ErrUnsupported }
func (s *rowSource) Bounded() bool                                     { return true }
func (s *rowSource) Changelog() bool                                   { return false }
func (s *rowSource) DiscoveryInterval() time.Duration                  { return 0 }
func (s *rowSource) Discover(context.Context) ([]connector.Split, error) {
	out := make([]connector.Split, len(s.splits))
	for i := range out {
		out[i].ID = strconv.Itoa(i)
	}
	return out, nil
}

func (s *rowSource) Open(_ context.Context, split connector.Split) (connector.SplitReader, error) {
	number, err := strconv.Atoi(split.ID)
	if err != nil {
		return nil, err
	}
	r := &rowReader{source: s, rows: s.splits[number], lastGate: -1}
	if len(split.Position) > 0 {
		if r.next, err = strconv.Atoi(string(split.Position)); err != nil {
			return nil, err
		}
	}
	return r, nil
}

type rowReader struct {
	source   *rowSource
	rows     []row
	next     int
	lastGate int
}

func (r *rowReader) Read(ctx context.Context, b *batch.Batch, limit int) error {
	if r.source.killer != nil {
		if err := r.source.point(); err != nil {
			return err
		}
	}
	n := min(limit, len(r.rows)-r.next)
	if gate := r.source.gate; gate > 0 && n > 0 {
		if at := r.next / gate; at != r.lastGate {
			select {
			case <-r.source.completed:
			case <-ctx.Done():
				return ctx.Err()
			}
			r.lastGate = at
		}
		n = min(n, gate-r.next%gate)
	}
	b.Resize(n)
	for i, row := range r.rows[r.next : r.next+n] {
		b.Cols[0].Str[i], b.Cols[1].I64[i], b.Cols[2].I64[i] = row.k, row.v, row.ts
	}
	r.next += n
	if r.next == len(r.rows) {
		return io.EOF
	}
	return nil
}

func (r *rowReader) Position() []byte { return []byte(strconv.Itoa(r.next)) }
func (r *rowReader) Close() error     { return nil }

// mortalSink is a connector whose sinks may die before, between and after commits.
type mortalSink struct {
	connector.Factory
	*killer
}

func (f mortalSink) Sink(t *connector.Table) (connector.Sink, error) {
	s, err := f.Factory.Sink(t)
	return &dyingSink{s, f.killer}, err
}

type dyingSink struct {
	connector.Sink
	*killer
}

func (s *dyingSink) Commit(ctx context.Context, committables [][]byte) error {
	for _, c := range committables {
		if err := s.point(); err != nil {
			return err
		}
		if err := s.Sink.Commit(ctx, [][]byte{c}); err != nil {
			return err
		}
	}
	return s.point()
}

// randomRows are rows in groups of keys whose times are up to late behind, and now and then further.
func randomRows(rnd *rand.Rand, n int, late int64) []row {
	rows := make([]row, n)
	now := int64(1_700_000_000_000)
	for i := range rows {
		now += rnd.Int64N(400)
		rows[i] = row{k: "k" + strconv.Itoa(rnd.IntN(7)), v: rnd.Int64N(1000), ts: now - rnd.Int64N(late)}
		if rnd.IntN(20) == 0 {
			rows[i].ts -= 5 * late
		}
	}
	return rows
}
