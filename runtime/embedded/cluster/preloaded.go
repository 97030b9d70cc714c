package cluster

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/job"
	"github.com/penstock/penstock/runtime/embedded/rest"
)

// preloaded is the state that is read before the job is made.
type preloaded struct {
	// mu is held while state is read.
	mu       sync.Mutex
	snapshot *checkpoint.Snapshot
	// closed tells that the job was made.
	closed bool
}

// Preload reads state. That it fails only makes the start of the job longer.
func (p *sqlProgram) Preload(ctx context.Context, o JobOptions) (entries int, err error) {
	type outcome struct {
		entries int
		err     error
	}
	done := make(chan outcome, 1)
	go func() {
		entries, err := p.read(context.WithoutCancel(ctx), o.forJob())
		done <- outcome{entries, err}
	}()
	select {
	case o := <-done:
		return o.entries, o.err
	case <-ctx.Done():
		return 0, fmt.Errorf("state is still being read: %w", ctx.Err())
	}
}

func (p *sqlProgram) read(ctx context.Context, options job.Options) (entries int, err error) {
	p.preloaded.mu.Lock()
	defer p.preloaded.mu.Unlock()
	if p.preloaded.closed {
		return 0, rest.Conflict("the job was run already")
	}
	options.Preloaded = p.preloaded.snapshot
	if p.preloaded.snapshot, err = job.Preload(ctx, p.plan, options); err != nil {
		return 0, &rest.RefusedError{Err: err, Conflict: errors.Is(err, fs.ErrNotExist)}
	}
	return p.preloaded.snapshot.Preloaded(), nil
}

// take waits until nothing is read any more and gives away what was.
func (p *preloaded) take() *checkpoint.Snapshot {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.snapshot
	p.snapshot, p.closed = nil, true
	return s
}
