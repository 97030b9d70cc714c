//go:build unix && !linux

package postgres

import (
	"context"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
)

// isPostmaster tells whether the process is a server of the data directory, by its command line.
func isPostmaster(pid int, dataDir string) bool {
	if syscall.Kill(pid, 0) != nil {
		return false
	}
	command, err := exec.Command("ps", "-o", "command=", "-p", strconv.Itoa(pid)).Output()
	return err == nil && strings.Contains(string(command), "postgres") && strings.Contains(string(command), dataDir)
}

// awaitNoProcess has nothing to wait for: the server checks its shared memory itself before it starts.
func awaitNoProcess(context.Context, string) error { return nil }
