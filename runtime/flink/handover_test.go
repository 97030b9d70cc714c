package flink_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/flink"
	"github.com/penstock/penstock/runtime/local"
)

// prepareCommand makes the test binary a control plane that prepares a cluster and dies in the handover.
const prepareCommand = "prepare"

// gateVariable is the file for which a cluster waits before it begins.
const gateVariable = "FLINK_TEST_GATE"

// installations are the folders of clusters of tests, by the test.
var installations sync.Map

// clustersOf is the folder of the clusters of a test, the same each time.
func clustersOf(t *testing.T) string {
	t.Helper()
	dir, known := installations.LoadOrStore(t.Name(), filepath.Join(t.TempDir(), "clusters"))
	if !known {
		t.Cleanup(func() { installations.Delete(t.Name()) })
	}
	return dir.(string)
}

// prepareForEver prepares a cluster that does not read what it is given, and so does not return.
func prepareForEver(dir string, id driver.ClusterID) {
	gated := filepath.Join(filepath.Dir(dir), "gated")
	script := "#!/bin/sh\nwhile [ ! -e \"$" + gateVariable + "\" ]; do sleep 0.01; done\nexec " + os.Args[0] + " \"$@\"\n"
	err := os.WriteFile(gated, []byte(script), 0o700) //nolint:gosec // it is to be run
	if err == nil {
		var d *local.Driver
		if d, err = local.New(local.Options{Dir: dir, Engines: []driver.Engine{flink.New(flink.Options{})}, Executable: gated}); err == nil {
			key := func(id string) driver.DataKey { return driver.DataKey{ID: id, Key: driver.NewSecret(make([]byte, 32))} }
			_, err = d.Prepare(context.Background(), driver.Spec{
				ID: id, Runtime: "FLINK-1_20", JobID: id.JobID(), Parallelism: 1, MaxParallelism: 1, CheckpointsURI: "file:///nowhere",
				Code: driver.Code{Kind: driver.ZipFile, Open: driver.TextCode("a JAR").Open},
				// More than a pipe takes.
				Properties: map[string]map[string]string{"group": {"key": strings.Repeat("long ", 1<<18)}},
				Keys:       &driver.Keys{Sealing: key("sealing"), Log: key("log")},
			})
		}
	}
	fmt.Fprintln(os.Stderr, "prepared:", err)
	os.Exit(1)
}

// dieInHandover kills a control plane while it hands over a cluster's secret.
func dieInHandover(t *testing.T, spec driver.Spec) {
	t.Helper()
	dir := clustersOf(t)
	require.NoError(t, os.MkdirAll(dir, 0o700))
	gate := filepath.Join(t.TempDir(), "gate")
	cmd := exec.CommandContext(t.Context(), os.Args[0], prepareCommand, dir, string(spec.ID))
	cmd.Env = append(os.Environ(), gateVariable+"="+gate)
	var said strings.Builder
	cmd.Stderr = &said
	require.NoError(t, cmd.Start())
	require.Eventually(t, func() bool {
		_, err := os.Stat(filepath.Join(dir, string(spec.ID), "process.json"))
		return err == nil
	}, time.Minute, 5*time.Millisecond, "the cluster is started: %s", &said)
	require.NoError(t, cmd.Process.Kill())
	require.Error(t, cmd.Wait())
	require.Empty(t, said.String(), "it had not handed over everything")
	require.NoError(t, os.WriteFile(gate, nil, 0o600))
}
