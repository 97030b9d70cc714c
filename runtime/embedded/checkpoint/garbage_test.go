package checkpoint_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
	"gocloud.dev/blob"
	"gocloud.dev/blob/memblob"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/checkpoint/objects"
)

var errKilled = errors.New("the process is dead")

// death is after how many calls a process dies; negative for one that lives.
type death struct{ calls atomic.Int64 }

func (d *death) in(calls int64) { d.calls.Store(calls) }

// check counts a call, and fails it where the process is dead.
func (d *death) check() error {
	for {
		left := d.calls.Load()
		switch {
		case left < 0:
			return nil
		case left == 0:
			return errKilled
		case d.calls.CompareAndSwap(left, left-1):
			return nil
		}
	}
}

// mortal is a storage whose user may die between two calls.
type mortal struct {
	checkpoint.Storage
	*death
}

func (s mortal) Create(path string) (checkpoint.File, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	f, err := s.Storage.Create(path)
	return mortalFile{f, s.death}, err
}

func (s mortal) Link(from, to string) error { return errors.Join(s.check(), s.Storage.Link(from, to)) }

func (s mortal) Remove(dir string) error {
	if err := s.check(); err != nil {
		return err
	}
	return s.Storage.Remove(dir)
}

type mortalFile struct {
	checkpoint.File
	*death
}

func (f mortalFile) Commit() error {
	if err := f.check(); err != nil {
		return errors.Join(err, f.Abort())
	}
	return f.File.Commit()
}

// mortalBucket is the same for each call to a bucket.
type mortalBucket struct {
	*blob.Bucket
	*death
}

func (b mortalBucket) WriteAll(ctx context.Context, key string, content []byte, o *blob.WriterOptions) error {
	if err := b.check(); err != nil {
		return err
	}
	return b.Bucket.WriteAll(ctx, key, content, o)
}

func (b mortalBucket) Delete(ctx context.Context, key string) error {
	if err := b.check(); err != nil {
		return err
	}
	return b.Bucket.Delete(ctx, key)
}

func (b mortalBucket) NewWriter(ctx context.Context, key string, o *blob.WriterOptions) (*blob.Writer, error) {
	if err := b.check(); err != nil {
		return nil, err
	}
	return b.Bucket.NewWriter(ctx, key, o)
}

// kept is a place for checkpoints.
type kept struct {
	// users is the storage of processes that may die, immortal that of whoever looks on.
	users, immortal checkpoint.Storage
	root            string
	// sweep removes leftovers; empty lists what there is.
	sweep func() error
	left  func() []string
}

func keptOnDisk(t *testing.T, d *death) kept {
	t.Helper()
	root := t.TempDir()
	return kept{mortal{checkpoint.LocalStorage{}, d}, checkpoint.LocalStorage{}, root, func() error { return nil }, func() (files []string) {
		_ = filepath.WalkDir(root, func(path string, e os.DirEntry, _ error) error {
			if e != nil && !e.IsDir() {
				files = append(files, path)
			}
			return nil
		})
		return files
	}}
}

func keptInBucket(t *testing.T, d *death) kept {
	t.Helper()
	bucket := memblob.OpenBucket(nil)
	t.Cleanup(func() { require.NoError(t, bucket.Close()) })
	immortal := objects.New(bucket, "state")
	return kept{objects.New(mortalBucket{bucket, d}, "state"), immortal, "/state", func() error {
		_, err := immortal.Sweep(context.Background(), 0)
		return err
	}, func() (keys []string) {
		list := bucket.List(nil)
		for {
			o, err := list.Next(context.Background())
			if errors.Is(err, io.EOF) {
				return keys
			}
			keys = append(keys, o.Key)
		}
	}}
}

// history is a random history of one application.
type history struct {
	*testing.T
	kept
	death *death
	job   *tasks
	// run is the folder of the job's checkpoints, snapshots what each snapshot holds by its folder.
	run       string
	runs      int
	snapshots map[string]map[string]string
	// taken is what the newest checkpoint of the run holds; nil before any.
	taken map[string]string
}

func (h *history) content(dir string) map[string]string {
	files := checkpoint.Files{Storage: h.immortal}
	_, err := checkpoint.Verify(context.Background(), files, dir)
	require.NoError(h, err)
	s, err := checkpoint.Read(files, dir)
	require.NoError(h, err)
	held, err := countsOf(s, batch.GroupRange{First: 0, Last: 127})
	require.NoError(h, err)
	return held
}

