package postgres

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// isPostmaster tells whether the process is a server of the data directory: every process of Postgres works in it.
func isPostmaster(pid int, dataDir string) bool {
	at, err := os.Readlink("/proc/" + strconv.Itoa(pid) + "/cwd")
	return err == nil && at == resolved(dataDir)
}

// awaitNoProcess returns when no process of a server works in the data directory any more. After a postmaster was
// killed, its children notice by themselves and end.
func awaitNoProcess(ctx context.Context, dataDir string) error {
	for {
		pid := processIn(resolved(dataDir))
		if pid == 0 {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("process %d still uses %s: %w", pid, dataDir, ctx.Err())
		case <-time.After(pollInterval):
		}
	}
}

// processIn returns a process that works in the directory, or 0. Processes of other users cannot be looked into; a
// server of ours is never one of those.
func processIn(dir string) int {
	links, err := filepath.Glob("/proc/[0-9]*/cwd")
	if err != nil {
		return 0
	}
	for _, link := range links {
		if at, err := os.Readlink(link); err == nil && at == dir {
			if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(link))); err == nil {
				return pid
			}
		}
	}
	return 0
}

func resolved(dir string) string {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		return real
	}
	return dir
}
