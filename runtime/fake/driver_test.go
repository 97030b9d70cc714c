package fake_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/drivertest"
	"github.com/penstock/penstock/runtime/fake"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	drivertest.Exercise(t, drivertest.Harness{
		New: func(t *testing.T) func() driver.Driver {
			world := fake.NewWorld()
			t.Cleanup(world.Close)
			return func() driver.Driver { return world.Driver() }
		},
		Spec: func(t *testing.T, _ driver.ClusterID) driver.Spec {
			return driver.Spec{
				ApplicationARN: "arn:aws:kinesisanalytics:us-east-1:000000000000:application/a", Code: driver.TextCode("run"),
				SnapshotsURI: "file://" + t.TempDir(), CheckpointsURI: "file://" + t.TempDir(),
			}
		},
		BreakCode: func(spec driver.Spec) driver.Spec {
			spec.Code = driver.TextCode(fake.BrokenCode)
			return spec
		},
		Kill: func(t *testing.T, d driver.Driver, handle driver.Handle) {
			require.NoError(t, d.(*fake.Driver).World().Kill(handle.ID))
		},
	})
}
