package cluster

import (
	"fmt"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// inMemory tells the size of the file system in memory of a process, and how much of that has files. Nobody else sees it, but through the
// process.
func (p *process) inMemory() (size, used int64, there bool) {
	if p.folder == "" {
		return 0, 0, false
	}
	var s unix.Statfs_t
	err := unix.Statfs(filepath.Join("/proc", fmt.Sprint(p.cmd.Process.Pid), "root", p.folder), &s)
	if err != nil || s.Type != unix.TMPFS_MAGIC { // it has ended, or has not come so far
		return 0, 0, false
	}
	return int64(s.Blocks) * s.Bsize, int64(s.Blocks-s.Bfree) * s.Bsize, true
}
