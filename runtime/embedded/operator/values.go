package operator

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// values sends constant rows, once, from the first subtask.
type values struct {
	node *plan.Values
	rows *batch.Batch
	next int
	part *batch.Batch
}

// NewValues returns the reader of a Values node.
func NewValues(node *plan.Values) Reader { return &values{node: node} }

// valuesState is the name of the section that tells how many rows were sent.
const valuesState = "position"

// Open implements Reader.
func (o *values) Open(c *Context) error {
	types := o.node.Out.Types()
	o.rows, o.part = batch.New(types), batch.New(types)
	if c.Subtask == 0 {
		o.rows.Resize(len(o.node.Rows))
	}
	one := &batch.Batch{Len: 1}
	for r := range o.rows.Len {
		for i, e := range o.node.Rows[r] {
			if l, ok := e.(*expr.Literal); ok {
				o.rows.Cols[i].Set(r, l.Value)
				continue
			}
			evaluator, err := expr.Compile(e, c.exprConfig())
			if err != nil {
				return err
			}
			v, err := evaluator.Eval(nil, one, nil)
			if err != nil {
				return err
			}
			o.rows.Cols[i].CopyRow(r, v, 0)
		}
	}
	for _, s := range c.Restored.Subtasks(valuesState) {
		d, _, err := batch.DecodeDatum(s)
		if err != nil {
			return fmt.Errorf("position of constant rows: %w", err)
		}
		n, ok := d.(int64)
		if !ok || n < 0 {
			return errors.New("damaged position of constant rows")
		}
		o.next = min(max(o.next, int(n)), o.rows.Len)
	}
	return nil
}

// Read implements Reader.
func (o *values) Read(ctx context.Context, limit int) (*batch.Batch, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if o.next == o.rows.Len {
		return nil, io.EOF
	}
	n := min(limit, o.rows.Len-o.next)
	rows := make([]int32, n)
	for i := range rows {
		rows[i] = int32(o.next + i)
	}
	o.part.Clear()
	o.part.AppendRows(o.rows, rows)
	o.next += n
	return o.part, nil
}

// Snapshot implements Reader.
func (o *values) Snapshot(w *state.Writer) error {
	w.Subtask(valuesState, batch.AppendDatum(nil, int64(o.next)))
	return nil
}

// Close implements Reader.
func (o *values) Close() error { return nil }
