package drivertest

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/flinkrest"
)

// Harness is what a driver gives the suite.
type Harness struct {
	// New makes an installation of its own for the test and returns what makes drivers of it: each call another value,
	// as after a restart of the control plane. The installation is removed by t.Cleanup.
	New func(t *testing.T) (open func() driver.Driver)
	// Spec fills in what the suite does not care about: code that compiles and runs without end, properties, and the
	// URIs of snapshots and checkpoints in directories of the test.
	Spec func(t *testing.T, id driver.ClusterID) driver.Spec
	// BreakCode makes a spec of code that does not compile.
	BreakCode func(spec driver.Spec) driver.Spec
	// Kill ends the process of a cluster as kill -9 does.
	Kill func(t *testing.T, d driver.Driver, handle driver.Handle)
	// Traces is what can be seen of a cluster from outside its memory: files, arguments, environment, each by a name. It is optional, for
	// drivers whose clusters are no processes.
	Traces func(t *testing.T, handle driver.Handle) map[string][]byte
	// DieInHandover has a control plane prepare the cluster and die before it has handed over all of the workload's secret; optional, for
	// drivers that hand over what they do while the cluster lives. It is called with the test that New was called with.
	DieInHandover func(t *testing.T, spec driver.Spec)
	// Timeout bounds each wait; zero means two minutes.
	Timeout time.Duration
	// Serial runs one case after the other, for clusters that are heavy.
	Serial bool
}

// Exercise runs the suite.
func Exercise(t *testing.T, h Harness) {
	t.Helper()
	if h.Timeout == 0 {
		h.Timeout = 2 * time.Minute
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if !h.Serial {
				t.Parallel()
			}
			ctx, cancel := context.WithTimeout(t.Context(), 2*h.Timeout)
			defer cancel()
			c.run(&exercise{T: t, Harness: h, ctx: ctx, open: h.New(t)})
		})
	}
}

// exercise is one case under way.
type exercise struct {
	*testing.T
	Harness
	ctx  context.Context
	open func() driver.Driver
}

// spec is a runnable one under a fresh id.
func (e *exercise) spec(attempt int) driver.Spec {
	id := driver.NewClusterID(e.Name(), 1, attempt)
	spec := e.Spec(e.T, id)
	spec.ID, spec.JobID = id, id.JobID()
	return spec
}

// prepare brings up a cluster and destroys it at the end of the test.
func (e *exercise) prepare(d driver.Driver, spec driver.Spec) (handle driver.Handle) {
	e.Helper()
	e.repeat(func() (err error) {
		handle, err = d.Prepare(e.ctx, spec)
		return err
	})
	require.Equal(e, spec.ID, handle.ID)
	require.Equal(e, d.Name(), handle.Driver)
	e.destroyAfter(d, handle)
	return handle
}

// destroyAfter ends a cluster at the end of the test.
func (e *exercise) destroyAfter(d driver.Driver, handle driver.Handle) {
	e.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(e.ctx), e.Timeout)
		defer cancel()
		if err := repeated(ctx, func() error { return d.Destroy(ctx, handle) }); err != nil {
			e.Errorf("destroy cluster after the test: %v", err)
		}
	})
}

// destroy ends a cluster.
func (e *exercise) destroy(d driver.Driver, handle driver.Handle) {
	e.Helper()
	e.repeat(func() error { return d.Destroy(e.ctx, handle) })
}

// repeat makes a call until it succeeds.
func (e *exercise) repeat(call func() error) {
	e.Helper()
	require.NoError(e, repeated(e.ctx, call))
}

// pause is the time between two attempts.
const pause = 50 * time.Millisecond

// repeated makes a call until it succeeds, fails for good, or ctx ends, as control planes do. The error is the last one.
func repeated(ctx context.Context, call func() error) error {
	again := time.NewTicker(pause)
	defer again.Stop()
	for {
		err := call()
		if _, terminal := driver.IsTerminal(err); err == nil || terminal {
			return err
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			return err
		}
	}
}

// await looks until the cluster is in the state.
func (e *exercise) await(d driver.Driver, handle driver.Handle, want driver.State) driver.Observation {
	e.Helper()
	var seen driver.Observation
	e.eventually("cluster does not become "+string(want), func() bool {
		var err error
		seen, err = d.Inspect(e.ctx, handle)
		require.NoError(e, err)
		if seen.State == driver.StateExited && want != driver.StateExited {
			require.Failf(e, "cluster exited", "%+v", *seen.Exit)
		}
		return seen.State == want
	})
	return seen
}

// look is the time between two looks.
const look = 5 * time.Millisecond

// eventually looks until something holds. What looks may end the test, unlike that of require.Eventually, which would be waited for.
func (e *exercise) eventually(failure string, holds func() bool) {
	e.Helper()
	again, over := time.NewTicker(look), time.NewTimer(e.Timeout)
	defer again.Stop()
	defer over.Stop()
	for !holds() {
		select {
		case <-again.C:
		case <-over.C:
			require.Fail(e, failure)
		}
	}
}

// client speaks to a ready cluster.
func (e *exercise) client(d driver.Driver, handle driver.Handle) *flinkrest.Client {
	e.Helper()
	endpoint, err := d.Endpoint(e.ctx, handle)
	require.NoError(e, err)
	client := flinkrest.New(endpoint)
	e.Cleanup(client.Close)
	return client
}

// listed are the ids that the driver names.
func (e *exercise) listed(d driver.Driver) []driver.ClusterID {
	e.Helper()
	list, err := d.List(e.ctx)
	require.NoError(e, err)
	ids := []driver.ClusterID{}
	for _, l := range list {
		ids = append(ids, l.Handle.ID)
	}
	return ids
}
