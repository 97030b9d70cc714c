package flink_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/flink/flinktest"
	"github.com/penstock/penstock/runtime/flinkrest"
	"github.com/penstock/penstock/runtime/local"
)

// example is where the examples that are no endless job are.
const example = "org.apache.flink.streaming.examples."

// newLocal is a driver of its own.
func newLocal(t *testing.T) (*local.Driver, error) {
	t.Helper()
	return local.New(local.Options{Dir: t.TempDir(), Engines: []driver.Engine{flinktest.Engine(t)}})
}

// bring brings up the cluster of a program, and tells how that ended.
func bring(t *testing.T, code driver.Code, options map[string]string) (*local.Driver, driver.Spec, driver.Observation) {
	t.Helper()
	d, err := newLocal(t)
	require.NoError(t, err)
	spec := newSpec(t, driver.NewClusterID(t.Name(), 1, 0), code)
	spec.Properties = map[string]map[string]string{driver.RunOptions: options}
	spec, seen := bringSpec(t, d, spec)
	return d, spec, seen
}

// bringSpec brings up a cluster, and tells how that ended.
func bringSpec(t *testing.T, d *local.Driver, spec driver.Spec) (driver.Spec, driver.Observation) {
	t.Helper()
	handle, err := d.Prepare(t.Context(), spec)
	require.NoError(t, err)
	t.Cleanup(func() {
		if err := d.Destroy(context.WithoutCancel(t.Context()), handle); err != nil {
			t.Error(err)
		}
	})
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	seen, err := d.WaitChange(ctx, handle, driver.Observation{State: driver.StatePreparing})
	require.NoError(t, err)
	return spec, seen
}

// clientOf is a client of a cluster, which has to be ready.
func clientOf(t *testing.T, d *local.Driver, seen driver.Observation) *flinkrest.Client {
	t.Helper()
	require.Equal(t, driver.StateReady, seen.State, "%+v", seen.Exit)
	endpoint, err := d.Endpoint(t.Context(), seen.Handle)
	require.NoError(t, err)
	client := flinkrest.New(endpoint)
	t.Cleanup(client.Close)
	return client
}

// Programs that can never run end their cluster, which says why; nobody tries it again.
func TestFlink_programsThatCannotBeLoaded(t *testing.T) {
	for name, c := range map[string]struct {
		options map[string]string
		reason  string
	}{
		"no main class in the manifest":  {map[string]string{}, "The JAR names no main class"},
		"a main class that is not there": {map[string]string{"main-class": "com.example.Gone"}, "The main class com.example.Gone is not in the JAR."},
		"a main class that has no main":  {map[string]string{"main-class": example + "wordcount.util.WordCountData"}, "has no method public static void main(String[])"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, seen := bring(t, flinktest.Code(t, flinktest.Examples(t)), c.options)
			require.Equal(t, driver.StateExited, seen.State)
			require.Contains(t, seen.Exit.Reason, c.reason)
			require.True(t, seen.Exit.Terminal)
		})
	}
}

// Programs that fail when they are run are refused as jobs, with what they threw, and the job is known to have failed.
func TestFlink_programsThatFail(t *testing.T) {
	for name, c := range map[string]struct {
		options map[string]string
		reason  string
	}{
		"for another version of Flink": {
			map[string]string{"main-class": flinktest.Misfit}, "was built for another version of Apache Flink",
		},
		"main throws": {
			map[string]string{"main-class": example + "wordcount.WordCount", "arguments": "nonsense"}, "Error parsing arguments '[nonsense]'",
		},
		"main returns without a job": {
			map[string]string{"main-class": example + "socket.SocketWindowWordCount"}, "returned without having executed a job",
		},
	} {
		t.Run(name, func(t *testing.T) {
			code := flinktest.Code(t, flinktest.Examples(t))
			if c.options["main-class"] == flinktest.Misfit {
				code = flinktest.CodeOf(flinktest.Programs())
			}
			d, spec, seen := bring(t, code, c.options)
			client := clientOf(t, d, seen)
			_, err := client.Job(t.Context(), spec.JobID)
			require.ErrorIs(t, err, flinkrest.ErrNotFound)
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			_, err = client.Run(ctx, "program", flinkrest.RunRequest{JobID: spec.JobID})
			require.ErrorContains(t, err, c.reason)
			job, err := client.Job(t.Context(), spec.JobID)
			require.NoError(t, err)
			require.Equal(t, flinkrest.JobFailed, job.State)
			why, err := client.Exceptions(t.Context(), spec.JobID)
			require.NoError(t, err)
			require.Len(t, why, 1)
			require.Contains(t, why[0].Message(), c.reason)
		})
	}
}

