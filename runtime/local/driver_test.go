package local_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/logs"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/drivertest"
	"github.com/penstock/penstock/runtime/embedded/cluster"
	"github.com/penstock/penstock/runtime/embedded/cluster/clustertest"
	"github.com/penstock/penstock/runtime/embeddedengine"
	"github.com/penstock/penstock/runtime/local"
)

// TestMain makes the test binary a `penstock cluster` when the driver starts it as one.
func TestMain(m *testing.M) {
	if len(os.Args) == 4 && os.Args[1] == "prepare" {
		prepareForEver(os.Args[2], driver.ClusterID(os.Args[3]))
	}
	if len(os.Args) == 2 && os.Args[1] == "cluster" {
		ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
		defer stop()
		o := cluster.Options{Dir: ".", Engine: clustertest.Engine{}}
		switch secret, err := local.InheritedSecret(); {
		case err != nil:
			os.Exit(4)
		case secret != nil:
			o.Handover = secret
		}
		if err := cluster.Run(ctx, o); err != nil {
			os.Exit(3)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func open(t *testing.T, dir string) *local.Driver {
	t.Helper()
	d, err := local.New(local.Options{Dir: dir, Engines: []driver.Engine{embeddedengine.New(nil, "")}, LogKeys: drivertest.LogKeys{}})
	require.NoError(t, err)
	return d
}

func newSpec(t *testing.T, id driver.ClusterID) driver.Spec {
	t.Helper()
	durable := t.TempDir()
	return driver.Spec{
		ID: id, ApplicationARN: "arn:aws:kinesisanalytics:us-east-1:000000000000:application/a", ApplicationName: "a",
		ApplicationVersion: 1, FencingToken: 7, Runtime: "FLINK-1_20", Code: driver.TextCode("runs"), LogLevel: "INFO",
		JobID: id.JobID(), Parallelism: 1, MaxParallelism: 128,
		CheckpointsURI: "file://" + filepath.Join(durable, "checkpoints"),
		SnapshotsURI:   "file://" + filepath.Join(durable, "snapshots"),
	}
}

// processOf reads who the cluster's process is.
func processOf(t *testing.T, handle driver.Handle) (pid int) {
	t.Helper()
	var state struct{ PID int }
	require.NoError(t, json.Unmarshal(handle.State, &state))
	require.NotZero(t, state.PID)
	return state.PID
}

func kill(t *testing.T, d driver.Driver, handle driver.Handle) {
	t.Helper()
	seen, err := d.Inspect(t.Context(), handle)
	require.NoError(t, err)
	require.NoError(t, syscall.Kill(processOf(t, seen.Handle), syscall.SIGKILL))
}

func TestConformance(t *testing.T) {
	t.Parallel()
	drivertest.Exercise(t, drivertest.Harness{
		New: func(t *testing.T) func() driver.Driver {
			dir := clustersOf(t)
			return func() driver.Driver { return open(t, dir) }
		},
		Spec: newSpec,
		BreakCode: func(spec driver.Spec) driver.Spec {
			spec.Code = driver.TextCode("broken")
			return spec
		},
		Kill:          kill,
		Traces:        traces,
		DieInHandover: func(t *testing.T, spec driver.Spec) { dieInHandover(t, clustersOf(t), spec.ID) },
	})
}

// prepared is a cluster that is ready, destroyed at the end of the test.
func prepared(t *testing.T, d *local.Driver, spec driver.Spec) driver.Handle {
	t.Helper()
	handle, err := d.Prepare(t.Context(), spec)
	require.NoError(t, err)
	t.Cleanup(func() {
		if err := d.Destroy(context.Background(), handle); err != nil {
			t.Error(err)
		}
	})
	seen, err := waitFor(t, d, handle, driver.Observation{State: driver.StatePreparing})
	require.NoError(t, err)
	require.Equal(t, driver.StateReady, seen.State, "%+v", seen.Exit)
	return handle
}

func waitFor(t *testing.T, d *local.Driver, handle driver.Handle, last driver.Observation) (driver.Observation, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	return d.WaitChange(ctx, handle, last)
}

func TestDriver_WaitChange_sees_a_death_at_once(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	d := open(t, dir)
	handle := prepared(t, d, newSpec(t, "ps-wait-1"))
	kill(t, d, handle)
	ready := driver.Observation{State: driver.StateReady}
	seen, err := waitFor(t, d, handle, ready)
	require.NoError(t, err)
	require.Equal(t, driver.StateExited, seen.State)
	seen, err = waitFor(t, open(t, dir), handle, ready)
	require.NoError(t, err)
	require.Equal(t, driver.StateExited, seen.State, "a driver whose child it is not sees it too")

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	seen, err = d.WaitChange(ctx, handle, seen)
	require.NoError(t, err)
	require.Equal(t, driver.StateExited, seen.State)
}

func TestDriver_never_kills_a_process_that_only_has_the_pid(t *testing.T) {
	t.Parallel()
	d := open(t, t.TempDir())
	stranger := prepared(t, d, newSpec(t, "ps-stranger-1"))
	pid := processOf(t, stranger)

	forged := driver.HandleFor(local.Name, "ps-forged-1")
	var err error
	forged.State, err = json.Marshal(map[string]any{"version": 1, "pid": pid, "start": "another boot:1"})
	require.NoError(t, err)
	seen, err := d.Inspect(t.Context(), forged)
	require.NoError(t, err)
	require.Equal(t, driver.StateAbsent, seen.State)
	require.NoError(t, d.Destroy(t.Context(), forged))
	require.NoError(t, syscall.Kill(pid, 0), "the process with the recycled pid lives")
}

func TestDriver_destroys_a_cluster_whose_pid_was_never_written_down(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	d := open(t, dir)
	spec := newSpec(t, "ps-unwritten-1")
	pid := processOf(t, prepared(t, d, spec))
	require.NoError(t, os.Remove(filepath.Join(dir, string(spec.ID), "process.json")))

	again := open(t, dir)
	handle, err := again.Prepare(t.Context(), spec)
	require.NoError(t, err)
	require.Empty(t, handle.State)
	require.NoError(t, again.Destroy(t.Context(), handle))
	requireGone(t, pid)
}

func TestDriver_destroys_a_cluster_whose_folder_was_taken_away(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	d := open(t, dir)
	spec := newSpec(t, "ps-folderless-1")
	handle := prepared(t, d, spec)
	require.NoError(t, os.RemoveAll(filepath.Join(dir, string(spec.ID))))
	seen, err := d.Inspect(t.Context(), handle)
	require.NoError(t, err)
	require.Equal(t, driver.StateUnknown, seen.State)
	require.NoError(t, d.Destroy(t.Context(), handle))
	requireGone(t, processOf(t, handle))
}

func requireGone(t *testing.T, pid int) {
	t.Helper()
	require.Eventually(t, func() bool {
		return errors.Is(syscall.Kill(pid, 0), syscall.ESRCH)
	}, 2*time.Minute, time.Millisecond, "process %d is not reaped", pid)
}

func TestDriver_makes_anew_what_was_left_before_a_start(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	spec := newSpec(t, "ps-halfway-1")
	left := filepath.Join(dir, string(spec.ID))
	require.NoError(t, os.Mkdir(left, 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(left, "lock"), nil, 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(left, "meta.json"), []byte(`{"version":1}`), 0o600))
	d := open(t, dir)
	seen, err := d.Inspect(t.Context(), driver.HandleFor(local.Name, spec.ID))
	require.NoError(t, err)
	require.Equal(t, driver.StateExited, seen.State)
	prepared(t, d, spec)
}

func TestNew_sweeps_what_calls_left_half_done(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{".new-ps-a-1-123", ".gone-123"} {
		require.NoError(t, os.Mkdir(filepath.Join(dir, name), 0o700))
	}
	open(t, dir)
	left, err := filepath.Glob(filepath.Join(dir, ".*"))
	require.NoError(t, err)
	require.Empty(t, left)
}

func TestDriver_keeps_its_secrets_from_clusters(t *testing.T) {
	t.Setenv("PENSTOCK_ROOT_SECRET_ACCESS_KEY", "must-not-leak")
	t.Setenv("AWS_REGION", "eu-west-1")
	d := open(t, t.TempDir())
	handle := prepared(t, d, newSpec(t, "ps-secrets-1"))
	environ, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(processOf(t, handle)), "environ"))
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("this system shows no environment of other processes")
	}
	require.NoError(t, err)
	require.NotContains(t, string(environ), "must-not-leak")
	require.Contains(t, string(environ), "AWS_REGION=eu-west-1")
}

