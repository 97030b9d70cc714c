package e2e

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/flink/flinktest"
	"github.com/penstock/penstock/runtime/flinkrest"
	"github.com/penstock/penstock/runtime/local"
	"github.com/penstock/penstock/store/postgres"
)

// hidingOnFlink is the script of what is hidden, with its properties, for Flink.
func (f *feed) hidingOnFlink(output string) (script string, properties map[string]map[string]string) {
	return fmt.Sprintf(hiding, `, 'source.monitor-interval' = '50ms'`),
		map[string]map[string]string{driver.RunOptions: {driver.EngineOption: "flink"}, "e2e": f.properties(output)}
}

// getsKey gives an application on Flink a key of its own, where its version of Flink takes one. The others say which do, and go on under the
// key of the installation.
func (k *keyed) getsKey(name, key string) {
	k.Helper()
	switch flinktest.Runtime(k) {
	case "FLINK-1_18", "FLINK-1_19":
		k.refused(k.tries(name, toKey(key)), "InvalidArgumentException", "CUSTOMER_MANAGED_KEY takes RuntimeEnvironment FLINK-1_20 or later")
	default:
		k.changes(name, toKey(key))
	}
}

// TestFlinkNothingLiesInClear has markers flow through a job on Apache Flink: under the key of the installation, and after a change under a
// customer managed one, with snapshots, dead processes, a stop and a start from the snapshot. It looks for them in the whole data directory
// while the job runs, and there and in all of the database afterwards.
func TestFlinkNothingLiesInClear(t *testing.T) {
	t.Parallel()
	flinktest.Engine(t)
	s, f := newServer(t, privatePostgres), newFeed(t)
	s.start()
	k := serviceKeys(s)
	output := filepath.Join(shortDir(t), "output")
	script, properties := f.hidingOnFlink(output)
	s.runOn(flinktest.Runtime(t), "hiding", &types.ApplicationCodeConfiguration{
		CodeContentType: types.CodeContentTypePlaintext, CodeContent: &types.CodeContent{TextContent: &script},
	}, properties)
	prints := func() int {
		return len(telling(s.logged("hiding", model.ListApplicationLogEventsRequest{LogSource: new(model.LogSourceSTDOUT)}), markers[3]))
	}
	flows := func(after string) {
		t.Helper()
		before := prints()
		f.feedMarkers()
		eventually(t, "rows are printed after "+after, func() bool { return prints() > before })
	}
	found := map[string][]string{}
	nothing := func(when string) {
		t.Helper()
		require.Greater(t, findInFiles(t, s.dir, found), 100)
		require.Empty(t, found, when)
	}
	flows("the start")
	nothing("while it runs under the installation's key")

	key := k.newKey()
	k.getsKey("hiding", key)
	flows("the change of the key")
	s.killsJVM(taskManager)
	flows("the death of the TaskManager")
	s.killsJVM(jobManager)
	flows("the death of the JobManager")
	k.takes("hiding", "by-hand")
	nothing("while it runs under its own key")
	k.disable(key)
	flows("the end of its key: it is in memory")
	k.enable(key)
	s.stopGracefully("hiding")
	nothing("when it is stopped")
	s.run("hiding")
	flows("the start from its snapshot")
	require.NotEmpty(t, lines(t, output), "what the sink writes is the user's own, and as it was")
	require.Zero(t, s.stop())

	nothing("when the server has ended, and the cluster goes on")
	database, err := postgres.Start(t.Context(), postgres.Config{Dir: filepath.Join(s.dir, "postgres")})
	require.NoError(t, err)
	defer func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), time.Minute)
		defer cancel()
		require.NoError(t, database.Stop(ctx))
	}()
	require.Contains(t, findInTables(t, database.URL(), found), "public.log_chunks")
	require.Empty(t, found)
}

