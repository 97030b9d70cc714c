package fake_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/fake"
	"github.com/penstock/penstock/runtime/flinkrest"
)

// A cluster takes exactly the time that its behaviour says, by the clock of the bubble.
func TestBehaviour_TakesItsTime(t *testing.T) {
	t.Parallel()
	snapshots := "file://" + t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		world := fake.NewWorld()
		defer world.Close()
		world.BehaveAs(func(spec driver.Spec) fake.Behaviour {
			return fake.Behaviour{
				PreparingTime: 20 * time.Second, DeployingTime: 5 * time.Second, StateSize: 600, BytesPerSecond: 10,
				Load: func(time.Time) float64 { return float64(spec.Parallelism) + 0.5 },
			}
		})
		d := world.Driver()
		began := time.Now()
		took := func() time.Duration {
			defer func() { began = time.Now() }()
			return time.Since(began)
		}
		// eventually waits second by second until something is so.
		eventually := func(so func() bool) {
			for !so() {
				<-time.After(time.Second)
			}
		}
		up := func(attempt int) (spec driver.Spec, client *flinkrest.Client) {
			id := driver.NewClusterID("1", 1, attempt)
			spec = driver.Spec{ID: id, JobID: id.JobID(), Parallelism: 2, ParallelismPerKPU: 1, Code: driver.TextCode("run")}
			handle, err := d.Prepare(ctx, spec)
			require.NoError(t, err)
			seen, err := d.WaitChange(ctx, handle, driver.Observation{State: driver.StatePreparing})
			require.NoError(t, err)
			require.Equal(t, driver.StateReady, seen.State)
			endpoint, err := d.Endpoint(ctx, handle)
			require.NoError(t, err)
			return spec, flinkrest.New(endpoint)
		}
		run := func(spec driver.Spec, client *flinkrest.Client, savepoint string) {
			_, err := client.Run(ctx, "application.jar", flinkrest.RunRequest{JobID: spec.JobID, SavepointPath: savepoint})
			require.NoError(t, err)
			eventually(func() bool {
				job, err := client.Job(ctx, spec.JobID)
				require.NoError(t, err)
				return job.Vertices[0].Tasks["RUNNING"] == spec.Parallelism
			})
		}

		spec, client := up(0)
		require.Equal(t, 20*time.Second, took())
		run(spec, client, "")
		require.Equal(t, 5*time.Second, took())

		<-time.After(time.Minute)
		vitals, err := client.Vitals(ctx, spec.JobID)
		require.NoError(t, err)
		require.Equal(t, 65*2*time.Second, vitals.CPU, "as much as two KPUs have")
		took()
		trigger, err := client.Stop(ctx, spec.JobID, flinkrest.StopRequest{TargetDirectory: snapshots, TriggerID: spec.JobID})
		require.NoError(t, err)
		var savepoint flinkrest.Savepoint
		eventually(func() bool {
			savepoint, err = client.Savepoint(ctx, spec.JobID, trigger)
			require.NoError(t, err)
			return savepoint.Done
		})
		require.Equal(t, time.Minute, took())
		client.Close()

		spec, client = up(1)
		took()
		run(spec, client, savepoint.Location)
		require.Equal(t, 65*time.Second, took())
		client.Close()
	})
}
