package analyzer

import (
	"slices"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// aggregation is a planned GROUP BY: the node, and what stands for group keys and virtual columns in it.
type aggregation struct {
	r      *resolver
	groups *groups
	node   plan.Node
	// keys are what the group keys have become.
	keys []expr.Expr
	// values are what aggregates and auxiliary functions have become, by virtual column.
	values map[int]expr.Expr
}

// aggregated plans the aggregates that the expressions of a query use, grouped by g.
func (r *resolver) aggregated(input plan.Node, g *groups, at ast.Pos, used ...expr.Expr) *aggregation {
	a := &aggregation{r: r, groups: g, values: map[int]expr.Expr{}}
	used = r.withOvers(used)
	var calls []*aggregateCall
	indexes := usedIn[*aggregateCall](r.virtuals, used...)
	for _, i := range indexes {
		calls = append(calls, r.virtuals.list[i].(*aggregateCall))
	}

	if len(calls) == 0 && len(g.keys) == 0 && g.window == nil { // HAVING alone: a row needs a column
		calls = append(calls, &aggregateCall{name: "COUNT", typ: types.Of(types.BigInt).NotNull(), at: at})
	}
	p := &projection{}
	for _, k := range g.keys {
		p.append(k)
	}
	add := p.add
	if len(g.sets) > 1 { // the copies of an expanded row have NULL keys but the same arguments
		add = func(e expr.Expr) int { return addAfter(p, len(g.keys), e) }
	}
	planCalls := planned(calls, add)
	time := -1
	if g.window != nil {
		time = add(g.window.time)
	}
	node := p.over(input)
	keys := g.allKeys()
	if len(g.sets) > 1 {
		node = g.expanded(node, p)
		keys = append(keys, len(p.exprs))
	}
	switch w := plan.WindowsOf(node); {
	case g.window != nil:
		a.groupWindow(node, keys, planCalls, time, at)
	case w.Complete() && slices.Contains(keys, w.Start) && slices.Contains(keys, w.End):
		a.attached(node, keys, planCalls, w, at)
	default:
		a.regular(node, keys, planCalls, at)
	}
	for n, i := range indexes {
		a.values[i] = columnOf(a.node, len(a.aggregateKeys())+n)
	}
	a.auxiliaries(used)
	return a
}

// addAfter is projection.add that does not look at the first columns.
func addAfter(p *projection, first int, e expr.Expr) int {
	if expr.IsDeterministic(e) {
		for i, known := range p.exprs[first:] {
			if expr.Equal(known, e) {
				return first + i
			}
		}
	}
	return p.append(e)
}

// aggregateKeys are the keys of the node itself.
func (a *aggregation) aggregateKeys() []int {
	switch n := a.node.(type) {
	case *plan.GroupAggregate:
		return n.Keys
	case *plan.WindowAggregate:
		return n.Keys
	}
	return nil
}

func (a *aggregation) regular(input plan.Node, keys []int, calls []plan.AggregateCall, at ast.Pos) {
	n := &plan.GroupAggregate{Keys: keys, Aggs: calls, Distinct: len(calls) == 0 && len(keys) > 0, StateTTL: a.r.stateTTL}
	n.At = at
	a.node = plan.Connect(n, input)
	for i := range keys {
		a.keys = append(a.keys, columnOf(a.node, i))
	}
}

// attached aggregates an input that carries its windows: the windows' columns are no keys but properties.
func (a *aggregation) attached(input plan.Node, keys []int, calls []plan.AggregateCall, w *plan.Windowed, at ast.Pos) {
	n := &plan.WindowAggregate{
		Aggs: calls, Window: w.Spec, Attached: true, Start: w.Start, End: w.End,
		Properties: []plan.WindowProperty{plan.WindowStart, plan.WindowEnd},
	}
	n.At = at
	property := map[int]int{w.Start: 0, w.End: 1}
	if w.Time >= 0 && slices.Contains(keys, w.Time) {
		property[w.Time] = len(n.Properties)
		n.Properties = append(n.Properties, plan.WindowTime)
	}
	position := map[int]int{}
	for _, k := range keys {
		if _, isProperty := property[k]; !isProperty {
			position[k] = len(n.Keys)
			n.Keys = append(n.Keys, k)
		}
	}
	a.node = plan.Connect(n, input)
	for _, k := range keys {
		if p, ok := property[k]; ok {
			a.keys = append(a.keys, columnOf(a.node, len(n.Keys)+len(calls)+p))
		} else {
			a.keys = append(a.keys, columnOf(a.node, position[k]))
		}
	}
}

// groupWindow aggregates by a window of GROUP BY.
func (a *aggregation) groupWindow(input plan.Node, keys []int, calls []plan.AggregateCall, time int, at ast.Pos) {
	n := &plan.WindowAggregate{
		Keys: keys, Aggs: calls, Window: a.groups.window.spec(time), Start: -1, End: -1,
		Properties: []plan.WindowProperty{plan.WindowStart, plan.WindowEnd, plan.WindowTime},
	}
	n.At = at
	a.node = plan.Connect(n, input)
	for i := range keys {
		a.keys = append(a.keys, columnOf(a.node, i))
	}
}

// auxiliaries gives GROUPING and the properties of group windows their values.
func (a *aggregation) auxiliaries(used []expr.Expr) {
	var expandID expr.Expr
	if len(a.groups.sets) > 1 {
		expandID = a.keys[len(a.groups.keys)]
	}
	for _, i := range usedIn[*groupAuxiliary](a.r.virtuals, used...) {
		aux := a.r.virtuals.list[i].(*groupAuxiliary)
		if aux.window == nil {
			a.values[i] = a.r.groupingValue(a.groups, aux, expandID)
			continue
		}
		if a.groups.window == nil || !a.groups.window.equal(aux.window) {
			fail(aux.at, "Call to auxiliary group function '%s' must have matching call to a group window function in GROUP BY clause", aux.name)
		}
		property, _, _ := windowAuxiliary(aux.name)
		if property.proctime {
			a.values[i] = a.r.call(aux.at, "PROCTIME", nil)
			continue
		}
		first := len(a.node.Schema().Columns) - 3
		a.values[i] = columnOf(a.node, first+int(property.property))
	}
}

// replaced is an expression over the groups: keys and aggregates take the place of what they compute, and any other column
// is an error.
func (a *aggregation) replaced(e expr.Expr) expr.Expr {
	if e == nil {
		return nil
	}
	return replaced(e, func(e expr.Expr) (expr.Expr, bool) {
		for i, k := range a.groups.keys {
			if expr.Equal(k, e) {
				return a.keys[i], true
			}
		}
		c, ok := e.(*expr.Column)
		switch {
		case !ok || c.Index >= correlatedBase:
			return nil, false
		case c.Index >= virtualBase:
			if v, known := a.values[c.Index-virtualBase]; known {
				return v, true
			}
			return c, true // windows and subqueries come later
		}
		fail(a.r.virtuals.places[c], "Expression '%s' is not being grouped", c.Name)
		return nil, false
	})
}
