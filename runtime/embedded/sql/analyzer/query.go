package analyzer

import (
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// context is what a query sees besides the catalog.
type context struct {
	// outer is the scope around a subquery in an expression; nil elsewhere.
	outer *scope
	// ctes are the WITH queries in sight, innermost last.
	ctes []*cte
	// ttls are the times to live of STATE_TTL hints of the SELECT around, by table.
	ttls map[string]int64
	// lookups are its LOOKUP hints.
	lookups lookupHints
}

// cte is a named query of WITH.
type cte struct {
	name    string
	columns []*ast.Ident
	query   *ast.Query
	ctx     context
	used    bool
}

// maxNodes bounds the size of a plan: views and WITH queries are planned again wherever they are used, so a short script can
// ask for an enormous plan.
const maxNodes = 20_000

// spend counts plan nodes.
func (a *analyzer) spend(at ast.Pos) {
	a.spent++
	if a.spent > maxNodes {
		fail(at, "the plan is too large: more than %d steps after views have been put in", maxNodes)
	}
}

// query plans a query with its WITH, ORDER BY and LIMIT.
func (a *analyzer) query(q *ast.Query, ctx context) plan.Node {
	a.spend(q.Pos)
	for _, c := range q.With {
		ctx.ctes = append(ctx.ctes[:len(ctx.ctes):len(ctx.ctes)], &cte{name: c.Name.Name, columns: c.Columns, query: c.Query, ctx: ctx})
	}
	var node plan.Node
	var order []ordering
	if s, ok := q.Body.(*ast.Select); ok {
		node, order = a.selectQuery(s, q.OrderBy, ctx)
	} else {
		node = a.body(q.Body, ctx)
		order = a.orderOfColumns(node, q.OrderBy)
	}
	return a.ordered(node, order, q)
}

// body plans a query without ORDER BY and LIMIT of its own.
func (a *analyzer) body(b ast.QueryBody, ctx context) plan.Node {
	switch b := b.(type) {
	case *ast.Select:
		node, _ := a.selectQuery(b, nil, ctx)
		return node
	case *ast.SetOp:
		return a.setOperation(b, ctx)
	case *ast.Values:
		return a.values(b, ctx)
	case *ast.TableQuery:
		return a.tableByName(&ast.TableName{Pos: b.Pos, Name: b.Name}, ctx).node
	case *ast.Query:
		return a.query(b, ctx)
	}
	fail(b.Position(), "%T cannot be used as a query", b)
	return nil
}

// values plans VALUES: all rows get the common types of their columns.
func (a *analyzer) values(v *ast.Values, ctx context) plan.Node {
	a.spend(v.Pos)
	r := a.resolver(&scope{outer: ctx.outer}, "VALUES")
	rows := make([][]expr.Expr, len(v.Rows))
	for i, row := range v.Rows {
		rows[i] = r.all(row.Items)
		for c, value := range rows[i] {
			typed(row.Items[c].Position(), value)
		}
		if len(rows[i]) != len(rows[0]) {
			fail(row.Pos, "Values passed to VALUES operator must have compatible types: a row of %d columns after one of %d", len(rows[i]), len(rows[0]))
		}
	}
	names := make([]string, len(rows[0]))
	for c := range names {
		names[c] = fmt.Sprintf("EXPR$%d", c)
		common := rows[0][c].Type()
		for i := 1; i < len(rows); i++ {
			t, ok := expr.CommonType(common, rows[i][c].Type())
			if !ok {
				fail(v.Rows[i].Items[c].Position(), "Values passed to VALUES operator must have compatible types: %s and %s", common, rows[i][c].Type())
			}
			common = t
		}
		for i := range rows {
			rows[i][c] = a.folded(coerced(v.Rows[i].Items[c].Position(), rows[i][c], common))
		}
	}
	for _, row := range rows {
		for _, e := range row {
			if _, ok := e.(*expr.Literal); !ok { // what fails, or differs from row to row, is left to run time
				return a.computedValues(rows, names)
			}
		}
	}
	return plan.NewValues(rows, names)
}

// computedValues are rows of which some value is computed when the job runs.
func (a *analyzer) computedValues(rows [][]expr.Expr, names []string) plan.Node {
	var branches []plan.Node
	for _, row := range rows {
		one := plan.NewValues([][]expr.Expr{{bigint(0)}}, []string{"ZERO"})
		branches = append(branches, plan.NewCalc(one, nil, row, names))
	}
	if len(branches) == 1 {
		return branches[0]
	}
	return plan.Connect(&plan.Union{}, branches...)
}

// coerced casts an expression to the common type of a column, where it is not of that type already.
func coerced(at ast.Pos, e expr.Expr, to types.Type) expr.Expr {
	if e.Type().EqualIgnoringNull(to) {
		return e
	}
	return must(expr.NewCast(e, to, false))(at)
}

// folded computes what is constant in an expression.
func (a *analyzer) folded(e expr.Expr) expr.Expr {
	return expr.Fold(e, expr.Config{TimeZone: a.config.zone})
}
