package analyzer

import (
	"strconv"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// resolver turns expressions of one clause into resolved ones. What is not a scalar expression over the scope (aggregates,
// windows, subqueries) becomes a virtual column that the planning of the clause replaces later.
type resolver struct {
	*analyzer
	scope *scope
	// input is the node of the scope where subqueries may be planned over it; nil elsewhere.
	input plan.Node
	// clause names the clause in errors.
	clause string
	// virtuals collects what the clause may have besides scalar expressions; nil where nothing is allowed.
	virtuals *virtuals
	// inAggregate is the aggregate function whose argument is being resolved.
	inAggregate string
	// correlated allows columns of the query around.
	correlated bool
	// ctes are the WITH queries that subqueries may use.
	ctes []*cte
	// stateTTL is how long groups are kept, in milliseconds; 0 for ever.
	stateTTL int64
	// special resolves what only some clause knows, such as pattern variables; nil mostly.
	special func(e ast.Expr) (expr.Expr, bool)
}

func (a *analyzer) resolver(s *scope, clause string) *resolver {
	return &resolver{analyzer: a, scope: s, clause: clause, stateTTL: a.config.stateTTL}
}

// boolean resolves a condition.
func (r *resolver) boolean(e ast.Expr) expr.Expr {
	v := r.resolve(e)
	switch v.Type().Kind {
	case types.Boolean:
	case types.Null:
		return expr.Null(types.Of(types.Boolean))
	default:
		fail(e.Position(), "%s clause must be a condition, but its type is %s", r.clause, v.Type())
	}
	return v
}

func (r *resolver) all(list []ast.Expr) []expr.Expr {
	out := make([]expr.Expr, len(list))
	for i, e := range list {
		out[i] = r.resolve(e)
	}
	return out
}

// call resolves a function or operator; errors are at a place.
func (r *resolver) call(at ast.Pos, name string, opts any, args ...expr.Expr) expr.Expr {
	return must(expr.Resolve(name, args, opts))(at)
}

// resolve is the meaning of an expression.
func (r *resolver) resolve(e ast.Expr) expr.Expr {
	if r.special != nil {
		if v, ok := r.special(e); ok {
			return v
		}
	}
	switch e := e.(type) {
	case *ast.Name:
		return r.name(e)
	case *ast.Unary:
		return r.unary(e)
	case *ast.Binary:
		return r.binary(e)
	case *ast.Difference:
		return r.call(e.Pos, "DATETIME DIFFERENCE", expr.Unit(e.Qualifier.From), r.resolve(e.Left), r.resolve(e.Right))
	case *ast.Is:
		what := "IS "
		if e.Not {
			what = "IS NOT "
		}
		return r.call(e.Pos, what+e.What, nil, r.resolve(e.Expr))
	case *ast.Between:
		return r.call(e.Pos, negated(e.Not, "BETWEEN")+symmetric(e.Symmetric), nil, r.resolve(e.Expr), r.resolve(e.Low), r.resolve(e.High))
	case *ast.In:
		return r.in(e)
	case *ast.LikeExpr:
		name := "LIKE"
		if e.Similar {
			name = "SIMILAR TO"
		}
		args := []expr.Expr{r.resolve(e.Expr), r.resolve(e.Pattern)}
		if e.Escape != nil {
			args = append(args, r.resolve(e.Escape))
		}
		return r.call(e.Pos, negated(e.Not, name), nil, args...)
	case *ast.Exists:
		return r.subquery(&subquery{kind: existsQuery, query: e.Query, at: e.Pos})
	case *ast.Quantified:
		return r.quantified(e)
	case *ast.ScalarQuery:
		return r.subquery(&subquery{kind: scalarQuery, query: e.Query, at: e.Pos})
	case *ast.Case:
		return r.caseOf(e)
	case *ast.Cast:
		return r.cast(e)
	case *ast.Item:
		return r.item(e)
	case *ast.FieldAccess:
		return r.field(e.Field, r.resolve(e.Expr))
	case *ast.RowExpr:
		return r.call(e.Pos, "ROW", nil, r.all(e.Items)...)
	case *ast.Collection:
		if e.Query != nil || e.Kind == ast.MultisetCollection {
			unsupported(e.Pos, string(e.Kind)+" of this kind")
		}
		return r.call(e.Pos, string(e.Kind), nil, r.all(e.Items)...)
	case *ast.FuncCall:
		return r.function(e)
	case *ast.JSONValue, *ast.JSONQuery, *ast.JSONExists, *ast.JSONObject, *ast.JSONArray:
		return r.json(e)
	case *ast.NamedArg, *ast.DefaultArg, *ast.TableArg, *ast.Descriptor, *ast.UnitArg, *ast.TrimArg:
		fail(e.Position(), "%s cannot be used here", ast.Format(e))
	}
	return r.literal(e)
}

// item is an element of an array, the value of a key of a map, or the field of a row by its name or number.
func (r *resolver) item(e *ast.Item) expr.Expr {
	of := r.resolve(e.Expr)
	if fields := of.Type().Fields; of.Type().Kind == types.Row {
		switch index := e.Index.(type) {
		case *ast.StringLit:
			return r.field(&ast.Ident{Pos: index.Pos, Name: index.Value}, of)
		case *ast.NumberLit:
			if n, err := strconv.Atoi(index.Text); err == nil && n >= 1 && n <= len(fields) {
				return r.field(&ast.Ident{Pos: index.Pos, Name: fields[n-1].Name}, of)
			}
		}
	}
	return r.call(e.Pos, "ITEM", nil, of, r.resolve(e.Index))
}

// cast is CAST or TRY_CAST. A number can be made an interval of one unit only.
func (r *resolver) cast(e *ast.Cast) expr.Expr {
	value, to := r.resolve(e.Expr), r.dataType(e.Type)
	if q := e.Type.Interval; q != nil && q.To != "" && value.Type().Kind.IsNumeric() {
		return must[expr.Expr](nil, &expr.CastError{From: value.Type(), To: to})(e.Pos)
	}
	return must(expr.NewCast(value, to, e.Try))(e.Pos)
}

func negated(not bool, name string) string {
	if not {
		return "NOT " + name
	}
	return name
}

func symmetric(yes bool) string {
	if yes {
		return " SYMMETRIC"
	}
	return ""
}

// name is a column with fields of it.
func (r *resolver) name(n *ast.Name) expr.Expr {
	value, parts, ok := r.scope.find(n)
	if !ok {
		value, parts = r.outerName(n)
	}
	if c, isColumn := value.(*expr.Column); isColumn && r.virtuals != nil {
		r.virtuals.places[c] = n.Pos
	}
	for i := parts; i < len(n.Parts); i++ {
		value = r.fieldOfName(n, i, parts, value)
	}
	return value
}

// fieldOfName is field i of a name whose first parts are a column. Of a column that is no row it may be that a table was meant.
func (r *resolver) fieldOfName(n *ast.Name, i, parts int, of expr.Expr) expr.Expr {
	field := n.Parts[i]
	v, err := expr.NewField(of, field.Name)
	switch {
	case err == nil:
		return v
	case of.Type().Kind != types.Row && i == 1 && parts == 1:
		failHint(n.Pos, didYouMean(n.Parts[0].Name, r.scope.tableNames()), "Table '%s' not found: %s", n.Parts[0].Name, err)
	}
	failHint(field.Pos, didYouMean(field.Name, fieldNames(of)), "Column '%s' not found in any table: %s", strings.Join(n.Strings()[:i+1], "."), err)
	return nil
}

// outerName is a name that means something only in the query around.
func (r *resolver) outerName(n *ast.Name) (expr.Expr, int) {
	if outer := r.scope.outer; outer != nil {
		if value, parts, ok := outer.find(n); ok {
			if r.scope.bound != nil {
				return r.scope.bound.bind(value), parts
			}
			if !r.correlated {
				fail(n.Pos, "Column '%s' of the query around can be used only in the WHERE clause of the subquery", strings.Join(n.Strings(), "."))
			}
			return expr.ShiftColumns(value, correlatedBase), parts
		}
		if outer.outer != nil && r.correlated {
			if value, parts, ok := outer.outer.find(n); ok {
				if outer.bound == nil {
					panic(deepReference{outer})
				}
				return expr.ShiftColumns(outer.bound.bind(value), correlatedBase), parts
			}
		}
	}
	r.scope.unknownColumn(n)
	return nil, 0
}

func (r *resolver) field(name *ast.Ident, of expr.Expr) expr.Expr {
	v, err := expr.NewField(of, name.Name)
	if err != nil {
		failHint(name.Pos, didYouMean(name.Name, fieldNames(of)), "%s", err.Error())
	}
	return v
}

func fieldNames(of expr.Expr) []string {
	var names []string
	for _, f := range of.Type().Fields {
		names = append(names, f.Name)
	}
	return names
}

func (r *resolver) unary(e *ast.Unary) expr.Expr {
	switch e.Op {
	case "-":
		if n, ok := e.Expr.(*ast.NumberLit); ok {
			return number(n, true)
		}
	case "RUNNING", "FINAL":
		fail(e.Pos, "%s can be used only within MATCH_RECOGNIZE", e.Op)
	}
	return r.call(e.Pos, e.Op, nil, r.resolve(e.Expr))
}

// binary resolves chains such as a + b + c without recursion on the left: they may be thousands of operators long.
func (r *resolver) binary(e *ast.Binary) expr.Expr {
	var chain []*ast.Binary
	var left ast.Expr = e
	for {
		b, ok := left.(*ast.Binary)
		if !ok {
			break
		}
		if r.special != nil && len(chain) > 0 {
			if v, special := r.special(b); special {
				return r.links(v, chain)
			}
		}
		chain = append(chain, b)
		left = b.Left
		if b.Op == "OVERLAPS" {
			break
		}
	}
	if last := chain[len(chain)-1]; last.Op == "OVERLAPS" {
		return r.links(r.overlaps(last), chain[:len(chain)-1])
	}
	return r.links(r.resolve(left), chain)
}

// links applies operators, the last of the chain first.
func (r *resolver) links(v expr.Expr, chain []*ast.Binary) expr.Expr {
	for i := len(chain) - 1; i >= 0; i-- {
		b := chain[i]
		right := r.resolve(b.Right)
		var opts any
		if interval, ok := b.Right.(*ast.IntervalLit); ok {
			opts = expr.Unit(interval.Qualifier.From)
		}
		v = r.call(b.OpPos, b.Op, opts, v, right)
	}
	return v
}

func (r *resolver) overlaps(b *ast.Binary) expr.Expr {
	var args []expr.Expr
	for _, side := range []ast.Expr{b.Left, b.Right} {
		row, ok := side.(*ast.RowExpr)
		if !ok || len(row.Items) != 2 {
			fail(side.Position(), "OVERLAPS needs two periods, each written (start, end)")
		}
		args = append(args, r.all(row.Items)...)
	}
	return r.call(b.OpPos, b.Op, nil, args...)
}

// in is IN over a list or a query. A tuple on the left is compared field by field.
func (r *resolver) in(e *ast.In) expr.Expr {
	if e.Query != nil {
		left := []ast.Expr{e.Expr}
		if row, ok := e.Expr.(*ast.RowExpr); ok {
			left = row.Items
		}
		return r.subquery(&subquery{kind: inQuery, not: e.Not, query: e.Query, left: r.all(left), at: e.Pos})
	}
	args := append([]expr.Expr{r.resolve(e.Expr)}, r.all(e.List)...)
	return r.call(e.Pos, negated(e.Not, "IN"), nil, args...)
}

// quantified is a comparison with SOME or ALL; those that are IN in other words are resolved as such.
func (r *resolver) quantified(e *ast.Quantified) expr.Expr {
	switch {
	case e.Op == "=" && !e.All:
		return r.in(&ast.In{Pos: e.Pos, Expr: e.Left, List: e.List, Query: e.Query})
	case e.Op == "<>" && e.All:
		return r.in(&ast.In{Pos: e.Pos, Expr: e.Left, Not: true, List: e.List, Query: e.Query})
	case e.Query != nil:
		return r.subquery(&subquery{kind: quantifiedQuery, op: e.Op, all: e.All, query: e.Query, left: []expr.Expr{r.resolve(e.Left)}, at: e.Pos})
	}
	left := r.resolve(e.Left)
	var parts []expr.Expr
	for _, item := range e.List {
		parts = append(parts, r.call(e.Pos, e.Op, nil, left, r.resolve(item)))
	}
	name := "OR"
	if e.All {
		name = "AND"
	}
	out := parts[0]
	for _, p := range parts[1:] {
		out = r.call(e.Pos, name, nil, out, p)
	}
	return out
}

func (r *resolver) caseOf(e *ast.Case) expr.Expr {
	var operand expr.Expr
	if e.Operand != nil {
		operand = r.resolve(e.Operand)
	}
	var args []expr.Expr
	for _, w := range e.Whens {
		result := r.resolve(w.Result)
		for _, c := range w.Conditions {
			condition := r.resolve(c)
			if operand != nil {
				condition = r.call(c.Position(), "=", nil, operand, condition)
			}
			args = append(args, condition, result)
		}
	}
	if e.Else != nil {
		args = append(args, r.resolve(e.Else))
	} else {
		args = append(args, expr.Null(types.Of(types.Null)))
	}
	return r.call(e.Pos, "CASE", nil, args...)
}
