package cluster

import (
	"log/slog"
	"strings"
	"time"

	"github.com/penstock/penstock/runtime/embedded/heap"
)

// The sizes of file systems in memory, in bytes. No more is taken than there are files: blobs and the code with a JobManager; with a
// TaskManager, which is a KPU and gets as much as that has memory, RocksDB's files, which are all of its state.
const (
	managerFiles = 2 << 30
	workerFiles  = 4 << 30
	// memoryShare is the part of the machine's memory, or the container's, that one of them gets at most.
	memoryShare = 2
)

// mayHave is the size of a file system in memory: never so much that it alone could use up the memory that there is, since the kernel would
// then end whoever is largest, and files are nobody's.
func mayHave(size int64) int64 { return min(size, heap.Machine()/memoryShare) }

// mostlyFull is how full a file system in memory is, in percent, when that is told.
const mostlyFull = 80

// limitMemory ends a process whose files in memory leave too little to others, as [keeper.limitDisk] does on a disk, and tells of one that
// has not much room left.
func (k *keeper) limitMemory(p *process) {
	size, used, there := p.inMemory()
	if !there {
		return
	}
	switch {
	case used*100 < size*mostlyFull:
		p.filled.Store(false)
	case !p.filled.Swap(true):
		k.logs.tell(slog.LevelWarn, "%s has %d MB of files in memory, and may have %d MB. %s", p.name, used/1e6, size/1e6, moreFiles)
	}
	free, err := k.freeMemory()
	if err != nil {
		return // which is so on machines that have no control groups, nor memory that anybody can tell of
	}
	if limit := (free + used) * sharePercent / 100; used > limit {
		k.end(p, tookMemory, "%s has %d MB of files in memory, which leaves others %d MB; it is ended", p.name, used/1e6, free/1e6)
	}
}

// moreFiles is what to do about files in memory that are too many.
const moreFiles = "State of an application with keys lies there: a higher parallelism divides it over more TaskManagers, " +
	"and `penstock serve --flink-files-mib` gives each of them more."

// noSpace is what the system calls that there is no room for a file.
const noSpace = "No space left on device"

// outOfSpace tells that a process says in its log that there is no room for a file.
func (m message) outOfSpace() bool {
	for _, text := range append(m.Throwable, m.Message) {
		if strings.Contains(text, noSpace) {
			return true
		}
	}
	return false
}

// fullPause is for how long it is not told again that files in memory have no room.
const fullPause = time.Minute

// noteOf takes what a TaskManager writes that has its files in memory. What it says where these are full is Java's or RocksDB's, who know
// of a device.
func (k *keeper) noteOf(r role) func(message) {
	return func(said message) {
		k.note(said)
		if k.seals == nil || !k.seals.inMemory || !said.outOfSpace() {
			return
		}
		k.mu.Lock()
		last := k.toldFull
		again := time.Since(last) >= fullPause
		if again {
			k.toldFull = time.Now()
		}
		k.mu.Unlock()
		if again {
			k.logs.tell(slog.LevelError, "%s has no room for its files, which lie in memory: it may have %d MB. %s", r.name, r.files/1e6, moreFiles)
		}
	}
}
