package enginetest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/compile"
	"github.com/penstock/penstock/runtime/embedded/connector/builtin"
	"github.com/penstock/penstock/runtime/embedded/heap"
	"github.com/penstock/penstock/runtime/embedded/job"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
)

// limitedRun is what a process of its own is told to run, and with how much memory.
type limitedRun struct {
	Script string
	// Limit is how many bytes the process may take.
	Limit int64
	// StateMemory is how many bytes of state may be in memory, 0 for what follows from Limit; StateDir is where the others are.
	StateMemory int64
	StateDir    string
	// Checkpoints is where checkpoints are taken, ten a second; "" for none.
	Checkpoints string
	// FileSize is how large a file may become, 0 for any size: who writes more is refused, as on a disk that is full.
	FileSize uint64
	// Restarts is how often the job is restarted before it is canceled; 0 for a job whose first failure is its last.
	Restarts int
}

// limitedResult is what it tells.
type limitedResult struct {
	// Peak is the most memory that the process ever had, in bytes; Rows how many were printed.
	Peak, Rows int64
	Error      string
	Spilled    bool
}

const (
	// limitedVariable has a limitedRun as JSON for the process that a test of this file starts.
	limitedVariable = "PENSTOCK_TEST_LIMITED"
	// limitedMark begins the line with the limitedResult.
	limitedMark = "limited: "
)

// runLimited runs a script in a process of its own.
func runLimited(t *testing.T, run limitedRun) limitedResult {
	t.Helper()
	out, err := run.command(t, t.TempDir()).CombinedOutput()
	require.NoError(t, err, "%s", out)
	_, line, found := strings.Cut(string(out), limitedMark)
	require.True(t, found, "%s", out)
	var result limitedResult
	require.NoError(t, json.NewDecoder(strings.NewReader(line)).Decode(&result))
	return result
}

// command is that of the process, whose files that are nowhere else are below a folder.
func (r limitedRun) command(t *testing.T, folder string) *exec.Cmd {
	t.Helper()
	text, err := json.Marshal(r)
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	t.Cleanup(cancel)
	c := exec.CommandContext(ctx, os.Args[0], "-test.run", "^TestLimitedProcess$", "-test.v")
	c.Env = append(os.Environ(), limitedVariable+"="+string(text), "GOGC=", "GOMEMLIMIT=", "TMPDIR="+folder)
	return c
}

// TestLimitedProcess is the process that runLimited starts.
func TestLimitedProcess(t *testing.T) {
	text, set := os.LookupEnv(limitedVariable)
	if !set {
		t.Skip("another test starts it in a process of its own")
	}
	var run limitedRun
	require.NoError(t, json.Unmarshal([]byte(text), &run))
	heap.Keep(run.Limit)
	heap.Tune()
	p, err := compile.Compile([]script.File{{Name: "script.sql", Text: run.Script}}, nil)
	require.NoError(t, err)
	if run.FileSize > 0 {
		limitFiles(t, run.FileSize)
	}
	var out lineCounter
	var logs bytes.Buffer
	j, err := job.New(p, job.Options{
		NoRestart: run.Restarts == 0, RestartDelay: time.Millisecond, MemoryLimit: run.Limit, StateMemory: run.StateMemory, StateDir: run.StateDir, Stdout: &out, Registry: builtin.Registry(),
		Logger: slog.New(slog.NewTextHandler(&logs, nil)), CheckpointDir: run.Checkpoints, CheckpointInterval: 100 * time.Millisecond,
	})
	require.NoError(t, err)
	result := limitedResult{}
	go func() {
		for run.Restarts > 0 {
			_, changed := j.Changes()
			if j.Restarts() >= run.Restarts {
				j.Cancel()
				return
			}
			<-changed
		}
	}()
	if err := j.Run(t.Context()); errors.Is(err, job.ErrCanceled) {
		result.Error = j.Exceptions()[0].Message
	} else if err != nil {
		result.Error = err.Error()
	}
	result.Rows, result.Peak, result.Spilled = int64(out), peakMemory(t), strings.Contains(logs.String(), "it goes to disk")
	told, err := json.Marshal(result)
	require.NoError(t, err)
	_, err = os.Stdout.WriteString(limitedMark + string(told) + "\n")
	require.NoError(t, err)
}

// peakMemory is the most memory that this process ever had.
func peakMemory(t *testing.T) int64 {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Skip("this system does not tell how much memory a process has had")
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kilobytes, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			require.NoError(t, err)
			return kilobytes << 10
		}
	}
	t.Skip("this system does not tell how much memory a process has had")
	return 0
}

// lineCounter counts the lines written to it.
type lineCounter int64

func (c *lineCounter) Write(p []byte) (int, error) {
	*c += lineCounter(bytes.Count(p, []byte("\n")))
	return len(p), nil
}
