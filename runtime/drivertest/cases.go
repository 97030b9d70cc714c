package drivertest

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/flinkrest"
)

// cases are the promises, by the words of runtime/driver.
var cases = []struct {
	name string
	run  func(*exercise)
}{
	{"a cluster that was never prepared is absent, and destroyed", absent},
	{"a prepared cluster becomes ready and has no job", ready},
	{"preparing again finds the same cluster", prepareAgain},
	{"preparing at once from several control planes makes one cluster", prepareConcurrently},
	{"a cluster is found again by its stored handle after a restart", restart},
	{"a cluster is found again by its id alone", idAlone},
	{"the REST API refuses a wrong token", wrongToken},
	{"a job runs under the id that was chosen", runJob},
	{"destroying a cluster with a running job leaves nothing but durable state", destroy},
	{"a killed cluster is seen as exited and stays so", kill},
	{"code that does not compile is a terminal exit", brokenCode},
	{"two clusters of one application do not disturb each other", beside},
	{"waiting for a change ends with the change, or with the patience of who waits", waitChange},
	{"the site stays the same after a restart", site},
	{"the log is read in order, from any position, in parts", readLog},
	{"a cluster that died has last words, once", lastWords},
	{"a cluster that was ended can be read, and not be revived", end},
	{"the keys of a cluster are in its memory only", keysAreNowhere},
	{"the log of a cluster with keys is read as any other", readSealedLog},
	{"a cluster whose control plane died in the handover ends, and another one takes its place", handoverBreaksOff},
	{"an interrupted look is an error, not absence", interrupted},
}

func absent(e *exercise) {
	d := e.open()
	handle := driver.HandleFor(d.Name(), driver.NewClusterID(e.Name(), 1, 0))
	seen, err := d.Inspect(e.ctx, handle)
	require.NoError(e, err)
	require.Equal(e, driver.StateAbsent, seen.State)
	e.destroy(d, handle)
	require.Empty(e, e.listed(d))
}

func ready(e *exercise) {
	d := e.open()
	spec := e.spec(0)
	handle := e.prepare(d, spec)
	e.await(d, handle, driver.StateReady)
	_, err := e.client(d, handle).Job(e.ctx, spec.JobID)
	require.ErrorIs(e, err, flinkrest.ErrNotFound)
	list, err := d.List(e.ctx)
	require.NoError(e, err)
	require.Len(e, list, 1)
	require.Equal(e, spec.ID, list[0].Handle.ID)
	require.Equal(e, spec.ApplicationARN, list[0].ApplicationARN)
	require.False(e, list[0].CreatedAt.IsZero())
}

func prepareAgain(e *exercise) {
	d := e.open()
	spec := e.spec(0)
	first := e.prepare(d, spec)
	e.await(d, first, driver.StateReady)
	e.startJob(d, first, spec)
	second := e.prepare(e.open(), spec)
	require.JSONEq(e, string(first.State), string(second.State))
	e.awaitJob(d, second, spec, flinkrest.JobRunning)
	require.Equal(e, []driver.ClusterID{spec.ID}, e.listed(d))
}

func prepareConcurrently(e *exercise) {
	spec := e.spec(0)
	drivers := []driver.Driver{e.open(), e.open(), e.open(), e.open()}
	handles := make([]driver.Handle, len(drivers))
	errs := make([]error, len(drivers))
	var group sync.WaitGroup
	for i, d := range drivers {
		group.Go(func() { handles[i], errs[i] = d.Prepare(e.ctx, spec) })
	}
	group.Wait()
	e.prepare(drivers[0], spec) // whoever lost may have failed for now; a repetition finds the cluster
	for i := range drivers {
		if errs[i] == nil {
			e.await(drivers[i], handles[i], driver.StateReady)
		}
	}
	require.Equal(e, []driver.ClusterID{spec.ID}, e.listed(drivers[0]))
}

func restart(e *exercise) {
	spec := e.spec(0)
	data, err := e.prepare(e.open(), spec).Encode()
	require.NoError(e, err)
	handle, err := driver.ParseHandle(data)
	require.NoError(e, err)
	d := e.open()
	e.await(d, handle, driver.StateReady)
	e.startJob(d, handle, spec)
	e.awaitJob(e.open(), handle, spec, flinkrest.JobRunning)
}

