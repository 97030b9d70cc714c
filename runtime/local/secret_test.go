package local_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/embeddedengine"
	"github.com/penstock/penstock/runtime/local"
)

// installations are the folders of clusters of tests, by the test.
var installations sync.Map

// clustersOf is the folder of the clusters of a test, the same each time.
func clustersOf(t *testing.T) string {
	t.Helper()
	if dir, ok := installations.Load(t.Name()); ok {
		return dir.(string)
	}
	dir := filepath.Join(t.TempDir(), "clusters")
	installations.Store(t.Name(), dir)
	t.Cleanup(func() { installations.Delete(t.Name()) })
	return dir
}

// traces are all that is to be seen of a cluster's process by its folder and by the kernel.
func traces(t *testing.T, handle driver.Handle) map[string][]byte {
	t.Helper()
	found := map[string][]byte{}
	dir := filepath.Join(clustersOf(t), string(handle.ID))
	require.NoError(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			found[path], err = os.ReadFile(path)
		}
		if errors.Is(err, fs.ErrNotExist) && path != dir {
			return nil // it was a temporary file of the cluster's
		}
		return err
	}))
	if runtime.GOOS == "linux" {
		for _, name := range []string{"environ", "cmdline"} {
			path := fmt.Sprintf("/proc/%d/%s", processOf(t, handle), name)
			content, err := os.ReadFile(path)
			require.NoError(t, err)
			require.NotEmpty(t, content)
			found[path] = content
		}
	}
	return found
}

// gateVariable is the file for which a cluster waits before it begins.
const gateVariable = "LOCAL_TEST_GATE"

// prepareForEver prepares a cluster that does not read what it is given, and so does not return.
func prepareForEver(dir string, id driver.ClusterID) {
	gated := filepath.Join(filepath.Dir(dir), "gated")
	script := "#!/bin/sh\nwhile [ ! -e \"$" + gateVariable + "\" ]; do sleep 0.01; done\nexec " + os.Args[0] + " \"$@\"\n"
	err := os.WriteFile(gated, []byte(script), 0o700) //nolint:gosec // it is to be run
	if err == nil {
		var d *local.Driver
		if d, err = local.New(local.Options{Dir: dir, Engines: []driver.Engine{embeddedengine.New(nil, "")}, Executable: gated}); err == nil {
			key := func(id string) driver.DataKey { return driver.DataKey{ID: id, Key: driver.NewSecret(make([]byte, 32))} }
			_, err = d.Prepare(context.Background(), driver.Spec{
				ID: id, Runtime: "FLINK-1_20", JobID: id.JobID(), Parallelism: 1, MaxParallelism: 1, CheckpointsURI: "file:///nowhere",
				// More than a pipe takes.
				Code: driver.TextCode(strings.Repeat("runs ", 1<<18)), Keys: &driver.Keys{Sealing: key("sealing"), Log: key("log")},
			})
		}
	}
	fmt.Fprintln(os.Stderr, "prepared:", err)
	os.Exit(1)
}

// dieInHandover kills a control plane while it hands over a cluster's secret.
func dieInHandover(t *testing.T, dir string, id driver.ClusterID) {
	t.Helper()
	require.NoError(t, os.MkdirAll(dir, 0o700))
	gate := filepath.Join(t.TempDir(), "gate")
	cmd := exec.CommandContext(t.Context(), os.Args[0], "prepare", dir, string(id))
	cmd.Env = append(os.Environ(), gateVariable+"="+gate)
	var said strings.Builder
	cmd.Stderr = &said
	require.NoError(t, cmd.Start())
	require.Eventually(t, func() bool {
		_, err := os.Stat(filepath.Join(dir, string(id), "process.json"))
		return err == nil
	}, 2*time.Minute, 2*time.Millisecond, "the cluster is started: %s", &said)
	require.NoError(t, cmd.Process.Kill())
	require.Error(t, cmd.Wait())
	require.Empty(t, said.String(), "it had not handed over everything")
	require.NoError(t, os.WriteFile(gate, nil, 0o600))
}

// TestPrepare_GivesUpOnAProcessThatDoesNotRead leaves nothing behind.
func TestPrepare_GivesUpOnAProcessThatDoesNotRead(t *testing.T) {
	t.Parallel()
	dir := clustersOf(t)
	deaf := filepath.Join(t.TempDir(), "deaf")
	// What other tests start meanwhile would have the file open for writing for a moment, in which nobody can run it, so they wait.
	syscall.ForkLock.RLock()
	err := os.WriteFile(deaf, []byte("#!/bin/sh\nexec sleep 1000\n"), 0o700) //nolint:gosec // it is to be run
	syscall.ForkLock.RUnlock()
	require.NoError(t, err)
	d, err := local.New(local.Options{Dir: dir, Engines: []driver.Engine{embeddedengine.New(nil, "")}, Executable: deaf})
	require.NoError(t, err)
	spec := newSpec(t, "ps-deaf-1")
	spec.Code = driver.TextCode(strings.Repeat("runs ", 1<<18))
	key := driver.DataKey{ID: "k", Key: driver.NewSecret(make([]byte, 32))}
	spec.Keys = &driver.Keys{Sealing: key, Log: key}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	_, err = d.Prepare(ctx, spec)
	require.ErrorIs(t, err, context.DeadlineExceeded)
	listed, err := d.List(t.Context())
	require.NoError(t, err)
	require.Empty(t, listed)
	seen, err := d.Inspect(t.Context(), driver.HandleFor(local.Name, spec.ID))
	require.NoError(t, err)
	require.Equal(t, driver.StateAbsent, seen.State)
}

// clearEngine is an engine that uses no keys.
type clearEngine struct{ *embeddedengine.Engine }

func (e clearEngine) Workload(ctx context.Context, spec driver.Spec) (driver.Workload, error) {
	spec.Keys = nil
	return e.Engine.Workload(ctx, spec)
}

func TestPrepare_TellsWhenAnEngineUsesNoKeys(t *testing.T) {
	t.Parallel()
	d, err := local.New(local.Options{Dir: clustersOf(t), Engines: []driver.Engine{clearEngine{embeddedengine.New(nil, "")}}})
	require.NoError(t, err)
	spec := newSpec(t, "ps-clear-1")
	key := driver.DataKey{ID: "k", Key: driver.NewSecret(make([]byte, 32))}
	spec.Keys = &driver.Keys{Sealing: key, Log: key}
	handle := prepared(t, d, spec)
	require.True(t, handle.InClear)
	again, err := d.Prepare(t.Context(), spec)
	require.NoError(t, err)
	require.True(t, again.InClear)

	spec.ID, spec.Keys.Required = "ps-clear-2", true
	_, err = d.Prepare(t.Context(), spec)
	reason, terminal := driver.IsTerminal(err)
	require.True(t, terminal)
	require.Contains(t, reason, "customer managed key")
}