// words are the events of a cluster's log.
func words(t *testing.T, d *local.Driver, handle driver.Handle) []logs.Event {
	t.Helper()
	batch, err := d.Logs(t.Context(), handle, "", 1000)
	require.NoError(t, err)
	require.Zero(t, batch.Missed)
	return batch.Events
}

func TestDriver_Logs_are_those_of_the_version(t *testing.T) {
	t.Parallel()
	d := open(t, t.TempDir())
	spec := newSpec(t, "ps-log-1")
	spec.ApplicationVersion, spec.LogLevel = 7, "DEBUG"
	handle := prepared(t, d, spec)
	var events []logs.Event
	require.Eventually(t, func() bool {
		events = words(t, d, handle)
		return len(events) > 0
	}, 2*time.Minute, time.Millisecond)
	require.Contains(t, events[0].Message, "cluster is ready")
	require.EqualValues(t, 7, events[0].Version)
	require.Equal(t, logs.Info, events[0].Level)
	_, err := d.Logs(t.Context(), handle, "no position", 10)
	require.Error(t, err)

	spec = newSpec(t, "ps-log-2")
	spec.LogLevel = "ERROR"
	quiet := prepared(t, d, spec)
	require.NoError(t, d.End(t.Context(), quiet))
	require.Empty(t, words(t, d, quiet), "nothing of that level, and an end that was asked for is no news")
}