func idAlone(e *exercise) {
	d := e.open()
	spec := e.spec(0)
	e.prepare(d, spec)
	again := e.open()
	seen := e.await(again, driver.HandleFor(again.Name(), spec.ID), driver.StateReady)
	e.startJob(again, seen.Handle, spec)
	e.destroy(again, driver.HandleFor(again.Name(), spec.ID))
	require.Empty(e, e.listed(again))
}

func wrongToken(e *exercise) {
	d := e.open()
	spec := e.spec(0)
	handle := e.prepare(d, spec)
	e.await(d, handle, driver.StateReady)
	endpoint, err := d.Endpoint(e.ctx, handle)
	require.NoError(e, err)
	if endpoint.Token == "" {
		require.Equal(e, "unix", endpoint.Network, "only a socket of the file system can do without a token")
		return
	}
	endpoint.Token += "x"
	stranger := flinkrest.New(endpoint)
	defer stranger.Close()
	_, err = stranger.Job(e.ctx, spec.JobID)
	var refused *flinkrest.Error
	require.ErrorAs(e, err, &refused)
	require.Contains(e, []int{401, 403}, refused.Status)
}

func runJob(e *exercise) {
	d := e.open()
	spec := e.spec(0)
	handle := e.prepare(d, spec)
	e.await(d, handle, driver.StateReady)
	e.startJob(d, handle, spec)
	require.NoError(e, e.client(d, handle).Cancel(e.ctx, spec.JobID))
	e.awaitJob(d, handle, spec, flinkrest.JobCanceled)
}

func destroy(e *exercise) {
	d := e.open()
	spec := e.spec(0)
	kept := []string{keep(e, spec.SnapshotsURI), keep(e, spec.CheckpointsURI)}
	handle := e.prepare(d, spec)
	e.await(d, handle, driver.StateReady)
	e.startJob(d, handle, spec)
	endpoint, err := d.Endpoint(e.ctx, handle)
	require.NoError(e, err)
	e.destroy(d, handle)

	seen, err := e.open().Inspect(e.ctx, handle)
	require.NoError(e, err)
	require.Equal(e, driver.StateAbsent, seen.State)
	require.Empty(e, e.listed(d))
	client := flinkrest.New(endpoint)
	defer client.Close()
	_, err = client.Job(e.ctx, spec.JobID)
	require.ErrorIs(e, err, flinkrest.ErrUnreachable)
	e.destroy(d, handle) // again
	for _, file := range kept {
		require.FileExists(e, file)
	}
}

func kill(e *exercise) {
	d := e.open()
	spec := e.spec(0)
	handle := e.prepare(d, spec)
	e.await(d, handle, driver.StateReady)
	e.startJob(d, handle, spec)
	e.Kill(e.T, d, handle)
	seen := e.await(d, handle, driver.StateExited)
	require.NotNil(e, seen.Exit)
	require.NotEmpty(e, seen.Exit.Reason)
	require.False(e, seen.Exit.Terminal)

	again, err := d.Prepare(e.ctx, spec)
	require.NoError(e, err)
	seen, err = e.open().Inspect(e.ctx, again)
	require.NoError(e, err)
	require.Equal(e, driver.StateExited, seen.State, "preparing must not revive a cluster that died")
}

func brokenCode(e *exercise) {
	d := e.open()
	spec := e.BreakCode(e.spec(0))
	err := repeated(e.ctx, func() error {
		_, err := d.Prepare(e.ctx, spec)
		return err
	})
	if err != nil {
		reason, terminal := driver.IsTerminal(err)
		require.True(e, terminal, "%v", err)
		require.NotEmpty(e, reason)
		return
	}
	seen := e.await(d, e.prepare(d, spec), driver.StateExited)
	require.True(e, seen.Exit.Terminal)
	require.NotEmpty(e, seen.Exit.Reason)
}

