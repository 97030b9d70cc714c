package job

import (
	"context"
	"time"

	"github.com/penstock/penstock/runtime/embedded/operator"
)

// tickInterval is how often tasks with windows over processing time look at the clock.
const tickInterval = 50 * time.Millisecond

// ticking calls tell again and again until the task ends, if an operator of it depends on the clock. stop ends that.
func (t *task) ticking(ctx context.Context, tell func()) (stop func()) {
	clocked := false
	for _, l := range t.chain.links {
		_, is := l.operator.(operator.Clocked)
		clocked = clocked || is
	}
	if !clocked {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		ticker := time.NewTicker(tickInterval)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
				tell()
			}
		}
	}()
	return func() {
		cancel()
		<-done
	}
}

// tick lets the operators that depend on the clock send what it has passed.
func (t *task) tick() error {
	for _, l := range t.chain.links {
		if o, ok := l.operator.(operator.Clocked); ok {
			if err := o.Tick(); err != nil {
				return err
			}
		}
	}
	return nil
}
