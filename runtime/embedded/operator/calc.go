package operator

import (
	"slices"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// calc filters by narrowing the selection, and projects by evaluating whole columns. Columns that stay as they are are
// passed on without a copy.
type calc struct {
	stateless
	node        *plan.Calc
	filter      *expr.Evaluator
	projections []projection
	state       expr.State
	result      batch.Batch
	// dense are columns of the result as they are without Nulls.
	dense []batch.Vector
	// pieces cut batches where expressions make long texts; nil where none does.
	pieces *pieces
}

// projection is an expression, or just an input column.
type projection struct {
	column    int
	evaluator *expr.Evaluator
}

// NewCalc returns the operator of a Calc node.
func NewCalc(node *plan.Calc) Operator { return &calc{node: node} }

// Open implements Operator.
func (o *calc) Open(c *Context, out Output) (err error) {
	o.out = out
	o.state.Watermark = batch.NoWatermark
	if o.node.Filter != nil {
		if o.filter, err = expr.Compile(o.node.Filter, c.exprConfig()); err != nil {
			return err
		}
	}
	if expr.Lengthens(o.node.Filter) || slices.ContainsFunc(o.node.Projections, expr.Lengthens) {
		o.pieces = newPieces(o.node.In[0].Schema().Types())
	}
	o.projections, err = compileProjections(o.node.Projections, c.exprConfig())
	return err
}

func compileProjections(exprs []expr.Expr, cfg expr.Config) ([]projection, error) {
	if exprs == nil {
		return nil, nil
	}
	out := make([]projection, len(exprs))
	for i, e := range exprs {
		if column, ok := e.(*expr.Column); ok {
			out[i].column = column.Index
			continue
		}
		evaluator, err := expr.Compile(e, cfg)
		if err != nil {
			return nil, err
		}
		out[i].evaluator = evaluator
	}
	return out, nil
}

// project evaluates the projections of the rows of sel into columns.
func project(projections []projection, s *expr.State, b *batch.Batch, sel []int32, columns []*batch.Vector) ([]*batch.Vector, error) {
	for _, p := range projections {
		if p.evaluator == nil {
			columns = append(columns, b.Cols[p.column])
			continue
		}
		v, err := p.evaluator.Eval(s, b, sel)
		if err != nil {
			return nil, err
		}
		columns = append(columns, v)
	}
	return columns, nil
}

// Process implements Operator.
func (o *calc) Process(_ int, b *batch.Batch) error {
	if o.pieces == nil {
		return o.compute(b)
	}
	return o.pieces.each(b, func(piece *batch.Batch) (made int, err error) {
		o.state.Made = 0
		err = o.compute(piece)
		return int(o.state.Made), err
	})
}

// compute filters and projects the rows of a batch.
func (o *calc) compute(b *batch.Batch) (err error) {
	r := &o.result
	*r = batch.Batch{Len: b.Len, Sel: b.Sel, Cols: r.Cols[:0], Kinds: b.Kinds, Watermarks: b.Watermarks}
	if o.filter != nil {
		if r.Sel, err = o.filter.EvalFilter(&o.state, b, b.Sel); err != nil {
			return err
		}
		if len(r.Sel) == 0 {
			return nil
		}
	}
	if o.projections == nil {
		r.Cols = append(r.Cols, b.Cols...)
	} else if r.Cols, err = project(o.projections, &o.state, b, r.Sel, r.Cols); err != nil {
		return err
	}
	o.forgetNulls(r)
	return o.out.Emit(r)
}

// forgetNulls passes columns on without Nulls that have no NULL in the rows that were selected, as most have after a filter: operators
// look at NULLs row by row.
func (o *calc) forgetNulls(r *batch.Batch) {
	if r.Sel == nil {
		return
	}
	if o.dense == nil {
		o.dense = make([]batch.Vector, len(r.Cols))
	}
	for i, v := range r.Cols {
		if v.Nulls == nil || v.Type.Kind == types.Null || v.Type.Kind == types.Row || v.AnyNull(r.Sel) {
			continue
		}
		o.dense[i] = *v
		o.dense[i].Nulls = nil
		r.Cols[i] = &o.dense[i]
	}
}

// Watermark implements Operator.
func (o *calc) Watermark(millis int64) error {
	o.state.Watermark = millis
	return o.out.Watermark(millis)
}
