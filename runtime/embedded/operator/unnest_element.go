package operator

import (
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// elementShape says how an element of a collection becomes columns.
type elementShape struct {
	// fields tells that an element is a row, or a key and a value, each field of which is a column.
	fields bool
}

// set writes an element into a row of its columns; nil is NULL in all of them.
func (s elementShape) set(columns []*batch.Vector, row int, element batch.Datum) {
	fields, several := element.([]batch.Datum)
	several = several && s.fields
	for c, v := range columns {
		if several {
			v.Set(row, fields[c])
		} else {
			v.Set(row, element)
		}
	}
}

// elementCondition is what elements must fulfil to be joined.
type elementCondition struct {
	condition *expr.Evaluator
	shape     elementShape
	elements  *batch.Batch
}

// newElementCondition compiles a condition over the columns of an element.
func newElementCondition(e expr.Expr, shape elementShape, columns []types.Type, cfg expr.Config) (*elementCondition, error) {
	compiled, err := expr.Compile(e, cfg)
	if err != nil {
		return nil, err
	}
	return &elementCondition{condition: compiled, shape: shape, elements: batch.New(columns)}, nil
}

// those are the elements that fulfil the condition, in their order.
func (c *elementCondition) those(state *expr.State, elements []batch.Datum) ([]batch.Datum, error) {
	c.elements.Resize(len(elements))
	for i, element := range elements {
		c.shape.set(c.elements.Cols, i, element)
	}
	rows, err := c.condition.EvalFilter(state, c.elements, nil)
	if err != nil {
		return nil, err
	}
	kept := make([]batch.Datum, len(rows))
	for i, row := range rows {
		kept[i] = elements[row]
	}
	return kept, nil
}
