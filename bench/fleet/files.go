package main

import (
	"fmt"
	"syscall"
)

// filesPerApplication is the open files of an application and of whoever watches it, which are one process here: a socket that listens, and both
// ends of two connections.
const filesPerApplication = 5

// allowFiles raises the limit of open files to what the fleet needs.
func allowFiles(applications int) error {
	needed := uint64(applications*filesPerApplication + 1000)
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return err
	}
	if limit.Cur >= needed {
		return nil
	}
	limit.Cur, limit.Max = needed, max(limit.Max, needed)
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return fmt.Errorf("%d applications need %d open files (ulimit -n): %w", applications, needed, err)
	}
	return nil
}
