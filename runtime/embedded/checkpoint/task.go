package checkpoint

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/penstock/penstock/runtime/embedded/state"
)

// TaskState is what one subtask puts into a checkpoint.
type TaskState struct {
	Vertex   string
	Subtask  int
	Sections []state.Section
	// Views are read with Lock held, a little at a time, while the task goes on.
	Views []*state.View
	Lock  sync.Locker
	// Committables are what the sinks in the task want to be committed, by operator.
	Committables map[string][][]byte
}

// takeSize is how much of a view is encoded while the task waits.
const takeSize = 1 << 17

// timeSlice is for how long views are encoded before tasks come first. Those who encode and who write wake one another, so that the
// scheduler counts them as one, and a task that waits for the lock would otherwise wait for several of its slices of 10 ms while the other
// processors collect garbage.
const timeSlice = 8 * time.Millisecond

// writtenTable is a keyed state as a file has it.
type writtenTable struct {
	operator, name, signature string
	delta                     bool
	base                      int64
	entries                   int
	size                      int64
}

// Store writes a subtask's state where the barrier says and describes the file; its name is empty where there is nothing to
// write. It runs outside of the task, and ends early when ctx does.
func Store(ctx context.Context, files Files, b Barrier, t TaskState) (f StateFile, err error) {
	defer t.release()
	if b.given != nil {
		var giveUp context.CancelFunc
		ctx, giveUp = context.WithCancel(ctx)
		defer giveUp()
		defer context.AfterFunc(b.given, giveUp)()
	}
	// However long a write takes that is under way: the task does not wait for it when nobody does any more.
	defer context.AfterFunc(ctx, t.release)()
	f = StateFile{Vertex: t.Vertex, Subtask: t.Subtask}
	if b.Dir == "" || len(t.Sections)+len(t.Views) == 0 {
		return f, nil
	}
	var random [8]byte
	rand.Read(random[:])
	f.Name = fmt.Sprintf("%s-%d-%s.state", t.Vertex, t.Subtask, hex.EncodeToString(random[:]))
	path := filepath.Join(b.Dir, f.Name)
	file, err := files.create(path, stateRole)
	if err != nil {
		return f, fmt.Errorf("create state file: %w", err)
	}
	if f.tables, err = t.write(ctx, file); err == nil {
		f.Size, err = file.commit()
	}
	if err != nil {
		return f, fmt.Errorf("write %s: %w", path, errors.Join(err, file.abort()))
	}
	return f, nil
}

func (t *TaskState) release() {
	if len(t.Views) == 0 {
		return
	}
	t.Lock.Lock()
	defer t.Lock.Unlock()
	for _, v := range t.Views {
		v.Release()
	}
}

// encoded is some blocks of the table of a number.
type encoded struct {
	table  int
	blocks []*state.Block
}

// write encodes the views in one goroutine, and compresses and writes them in this one.
func (t *TaskState) write(ctx context.Context, file *writer) ([]writtenTable, error) {
	w := &contentWriter{to: file}
	for _, s := range t.Sections {
		w.section(s)
	}
	tables := make([]writtenTable, len(t.Views))
	for i, v := range t.Views {
		tables[i] = writtenTable{operator: v.Operator, name: v.Name, signature: v.Signature, delta: v.Delta, base: v.Base}
		w.table(v.Operator, v.Name)
	}
	ctx, cancel := context.WithCancel(ctx)
	ready := make(chan encoded, 2)
	var encoding sync.WaitGroup
	encoding.Go(func() {
		defer close(ready)
		t.encode(ctx, ready)
	})
	for e := range ready {
		for _, b := range e.blocks {
			tables[e.table].entries += b.Count
			tables[e.table].size += w.block(e.table, b)
			b.Recycle()
		}
		if w.err != nil {
			break
		}
	}
	err := ctx.Err()
	cancel()
	encoding.Wait()
	err = errors.Join(err, t.viewErr())
	if err == nil {
		err = w.end()
	}
	return tables, err
}

// viewErr is why views are not whole. Whoever gives up may be releasing them at this moment.
func (t *TaskState) viewErr() (err error) {
	if len(t.Views) == 0 {
		return nil
	}
	t.Lock.Lock()
	defer t.Lock.Unlock()
	for _, v := range t.Views {
		err = errors.Join(err, v.Err())
	}
	return err
}

func (t *TaskState) encode(ctx context.Context, ready chan<- encoded) {
	began := time.Now()
	for i, v := range t.Views {
		for last := false; !last; {
			e := encoded{table: i}
			t.Lock.Lock()
			e.blocks, last = v.Take(takeSize)
			t.Lock.Unlock()
			if time.Since(began) > timeSlice {
				runtime.Gosched()
				began = time.Now()
			}
			select {
			case ready <- e:
			case <-ctx.Done():
				return
			}
		}
	}
}
