package job

import (
	"errors"
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/operator"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// chain is the operators of one subtask, wired to each other and to the tasks behind them.
type chain struct {
	links   []*link
	senders []*sender
	// opened is how many links were opened, of which all must be closed.
	opened int
}

// link is an operator in its chain. As an operator.Output it is what the operator before it sends to.
type link struct {
	step     *step
	operator operator.Operator
	context  *operator.Context
	out      operator.Output
	// input is the input that the operator before it sends to.
	input int
	// figures count what a sink writes as the output of the subtask, own what this operator is given.
	figures *figures
	own     *operatorFigures
	// watch and counter are those of the job's profile; nil without one.
	watch   *stopwatch
	counter *counter
}

// Emit implements operator.Output.
func (l *link) Emit(b *batch.Batch) error {
	if _, ok := l.operator.(*operator.Sink); ok {
		l.figures.recordsOut.Add(int64(b.Rows()))
		l.figures.written.Add(int64(b.Rows()))
		l.own.recordsOut.Add(int64(b.Rows()))
	}
	return l.process(l.input, b)
}

// process gives the operator a batch of an input.
func (l *link) process(input int, b *batch.Batch) error {
	l.own.recordsIn.Add(int64(b.Rows()))
	if l.watch == nil {
		return l.operator.Process(input, b)
	}
	l.counter.rowsIn += int64(b.Rows())
	before := l.watch.enter(l.counter)
	err := l.operator.Process(input, b)
	l.watch.enter(before)
	return err
}

// Watermark implements operator.Output.
func (l *link) Watermark(millis int64) error {
	l.figures.passed.Store(millis)
	l.own.watermark.Store(millis)
	before := l.watch.enter(l.counter)
	err := l.operator.Watermark(millis)
	l.watch.enter(before)
	return err
}

// fanout sends to several outputs, one after the other.
type fanout []operator.Output

// Emit implements operator.Output.
func (f fanout) Emit(b *batch.Batch) error {
	for _, out := range f {
		if err := out.Emit(b); err != nil {
			return err
		}
	}
	return nil
}

// Watermark implements operator.Output.
func (f fanout) Watermark(millis int64) error {
	for _, out := range f {
		if err := out.Watermark(millis); err != nil {
			return err
		}
	}
	return nil
}

func outputOf(outs []operator.Output) operator.Output {
	if len(outs) == 1 {
		return outs[0]
	}
	return fanout(outs)
}

// open opens the operators from the last to the first, so that each may send as soon as it is open.
func (c *chain) open() error {
	for i := len(c.links) - 1; i >= 0; i-- {
		l := c.links[i]
		c.opened++
		if err := l.operator.Open(l.context, l.out); err != nil {
			return fmt.Errorf("open %s (operator %s): %w", l.step.node.Describe(), l.step.node.ID(), err)
		}
	}
	return nil
}

func (c *chain) close() error {
	var all error
	for i := len(c.links) - 1; i >= len(c.links)-c.opened; i-- {
		if err := c.links[i].operator.Close(); err != nil {
			all = errors.Join(all, fmt.Errorf("close %s: %w", c.links[i].step.node.Describe(), err))
		}
	}
	return all
}

// snapshot marks the state of all operators for a checkpoint, in the order in which rows pass them.
func (c *chain) snapshot(b checkpoint.Barrier, t *checkpoint.TaskState, mode state.Mode) error {
	for _, l := range c.links {
		w := state.NewWriter(l.step.node.ID(), mode)
		if sink, ok := l.operator.(*operator.Sink); ok {
			if err := sink.Prepare(b.ID, t.Subtask, w); err != nil {
				return err
			}
			if committables := sink.Committables(); len(committables) > 0 {
				t.Committables[l.step.node.ID()] = committables
			}
		} else if err := l.operator.Snapshot(w); err != nil {
			return fmt.Errorf("snapshot %s (operator %s): %w", l.step.node.Describe(), l.step.node.ID(), err)
		}
		t.Sections, t.Views = append(t.Sections, w.Sections()...), append(t.Views, w.Views()...)
	}
	return nil
}

// changed is how many entries of keyed state a checkpoint would have to write.
func (c *chain) changed() (int, error) {
	w := state.NewCounter()
	for _, l := range c.links {
		if err := l.operator.Snapshot(w); err != nil {
			return 0, err
		}
	}
	return w.Changed(), nil
}

// isSource tells the nodes whose operators are readers.
func isSource(n plan.Node) bool {
	switch n.(type) {
	case *plan.Scan, *plan.Values:
		return true
	}
	return false
}
