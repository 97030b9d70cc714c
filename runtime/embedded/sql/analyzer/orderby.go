package analyzer

import (
	"slices"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// ordering is an element of ORDER BY: a column of the result, perhaps a hidden one after those selected.
type ordering struct {
	key plan.SortKey
	at  ast.Pos
}

// orderItems resolves ORDER BY of a SELECT: numbers and names of the result's columns, or expressions over the input, which
// are returned as hidden columns.
func (r *resolver) orderItems(items []*ast.OrderItem, columns []selected, distinct bool) (order []ordering, hidden []expr.Expr) {
	for _, item := range items {
		column := resultColumn(item, columns)
		if column < 0 {
			o := *r
			o.clause = "ORDER BY"
			value := o.resolve(item.Expr)
			column = slices.IndexFunc(columns, func(c selected) bool { return expr.Equal(c.value, value) })
			if column < 0 {
				if distinct {
					fail(item.Pos, "Expression '%s' is not in the select clause", ast.Format(item.Expr))
				}
				if len(columns)+len(hidden) >= maxColumns {
					fail(item.Pos, "ORDER BY has more than %d expressions", maxColumns)
				}
				hidden = append(hidden, value)
				column = len(columns) + len(hidden) - 1
			}
		}
		order = append(order, orderingOf(item, column))
	}
	return order, hidden
}

// resultColumn is the column of the result that an element of ORDER BY names by number or alias; -1 where it does neither.
func resultColumn(item *ast.OrderItem, columns []selected) int {
	switch e := item.Expr.(type) {
	case *ast.NumberLit:
		if l, ok := number(e, false).(*expr.Literal); ok && l.Typ.Kind.IsInteger() {
			n := l.Value.(int64)
			if n < 1 || n > int64(len(columns)) {
				fail(item.Pos, "Ordinal out of range: there are %d columns", len(columns))
			}
			return int(n) - 1
		}
	case *ast.Name:
		if len(e.Parts) == 1 {
			return slices.IndexFunc(columns, func(c selected) bool { return c.name == e.Parts[0].Name })
		}
	}
	return -1
}

func orderingOf(item *ast.OrderItem, column int) ordering {
	k := orderOf(item, nil)
	return ordering{key: plan.SortKey{Column: column, Desc: k.desc, NullsFirst: k.nullsFirst}, at: item.Pos}
}

// orderOfColumns resolves ORDER BY over a query whose columns alone can be named: a set operation, or VALUES.
func (a *analyzer) orderOfColumns(node plan.Node, items []*ast.OrderItem) []ordering {
	s := newScope(node)
	r := a.resolver(s, "ORDER BY")
	var columns []selected
	for i, c := range node.Schema().Columns {
		columns = append(columns, selected{name: c.Name, value: s.column(i)})
	}
	var out []ordering
	for _, item := range items {
		column := resultColumn(item, columns)
		if column < 0 {
			c, ok := r.resolve(item.Expr).(*expr.Column)
			if !ok {
				unsupported(item.Pos, "ORDER BY an expression after a set operation")
			}
			column = c.Index
		}
		out = append(out, orderingOf(item, column))
	}
	return out
}

// ordered sorts and limits a query and drops its hidden columns.
func (a *analyzer) ordered(node plan.Node, order []ordering, q *ast.Query) plan.Node {
	columns := len(node.Schema().Columns)
	if hidden := hiddenColumns(order, node, q); hidden >= 0 {
		columns = hidden
	}
	offset, limit := int64(0), int64(-1)
	if q.Offset != nil {
		offset = a.count(q.Offset, "OFFSET")
	}
	if q.Limit != nil {
		limit = a.count(q.Limit, "LIMIT")
	}
	if q.Offset != nil && q.Limit == nil && len(order) == 0 {
		fail(q.Offset.Position(), "FETCH is missed, which on streaming table is not supported currently: OFFSET needs LIMIT or FETCH")
	}
	keys := make([]plan.SortKey, len(order))
	for i, o := range order {
		keys[i] = o.key
	}
	switch {
	case limit == 0:
		node = plan.NewCalc(node, expr.False(), nil, nil)
	case len(order) > 0 && limit > 0:
		n := &plan.Rank{OrderBy: keys, From: offset + 1, To: offset + limit, SortLimit: true, StateTTL: a.config.stateTTL}
		n.At = order[0].at
		node = plan.Connect(n, node)
	case len(order) > 0:
		node = a.sorted(node, order, keys, offset)
	case q.Limit != nil || offset > 0:
		n := &plan.Limit{Offset: offset, Fetch: limit}
		n.At = q.Pos
		node = plan.Connect(n, node)
	}
	return filtered(node, nil, columns)
}

// hiddenColumns is the number of the selected columns of a SELECT with hidden ones after them; -1 where none are hidden.
func hiddenColumns(order []ordering, node plan.Node, q *ast.Query) int {
	s, ok := q.Body.(*ast.Select)
	if !ok || len(order) == 0 || s.Distinct {
		return -1
	}
	all := len(node.Schema().Columns)
	names := node.Schema().Columns
	for all > 0 && names[all-1].Name == hiddenName {
		all--
	}
	return all
}

// hiddenName is the name of columns that are there only to sort by; no script can write it.
const hiddenName = "\x00order"

// sorted is ORDER BY without LIMIT, which a stream has only for time.
func (a *analyzer) sorted(node plan.Node, order []ordering, keys []plan.SortKey, offset int64) plan.Node {
	first := node.Schema().Columns[keys[0].Column]
	if first.Time == plan.NoTimeAttribute || keys[0].Desc {
		fail(order[0].at, "Sort on a non-time-attribute field is not supported: in streaming mode, ORDER BY without LIMIT must begin with a time attribute in ascending order")
	}
	n := &plan.Sort{OrderBy: keys, Proctime: first.Time == plan.Proctime}
	n.At = order[0].at
	if offset > 0 {
		unsupported(order[0].at, "OFFSET without LIMIT after ORDER BY")
	}
	return plan.Connect(n, node)
}

// count is the number of LIMIT or OFFSET.
func (a *analyzer) count(e ast.Expr, clause string) int64 {
	l, ok := a.folded(a.resolver(&scope{}, clause).resolve(e)).(*expr.Literal)
	if !ok || !l.Typ.Kind.IsInteger() || l.Value == nil {
		fail(e.Position(), "%s must be a constant integer", clause)
	}
	n := l.Value.(int64)
	if n < 0 || n > 1<<31-1 {
		fail(e.Position(), "%s must be between 0 and %d", clause, 1<<31-1)
	}
	return n
}
