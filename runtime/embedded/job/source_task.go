package job

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/operator"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// sourceTask is the body of a task that reads. What others want of it, such as a barrier, it does between two reads; a read
// that waits for rows is interrupted.
type sourceTask struct {
	*task
	step        *step
	reader      operator.Reader
	counter     *counter
	context     *operator.Context
	limit       int
	idleTimeout time.Duration
	opened      bool

	mu       sync.Mutex
	wanted   []command
	arrived  chan struct{}
	stopRead context.CancelFunc

	// ended tells that all input was read; held that it waits for a savepoint then; stopped that a stop savepoint is being taken,
	// so that nothing more is sent.
	ended, held, stopped, idle bool
}

// command is something that a source is to do.
type command struct {
	kind    commandKind
	barrier checkpoint.Barrier
}

type commandKind uint8

const (
	sendBarrier commandKind = iota
	// endNow ends the input where it is.
	endNow
	// resume goes on after a stop savepoint that failed.
	resume
	becomeIdle
	// lookAtClock sends what processing time has passed.
	lookAtClock
)

// tell makes the source do something soon.
func (s *sourceTask) tell(c command) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wanted = append(s.wanted, c)
	select {
	case s.arrived <- struct{}{}:
	default:
	}
	if s.stopRead != nil {
		s.stopRead()
	}
}

// commands takes what is to be done. If there is nothing it returns a context for a read that ends with the next command.
func (s *sourceTask) commands(ctx context.Context, reading context.Context) ([]command, context.Context) {
	s.mu.Lock()
	defer s.mu.Unlock()
	wanted := s.wanted
	s.wanted = nil
	if len(wanted) == 0 && (reading == nil || reading.Err() != nil) {
		if s.stopRead != nil {
			s.stopRead()
		}
		reading, s.stopRead = context.WithCancel(ctx)
	}
	return wanted, reading
}

func (s *sourceTask) open() error {
	s.opened = true
	if err := s.reader.Open(s.context); err != nil {
		return fmt.Errorf("open %s (operator %s): %w", s.step.node.Describe(), s.step.node.ID(), err)
	}
	return nil
}

func (s *sourceTask) close() error {
	s.mu.Lock()
	if s.stopRead != nil {
		s.stopRead()
	}
	s.mu.Unlock()
	if !s.opened {
		return nil
	}
	return s.reader.Close()
}

func (s *sourceTask) run(ctx context.Context) error {
	var idleTimer *time.Timer
	if s.idleTimeout > 0 {
		idleTimer = time.AfterFunc(s.idleTimeout, func() { s.tell(command{kind: becomeIdle}) })
		defer idleTimer.Stop()
	}
	defer s.ticking(ctx, func() { s.tell(command{kind: lookAtClock}) })()
	var reading context.Context
	for {
		if err := ctx.Err(); err != nil {
			return err // a reader that never waits does not notice
		}
		var commands []command
		commands, reading = s.commands(ctx, reading)
		for _, c := range commands {
			if err := s.locked(func() error { return s.do(c) }); err != nil {
				return err
			}
		}
		if len(commands) > 0 {
			continue
		}
		if s.ended || s.held || s.stopped {
			s.figures.meter.enter(idle)
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-s.arrived:
			}
			s.figures.meter.enter(busy)
			continue
		}
		s.figures.meter.enter(idle)
		s.watch.enter(s.counter)
		b, err := s.reader.Read(reading, s.limit)
		if err == nil && b.Rows() >= s.limit {
			s.figures.meter.was(busy) // who finds as much as may be read has not waited for it
		} else {
			s.watch.waited()
		}
		s.watch.enter(nil)
		s.figures.meter.enter(busy)
		switch {
		case errors.Is(err, io.EOF) && s.execution.job.options.SavepointAtEnd != "":
			s.held = true
			if err := s.locked(s.tellRest); err != nil {
				return err
			}
			s.execution.held()
		case errors.Is(err, io.EOF):
			if err := s.locked(s.finish); err != nil {
				return err
			}
		case err != nil && ctx.Err() != nil:
			return ctx.Err()
		case err != nil && reading.Err() != nil:
			// Interrupted by a command.
		case err != nil:
			return err
		default:
			if idleTimer != nil {
				idleTimer.Reset(s.idleTimeout)
			}
			if err := s.locked(func() error { return s.send(b) }); err != nil {
				return err
			}
		}
	}
}

func (s *sourceTask) send(b *batch.Batch) error {
	if s.idle {
		s.idle = false
		s.figures.silent.Store(false)
		if err := s.setIdle(false); err != nil {
			return err
		}
	}
	s.figures.recordsIn.Add(int64(b.Rows()))
	s.figures.operators[0].recordsIn.Add(int64(b.Rows()))
	return s.head.Emit(b)
}

// finish brings event time to its end and tells that no more rows come.
func (s *sourceTask) finish() error {
	if s.ended {
		return nil
	}
	s.ended = true
	s.figures.watermark.Store(batch.MaxWatermark)
	if err := s.head.Watermark(batch.MaxWatermark); err != nil {
		return err
	}
	return s.end()
}

func (s *sourceTask) do(c command) error {
	switch c.kind {
	case sendBarrier:
		s.stopped = c.barrier.Kind == checkpoint.StopSavepoint
		return s.checkpoint(c.barrier, func(t *checkpoint.TaskState) error {
			w := state.NewWriter(s.step.node.ID(), state.Mode{Groups: s.execution.maxParallelism})
			if err := s.reader.Snapshot(w); err != nil {
				return fmt.Errorf("snapshot %s (operator %s): %w", s.step.node.Describe(), s.step.node.ID(), err)
			}
			t.Sections = append(t.Sections, w.Sections()...)
			return nil
		})
	case endNow:
		return s.finish()
	case resume:
		s.stopped = false
	case lookAtClock:
		if s.ended || s.stopped {
			return nil
		}
		return s.tick()
	case becomeIdle:
		if s.idle || s.ended {
			return nil
		}
		s.idle = true
		s.figures.silent.Store(true)
		return s.setIdle(true)
	}
	return nil
}