// TestFlinkWithoutKeysLiesInClear is that all of it would have been found: a cluster without keys, which serve never starts, has every
// marker lie in its folders.
func TestFlinkWithoutKeysLiesInClear(t *testing.T) {
	t.Parallel()
	engine, f := flinktest.Engine(t), newFeed(t)
	script, properties := f.hidingOnFlink(filepath.Join(shortDir(t), "output"))
	f.feedMarkers()
	dir := shortDir(t)
	d, err := local.New(local.Options{Dir: filepath.Join(dir, "clusters"), Engines: []driver.Engine{engine}, Executable: binary})
	require.NoError(t, err)
	id := driver.NewClusterID(t.Name(), 1, 0)
	handle, err := d.Prepare(t.Context(), driver.Spec{
		ID: id, ApplicationARN: "arn:aws:kinesisanalytics:us-east-1:000000000000:application/a", ApplicationName: "a", ApplicationVersion: 1,
		FencingToken: 1, Runtime: flinktest.Runtime(t), Code: driver.TextCode(script), Properties: properties, LogLevel: "INFO", JobID: id.JobID(),
		Parallelism: 1, MaxParallelism: 128, ParallelismPerKPU: 1, Checkpointing: driver.Checkpointing{Enabled: true, Interval: 100 * time.Millisecond},
		CheckpointsURI: "file://" + filepath.Join(dir, "checkpoints"), SnapshotsURI: "file://" + filepath.Join(dir, "snapshots"),
	})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, d.Destroy(context.WithoutCancel(t.Context()), handle)) })
	ctx, cancel := within(t)
	defer cancel()
	seen, err := d.WaitChange(ctx, handle, driver.Observation{State: driver.StatePreparing})
	require.NoError(t, err)
	require.Equal(t, driver.StateReady, seen.State, "%+v", seen.Exit)
	endpoint, err := d.Endpoint(ctx, seen.Handle)
	require.NoError(t, err)
	client := flinkrest.New(endpoint)
	defer client.Close()
	_, err = client.Run(ctx, "program", flinkrest.RunRequest{JobID: id.JobID()})
	require.NoError(t, err)
	eventually(t, "all markers lie somewhere", func() bool {
		found := map[string][]string{}
		findInFiles(t, dir, found)
		return len(found) == len(markers)
	})
}

// State of Flink in a bucket goes along through everything that happens to an application, with its key. What opens the bucket is nowhere
// but in memory.
func TestFlinkStateInABucket(t *testing.T) {
	t.Parallel()
	flinktest.Engine(t)
	s, keys := inBucket(t)
	s.start()
	k, f := serviceKeys(s), newFeed(t)
	output := filepath.Join(shortDir(t), "output")
	script, properties := f.hidingOnFlink(output)
	s.runOn(flinktest.Runtime(t), "hiding", &types.ApplicationCodeConfiguration{
		CodeContentType: types.CodeContentTypePlaintext, CodeContent: &types.CodeContent{TextContent: &script},
	}, properties)
	flows := func(after string) {
		t.Helper()
		before := len(lines(t, output))
		f.feedMarkers()
		eventually(t, "rows are written after "+after, func() bool { return len(lines(t, output)) >= before+20 })
	}
	flows("the start")
	k.getsKey("hiding", k.newKey())
	flows("the change of the key")
	s.hidesStateSecret()
	s.killsJVM(jobManager)
	flows("the death of the JobManager")
	k.takes("hiding", "by-hand")
	p := &person{T: t, s: s, dir: shortDir(t)}
	p.does("snapshots", "verify", "hiding", "by-hand")
	s.stopGracefully("hiding")
	s.run("hiding")
	flows("the start from its snapshot")
	require.NoDirExists(t, filepath.Join(s.dir, "applications"))

	require.NoError(t, k.stops("hiding", true))
	s.await("hiding", types.ApplicationStatusReady)
	p.does("delete", "hiding", "--yes")
	eventually(t, "nothing of the application is left", func() bool {
		return !slices.ContainsFunc(keys(), func(key string) bool { return strings.Contains(key, "/applications/") })
	})
}
