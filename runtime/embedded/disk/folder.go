package disk

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"
)

const (
	folderPattern = "penstock-state-*"
	lockName      = "lock"
	// unlockedAge is after what time a folder without a lock was left behind in the instant between its making and its locking.
	unlockedAge = time.Hour
)

// errLocked tells that a process has a lock.
var errLocked = errors.New("it is locked")

// TempFolder makes a folder below another one, os.TempDir() for "", which nobody takes for left over while this process lives, and removes
// those of processes that died. release lets go of it and removes it.
func TempFolder(below string, logger *slog.Logger) (dir string, release func() error, err error) {
	if below == "" {
		below = os.TempDir()
	}
	removeLeftOver(below, logger)
	for {
		if dir, err = os.MkdirTemp(below, folderPattern); err != nil {
			return "", nil, fmt.Errorf("make a folder for state: %w", err)
		}
		unlock, err := tryLock(filepath.Join(dir, lockName), true)
		switch {
		case err == nil:
			return dir, func() error { return errors.Join(os.RemoveAll(dir), unlock()) }, nil
		case !errors.Is(err, errLocked) && !errors.Is(err, os.ErrNotExist):
			return "", nil, fmt.Errorf("lock a folder for state: %w", errors.Join(err, os.RemoveAll(dir)))
		}
		// Somebody removes it: it was not locked yet.
	}
}

// removeLeftOver removes the folders of processes that died. What cannot be removed stays.
func removeLeftOver(below string, logger *slog.Logger) {
	folders, _ := filepath.Glob(filepath.Join(below, folderPattern)) // the pattern is a good one
	for _, dir := range folders {
		unlock, err := tryLock(filepath.Join(dir, lockName), false)
		if errors.Is(err, os.ErrNotExist) {
			if info, statErr := os.Stat(dir); statErr != nil || time.Since(info.ModTime()) < unlockedAge {
				continue
			}
			unlock, err = func() error { return nil }, nil
		}
		if err != nil {
			continue
		}
		if err := errors.Join(os.RemoveAll(dir), unlock()); err != nil {
			logger.Warn("state that was left over cannot be removed", "path", dir, "error", err)
			continue
		}
		logger.Info("State that was left over by a process that died was removed.", "path", dir)
	}
}
