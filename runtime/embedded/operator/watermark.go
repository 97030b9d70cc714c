package operator

import (
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/eventtime"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// watermarkAssigner gives each row the watermark that holds before it.
type watermarkAssigner struct {
	node      *plan.Watermark
	out       Output
	strategy  *expr.Evaluator
	generator *eventtime.Generator
	sent      int64
	// empty tells that no row ever comes.
	empty  bool
	result batch.Batch
}

// NewWatermarkAssigner returns the operator of a Watermark node.
func NewWatermarkAssigner(node *plan.Watermark) Operator {
	return &watermarkAssigner{node: node, generator: eventtime.NewGenerator(), sent: batch.NoWatermark}
}

// Open implements Operator.
func (o *watermarkAssigner) Open(c *Context, out Output) (err error) {
	o.out, o.empty = out, c.Empty
	if o.strategy, err = expr.Compile(o.node.Strategy, c.exprConfig()); err != nil {
		return err
	}
	restored, err := restoreProgress(c.Restored)
	if err != nil {
		return err
	}
	o.generator.Restore(restored)
	return o.tell(o.generator.Current())
}

// Process implements Operator.
func (o *watermarkAssigner) Process(_ int, b *batch.Batch) error {
	strategy, err := o.strategy.Eval(nil, b, b.Sel)
	if err != nil {
		return err
	}
	watermarks, err := o.generator.Assign(b, b.Cols[o.node.Rowtime], strategy)
	if err != nil {
		return fmt.Errorf("column %s: %w", o.node.Out.Columns[o.node.Rowtime].Name, err)
	}
	o.result = batch.Batch{Len: b.Len, Sel: b.Sel, Cols: b.Cols, Kinds: b.Kinds, Watermarks: watermarks}
	if err := o.out.Emit(&o.result); err != nil {
		return err
	}
	return o.tell(o.generator.Current())
}

func (o *watermarkAssigner) tell(millis int64) error {
	if millis <= o.sent {
		return nil
	}
	o.sent = millis
	return o.out.Watermark(millis)
}

// Watermark implements Operator. A source tells no watermark of its own but the end of time.
func (o *watermarkAssigner) Watermark(millis int64) error {
	if millis != batch.MaxWatermark {
		return nil
	}
	return o.tell(millis)
}

// Snapshot implements Operator. Unlike Flink's, a restored job goes on with the watermark it had, so that it judges the
// rows that follow as an undisturbed one does. A subtask that has nothing more to tell holds none of them back.
func (o *watermarkAssigner) Snapshot(w *state.Writer) error {
	if o.empty || o.sent == batch.MaxWatermark {
		saveProgress(w, batch.MaxWatermark)
	} else {
		saveProgress(w, o.generator.Current())
	}
	return nil
}

// Close implements Operator.
func (o *watermarkAssigner) Close() error { return nil }
