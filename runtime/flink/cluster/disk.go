package cluster

import (
	"context"
	"io/fs"
	"log/slog"
	"path/filepath"
	"time"
)

// diskLook is the time between two looks at what processes have written.
const diskLook = 2 * time.Second

// sharePercent is how much of what is free a process may take: what it leaves is for others to go on, and to be told.
const sharePercent = 80

// guardDisk ends processes that write too much, until ctx ends.
func (k *keeper) guardDisk(ctx context.Context) {
	ticker := time.NewTicker(diskLook)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		k.mu.Lock()
		m := k.members
		k.mu.Unlock()
		if m == nil {
			continue
		}
		for _, p := range m.all() {
			k.limitDisk(p)
		}
	}
}

// limitDisk ends a process that has written too much to its temporary folder.
func (k *keeper) limitDisk(p *process) {
	if p.temporary == "" {
		k.limitMemory(p)
		return
	}
	used := bytesIn(p.temporary)
	limit := k.diskPerProcess
	if free, err := freeBytes(p.temporary); err == nil {
		limit = min(limit, (free+used)*sharePercent/100)
	}
	if used > limit {
		k.end(p, filledDisk, "%s has %d MB in its temporary folder, and may have %d MB; it is ended", p.name, used/1e6, limit/1e6)
	}
}

// How processes are ended by their keeper.
const (
	filledDisk = "filled the disk, and was ended"
	tookMemory = "had more files in memory than there is room for, and was ended"
)

// end ends a process that takes too much, and tells why.
func (k *keeper) end(p *process, how, format string, args ...any) {
	select {
	case <-p.done:
		return
	default:
	}
	if !p.overran.CompareAndSwap(nil, &how) {
		return
	}
	k.logs.tell(slog.LevelError, format, args...)
	_ = p.cmd.Process.Kill() // it may have ended
}

// bytesIn is what the files below a folder take. Those that vanish meanwhile take nothing.
func bytesIn(dir string) (total int64) {
	_ = filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error { // what cannot be read is left out
		if err == nil && !e.IsDir() {
			if info, err := e.Info(); err == nil {
				total += info.Size()
			}
		}
		return nil
	})
	return total
}
