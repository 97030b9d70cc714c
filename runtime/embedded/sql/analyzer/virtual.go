package analyzer

import (
	"slices"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// virtuals are what the expressions of a query contain besides scalar expressions over its input. Each is a virtual column
// until the query's planning has a real one for it.
type virtuals struct {
	// places are where columns were named, for errors found later.
	places map[*expr.Column]ast.Pos
	// list has virtual column i at index i: *aggregateCall, *groupAuxiliary, *overCall or *subquery.
	list []any
	// What is allowed where.
	aggregates, overs, subqueries bool
	// windows are the named windows of the query.
	windows map[string]*ast.WindowSpec
}

func newVirtuals() *virtuals { return &virtuals{places: map[*expr.Column]ast.Pos{}} }

// add makes a virtual column.
func (v *virtuals) add(what any, t types.Type, name string) *expr.Column {
	v.list = append(v.list, what)
	return &expr.Column{Index: virtualBase + len(v.list) - 1, Name: name, Typ: t}
}

// usedIn are the virtual columns of one kind that expressions read, in order.
func usedIn[T any](v *virtuals, es ...expr.Expr) []int {
	var out []int
	for _, e := range es {
		if e == nil {
			continue
		}
		for _, i := range expr.References(e) {
			if i < virtualBase || i >= correlatedBase {
				continue
			}
			if _, ok := v.list[i-virtualBase].(T); ok {
				out = append(out, i-virtualBase)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// replaced rewrites an expression from the top down: where replace answers, its answer stands for the whole subtree.
func replaced(e expr.Expr, replace func(expr.Expr) (expr.Expr, bool)) expr.Expr {
	if out, ok := replace(e); ok {
		return out
	}
	switch e := e.(type) {
	case *expr.Call:
		c := *e
		c.Args = make([]expr.Expr, len(e.Args))
		for i, a := range e.Args {
			c.Args[i] = replaced(a, replace)
		}
		return &c
	case *expr.Cast:
		c := *e
		c.Arg = replaced(e.Arg, replace)
		return &c
	case *expr.Field:
		c := *e
		c.Arg = replaced(e.Arg, replace)
		return &c
	}
	return e
}

// bound puts real expressions in the place of virtual columns that have one.
func bound(e expr.Expr, values map[int]expr.Expr) expr.Expr {
	if e == nil {
		return nil
	}
	return expr.ReplaceColumns(e, func(c *expr.Column) expr.Expr {
		if c.Index >= virtualBase && c.Index < correlatedBase {
			if v, ok := values[c.Index-virtualBase]; ok {
				return v
			}
		}
		return c
	})
}

// projection collects expressions as columns of a Calc, equal ones once.
type projection struct {
	exprs []expr.Expr
	names []string
}

// passing is a projection that begins with all columns of a node.
func passing(n plan.Node) *projection {
	p := &projection{}
	for i, c := range n.Schema().Columns {
		p.exprs = append(p.exprs, &expr.Column{Index: i, Name: c.Name, Typ: c.Type})
		p.names = append(p.names, c.Name)
	}
	return p
}

// add returns the column of an expression.
func (p *projection) add(e expr.Expr) int {
	if expr.IsDeterministic(e) {
		for i, known := range p.exprs {
			if expr.Equal(known, e) {
				return i
			}
		}
	}
	return p.append(e)
}

// append adds a column, whether or not there is an equal one.
func (p *projection) append(e expr.Expr) int {
	p.exprs = append(p.exprs, e)
	name := ""
	if c, ok := e.(*expr.Column); ok {
		name = c.Name
	}
	if name == "" {
		name = generatedName(len(p.exprs) - 1)
	}
	p.names = append(p.names, name)
	return len(p.exprs) - 1
}

// over projects a node; it is the node itself where nothing is added to it.
func (p *projection) over(n plan.Node) plan.Node {
	if len(p.exprs) == len(n.Schema().Columns) {
		same := true
		for i, e := range p.exprs {
			c, ok := e.(*expr.Column)
			same = same && ok && c.Index == i
		}
		if same {
			return n
		}
	}
	return plan.NewCalc(n, nil, p.exprs, p.names)
}

// columnOf is a reference to a column of a node.
func columnOf(n plan.Node, i int) *expr.Column {
	c := n.Schema().Columns[i]
	return &expr.Column{Index: i, Name: c.Name, Typ: c.Type}
}
