package operator

import (
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// unnest joins each row with the elements of a collection of its own.
type unnest struct {
	stateless
	node       *plan.Unnest
	collection *expr.Evaluator
	state      expr.State
	emit       *emitter
	isRow      bool
}

// NewUnnest returns the operator of an Unnest node.
func NewUnnest(node *plan.Unnest) Operator { return &unnest{node: node} }

// Open implements Operator.
func (o *unnest) Open(c *Context, out Output) (err error) {
	o.out = out
	o.state.Watermark = batch.NoWatermark
	o.emit = newEmitter(out, o.node.Out.Types(), o.node.Sends != plan.InsertOnly)
	t := o.node.Collection.Type()
	o.isRow = t.Kind != types.Map && t.Elem.Kind == types.Row
	o.collection, err = expr.Compile(o.node.Collection, c.exprConfig())
	return err
}

// Process implements Operator.
func (o *unnest) Process(_ int, b *batch.Batch) error {
	collections, err := o.collection.Eval(&o.state, b, b.Sel)
	if err != nil {
		return err
	}
	for i := range b.Rows() {
		row := b.Row(i)
		o.emit.at(b, row)
		if err := o.elements(b, row, collections.Get(row)); err != nil {
			return err
		}
	}
	return o.emit.flush()
}

func (o *unnest) elements(b *batch.Batch, row int, collection batch.Datum) error {
	n := 0
	switch c := collection.(type) {
	case []batch.Datum:
		for _, element := range c {
			n++
			if err := o.send(b, row, n, element); err != nil {
				return err
			}
		}
	case *batch.MapDatum:
		for i, key := range c.Keys {
			if o.node.Collection.Type().Kind == types.Map {
				n++
				if err := o.send(b, row, n, []batch.Datum{key, c.Values[i]}); err != nil {
					return err
				}
				continue
			}
			for range c.Values[i].(int64) {
				n++
				if err := o.send(b, row, n, key); err != nil {
					return err
				}
			}
		}
	}
	if n == 0 && o.node.Outer {
		return o.send(b, row, 0, nil)
	}
	return nil
}

// send sends a row with an element; number 0 says that there is none.
func (o *unnest) send(b *batch.Batch, row, number int, element batch.Datum) error {
	to, err := o.emit.row(b.Kind(row))
	if err != nil {
		return err
	}
	columns := o.emit.b.Cols
	for c, v := range b.Cols {
		columns[c].CopyRow(to, v, row)
	}
	columns = columns[len(b.Cols):]
	if o.node.Ordinality {
		last := columns[len(columns)-1]
		columns = columns[:len(columns)-1]
		last.Set(to, nil)
		if number > 0 {
			last.Set(to, int64(number))
		}
	}
	fields, several := element.([]batch.Datum)
	several = several && (o.isRow || o.node.Collection.Type().Kind == types.Map)
	for c, v := range columns {
		switch {
		case several:
			v.Set(to, fields[c])
		case o.isRow || element == nil:
			v.Set(to, nil)
		default:
			v.Set(to, element)
		}
	}
	return nil
}

// Watermark implements Operator.
func (o *unnest) Watermark(millis int64) error {
	o.state.Watermark = millis
	return o.emit.tell(millis)
}
