package local

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/embedded/cluster/announce"
)

// Name is the driver's name in handles.
const Name = "local"

// Options are what a Driver is made of.
type Options struct {
	// Dir is the folder of all clusters. It is made if it is not there, for its owner only.
	Dir string
	// Engines are asked in this order for the workload of an application.
	Engines []driver.Engine
	// Executable is the penstock binary, for workloads that name no program of their own. Empty means the one that
	// runs, also after its file was replaced.
	Executable string
	// LogKeys open the logs of clusters that have keys; optional, without it those cannot be read.
	LogKeys driver.LogKeys
	Logger  *slog.Logger
}

// Driver runs clusters as detached processes. Make it with New.
type Driver struct {
	dir        string
	site       string
	engines    []driver.Engine
	executable string
	logKeys    driver.LogKeys
	log        *slog.Logger
	locks      keyedMutex

	mu sync.Mutex
	// children are the processes that this driver value started and that still run, to be waited for.
	children map[driver.ClusterID]chan struct{}
}

var (
	_ driver.Driver    = (*Driver)(nil)
	_ driver.Waiter    = (*Driver)(nil)
	_ driver.LogReader = (*Driver)(nil)
	_ driver.Ender     = (*Driver)(nil)
	_ driver.Sited     = (*Driver)(nil)
	_ driver.Builder   = (*Driver)(nil)
)

// New makes a driver over a folder and removes what calls that were cut short left in it.
func New(o Options) (*Driver, error) {
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return nil, fmt.Errorf("folder of clusters: %w", err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("folder of clusters: %w", err)
	}
	if o.Executable == "" {
		if o.Executable, err = runningExecutable(); err != nil {
			return nil, fmt.Errorf("find the running executable: %w", err)
		}
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	d := &Driver{
		dir: dir, engines: o.Engines, executable: o.Executable, logKeys: o.LogKeys, log: o.Logger,
		children: make(map[driver.ClusterID]chan struct{}),
	}
	if d.site, err = siteOf(dir); err != nil {
		return nil, err
	}
	if err := d.sweep(); err != nil {
		return nil, err
	}
	return d, nil
}

// Name is "local".
func (d *Driver) Name() string { return Name }

// Builds are those of the engines.
func (d *Driver) Builds() []string {
	var builds []string
	for _, e := range d.engines {
		if b, ok := e.(driver.Builder); ok {
			builds = append(builds, b.Builds()...)
		}
	}
	slices.Sort(builds)
	return slices.Compact(builds)
}

// Prepare makes the cluster's folder and starts its process. It returns when the process is started.
func (d *Driver) Prepare(ctx context.Context, spec driver.Spec) (driver.Handle, error) {
	if err := checkID(spec.ID); err != nil {
		return driver.Handle{}, err
	}
	unlock := d.locks.lock(spec.ID)
	defer unlock()
	f := d.folder(spec.ID)
	if handle, exists, err := d.existing(f); exists || err != nil {
		return handle, err
	}
	workload, _, err := driver.ChooseWorkload(ctx, d.engines, spec)
	if err != nil {
		return driver.Handle{}, err
	}
	defer workload.Secret.Wipe()
	lock, err := d.create(ctx, f, spec, workload)
	if errors.Is(err, os.ErrExist) {
		handle, _, err := d.existing(f) // another control plane was faster
		return handle, err
	}
	if err != nil {
		return driver.Handle{}, fmt.Errorf("make the folder of cluster %s: %w", spec.ID, err)
	}
	defer lock.Close()
	p, err := d.start(ctx, f, workload, lock)
	if err != nil {
		return driver.Handle{}, errors.Join(fmt.Errorf("start cluster %s: %w", spec.ID, err), f.remove())
	}
	d.log.Info("cluster started", "cluster", spec.ID, "application", spec.ApplicationARN, "pid", p.PID)
	return f.handle(p)
}

// existing gives the handle of a cluster that was started before. What a control plane left behind that died before it
// could start anything is removed, and counts as not there.
func (d *Driver) existing(f folder) (driver.Handle, bool, error) {
	alive, err := f.alive()
	if errors.Is(err, os.ErrNotExist) {
		return driver.Handle{}, false, nil
	}
	if err != nil {
		return driver.Handle{}, false, err
	}
	p, err := f.process()
	switch {
	case errors.Is(err, os.ErrNotExist) && !alive:
		return driver.Handle{}, false, f.remove()
	case errors.Is(err, os.ErrNotExist):
		p = process{} // it runs, and will be found by its environment when that is needed
	case err != nil:
		return driver.Handle{}, false, err
	}
	handle, err := f.handle(p)
	return handle, true, err
}

// Inspect reads the cluster's folder and lock.
func (d *Driver) Inspect(ctx context.Context, handle driver.Handle) (driver.Observation, error) {
	f, state, err := d.open(handle)
	if err != nil {
		return driver.Observation{}, err
	}
	alive, err := f.alive()
	if errors.Is(err, os.ErrNotExist) {
		if state.PID != 0 && state.running() {
			// Somebody removed the folder under a cluster that runs. It is not absent before Destroy killed it.
			return driver.Observation{State: driver.StateUnknown, Handle: handle}, nil
		}
		return driver.Observation{State: driver.StateAbsent, Handle: handle}, nil
	}
	if err != nil {
		return driver.Observation{}, err
	}
	p, err := f.process()
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return driver.Observation{}, err
	}
	full, err := f.handle(p)
	if err != nil {
		return driver.Observation{}, err
	}
	switch {
	case !alive:
		if err := d.awaitNote(ctx, f); err != nil {
			return driver.Observation{}, err
		}
		exit, err := f.exit()
		return driver.Observation{State: driver.StateExited, Handle: full, Exit: exit}, err
	case f.has(endpointNote):
		return driver.Observation{State: driver.StateReady, Handle: full}, nil
	default:
		return driver.Observation{State: driver.StatePreparing, Handle: full}, nil
	}
}

// Endpoint reads what the process announced.
func (d *Driver) Endpoint(_ context.Context, handle driver.Handle) (driver.Endpoint, error) {
	f, _, err := d.open(handle)
	if err != nil {
		return driver.Endpoint{}, err
	}
	e, err := announce.ReadEndpoint(f.path)
	if err != nil {
		return driver.Endpoint{}, fmt.Errorf("endpoint of cluster %s: %w", handle.ID, err)
	}
	base := "http://" + e.Address
	if e.Network == "unix" {
		base = "http://localhost"
	}
	return driver.Endpoint{Network: e.Network, Address: e.Address, BaseURL: base, Token: e.Token}, nil
}

// List reads the folder of clusters.
func (d *Driver) List(context.Context) ([]driver.Listed, error) {
	entries, err := os.ReadDir(d.dir)
	if err != nil {
		return nil, fmt.Errorf("list clusters: %w", err)
	}
	var listed []driver.Listed
	for _, e := range entries {
		id := driver.ClusterID(e.Name())
		if !e.IsDir() || checkID(id) != nil {
			continue
		}
		f := d.folder(id)
		m, err := f.meta()
		if errors.Is(err, os.ErrNotExist) {
			continue // destroyed meanwhile
		}
		if err != nil {
			return nil, err
		}
		p, err := f.process()
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
		handle, err := f.handle(p)
		if err != nil {
			return nil, err
		}
		listed = append(listed, driver.Listed{
			Handle: handle, ApplicationARN: m.ApplicationARN, CreatedAt: m.CreatedAt, FencingToken: m.FencingToken,
		})
	}
	return listed, nil
}
