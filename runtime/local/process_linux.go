package local

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
)

// runningExecutable is the image of this process, also when its file was replaced or removed.
func runningExecutable() (string, error) { return "/proc/self/exe", nil }

// bootID tells this boot of the machine from all others.
var bootID = sync.OnceValues(func() (string, error) {
	id, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	return strings.TrimSpace(string(id)), err
})

// startOf identifies the process that has a pid now: the boot and the clock tick in which it was started. It tells too
// whether the process has ended and only waits to be reaped. os.ErrNotExist if there is none.
func startOf(pid int) (start string, zombie bool, err error) {
	boot, err := bootID()
	if err != nil {
		return "", false, fmt.Errorf("identify process %d: %w", pid, err)
	}
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return "", false, fmt.Errorf("identify process %d: %w", pid, err)
	}
	// The second field is the name in parentheses, and may itself have any character.
	_, rest, found := bytes.Cut(stat[bytes.LastIndexByte(stat, ')')+1:], []byte(" "))
	fields := bytes.Fields(rest)
	const state, startTime = 0, 19 // fields 3 and 22 of proc_pid_stat(5)
	if !found || len(fields) <= startTime {
		return "", false, fmt.Errorf("identify process %d: its stat has %d fields", pid, len(fields))
	}
	zombie = fields[state][0] == 'Z' || fields[state][0] == 'X'
	return boot + ":" + string(fields[startTime]), zombie, nil
}

// findByFolder finds the processes whose environment names the cluster's folder.
func findByFolder(path string) ([]process, error) {
	found, err := filepath.Glob("/proc/[0-9]*/environ")
	if err != nil {
		return nil, err
	}
	want := []byte(folderVariable + "=" + path)
	var all []process
	for _, file := range found {
		env, err := os.ReadFile(file)
		if err != nil {
			continue // ended meanwhile, or somebody else's
		}
		for kv := range bytes.SplitSeq(env, []byte{0}) {
			if !bytes.Equal(kv, want) {
				continue
			}
			pid, err := strconv.Atoi(filepath.Base(filepath.Dir(file)))
			if err != nil {
				return nil, err
			}
			if start, zombie, err := startOf(pid); err == nil && !zombie {
				all = append(all, process{pid, start})
			}
		}
	}
	return all, nil
}
