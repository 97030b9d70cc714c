package e2e

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

var (
	// binary is the penstock to test.
	binary string
	// workshop is the directory of all directories of the tests; its path is short, which leaves room for the names of
	// sockets. It is removed after the last process of the tests, not by the tests, in which clusters may still write to it.
	workshop string
	shelves  atomic.Int64
)

// workshopVariable is how the processes of the tests are found: all that a test starts have it in their environment.
const workshopVariable = "E2E_WORKSHOP"

func TestMain(m *testing.M) {
	os.Exit(buildAndRun(m))
}

func buildAndRun(m *testing.M) int {
	lifeline, err := openWorkshop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "make a directory for the tests:", err)
		return 1
	}
	defer lifeline.Close()
	if binary = os.Getenv("PENSTOCK_BINARY"); binary == "" {
		binary = filepath.Join(workshop, "penstock")
		build := exec.Command("go", "build", "-o", binary, "github.com/penstock/penstock/cmd/penstock")
		build.Stderr = os.Stderr
		if err := build.Run(); err != nil {
			fmt.Fprintln(os.Stderr, "build penstock:", err)
			return 1
		}
	}
	return m.Run()
}

// openWorkshop makes the workshop and leaves a process behind that waits for the end of this one, by the end of a pipe,
// and then ends what the tests have started and removes the workshop. Nothing that runs in this process could: it may
// panic, run into its timeout or be killed.
func openWorkshop() (lifeline io.Closer, err error) {
	if workshop, err = os.MkdirTemp("", "ps-"); err != nil {
		return nil, err
	}
	if err := os.Chmod(workshop, 0o711); err != nil { // a test has a server of another user
		return nil, err
	}
	const script = `cat
for process in /proc/[0-9]*; do
	if tr '\0' '\n' <"$process/environ" | grep -qxF "$1=$2"; then kill -KILL "${process#/proc/}"; fi
done 2>/dev/null
until rm -rf "$2"; do sleep 0.1; done`
	watcher := exec.Command("sh", "-c", script, "sh", workshopVariable, workshop)
	watcher.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if lifeline, err = watcher.StdinPipe(); err != nil {
		return nil, err
	}
	return lifeline, watcher.Start()
}

// shortDir is a directory of the test's own with a short path.
func shortDir(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(workshop, strconv.FormatInt(shelves.Add(1), 10))
	require.NoError(t, os.Mkdir(dir, 0o700))
	return dir
}
