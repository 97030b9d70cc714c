package simulation

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/fake"
)

// Run simulates the plan, in whatever time the clock tells: under testing/synctest, in seconds. Snapshots and checkpoints are written
// below the directory. All goroutines that it begins have ended when it returns.
func Run(ctx context.Context, plan Plan, database Database, dir string) (*Report, error) {
	f, events, err := newFleet(ctx, plan, database, dir)
	if err != nil {
		return nil, fmt.Errorf("begin simulation: %w", err)
	}
	defer f.close()
	for _, e := range events {
		if err := f.until(ctx, e.at); err != nil {
			return nil, err
		}
		if err := f.happen(identified(ctx), e); err != nil {
			return nil, fmt.Errorf("after %s: %s: %w", e.at, e.what, err)
		}
	}
	if err := f.until(ctx, plan.Duration); err != nil {
		return nil, err
	}
	if err := f.rest(ctx); err != nil {
		return nil, err
	}
	return f.report(ctx)
}

// until waits for a time of the simulation.
func (f *fleet) until(ctx context.Context, at time.Duration) error {
	timer := time.NewTimer(at - time.Since(f.began))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

func (f *fleet) happen(ctx context.Context, e event) error {
	switch e.what {
	case planeDies:
		f.planes[e.whom].kill()
		return nil
	case planeReturns:
		return f.startPlane(ctx, e.whom)
	case checkpoints:
		return f.checkpoint()
	case owned:
		return f.checkOwners(ctx)
	}
	a := &f.applications[e.whom]
	switch e.what {
	case begins:
		if err := f.create(ctx, a); err != nil {
			return err
		}
		return f.start(ctx, a)
	case updates, updatesBadly:
		return f.update(ctx, a, e.what)
	case fails:
		return f.setJob(a, driver.JobStateRunning, driver.JobStateRestarting)
	case recovers:
		return f.setJob(a, driver.JobStateRestarting, driver.JobStateRunning)
	case dies:
		if c, running := f.running(a); running {
			return f.world.Kill(c.ID)
		}
		return nil
	}
	return errors.New("nobody knows how")
}

// running is the cluster in which the application's job is, in whatever state.
func (f *fleet) running(a *application) (fake.View, bool) {
	for _, c := range f.world.Clusters() {
		if c.Spec.ApplicationName == a.name && !c.Dead && c.Job != driver.JobStateAbsent && !c.Job.Ended() {
			return c, true
		}
	}
	return fake.View{}, false
}

// setJob changes the state of the application's job, if it is in the one given.
func (f *fleet) setJob(a *application, from, to driver.JobState) error {
	if c, running := f.running(a); running && c.Job == from {
		return f.world.SetJob(c.ID, to)
	}
	return nil
}

// checkpoint completes a checkpoint of every job.
func (f *fleet) checkpoint() error {
	for _, c := range f.world.Clusters() {
		if !c.Dead && c.Job == driver.JobStateRunning {
			if err := f.world.Checkpoint(c.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

const (
	// restPeriod is how long what goes on at the end may take, and restLook the time between two looks at it.
	restPeriod = 3 * time.Hour
	restLook   = time.Minute
)

// rest waits until nothing goes on any more.
func (f *fleet) rest(ctx context.Context) error {
	end := time.Now().Add(restPeriod)
	for {
		busy := ""
		for i := range f.applications {
			app, err := f.application(ctx, &f.applications[i])
			if err != nil {
				return err
			}
			if status := app.Status(); status != lifecycle.StatusRunning || app.Observed.NextCluster != nil {
				busy = fmt.Sprintf("%s is %s", app.Name, status)
				break
			}
		}
		if clusters := len(f.world.Clusters()); busy == "" && clusters > len(f.applications) {
			busy = fmt.Sprintf("there are %d clusters", clusters)
		}
		if busy == "" {
			return nil
		}
		if time.Now().After(end) {
			f.violate("after %s of rest: %s", restPeriod, busy)
			return nil
		}
		if err := f.until(ctx, time.Since(f.began)+restLook); err != nil {
			return err
		}
	}
}
