package flink_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/drivertest"
	"github.com/penstock/penstock/runtime/flink"
	"github.com/penstock/penstock/runtime/flink/cluster"
	"github.com/penstock/penstock/runtime/flink/flinktest"
	"github.com/penstock/penstock/runtime/local"
)

// TestMain makes the test binary the commands of penstock that clusters consist of.
func TestMain(m *testing.M) {
	switch {
	case len(os.Args) == 2 && os.Args[1] == flink.Command:
		ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
		defer stop()
		o := cluster.Options{Dir: ".", Executable: "/proc/self/exe"}
		o.MainPatience, _ = time.ParseDuration(os.Getenv(patienceVariable))     // none is the default
		o.DiskPerProcess, _ = strconv.ParseInt(os.Getenv(diskVariable), 10, 64) // likewise
		o.FilesPerProcess, _ = strconv.ParseInt(os.Getenv(filesVariable), 10, 64)
		handover, err := local.InheritedSecret()
		if err == nil && handover != nil {
			o.Handover = handover
		}
		if err == nil {
			err = cluster.Run(ctx, o)
		}
		if err != nil {
			os.Exit(3)
		}
		os.Exit(0)
	case len(os.Args) == 4 && os.Args[1] == prepareCommand:
		prepareForEver(os.Args[2], driver.ClusterID(os.Args[3]))
	case len(os.Args) > 2 && os.Args[1] == cluster.ExecCommand:
		if err := cluster.Exec(os.Args[2:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(4)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func TestConformance(t *testing.T) {
	t.Parallel()
	engine := flinktest.Engine(t)
	examples := flinktest.Examples(t)
	drivertest.Exercise(t, drivertest.Harness{
		New: func(t *testing.T) func() driver.Driver {
			dir := clustersOf(t)
			return func() driver.Driver {
				d, err := local.New(local.Options{Dir: dir, Engines: []driver.Engine{engine}, LogKeys: drivertest.LogKeys{}})
				require.NoError(t, err)
				return d
			}
		},
		Spec: func(t *testing.T, id driver.ClusterID) driver.Spec {
			spec := newSpec(t, id, flinktest.Code(t, examples))
			spec.Properties = flinktest.Running(flinktest.TopSpeedWindowing)
			return spec
		},
		BreakCode: func(spec driver.Spec) driver.Spec {
			spec.Code.Open = func(context.Context) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("no JAR")), nil }
			return spec
		},
		Kill: func(t *testing.T, d driver.Driver, handle driver.Handle) {
			seen, err := d.Inspect(t.Context(), handle)
			require.NoError(t, err)
			var state struct{ PID int }
			require.NoError(t, json.Unmarshal(seen.Handle.State, &state))
			require.NotZero(t, state.PID)
			require.NoError(t, syscall.Kill(state.PID, syscall.SIGKILL))
		},
		Traces: traces, DieInHandover: dieInHandover,
		Timeout: 2 * time.Minute, Serial: true,
	})
}

// traces are all that is to be seen of a cluster's processes by its folder and by the kernel. They run through the shortest checkpoints.
func traces(t *testing.T, handle driver.Handle) map[string][]byte {
	t.Helper()
	environments, err := filepath.Glob("/proc/[0-9]*/environ")
	require.NoError(t, err)
	found := map[string][]byte{}
	var dir string
	processes := 0
	for _, file := range environments {
		environment, err := os.ReadFile(file)
		if err != nil {
			continue // it has ended, or is somebody else's
		}
		for variable := range strings.SplitSeq(string(environment), "\x00") {
			if folder, is := strings.CutPrefix(variable, "PENSTOCK_CLUSTER_FOLDER="); is && filepath.Base(folder) == string(handle.ID) {
				dir = folder
				line, err := os.ReadFile(filepath.Join(filepath.Dir(file), "cmdline"))
				require.NoError(t, err)
				found[file], found[file+" (command line)"] = environment, line
				processes++
			}
		}
	}
	require.GreaterOrEqual(t, processes, 3, "a keeper, a JobManager and a TaskManager")
	require.NoError(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			found[path], err = os.ReadFile(path)
		}
		if errors.Is(err, fs.ErrNotExist) && path != dir {
			return nil // it was a temporary file of the cluster's
		}
		return err
	}))
	return found
}

// newSpec is a spec of code.
func newSpec(t *testing.T, id driver.ClusterID, code driver.Code) driver.Spec {
	t.Helper()
	durable := t.TempDir()
	return driver.Spec{
		ID: id, ApplicationARN: "arn:aws:kinesisanalytics:us-east-1:000000000000:application/a", ApplicationName: "a",
		ApplicationVersion: 1, FencingToken: 7, Runtime: flinktest.Runtime(t), Code: code, LogLevel: "INFO",
		JobID: id.JobID(), Parallelism: 1, MaxParallelism: 128, ParallelismPerKPU: 1,
		Checkpointing:  driver.Checkpointing{Enabled: true, Interval: time.Second, MinPause: 100 * time.Millisecond},
		RestartDelay:   100 * time.Millisecond,
		CheckpointsURI: "file://" + filepath.Join(durable, "checkpoints"), SnapshotsURI: "file://" + filepath.Join(durable, "snapshots"),
	}
}
