package fake

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/penstock/penstock/runtime/driver"
)

// Name is the name of the driver in handles.
const Name = "fake"

// Driver runs clusters in a [World]. Any number of drivers may share a world, and come and go.
type Driver struct {
	world *World
	site  string
	build string
}

var (
	_ driver.Driver    = (*Driver)(nil)
	_ driver.Sited     = (*Driver)(nil)
	_ driver.Waiter    = (*Driver)(nil)
	_ driver.LogReader = (*Driver)(nil)
	_ driver.Ender     = (*Driver)(nil)
	_ driver.Builder   = (*Driver)(nil)
)

// Driver makes a driver of this world.
func (w *World) Driver() *Driver { return &Driver{world: w} }

// At makes a driver of this world that stands at a site of its own.
func (w *World) At(site string) *Driver { return &Driver{world: w, site: site} }

// Site is what At was given.
func (d *Driver) Site() string { return d.site }

// Of makes a driver as this one is, whose clusters are of a build of the engine.
func (d *Driver) Of(build string) *Driver { return &Driver{world: d.world, site: d.site, build: build} }

// Builds is what Of was given.
func (d *Driver) Builds() []string {
	if d.build == "" {
		return nil
	}
	return []string{d.build}
}

// World is where the driver's clusters are.
func (d *Driver) World() *World { return d.world }

// Name is "fake".
func (d *Driver) Name() string { return Name }

// Prepare makes a cluster with the next queued behaviour.
func (d *Driver) Prepare(ctx context.Context, spec driver.Spec) (driver.Handle, error) {
	var handle driver.Handle
	err := d.world.run(ctx, CallPrepare, func() error {
		d.world.mu.Lock()
		defer d.world.mu.Unlock()
		_, existed := d.world.clusters[spec.ID]
		c, err := d.world.prepare(spec)
		if err != nil {
			return err
		}
		if !existed {
			c.build = d.build
		}
		handle = c.handle()
		return nil
	})
	if err != nil {
		return driver.Handle{}, err
	}
	return handle, nil
}

// Inspect looks at a cluster; looks are what lets it come up.
func (d *Driver) Inspect(ctx context.Context, handle driver.Handle) (driver.Observation, error) {
	var seen driver.Observation
	err := d.world.run(ctx, CallInspect, func() error {
		d.world.mu.Lock()
		defer d.world.mu.Unlock()
		c, ok := d.world.clusters[handle.ID]
		if !ok {
			seen = driver.Observation{State: driver.StateAbsent, Handle: handle}
			return nil
		}
		seen = c.observe()
		return nil
	})
	if err != nil {
		return driver.Observation{}, err
	}
	return seen, nil
}

// WaitChange looks again and again, and not before it is time.
func (d *Driver) WaitChange(ctx context.Context, handle driver.Handle, last driver.Observation) (driver.Observation, error) {
	for {
		seen, err := d.Inspect(ctx, handle)
		switch {
		case ctx.Err() != nil:
			return last, nil //nolint:nilerr // the end of the context is no error
		case err != nil || seen.State != last.State:
			return seen, err
		}
		timer := time.NewTimer(max(time.Millisecond, d.world.preparingFor(handle.ID)))
		select {
		case <-ctx.Done():
			timer.Stop()
			return seen, nil
		case <-timer.C:
		}
	}
}

// Endpoint is the cluster's listener in memory.
func (d *Driver) Endpoint(ctx context.Context, handle driver.Handle) (driver.Endpoint, error) {
	var endpoint driver.Endpoint
	err := d.world.run(ctx, CallEndpoint, func() error {
		return d.world.with(handle.ID, func(c *cluster) error {
			endpoint = driver.Endpoint{
				Network: memory, Address: c.listener.name, BaseURL: "http://cluster", Token: token, Dialer: c.listener,
			}
			return nil
		})
	})
	return endpoint, err
}

// Destroy removes a cluster.
func (d *Driver) Destroy(ctx context.Context, handle driver.Handle) error {
	return d.world.run(ctx, CallDestroy, func() error {
		d.world.mu.Lock()
		defer d.world.mu.Unlock()
		d.world.remove(handle.ID)
		return nil
	})
}

// List names all clusters.
func (d *Driver) List(ctx context.Context) ([]driver.Listed, error) {
	var listed []driver.Listed
	err := d.world.run(ctx, CallList, func() error {
		d.world.mu.Lock()
		defer d.world.mu.Unlock()
		for _, id := range d.world.order {
			c := d.world.clusters[id]
			listed = append(listed, driver.Listed{
				Handle: c.handle(), ApplicationARN: c.spec.ApplicationARN, CreatedAt: c.created,
				FencingToken: c.spec.FencingToken,
			})
		}
		return nil
	})
	return listed, err
}

// handleState is the driver's own part of a handle.
type handleState struct {
	Process int `json:"process"`
}

func (c *cluster) handle() driver.Handle {
	state, err := json.Marshal(handleState{Process: os.Getpid()})
	if err != nil {
		panic(fmt.Sprintf("fake: encode handle: %v", err)) // a struct of one int always encodes
	}
	return driver.Handle{Version: driver.HandleVersion, Driver: Name, ID: c.spec.ID, Build: c.build, State: state}
}
