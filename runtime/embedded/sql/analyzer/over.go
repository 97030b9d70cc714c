package analyzer

import (
	"slices"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// overCall is a function with an OVER clause.
type overCall struct {
	call   *aggregateCall
	window overWindow
	at     ast.Pos
}

// overWindow is what an OVER clause says.
type overWindow struct {
	partition []expr.Expr
	order     []orderKey
	rows      bool
	// preceding is rows or milliseconds; -1 is UNBOUNDED.
	preceding int64
}

// orderKey is an element of ORDER BY.
type orderKey struct {
	value      expr.Expr
	desc       bool
	nullsFirst bool
}

func (w *overWindow) equal(o *overWindow) bool {
	return w.rows == o.rows && w.preceding == o.preceding && slices.EqualFunc(w.partition, o.partition, expr.Equal) &&
		slices.EqualFunc(w.order, o.order, func(a, b orderKey) bool {
			return a.desc == b.desc && a.nullsFirst == b.nullsFirst && expr.Equal(a.value, b.value)
		})
}

// expressions are all that a call reads.
func (c *overCall) expressions() []expr.Expr {
	out := slices.Concat(c.call.args, c.window.partition)
	for _, k := range c.window.order {
		out = append(out, k.value)
	}
	if c.call.filter != nil {
		out = append(out, c.call.filter)
	}
	return out
}

// rewritten is the call over other expressions.
func (c *overCall) rewritten(rewrite rewriter) *overCall {
	call, window := *c.call, c.window
	call.args = rewrittenAll(c.call.args, rewrite)
	if c.call.filter != nil {
		call.filter = rewrite(c.call.filter)
	}
	window.partition = rewrittenAll(c.window.partition, rewrite)
	window.order = slices.Clone(c.window.order)
	for i := range window.order {
		window.order[i].value = rewrite(window.order[i].value)
	}
	return &overCall{call: &call, window: window, at: c.at}
}

func rewrittenAll(es []expr.Expr, rewrite rewriter) []expr.Expr {
	out := make([]expr.Expr, len(es))
	for i, e := range es {
		out[i] = rewrite(e)
	}
	return out
}

// over is a function over a window.
func (r *resolver) over(f *ast.FuncCall) expr.Expr {
	if r.virtuals == nil || !r.virtuals.overs || r.inAggregate != "" {
		fail(f.Pos, "Windowed aggregate expression is illegal in %s clause", r.clause)
	}
	inner := *r
	nested := *r.virtuals
	nested.overs = false
	inner.virtuals = &nested
	c := &overCall{at: f.Pos, window: inner.overWindow(f.Over, nil)}
	name := f.FuncName()
	switch {
	case isRankingName(name):
		if len(f.Args) > 0 || f.Star {
			fail(f.Pos, "Invalid number of arguments to function '%s'. Was expecting 0 arguments", name)
		}
		if len(c.window.order) == 0 {
			fail(f.Pos, "%s needs ORDER BY within its OVER clause", name)
		}
		c.window.rows, c.window.preceding = name == "ROW_NUMBER", -1
		c.call = &aggregateCall{name: name, typ: types.Of(types.BigInt).NotNull(), at: f.Pos}
	case name == "LAG" || name == "LEAD":
		c.call = inner.lag(f, name)
	case isAggregateName(name):
		c.call = inner.overAggregate(f)
	default:
		fail(f.Pos, "OVER must be applied to aggregate function, which %s is not", name)
	}
	r.virtuals.list = nested.list
	if c.call.filter == nil && len(c.call.args) == 0 || c.call.deterministic() {
		for i, what := range r.virtuals.list {
			if known, ok := what.(*overCall); ok && known.call.equal(c.call) && known.window.equal(&c.window) {
				return &expr.Column{Index: virtualBase + i, Name: known.call.text(), Typ: known.call.typ}
			}
		}
	}
	return r.virtuals.add(c, c.call.typ, c.call.text())
}

// overAggregate is an aggregate over a window; its arguments may be aggregates of the groups.
func (r *resolver) overAggregate(f *ast.FuncCall) *aggregateCall {
	name := f.FuncName()
	if slices.Contains(batchOnly, name) {
		fail(f.Pos, "%s is not supported in streaming mode", name)
	}
	if f.Distinct && (name == "FIRST_VALUE" || name == "LAST_VALUE") {
		fail(f.Pos, "%s does not take DISTINCT", name)
	}
	c := &aggregateCall{name: name, distinct: f.Distinct, at: f.Pos}
	if other, ok := canonical[name]; ok {
		c.name = other
	}
	if f.OrderBy != nil || f.WithinGroup != nil || f.Filter != nil {
		unsupported(f.Pos, "ORDER BY or FILTER of a function with OVER")
	}
	if f.Star && name == "COUNT" {
		c.typ = types.Of(types.BigInt).NotNull()
		return c
	}
	args := r.all(f.Args)
	if name == "LISTAGG" && len(args) == 2 {
		c.options = []any{r.constantText(f.Args[1], args[1], "the separator of LISTAGG")}
		args = args[:1]
	}
	if len(args) != 1 {
		fail(f.Pos, "Invalid number of arguments to function '%s'. Was expecting 1 arguments", name)
	}
	c.args = args
	c.typ = aggregateType(f.Pos, c.name, args, c.distinct)
	return c
}

// lag is LAG(value [, offset [, default]]).
func (r *resolver) lag(f *ast.FuncCall, name string) *aggregateCall {
	if name == "LEAD" {
		unsupported(f.Pos, "LEAD")
	}
	if len(f.Args) < 1 || len(f.Args) > 3 {
		fail(f.Pos, "Invalid number of arguments to function '%s'. Was expecting 1 to 3 arguments", name)
	}
	value := r.resolve(f.Args[0])
	offset := int64(1)
	if len(f.Args) > 1 {
		l, ok := r.folded(r.resolve(f.Args[1])).(*expr.Literal)
		if !ok || !l.Typ.Kind.IsInteger() || l.Value == nil || l.Value.(int64) < 0 {
			fail(f.Args[1].Position(), "The offset of %s must be a constant integer that is not negative", name)
		}
		offset = l.Value.(int64)
	}
	c := &aggregateCall{name: name, args: []expr.Expr{value}, options: []any{offset}, typ: value.Type().WithNullable(true), at: f.Pos}
	if len(f.Args) == 3 {
		fallback := r.resolve(f.Args[2])
		from, to := fallback.Type(), value.Type()
		if from.Kind == types.Null {
			fail(f.Args[2].Position(), "Illegal use of 'NULL': write CAST(NULL AS %s)", to)
		}
		fits := from.Kind == to.Kind || from.Kind.IsCharacter() && to.Kind.IsCharacter()
		if !fits {
			fail(f.Args[2].Position(), "Please explicitly cast default value %s to %s", from, to)
		}
		c.args = append(c.args, must(expr.ImplicitCast(fallback, c.typ))(f.Args[2].Position()))
	}
	return c
}

// overWindow resolves a window's specification, with the window that it extends.
func (r *resolver) overWindow(spec *ast.WindowSpec, seen []string) overWindow {
	w := overWindow{preceding: -1}
	if spec.Base != nil {
		base, ok := r.virtuals.windows[spec.Base.Name]
		if !ok || slices.Contains(seen, spec.Base.Name) {
			known := make([]string, 0, len(r.virtuals.windows))
			for name := range r.virtuals.windows {
				known = append(known, name)
			}
			failHint(spec.Base.Pos, didYouMean(spec.Base.Name, known), "Window '%s' not found", spec.Base.Name)
		}
		w = r.overWindow(base, append(seen, spec.Base.Name))
	}
	for _, e := range spec.PartitionBy {
		w.partition = append(w.partition, r.resolve(e))
	}
	for _, item := range spec.OrderBy {
		w.order = append(w.order, r.orderKey(item))
	}
	if spec.Frame != nil {
		r.frame(&w, spec.Frame)
	}
	return w
}

func (r *resolver) orderKey(item *ast.OrderItem) orderKey {
	return orderOf(item, r.resolve(item.Expr))
}

// orderOf is a sort key; NULL is the smallest value unless told otherwise.
func orderOf(item *ast.OrderItem, value expr.Expr) orderKey {
	k := orderKey{value: value, desc: item.Desc, nullsFirst: !item.Desc}
	if item.Nulls != "" {
		k.nullsFirst = item.Nulls == "FIRST"
	}
	return k
}

// frame is ROWS or RANGE. Streams can only look back, up to the current row.
func (r *resolver) frame(w *overWindow, f *ast.Frame) {
	w.rows = f.Rows
	if f.End.Kind != ast.CurrentRow {
		fail(f.End.Pos, "OVER windows only support ending at the CURRENT ROW in streaming mode")
	}
	switch f.Start.Kind {
	case ast.UnboundedPreceding:
		w.preceding = -1
	case ast.CurrentRow:
		w.preceding = 0
	case ast.Preceding:
		l, ok := r.folded(r.resolve(f.Start.Offset)).(*expr.Literal)
		want := types.IntervalDayTime
		if f.Rows {
			want = types.Int
		}
		if !ok || l.Value == nil || l.Typ.Kind != want || l.Value.(int64) < 0 {
			what := "interval of days to seconds"
			if f.Rows {
				what = "number"
			}
			fail(f.Start.Pos, "The start of the frame must be a constant %s that is not negative", what)
		}
		w.preceding = l.Value.(int64)
	default:
		fail(f.Start.Pos, "OVER windows must start before the CURRENT ROW in streaming mode")
	}
}

// windowed plans the OVER calls that expressions use and returns what has become of them.
func (r *resolver) windowed(input plan.Node, used []expr.Expr, rewrite rewriter) (plan.Node, map[int]expr.Expr) {
	indexes := usedIn[*overCall](r.virtuals, used...)
	values := map[int]expr.Expr{}
	node := input
	for len(indexes) > 0 {
		first := r.virtuals.list[indexes[0]].(*overCall).rewritten(rewrite)
		var calls []*overCall
		var same, rest []int
		for _, i := range indexes {
			c := r.virtuals.list[i].(*overCall).rewritten(rewrite)
			if i == indexes[0] || c.window.equal(&first.window) && !isRankingName(c.call.name) && !isRankingName(first.call.name) {
				same, calls = append(same, i), append(calls, c)
			} else {
				rest = append(rest, i)
			}
		}
		for _, i := range rest {
			if c := r.virtuals.list[i].(*overCall).rewritten(rewrite); !c.window.equal(&first.window) {
				fail(c.at, "Over Agg: Unsupported use of OVER windows. All aggregates must be computed on the same window")
			}
		}
		node = r.overNode(node, calls)
		at := len(node.Schema().Columns) - len(calls)
		for n, i := range same {
			values[i] = columnOf(node, at+n)
		}
		indexes = rest
	}
	return node, values
}

// overNode computes calls over one window.
func (r *resolver) overNode(input plan.Node, calls []*overCall) plan.Node {
	w, at := calls[0].window, calls[0].at
	p := passing(input)
	partition := make([]int, len(w.partition))
	for i, e := range w.partition {
		partition[i] = p.add(e)
	}
	keys := make([]plan.SortKey, len(w.order))
	for i, k := range w.order {
		keys[i] = plan.SortKey{Column: p.add(k.value), Desc: k.desc, NullsFirst: k.nullsFirst}
	}
	aggregates := make([]*aggregateCall, len(calls))
	for i, c := range calls {
		aggregates[i] = c.call
	}
	planCalls := planned(aggregates, p.add)
	node := p.over(input)
	if isRankingName(calls[0].call.name) {
		n := plan.NewRanking(node, calls[0].call.name, partition, keys, planCalls[0])
		n.At = at
		return n
	}
	if len(keys) == 0 {
		fail(at, "The window can only be ordered by a single time column in streaming mode, but has no ORDER BY")
	}
	if len(keys) > 1 {
		fail(at, "The window can only be ordered by a single time column in streaming mode")
	}
	time := node.Schema().Columns[keys[0].Column].Time
	switch {
	case time == plan.NoTimeAttribute:
		fail(at, "OVER windows' ordering in stream mode must be defined on a time attribute")
	case keys[0].Desc:
		fail(at, "OVER windows in stream mode can only be ordered by time in ascending order")
	}
	n := &plan.OverAggregate{
		PartitionBy: partition, Time: keys[0].Column, Proctime: time == plan.Proctime, Rows: w.rows,
		Preceding: w.preceding, Aggs: planCalls,
	}
	n.At = at
	return plan.Connect(n, node)
}
