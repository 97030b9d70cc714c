package local

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/penstock/penstock/runtime/driver"
)

// killPatience is how long a killed cluster may take to be gone before Destroy gives up with an error.
const killPatience = 15 * time.Second

// End kills the cluster's process group.
func (d *Driver) End(ctx context.Context, handle driver.Handle) error {
	f, known, err := d.open(handle)
	if err != nil {
		return err
	}
	unlock := d.locks.lock(handle.ID)
	defer unlock()
	return d.end(ctx, f, known)
}

// end is End for a caller that holds the cluster's lock.
func (d *Driver) end(ctx context.Context, f folder, known process) error {
	if alive, err := f.alive(); err == nil && alive {
		// Where the disk is full its death will be told as if it were none of ours, which is all that it says.
		if err := os.WriteFile(filepath.Join(f.path, endedFile), nil, 0o600); err != nil {
			d.log.Warn("the end of a cluster is not noted", "cluster", f.id, "error", err)
		}
	}
	if err := d.kill(ctx, f, known); err != nil {
		return fmt.Errorf("end cluster %s: %w", f.id, err)
	}
	d.mu.Lock()
	child := d.children[f.id]
	d.mu.Unlock()
	if child != nil {
		// It is dead; only its status has to be collected, and it must not be written into a folder that comes next.
		select {
		case <-child:
		case <-ctx.Done():
			return fmt.Errorf("end cluster %s: %w", f.id, ctx.Err())
		}
	}
	return nil
}

// Destroy kills the cluster's process group and removes its folder.
func (d *Driver) Destroy(ctx context.Context, handle driver.Handle) error {
	f, known, err := d.open(handle)
	if err != nil {
		return err
	}
	unlock := d.locks.lock(handle.ID)
	defer unlock()
	if err := d.end(ctx, f, known); err != nil {
		return err
	}
	if _, err := os.Lstat(f.path); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err := f.remove(); err != nil {
		return err
	}
	d.log.Info("cluster destroyed", "cluster", f.id)
	return nil
}

// kill ends every process of the cluster and returns when there is none left. known is what the handle says.
func (d *Driver) kill(ctx context.Context, f folder, known process) error {
	ctx, cancel := context.WithTimeout(ctx, killPatience)
	defer cancel()
	for pause := time.Millisecond; ; pause = min(2*pause, 50*time.Millisecond) {
		targets, alive, err := f.targets(known)
		if err != nil || !alive {
			return err
		}
		for _, p := range targets {
			if err := killGroup(p.PID); err != nil {
				return err
			}
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("its processes do not end: %w", ctx.Err())
		case <-time.After(pause):
		}
	}
}

// targets are the leaders of the process groups that may be killed, and whether anything of the cluster lives at all.
func (f folder) targets(known process) (targets []process, alive bool, err error) {
	alive, err = f.alive()
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, false, err
	}
	written, err := f.process()
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, false, err
	}
	for _, p := range []process{known, written} {
		if p.PID != 0 && p.running() && !slices.Contains(targets, p) {
			targets, alive = append(targets, p), true
		}
	}
	if !alive || len(targets) > 0 {
		return targets, alive, nil
	}
	// The pid was never written down, or the leader is gone and others that it started hold the lock.
	targets, err = findByFolder(f.path)
	return targets, alive, err
}