// A script goes on from its savepoint, in whatever version of Flink.
func TestFlink_script(t *testing.T) {
	options := map[string]string{driver.EngineOption: "flink"}
	code := driver.TextCode(`-- counts
		CREATE TABLE numbers (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '100', 'fields.id.kind' = 'sequence',
			'fields.id.start' = '0', 'fields.id.end' = '100000');
		SET 'table.exec.mini-batch.enabled' = 'true'; -- which is refused without a latency
		RESET 'table.exec.mini-batch.enabled';
		CREATE TABLE counts (k BIGINT, n BIGINT) WITH ('connector' = 'print');
		CREATE TABLE pairs WITH ('connector' = 'blackhole') AS SELECT id, id + 1 AS ` + "`the next`" + ` FROM numbers;
		INSERT INTO counts SELECT MOD(id, 3), COUNT(*) FROM numbers GROUP BY MOD(id, 3);`)
	from := ""
	for i := range 2 {
		d, spec, seen := bring(t, code, options)
		client := clientOf(t, d, seen)
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		defer cancel()
		_, err := client.Run(ctx, "program", flinkrest.RunRequest{JobID: spec.JobID, SavepointPath: from})
		require.NoError(t, err)
		awaitState(ctx, t, client, spec.JobID, flinkrest.JobRunning)
		checkpoints, err := client.Checkpoints(ctx, spec.JobID)
		require.NoError(t, err)
		require.Equal(t, from != "", checkpoints.Latest.Restored != nil, "round %d", i)
		trigger := strings.Repeat("0", 31) + "1"
		require.Eventually(t, func() bool { // its tasks may not all have begun
			if _, err = client.Stop(ctx, spec.JobID, flinkrest.StopRequest{TargetDirectory: spec.SnapshotsURI, TriggerID: trigger}); err != nil {
				return false
			}
			awaitEnd(ctx, t, client, spec.JobID, trigger, &from)
			return true
		}, time.Minute, 100*time.Millisecond, "%v", err)
		awaitState(ctx, t, client, spec.JobID, flinkrest.JobFinished)
	}
}

// awaitState looks until the job is in the state, with all of its tasks while it runs.
func awaitState(ctx context.Context, t *testing.T, client *flinkrest.Client, jobID string, want flinkrest.JobStatus) {
	t.Helper()
	require.Eventually(t, func() bool {
		job, err := client.Job(ctx, jobID)
		require.NoError(t, err)
		all := true
		for _, v := range job.Vertices {
			all = all && v.Tasks["RUNNING"] == v.Parallelism
		}
		return job.State == want && (all || want != flinkrest.JobRunning)
	}, time.Minute, 20*time.Millisecond, "the job does not become %s", want)
}

// awaitEnd waits for a savepoint, and puts down where it is.
func awaitEnd(ctx context.Context, t *testing.T, client *flinkrest.Client, jobID, trigger string, location *string) {
	t.Helper()
	require.Eventually(t, func() bool {
		savepoint, err := client.Savepoint(ctx, jobID, trigger)
		require.NoError(t, err)
		require.Empty(t, savepoint.Failure)
		*location = savepoint.Location
		return savepoint.Done
	}, time.Minute, 20*time.Millisecond, "the savepoint is not completed")
}

// What is wrong with a script is found before it is run, and told with its place.
func TestFlink_scriptThatIsWrong(t *testing.T) {
	_, _, seen := bring(t, driver.TextCode("CREATE TABLE t (x INT) WITH ('connector' = 'print');\n\nINSERT INTO t SELECT y FROM nowhere;"),
		map[string]string{driver.EngineOption: "flink"})
	require.Equal(t, driver.StateExited, seen.State)
	require.True(t, seen.Exit.Terminal)
	require.Contains(t, seen.Exit.Reason, "script.sql:3: ")
	require.Contains(t, seen.Exit.Reason, "nowhere")
}
