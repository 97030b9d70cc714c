// Package disk keeps the part of a job's state on disk that memory has no room for, in Pebble.
//
// What lies there is only good for one attempt of the job: checkpoints are what lasts. So nothing is synchronised, there is no
// log to recover from, and the folder is removed at the end, or by the next attempt.
//
// Where a job protects its files with keys, nothing lies here in clear either. Entries are encrypted, and known by a keyed hash of
// what they are called, under a key that is drawn for the attempt and never leaves the process: see [Open].
package disk

import (
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/bloom"
	"github.com/cockroachdb/pebble/v2/sstable/block"
	"github.com/cockroachdb/pebble/v2/vfs"

	"github.com/penstock/penstock/runtime/embedded/state"
)

// Options say how state is kept.
type Options struct {
	// Dir is a folder of its own, which is removed first if it is there, and at the end.
	Dir string
	// Memory is about how many bytes may be used for what was read and what is to be written.
	Memory int64
	// Sealed tells that nothing may lie in Dir in clear.
	Sealed bool
	Logger *slog.Logger
}

// Disk is a [state.Disk].
type Disk struct {
	dir   string
	db    *pebble.DB
	seal  *seal
	sums  *sums
	files *files
	// pieces are the values that are long.
	pieces *pieces
	mu     sync.Mutex
	// open are the snapshots that nobody has closed yet.
	open map[*snapshot]struct{}
}

// The bounds of how much is written at once, and of what is kept of what was read.
const (
	leastMemory  = 4 << 20
	mostMemtable = 64 << 20
	mostCache    = 512 << 20
	// blockSize is how much is read at once. Entries are looked up one by one, far from each other.
	blockSize = 4 << 10
)

// Values of this size and above lie in files of their own, so that sorting keys does not write them again and again; those files are
// written anew when a part of them is garbage, at the earliest after a while.
const (
	separated    = 64
	garbage      = 0.4
	leastAge     = 10 * time.Second
	mostOverlaps = 10
)

// Open makes an empty disk.
func Open(o Options) (*Disk, error) {
	if err := os.RemoveAll(o.Dir); err != nil {
		return nil, fmt.Errorf("remove state that was left over: %w", err)
	}
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("make a folder for state: %w", err)
	}
	d := &Disk{dir: o.Dir, files: &files{FS: vfs.Default}, pieces: newPieces(), sums: newSums(), open: make(map[*snapshot]struct{})}
	if o.Sealed {
		var err error
		if d.seal, err = newSeal(); err != nil {
			return nil, err
		}
	}
	memory := max(o.Memory, leastMemory)
	cache := pebble.NewCache(min(memory/2, mostCache))
	defer cache.Unref()
	options := &pebble.Options{
		Cache: cache, DisableWAL: true, MemTableSize: uint64(min(memory/4, mostMemtable)), MemTableStopWritesThreshold: 3,
		L0CompactionThreshold: 4, L0StopWritesThreshold: 24, Logger: quiet{}, FS: d.files,
		FormatMajorVersion: pebble.FormatValueSeparation,
		EventListener: &pebble.EventListener{BackgroundError: func(err error) {
			o.Logger.Error("State cannot be written to disk; it is tried again.", "path", o.Dir, "error", err)
		}},
		CompactionConcurrencyRange: func() (lower, upper int) { return 1, 2 },
	}
	options.Experimental.ValueSeparationPolicy = func() pebble.ValueSeparationPolicy {
		return pebble.ValueSeparationPolicy{
			Enabled: true, MinimumSize: separated, MaxBlobReferenceDepth: mostOverlaps, RewriteMinimumAge: leastAge, TargetGarbageRatio: garbage,
		}
	}
	for i := range options.Levels {
		// Most keys that are looked for are not there.
		options.Levels[i].FilterPolicy = bloom.FilterPolicy(10)
		options.Levels[i].BlockSize = blockSize
		options.Levels[i].Compression = func() *block.CompressionProfile { return block.FastestCompression }
		if o.Sealed {
			options.Levels[i].Compression = func() *block.CompressionProfile { return block.NoCompression }
		}
	}
	var err error
	if d.db, err = pebble.Open(o.Dir, options); err != nil {
		return nil, fmt.Errorf("open %s for state: %w", o.Dir, err)
	}
	return d, nil
}

// Close removes everything. Snapshots that are open are closed: a task that is cancelled leaves them as they are.
func (d *Disk) Close() error {
	d.mu.Lock()
	left := slices.Collect(maps.Keys(d.open))
	d.mu.Unlock()
	var err error
	for _, s := range left {
		err = errors.Join(err, s.Close())
	}
	return errors.Join(err, d.db.Close(), os.RemoveAll(d.dir))
}

// Set implements state.Disk.
func (d *Disk) Set(space uint32, key, value []byte) error {
	name := d.name(space, key)
	err := d.forgetPieces(name)
	if len(key) > longestKey {
		key, value = nil, d.withKey(key, value)
	}
	if err == nil && len(value) > pieceSize {
		value, err = d.setPieces(name, value)
	}
	if err != nil {
		return d.failedOr(err)
	}
	return d.put(name, key, value)
}