func beside(e *exercise) {
	d := e.open()
	old, next := e.spec(0), e.spec(1)
	oldHandle := e.prepare(d, old)
	e.await(d, oldHandle, driver.StateReady)
	e.startJob(d, oldHandle, old)
	nextHandle := e.prepare(d, next)
	e.await(d, nextHandle, driver.StateReady)
	e.awaitJob(d, oldHandle, old, flinkrest.JobRunning)
	require.ElementsMatch(e, []driver.ClusterID{old.ID, next.ID}, e.listed(d))
	e.destroy(d, nextHandle)
	e.awaitJob(d, oldHandle, old, flinkrest.JobRunning)
}

func interrupted(e *exercise) {
	d := e.open()
	handle := e.prepare(d, e.spec(0))
	e.await(d, handle, driver.StateReady)
	ctx, cancel := context.WithCancel(e.ctx)
	cancel()
	seen, err := d.Inspect(ctx, handle)
	if err == nil {
		require.NotEqual(e, driver.StateAbsent, seen.State)
	}
}

func waitChange(e *exercise) {
	d := e.open()
	waiter, ok := d.(driver.Waiter)
	if !ok {
		return // it is polled
	}
	spec := e.spec(0)
	handle := e.prepare(d, spec)
	seen := e.change(waiter, handle, driver.StatePreparing)
	require.Equal(e, driver.StateReady, seen.State)

	ctx, cancel := context.WithTimeout(e.ctx, 20*time.Millisecond)
	defer cancel()
	same, err := waiter.WaitChange(ctx, handle, seen)
	require.NoError(e, err, "the end of patience is no error")
	require.Equal(e, driver.StateReady, same.State)

	e.startJob(d, handle, spec)
	e.Kill(e.T, d, handle)
	require.Equal(e, driver.StateExited, e.change(waiter, handle, driver.StateReady).State)
	e.destroy(d, handle)
	require.Equal(e, driver.StateAbsent, e.change(waiter, handle, driver.StateExited).State)
}

// change waits until the cluster is in another state than the given one.
func (e *exercise) change(waiter driver.Waiter, handle driver.Handle, from driver.State) driver.Observation {
	e.Helper()
	ctx, cancel := context.WithTimeout(e.ctx, e.Timeout)
	defer cancel()
	seen, err := waiter.WaitChange(ctx, handle, driver.Observation{State: from, Handle: handle})
	require.NoError(e, err)
	require.NotEqual(e, from, seen.State)
	return seen
}

func site(e *exercise) {
	sited, ok := e.open().(driver.Sited)
	if !ok {
		return // its clusters are reached from everywhere
	}
	require.Equal(e, sited.Site(), e.open().(driver.Sited).Site())
}

// startJob submits the job and waits until it runs.
func (e *exercise) startJob(d driver.Driver, handle driver.Handle, spec driver.Spec) {
	e.Helper()
	client := e.client(d, handle)
	jars, err := client.Jars(e.ctx)
	require.NoError(e, err)
	require.Len(e, jars, 1, "a prepared cluster holds its one program ready")
	id, err := client.Run(e.ctx, jars[0].ID, flinkrest.RunRequest{JobID: spec.JobID})
	require.NoError(e, err)
	require.Equal(e, spec.JobID, id)
	e.awaitJob(d, handle, spec, flinkrest.JobRunning)
}

// awaitJob looks until the job is in the state.
func (e *exercise) awaitJob(d driver.Driver, handle driver.Handle, spec driver.Spec, want flinkrest.JobStatus) {
	e.Helper()
	client := e.client(d, handle)
	e.eventually("job does not become "+string(want), func() bool {
		job, err := client.Job(e.ctx, spec.JobID)
		require.NoError(e, err)
		return job.State == want
	})
}

// keep puts a file where durable state lies.
func keep(e *exercise, uri string) string {
	e.Helper()
	u, err := url.Parse(uri)
	require.NoError(e, err)
	require.Equal(e, "file", u.Scheme)
	require.NoError(e, os.MkdirAll(u.Path, 0o700))
	file := filepath.Join(u.Path, "kept-by-the-suite")
	require.NoError(e, os.WriteFile(file, []byte("kept"), 0o600))
	return file
}