func TestDriver_Logs_end_with_what_a_process_said_at_last(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	d := open(t, dir)
	handle := prepared(t, d, newSpec(t, "ps-log-3"))
	output := filepath.Join(dir, "ps-log-3", "process.log")
	require.NoError(t, os.WriteFile(output, []byte(strings.Repeat("so many lines\n", 10_000)+"panic: no more memory\n\ngoroutine 1 [running]:\n"), 0o600))
	kill(t, d, handle)
	_, err := waitFor(t, d, handle, driver.Observation{State: driver.StateReady})
	require.NoError(t, err)
	events := words(t, d, handle)
	last := events[len(events)-1]
	require.False(t, last.Printed(), "it is delivered")
	require.Equal(t, logs.Error, last.Level)
	require.Contains(t, last.Message, "signal (killed)")
	require.Equal(t, []string{"so many lines", "panic: no more memory", "", "goroutine 1 [running]:"}, last.Throwable[len(last.Throwable)-4:])
	require.Less(t, len(last.Throwable), 2000)
}

func TestDriver_refuses_what_cannot_be_its_own(t *testing.T) {
	t.Parallel()
	d := open(t, t.TempDir())
	spec := newSpec(t, "../escape")
	_, err := d.Prepare(t.Context(), spec)
	_, terminal := driver.IsTerminal(err)
	require.True(t, terminal)
	_, err = d.Inspect(t.Context(), driver.HandleFor("kubernetes", "ps-a-1"))
	require.Error(t, err)
	newer := driver.HandleFor(local.Name, "ps-a-1")
	newer.State = json.RawMessage(`{"version":99}`)
	_, err = d.Inspect(t.Context(), newer)
	require.ErrorContains(t, err, "version 99")
	spec = newSpec(t, "ps-a-1")
	spec.Runtime = "SQL-1_0"
	_, err = d.Prepare(t.Context(), spec)
	_, terminal = driver.IsTerminal(err)
	require.True(t, terminal)
}
