//go:build unix && !linux

package local

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"strconv"
	"strings"
)

// runningExecutable is the path that this process was started from.
func runningExecutable() (string, error) { return os.Executable() }

// startOf identifies the process that has a pid now by the second in which it was started. It tells too whether the
// process has ended and only waits to be reaped. os.ErrNotExist if there is none.
func startOf(pid int) (start string, zombie bool, err error) {
	out, err := ps("-o", "stat=,lstart=", "-p", strconv.Itoa(pid))
	state, start, found := strings.Cut(strings.TrimSpace(out), " ")
	if err != nil || !found {
		return "", false, fmt.Errorf("identify process %d: %w", pid, fs.ErrNotExist)
	}
	return strings.TrimSpace(start), strings.HasPrefix(state, "Z"), nil
}

// findByFolder finds the processes whose environment names the cluster's folder.
func findByFolder(path string) ([]process, error) {
	out, err := ps("-axwwE", "-o", "pid=,command=")
	if err != nil {
		return nil, fmt.Errorf("list processes: %w", err)
	}
	var all []process
	for line := range strings.Lines(out) {
		pidText, command, _ := strings.Cut(strings.TrimSpace(line), " ")
		if !strings.Contains(command+" ", " "+folderVariable+"="+path+" ") {
			continue
		}
		pid, err := strconv.Atoi(pidText)
		if err != nil {
			return nil, fmt.Errorf("list processes: %w", err)
		}
		if start, zombie, err := startOf(pid); err == nil && !zombie {
			all = append(all, process{pid, start})
		}
	}
	return all, nil
}

func ps(args ...string) (string, error) {
	cmd := exec.Command("ps", args...) //nolint:noctx // it ends at once by itself
	cmd.Env = append(os.Environ(), "LC_ALL=C", "TZ=UTC")
	out, err := cmd.Output()
	return string(out), err
}
