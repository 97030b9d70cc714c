package job

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/eventtime"
	"github.com/penstock/penstock/runtime/embedded/operator"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// task is one subtask of a vertex in one attempt.
type task struct {
	execution *execution
	vertex    *vertex
	subtask   int
	figures   *figures
	// watch is for the job's profile; nil without one.
	watch *stopwatch
	chain chain
	// head is where rows come in.
	head operator.Output
	// lock is held while the task changes its state; it lets go of it where it waits for others. Checkpoints read the state
	// in between.
	lock sync.Mutex
	// ended tells that run has returned.
	ended atomic.Bool
	// body runs the task once it is open: a source or a receiver.
	body interface {
		open() error
		run(ctx context.Context) error
		close() error
	}
}

func (t *task) name() string {
	return fmt.Sprintf("%s (%d/%d)", t.vertex.name(), t.subtask+1, t.vertex.parallelism)
}

// run runs the task from opening to closing. ready is called when it is open.
func (t *task) run(ctx context.Context, ready func()) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *state.AccessError:
			err = r
		default:
			err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
		}
	}()
	defer func() {
		if closeErr := t.close(); closeErr != nil && err == nil {
			err = closeErr
		}
	}()
	t.figures.enter(taskCreated)
	t.figures.forgetTime()
	t.enter(taskInitializing, nil)
	if err := t.chain.open(); err != nil {
		return err
	}
	if err := t.body.open(); err != nil {
		return err
	}
	t.enter(taskRunning, nil)
	ready()
	t.figures.meter.enter(busy)
	defer t.figures.meter.enter(resting)
	return t.body.run(ctx)
}

// locked does something that changes the state of the task.
func (t *task) locked(do func() error) error {
	t.lock.Lock()
	defer t.lock.Unlock()
	return do()
}

func (t *task) close() error {
	err := t.body.close()
	if chainErr := t.chain.close(); err == nil {
		err = chainErr
	}
	return err
}

// checkpoint marks the state of the task as it is now, passes the barrier on, and has the state written outside of the task,
// which goes on meanwhile.
func (t *task) checkpoint(b checkpoint.Barrier, own func(*checkpoint.TaskState) error) error {
	taken := checkpoint.TaskState{
		Vertex: t.vertex.id, Subtask: t.subtask, Lock: &t.lock, Committables: make(map[string][][]byte),
	}
	if own != nil {
		if err := own(&taken); err != nil {
			return err
		}
	}
	if err := t.chain.snapshot(b, &taken, b.Mode(t.vertex.id, t.subtask, t.execution.maxParallelism, &t.lock)); err != nil {
		return err
	}
	for _, s := range t.chain.senders {
		if err := s.barrier(b); err != nil {
			return err
		}
	}
	t.execution.store(b, taken)
	return nil
}

// end tells the tasks behind that no more rows come. Event time has come to its end before.
func (t *task) end() error {
	for _, s := range t.chain.senders {
		if err := s.end(); err != nil {
			return err
		}
	}
	t.enter(taskFinished, nil)
	t.execution.drained()
	return nil
}

// tellRest tells the tasks behind that no rows come before the savepoint for which the sources wait.
func (t *task) tellRest() error {
	for _, s := range t.chain.senders {
		if err := s.all(message{kind: restMessage}); err != nil {
			return err
		}
	}
	return nil
}

func (t *task) setIdle(idle bool) error {
	for _, s := range t.chain.senders {
		if err := s.idle(idle); err != nil {
			return err
		}
	}
	return nil
}

// receiver is the body of a task that other tasks send to.
type receiver struct {
	*task
	inbox    *inbox
	combiner *eventtime.Combiner
	// aligning is the checkpoint whose barrier has arrived on some of the channels, arrived on how many.
	aligning checkpoint.Barrier
	arrived  int
	ended    int
	// resting is how many channels say that nothing comes before the savepoint for which the sources wait.
	resting int
	// stopped tells that a stop savepoint was the last thing to come: nothing may be sent for the clock's sake after it.
	stopped bool
}

func (r *receiver) open() error {
	r.inbox.begin(r.execution.patience)
	return nil
}

func (r *receiver) close() error { return nil }

func (r *receiver) run(ctx context.Context) error {
	defer r.ticking(ctx, r.inbox.tick)()
	for {
		r.figures.meter.enter(idle)
		c, m, err := r.inbox.receive()
		r.figures.meter.enter(busy)
		if err != nil {
			return err
		}
		if err := r.locked(func() error { return r.handle(c, m) }); err != nil {
			return err
		}
	}
}

func (r *receiver) handle(c *channel, m message) error {
	switch m.kind {
	case dataMessage:
		r.stopped = false
		r.figures.recordsIn.Add(int64(m.batch.Rows()))
		r.figures.bytesIn.Add(int64(m.size))
		r.combiner.Align(c.index, m.batch)
		err := r.chain.links[0].process(c.input, m.batch)
		c.recycle(m)
		return err
	case watermarkMessage:
		return r.advance(r.combiner.Update(c.index, m.watermark))
	case idleMessage, activeMessage:
		before := r.combiner.Idle()
		if err := r.advance(r.combiner.SetIdle(c.index, m.kind == idleMessage)); err != nil {
			return err
		}
		if now := r.combiner.Idle(); now != before {
			return r.setIdle(now)
		}
	case clockMessage:
		if r.stopped || r.ended == len(r.inbox.channels) {
			return nil
		}
		return r.tick()
	case barrierMessage:
		return r.barrier(c, m.barrier)
	case restMessage:
		r.resting++
		return r.rest()
	case endMessage:
		if r.ended++; r.ended == len(r.inbox.channels) {
			return r.end()
		}
		return r.rest()
	}
	return nil
}

// rest passes on that nothing comes before the savepoint, once all channels say so.
func (r *receiver) rest() error {
	if r.resting == 0 || r.resting+r.ended < len(r.inbox.channels) {
		return nil
	}
	return r.tellRest()
}

func (r *receiver) advance(risen bool) error {
	if !risen {
		return nil
	}
	w := r.combiner.Combined()
	r.figures.watermark.Store(w)
	return r.head.Watermark(w)
}

// barrier aligns the channels: one whose barrier has come waits for the others. A barrier of a later checkpoint says that
// the one being waited for was given up.
func (r *receiver) barrier(c *channel, b checkpoint.Barrier) error {
	if b.ID < r.aligning.ID {
		return nil
	}
	if b.ID > r.aligning.ID {
		r.inbox.unblock()
		r.aligning, r.arrived = b, 0
	}
	r.inbox.block(c)
	if r.arrived++; r.arrived < len(r.inbox.channels) {
		return nil
	}
	r.inbox.unblock()
	r.stopped = b.Kind == checkpoint.StopSavepoint
	return r.checkpoint(b, nil)
}
