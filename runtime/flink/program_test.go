package flink_test

import (
	"context"
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

// bring brings up the cluster of a program, and tells how that ended.
func bring(t *testing.T, options map[string]string) (*local.Driver, driver.Spec, driver.Observation) {
	t.Helper()
	d, err := local.New(local.Options{Dir: t.TempDir(), Engines: []driver.Engine{flinktest.Engine(t)}})
	require.NoError(t, err)
	id := driver.NewClusterID(t.Name(), 1, 0)
	spec := newSpec(t, id, flinktest.Examples(t), "")
	spec.Properties = map[string]map[string]string{driver.RunOptions: options}
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
	return d, spec, seen
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
			_, _, seen := bring(t, c.options)
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
		"main throws": {
			map[string]string{"main-class": example + "wordcount.WordCount", "arguments": "nonsense"}, "Error parsing arguments '[nonsense]'",
		},
		"main returns without a job": {
			map[string]string{"main-class": example + "socket.SocketWindowWordCount"}, "returned without having executed a job",
		},
	} {
		t.Run(name, func(t *testing.T) {
			d, spec, seen := bring(t, c.options)
			require.Equal(t, driver.StateReady, seen.State, "%+v", seen.Exit)
			endpoint, err := d.Endpoint(t.Context(), seen.Handle)
			require.NoError(t, err)
			client := flinkrest.New(endpoint)
			defer client.Close()
			_, err = client.Job(t.Context(), spec.JobID)
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
