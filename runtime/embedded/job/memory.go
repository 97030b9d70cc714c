package job

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"

	"github.com/penstock/penstock/runtime/embedded/disk"
	"github.com/penstock/penstock/runtime/embedded/heap"
	"github.com/penstock/penstock/runtime/embedded/option"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// The options of a script that say where state lies, by Flink's names. State is in memory, and what of it has no room there on disk,
// whichever type is chosen; the types differ in how much room there is.
const (
	backendOption       = "state.backend.type"
	legacyBackendOption = "state.backend"
	managedOption       = "taskmanager.memory.managed.size"
	processOption       = "taskmanager.memory.process.size"
	onDisk              = "rocksdb"
)

// The shares of what a process has room for that state may take: of the types hashmap and rocksdb (about half of all the memory, and Flink's
// taskmanager.memory.managed.fraction), and that all that lives in the process may before state has to make room.
const (
	inMemoryShare = 0.55
	onDiskShare   = 0.44
	heapShare     = 0.72
)

// withMemory fills in how much memory the script says there is.
func (j *Job) withMemory(c plan.Config) (err error) {
	if value, ok := c.Values[processOption]; ok && j.options.MemoryLimit == 0 {
		if j.options.MemoryLimit, err = option.ParseBytes(value); err != nil {
			return fmt.Errorf("option %s: %w", processOption, err)
		}
		heap.Keep(j.options.MemoryLimit)
	}
	setDefault(&j.options.MemoryLimit, heap.Limit())
	if j.stateMemory = j.options.StateMemory; j.stateMemory > 0 {
		return nil
	}
	backend, ok := c.Values[backendOption]
	if !ok {
		backend = c.Values[legacyBackendOption]
	}
	share := inMemoryShare
	if backend == onDisk {
		share = onDiskShare
	}
	j.stateMemory = int64(share * float64(heap.Room(j.options.MemoryLimit)))
	if value, ok := c.Values[managedOption]; ok && backend == onDisk {
		if j.stateMemory, err = option.ParseBytes(value); err != nil {
			return fmt.Errorf("option %s: %w", managedOption, err)
		}
	}
	return nil
}

// diskShare is the part of what state may take that the disk uses for itself, once there is one.
const diskShare = 5

// newMemory makes the memory of an attempt. What is returned removes what lies on disk, after all tasks have ended.
func (j *Job) newMemory(attempt int) (m *state.Memory, remove func()) {
	var mu sync.Mutex
	var closers []func() error
	m = state.NewMemory(j.stateMemory, int64(heapShare*float64(heap.Room(j.options.MemoryLimit))), func() (state.Disk, error) {
		mu.Lock()
		defer mu.Unlock()
		dir := j.options.StateDir
		if dir == "" {
			temporary, release, err := disk.TempFolder("", j.options.Logger)
			if err != nil {
				return nil, err
			}
			dir = temporary
			closers = append(closers, release)
		}
		// What an attempt before has left behind may still be open.
		d, err := disk.Open(disk.Options{
			Dir: filepath.Join(dir, strconv.Itoa(attempt)), Memory: j.stateMemory / diskShare, Sealed: j.options.Keys != nil,
			Logger: j.options.Logger,
		})
		if err != nil {
			return nil, err
		}
		closers = append(closers, d.Close)
		j.log.Info("Job "+j.title()+" has more state than memory: it goes to disk.", "memory", j.stateMemory, "path", dir)
		return d, nil
	})
	return m, func() {
		mu.Lock()
		defer mu.Unlock()
		for _, closer := range slices.Backward(closers) {
			if err := closer(); err != nil {
				j.log.Warn("state on disk cannot be removed", "error", err)
			}
		}
		closers = nil
	}
}

// removeOldState removes the state on disk of a process before, of which nothing is needed.
func (j *Job) removeOldState() error {
	if j.options.StateDir == "" {
		return nil
	}
	if err := os.RemoveAll(j.options.StateDir); err != nil {
		return fmt.Errorf("remove state that was left over: %w", err)
	}
	return nil
}
