package operator

import (
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// expand sends each row once for each grouping set. The copies of a row stay together, in the order of the sets, as a
// changelog over them depends on the order.
type expand struct {
	stateless
	node  *plan.Expand
	sets  [][]projection
	state expr.State
	emit  *emitter
	// columns are the evaluated columns of the sets.
	columns [][]*batch.Vector
}

// NewExpand returns the operator of an Expand node.
func NewExpand(node *plan.Expand) Operator { return &expand{node: node} }

// Open implements Operator.
func (o *expand) Open(c *Context, out Output) error {
	o.out = out
	o.state.Watermark = batch.NoWatermark
	o.sets = make([][]projection, len(o.node.Projections))
	o.columns = make([][]*batch.Vector, len(o.sets))
	for i, exprs := range o.node.Projections {
		var err error
		if o.sets[i], err = compileProjections(exprs, c.exprConfig()); err != nil {
			return err
		}
	}
	o.emit = newEmitter(out, o.node.Out.Types(), o.node.Sends != plan.InsertOnly)
	return nil
}

// Process implements Operator.
func (o *expand) Process(_ int, b *batch.Batch) (err error) {
	for i, set := range o.sets {
		if o.columns[i], err = project(set, &o.state, b, b.Sel, o.columns[i][:0]); err != nil {
			return err
		}
	}
	for i := range b.Rows() {
		row := b.Row(i)
		o.emit.at(b, row)
		for _, columns := range o.columns {
			to, err := o.emit.row(b.Kind(row))
			if err != nil {
				return err
			}
			for c, v := range columns {
				o.emit.b.Cols[c].CopyRow(to, v, row)
			}
		}
	}
	return o.emit.flush()
}

// Watermark implements Operator.
func (o *expand) Watermark(millis int64) error {
	o.state.Watermark = millis
	return o.emit.tell(millis)
}