// put writes a value under the name of a key.
func (d *Disk) put(name, key, value []byte) error {
	if d.seal != nil {
		var err error
		if value, err = d.seal.close(name, key, value); err != nil {
			return err
		}
	}
	return d.failedOr(d.db.Set(name, value, pebble.NoSync))
}

// failedOr is why the disk has failed, or else another error.
func (d *Disk) failedOr(err error) error {
	if failed := d.files.err(); failed != nil {
		return failed
	}
	return err
}

// Get implements state.Disk.
func (d *Disk) Get(space uint32, key []byte) (value []byte, ok bool, err error) {
	return d.get(d.db, space, key)
}

func (d *Disk) get(from pebble.Reader, space uint32, key []byte) (value []byte, ok bool, err error) {
	if value, ok, err = d.find(from, d.name(space, key)); err != nil || !ok {
		return nil, false, err
	}
	if _, value, err = d.whole(from, value); err != nil {
		return nil, false, d.failedOr(err)
	}
	return value, true, nil
}

// find is what lies under a name.
func (d *Disk) find(from pebble.Reader, name []byte) (value []byte, ok bool, err error) {
	found, closer, err := from.Get(name)
	switch {
	case errors.Is(err, pebble.ErrNotFound):
		return nil, false, d.failedOr(nil)
	case err != nil:
		return nil, false, d.failedOr(err)
	}
	if d.seal != nil {
		_, value, err = d.seal.open(name, found)
	} else {
		value = append(make([]byte, 0, len(found)), found...)
	}
	return value, true, errors.Join(err, closer.Close())
}

// Delete implements state.Disk.
func (d *Disk) Delete(space uint32, key []byte) error {
	name := d.name(space, key)
	err := d.forgetPieces(name)
	if err == nil {
		err = d.db.Delete(name, pebble.NoSync)
	}
	return d.failedOr(err)
}

// Clear implements state.Disk.
func (d *Disk) Clear(space uint32, order []byte) error {
	from := d.bound(space, order)
	if err := d.forgetBelow(from); err != nil {
		return d.failedOr(err)
	}
	return d.failedOr(d.db.DeleteRange(from, after(from), pebble.NoSync))
}

// bound is how the names of keys begin that begin with a part of an order.
func (d *Disk) bound(space uint32, order []byte) []byte {
	return d.appendOrder(binary.BigEndian.AppendUint32(nil, space), order)
}

// after is what comes after all that begins with a prefix.
func after(prefix []byte) []byte {
	next := slices.Clone(prefix)
	for i := len(next) - 1; i >= 0; i-- {
		if next[i]++; next[i] != 0 {
			return next[:i+1]
		}
	}
	return nil
}

// Snapshot implements state.Disk.
func (d *Disk) Snapshot() state.DiskSnapshot {
	s := &snapshot{disk: d, taken: d.db.NewSnapshot()}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.open[s] = struct{}{}
	return s
}

type snapshot struct {
	disk  *Disk
	taken *pebble.Snapshot
	scan  *pebble.Iterator
}

// Get implements state.DiskSnapshot.
func (s *snapshot) Get(space uint32, key []byte) (value []byte, ok bool, err error) {
	return s.disk.get(s.taken, space, key)
}

// Scan implements state.DiskSnapshot.
func (s *snapshot) Scan(space uint32, order []byte, only bool) (err error) {
	if s.scan != nil {
		if err := s.scan.Close(); err != nil {
			return err
		}
	}
	from := s.disk.bound(space, order)
	to := after(from)
	if !only {
		to = after(s.disk.bound(space, nil))
	}
	if s.scan, err = s.taken.NewIter(&pebble.IterOptions{LowerBound: from, UpperBound: to}); err == nil {
		s.scan.First()
	}
	return err
}

// Next implements state.DiskSnapshot.
func (s *snapshot) Next() (key, value []byte, ok bool, err error) {
	if !s.scan.Valid() {
		return nil, nil, false, s.disk.failedOr(s.scan.Error())
	}
	name := s.scan.Key()
	if value, err = s.scan.ValueAndErr(); err != nil {
		return nil, nil, false, s.disk.failedOr(err)
	}
	if s.disk.seal != nil {
		key, value, err = s.disk.seal.open(name, value)
	} else {
		key, value = append([]byte(nil), name[4:]...), append([]byte(nil), value...)
	}
	if err == nil {
		var long []byte
		if long, value, err = s.disk.whole(s.taken, value); long != nil {
			key = long
		}
	}
	s.scan.Next()
	return key, value, err == nil, err
}

// Close implements state.DiskSnapshot. Closing it again does nothing.
func (s *snapshot) Close() (err error) {
	s.disk.mu.Lock()
	_, open := s.disk.open[s]
	delete(s.disk.open, s)
	s.disk.mu.Unlock()
	if !open {
		return nil
	}
	if s.scan != nil {
		err = s.scan.Close()
	}
	return errors.Join(err, s.taken.Close())
}

// quiet says nothing: what goes wrong is told by what fails.
type quiet struct{}

func (quiet) Infof(string, ...any)  {}
func (quiet) Errorf(string, ...any) {}

// Fatalf is called where Pebble cannot go on, such as when the disk is full. Its goroutines end with the process.
func (quiet) Fatalf(format string, args ...any) {
	panic(fmt.Sprintf("state on disk: "+format, args...))
}