// begin starts the job anew, as after a failure.
func (h *history) begin() {
	if h.job != nil {
		h.job.stop()
	}
	h.death.in(-1)
	state := newCounts(50)
	if h.job != nil {
		state = h.job.state
	}
	h.job = newTasks(h.T, checkpoint.Config{Dir: h.run, Files: checkpoint.Files{Storage: h.users}})
	h.job.state = state
}

// trigger takes a checkpoint or a savepoint, of a process that may die over it.
func (h *history) trigger(kind checkpoint.Kind, change int) {
	dir := ""
	if kind == checkpoint.Savepoint {
		dir = filepath.Join(h.root, "snapshots", strconv.Itoa(len(h.snapshots)))
	}
	h.job.lock.Lock()
	h.job.state.add(change, 1)
	h.job.lock.Unlock()
	c, err := h.job.coordinator.Trigger(context.Background(), kind, dir)
	if err == nil && kind == checkpoint.Savepoint {
		h.snapshots[c.Path] = h.content(c.Path)
	}
	if err != nil {
		h.begin()
	}
	if newest := h.newest(); newest != "" {
		h.taken = h.content(newest)
	} else {
		require.Nil(h, h.taken, "the newest checkpoint is gone")
	}
}

// newest is the folder of the newest checkpoint that is whole; empty before any.
func (h *history) newest() (newest string) {
	names, err := h.immortal.List(h.run)
	require.NoError(h, err)
	highest := -1
	for _, name := range names {
		inside, err := h.immortal.List(filepath.Join(h.run, name))
		require.NoError(h, err)
		n, err := strconv.Atoi(name[len("chk-"):])
		require.NoError(h, err)
		for _, file := range inside {
			if file == checkpoint.MetadataFile && n > highest {
				newest, highest = filepath.Join(h.run, name), n
			}
		}
	}
	return newest
}

// remove removes a folder, until that has succeeded.
func (h *history) remove(dir string) {
	for h.users.Remove(dir) != nil {
		h.death.in(-1)
	}
}

func (h *history) nextRun() {
	h.job.stop()
	h.remove(h.run)
	h.runs++
	h.run, h.taken = filepath.Join(h.root, "checkpoints", strconv.Itoa(h.runs)), nil
	h.begin()
}

// TestGarbage_NothingNeededGoesAndNothingElseStays takes checkpoints and savepoints, removes some, and has the process die at any
// call, in any order.
func TestGarbage_NothingNeededGoesAndNothingElseStays(t *testing.T) {
	t.Parallel()
	for name, place := range map[string]func(*testing.T, *death) kept{"on disk": keptOnDisk, "in a bucket": keptInBucket} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(r *rapid.T) {
				d := new(death)
				d.in(-1)
				h := &history{T: t, kept: place(t, d), death: d, snapshots: map[string]map[string]string{}}
				h.run = filepath.Join(h.root, "checkpoints", "0")
				h.begin()
				for range rapid.IntRange(1, 16).Draw(r, "steps") {
					step := rapid.SampledFrom([]string{"checkpoint", "checkpoint", "savepoint", "delete", "die", "restart", "run", "sweep"}).Draw(r, "step")
					switch step {
					case "checkpoint":
						h.trigger(checkpoint.Periodic, rapid.IntRange(0, 60).Draw(r, "key"))
					case "savepoint":
						h.trigger(checkpoint.Savepoint, rapid.IntRange(0, 60).Draw(r, "key"))
					case "delete":
						for dir := range h.snapshots {
							h.remove(dir)
							delete(h.snapshots, dir)
							break
						}
					case "die":
						d.in(int64(rapid.IntRange(0, 15).Draw(r, "calls")))
					case "restart":
						h.begin()
					case "run":
						h.nextRun()
					case "sweep":
						require.NoError(t, h.sweep())
					}
					for dir, want := range h.snapshots {
						require.Equal(t, want, h.content(dir), "after %s", step)
					}
					if h.taken != nil {
						require.Equal(t, h.taken, h.content(h.newest()), "after %s", step)
					}
				}
				h.job.stop()
				d.in(-1)
				require.NoError(t, h.immortal.Remove(h.root))
				require.NoError(t, h.sweep())
				require.Empty(t, h.left())
			})
		})
	}
}
