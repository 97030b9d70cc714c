package main

import (
	"context"
	"fmt"
	"time"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/bench/controlplane"
)

// course is how an operation went.
type course struct {
	took, downtime time.Duration
	began, ended   time.Time
}

// cycle measures an update, the rollback of it, and a start from the snapshot of a stop.
func (a *application) cycle(ctx context.Context, i int, f *figures) error {
	change, err := a.update(ctx, i+1)
	if err != nil {
		return fmt.Errorf("update: %w", err)
	}
	gap, err := a.ticks.longestPause(ctx, change)
	if err != nil {
		return err
	}
	f.update, f.downtime, f.gap = append(f.update, change.took), append(f.downtime, change.downtime), append(f.gap, gap)

	back, err := a.rollBack(ctx)
	if err != nil {
		return fmt.Errorf("rollback: %w", err)
	}
	if gap, err = a.ticks.longestPause(ctx, back); err != nil {
		return err
	}
	f.rollback, f.rollbackDowntime = append(f.rollback, back.took), append(f.rollbackDowntime, back.downtime)
	f.rollbackGap = append(f.rollbackGap, gap)

	if _, err := a.stop(ctx, name); err != nil {
		return fmt.Errorf("stop: %w", err)
	}
	size, err := a.newestSnapshot()
	if err != nil {
		return err
	}
	f.state = append(f.state, size)
	again, err := a.start(ctx, name)
	if err != nil {
		return fmt.Errorf("start: %w", err)
	}
	f.start = append(f.start, again.took)
	return a.startEmpty(ctx, f)
}

// startEmpty measures the start of the same script with nothing to read and no state.
func (a *application) startEmpty(ctx context.Context, f *figures) error {
	const name = "empty"
	if len(f.empty) == 0 {
		if err := a.create(ctx, name, script(a.empty, 0)); err != nil {
			return err
		}
	}
	started, err := a.start(ctx, name)
	if err != nil {
		return fmt.Errorf("start of an application with no state: %w", err)
	}
	f.empty = append(f.empty, started.took)
	_, err = a.stop(ctx, name)
	return err
}

func (a *application) start(ctx context.Context, name string) (*course, error) {
	out, err := a.api.StartApplication(ctx, &model.StartApplicationRequest{ApplicationName: &name})
	if err != nil {
		return nil, err
	}
	return a.course(ctx, name, out.OperationId)
}

func (a *application) stop(ctx context.Context, name string) (*course, error) {
	out, err := a.api.StopApplication(ctx, &model.StopApplicationRequest{ApplicationName: &name})
	if err != nil {
		return nil, err
	}
	return a.course(ctx, name, out.OperationId)
}

func (a *application) version(ctx context.Context) (*int64, error) {
	out, err := a.api.DescribeApplication(ctx, &model.DescribeApplicationRequest{ApplicationName: new(name)})
	if err != nil {
		return nil, err
	}
	return out.ApplicationDetail.ApplicationVersionId, nil
}

func (a *application) update(ctx context.Context, n int) (*course, error) {
	version, err := a.version(ctx)
	if err != nil {
		return nil, err
	}
	out, err := a.api.UpdateApplication(ctx, &model.UpdateApplicationRequest{
		ApplicationName: new(name), CurrentApplicationVersionId: version,
		ApplicationConfigurationUpdate: &model.ApplicationConfigurationUpdate{
			ApplicationCodeConfigurationUpdate: &model.ApplicationCodeConfigurationUpdate{
				CodeContentUpdate: &model.CodeContentUpdate{TextContentUpdate: new(script(a.input, n))},
			},
		},
	})
	if err != nil {
		return nil, err
	}
	return a.course(ctx, name, out.OperationId)
}

func (a *application) rollBack(ctx context.Context) (*course, error) {
	version, err := a.version(ctx)
	if err != nil {
		return nil, err
	}
	out, err := a.api.RollbackApplication(ctx, &model.RollbackApplicationRequest{
		ApplicationName: new(name), CurrentApplicationVersionId: version,
	})
	if err != nil {
		return nil, err
	}
	return a.course(ctx, name, out.OperationId)
}

// course waits for the end of an operation and leaves the application alone for a while, as people do.
func (a *application) course(ctx context.Context, name string, id *string) (*course, error) {
	c := &course{began: time.Now()}
	steps, err := controlplane.Outcome(ctx, a.api, name, id)
	if err != nil {
		return nil, err
	}
	c.ended = time.Now()
	c.took = time.Duration(*steps.DurationMilliseconds) * time.Millisecond
	if steps.DowntimeMilliseconds != nil {
		c.downtime = time.Duration(*steps.DowntimeMilliseconds) * time.Millisecond
	}
	return c, pause(ctx, settling)
}
