package operator

import (
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// Clocked is an operator that is to be told of the time again and again.
type Clocked interface {
	// Tick sends what the clock has passed.
	Tick() error
}

// clocked makes an operator of event time one of processing time: the clock takes the place of the watermark, and the time of a
// row is when it comes. As in Flink, what is open at the end of input is not sent.
type clocked struct {
	Operator
	// column is where rows have their time; -1 where they bring along what they are part of.
	column int
	now    func() int64
	out    Output
	times  *batch.Vector
	rows   batch.Batch
}

// NewClocked runs an operator of a window over processing time by the clock.
func NewClocked(o Operator, w plan.WindowSpec, attached bool) Operator {
	if !w.Proctime {
		return o
	}
	c := &clocked{Operator: o, column: w.TimeColumn}
	if attached {
		c.column = -1
	}
	return c
}

// Open implements Operator.
func (o *clocked) Open(c *Context, out Output) error {
	o.now = func() int64 { return c.Clock().UnixMilli() }
	o.out = out
	return o.Operator.Open(c, withoutTime{out})
}

// Tick implements Clocked.
func (o *clocked) Tick() error { return o.Operator.Watermark(o.now()) }

// Process implements Operator.
func (o *clocked) Process(input int, b *batch.Batch) error {
	now := o.now()
	if err := o.Operator.Watermark(now); err != nil {
		return err
	}
	o.rows = batch.Batch{Len: b.Len, Sel: b.Sel, Kinds: b.Kinds, Cols: b.Cols}
	if o.column >= 0 {
		o.rows.Cols = append(o.rows.Cols[:0:0], b.Cols...)
		if o.times == nil {
			o.times = batch.NewVector(b.Cols[o.column].Type, b.Len)
		}
		o.times.Resize(b.Len)
		for i := range o.times.I64 {
			o.times.I64[i] = now
		}
		o.rows.Cols[o.column] = o.times
	}
	return o.Operator.Process(input, &o.rows)
}

// Watermark implements Operator.
func (o *clocked) Watermark(millis int64) error { return o.out.Watermark(millis) }

// Snapshot implements Operator.
func (o *clocked) Snapshot(w *state.Writer) error { return o.Operator.Snapshot(w) }

// withoutTime passes rows on and keeps the clock back, which is no event time.
type withoutTime struct{ Output }

// Emit implements Output.
func (o withoutTime) Emit(b *batch.Batch) error {
	plain := *b
	plain.Watermarks = nil
	return o.Output.Emit(&plain)
}

// Watermark implements Output.
func (withoutTime) Watermark(int64) error { return nil }
