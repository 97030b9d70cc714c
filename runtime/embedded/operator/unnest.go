package operator

import (
	"slices"

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
	shape      elementShape
	// condition is nil where every element counts.
	condition *elementCondition
}

// NewUnnest returns the operator of an Unnest node.
func NewUnnest(node *plan.Unnest) Operator { return &unnest{node: node} }

// Open implements Operator.
func (o *unnest) Open(c *Context, out Output) (err error) {
	o.out = out
	o.state.Watermark = batch.NoWatermark
	o.emit = newEmitter(out, o.node.Out.Types(), o.node.Sends != plan.InsertOnly)
	t := o.node.Collection.Type()
	o.shape.fields = t.Kind == types.Map || t.Elem.Kind == types.Row
	if o.node.Condition != nil {
		added := o.node.Out.Types()[len(o.node.In[0].Schema().Columns):]
		if o.condition, err = newElementCondition(o.node.Condition, o.shape, added, c.exprConfig()); err != nil {
			return err
		}
	}
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
		elements := o.elements(collections.Get(row))
		if o.condition != nil {
			if elements, err = o.condition.those(&o.state, elements); err != nil {
				return err
			}
		}
		for _, element := range elements {
			if err := o.send(b, row, element); err != nil {
				return err
			}
		}
		if len(elements) == 0 && o.node.Outer {
			if err := o.send(b, row, nil); err != nil {
				return err
			}
		}
	}
	return o.emit.flush()
}

// elements lists what is in a collection. A row that is NULL is no element, as in Flink.
func (o *unnest) elements(collection batch.Datum) []batch.Datum {
	switch c := collection.(type) {
	case []batch.Datum:
		if o.shape.fields && slices.Contains(c, nil) {
			return slices.DeleteFunc(slices.Clone(c), func(d batch.Datum) bool { return d == nil })
		}
		return c
	case *batch.MapDatum:
		var list []batch.Datum
		for i, key := range c.Keys {
			if o.node.Collection.Type().Kind == types.Map {
				list = append(list, []batch.Datum{key, c.Values[i]})
				continue
			}
			if key == nil && o.shape.fields {
				continue
			}
			for range c.Values[i].(int64) {
				list = append(list, key)
			}
		}
		return list
	}
	return nil
}

// send sends a row with an element, or with NULLs where there is none.
func (o *unnest) send(b *batch.Batch, row int, element batch.Datum) error {
	to, err := o.emit.row(b.Kind(row))
	if err != nil {
		return err
	}
	columns := o.emit.b.Cols
	for c, v := range b.Cols {
		columns[c].CopyRow(to, v, row)
	}
	o.shape.set(columns[len(b.Cols):], to, element)
	return nil
}

// Watermark implements Operator.
func (o *unnest) Watermark(millis int64) error {
	o.state.Watermark = millis
	return o.emit.tell(millis)
}
