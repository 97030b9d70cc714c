package analyzer

import (
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// aggregateCall is an aggregate function over the input of a query (or, within OVER, over its groups).
type aggregateCall struct {
	name     string
	args     []expr.Expr
	distinct bool
	// filter is nil where there is none.
	filter  expr.Expr
	options []any
	typ     types.Type
	at      ast.Pos
}

func (c *aggregateCall) equal(o *aggregateCall) bool {
	if c.name != o.name || c.distinct != o.distinct || !slices.Equal(c.options, o.options) || !slices.EqualFunc(c.args, o.args, expr.Equal) {
		return false
	}
	if c.filter == nil || o.filter == nil {
		return c.filter == nil && o.filter == nil
	}
	return expr.Equal(c.filter, o.filter)
}

func (c *aggregateCall) deterministic() bool {
	for _, a := range c.args {
		if !expr.IsDeterministic(a) {
			return false
		}
	}
	return c.filter == nil || expr.IsDeterministic(c.filter)
}

// text is the call for names and EXPLAIN.
func (c *aggregateCall) text() string {
	args := make([]string, len(c.args))
	for i, a := range c.args {
		args[i] = a.String()
	}
	list := strings.Join(args, ", ")
	if c.name == "COUNT" && len(args) == 0 {
		list = "*"
	}
	if c.distinct {
		list = "DISTINCT " + list
	}
	return c.name + "(" + list + ")"
}

// aggregate is an aggregate function of a query with or without GROUP BY.
func (r *resolver) aggregate(f *ast.FuncCall) expr.Expr {
	return r.addAggregate(r.aggregateOf(f))
}

// addAggregate makes a virtual column of an aggregate, the same one for equal aggregates.
func (r *resolver) addAggregate(c *aggregateCall) expr.Expr {
	if c.deterministic() {
		for i, what := range r.virtuals.list {
			if known, ok := what.(*aggregateCall); ok && known.equal(c) {
				return &expr.Column{Index: virtualBase + i, Name: known.text(), Typ: known.typ}
			}
		}
	}
	return r.virtuals.add(c, c.typ, c.text())
}

// aggregateArguments is the resolver of an aggregate's arguments.
func (r *resolver) aggregateArguments(at ast.Pos, name string) *resolver {
	switch {
	case r.inAggregate != "":
		fail(at, "Aggregate expressions cannot be nested: %s within %s", name, r.inAggregate)
	case r.virtuals == nil || !r.virtuals.aggregates:
		fail(at, "Aggregate expression is illegal in %s clause", r.clause)
	}
	inner := *r
	inner.inAggregate = name
	return &inner
}

// aggregateOf resolves the call of an aggregate without making a column of it.
func (r *resolver) aggregateOf(f *ast.FuncCall) *aggregateCall {
	name := f.FuncName()
	inner := r.aggregateArguments(f.Pos, name)
	switch {
	case slices.Contains(batchOnly, name):
		fail(f.Pos, "%s is not supported in streaming mode", name)
	case f.OrderBy != nil || f.WithinGroup != nil:
		unsupported(f.Pos, "ORDER BY within an aggregate")
	case f.NullTreatment == "RESPECT NULLS":
		unsupported(f.Pos, "RESPECT NULLS")
	}
	c := &aggregateCall{name: name, distinct: f.Distinct, at: f.Pos}
	if other, ok := canonical[name]; ok {
		c.name = other
	}
	if f.Filter != nil {
		filter := *inner
		filter.clause = "FILTER"
		c.filter = filter.boolean(f.Filter)
	}
	if f.Star {
		if name != "COUNT" {
			fail(f.Pos, "%s(*) is no aggregate; only COUNT takes *", name)
		}
		c.typ = types.Of(types.BigInt).NotNull()
		return c
	}
	args := inner.all(f.Args)
	switch {
	case len(args) == 0:
		fail(f.Pos, "Invalid number of arguments to function '%s'. Was expecting 1 arguments", name)
	case name == "LISTAGG" && len(args) == 2:
		c.options = []any{inner.constantText(f.Args[1], args[1], "the separator of LISTAGG")}
		args = args[:1]
	case len(args) > 1:
		fail(f.Pos, "Invalid number of arguments to function '%s'. Was expecting 1 arguments", name)
	}
	c.args = args
	c.typ = aggregateType(f.Pos, c.name, args, c.distinct)
	return c
}

// constantText is an argument that has to be a string literal.
func (r *resolver) constantText(at ast.Expr, e expr.Expr, what string) string {
	if l, ok := r.folded(e).(*expr.Literal); ok {
		if s, isText := l.Value.(string); isText && l.Typ.Kind.IsCharacter() {
			return s
		}
	}
	fail(at.Position(), "%s must be a character literal", what)
	return ""
}

func (r *resolver) jsonObjectAgg(e *ast.JSONObject) expr.Expr {
	inner := r.aggregateArguments(e.Pos, "JSON_OBJECTAGG")
	entry := e.Entries[0]
	args := []expr.Expr{inner.resolve(entry.Key), inner.resolve(entry.Value)}
	return r.addAggregate(&aggregateCall{
		name: "JSON_OBJECTAGG", args: args, options: onNull(e.OnNull), filter: inner.filterOf(e.Filter),
		typ: aggregateType(e.Pos, "JSON_OBJECTAGG", args, false), at: e.Pos,
	})
}

func (r *resolver) jsonArrayAgg(e *ast.JSONArray) expr.Expr {
	inner := r.aggregateArguments(e.Pos, "JSON_ARRAYAGG")
	return r.addAggregate(&aggregateCall{
		name: "JSON_ARRAYAGG", args: []expr.Expr{inner.resolve(e.Items[0])},
		options: onNull(e.OnNull), filter: inner.filterOf(e.Filter), typ: types.String().NotNull(), at: e.Pos,
	})
}

// onNull is the option of the JSON aggregates that says what happens to NULL; none for the default.
func onNull(kind string) []any {
	if kind == "" {
		return nil
	}
	return []any{kind + " ON NULL"}
}

func (r *resolver) filterOf(e ast.Expr) expr.Expr {
	if e == nil {
		return nil
	}
	return r.boolean(e)
}

// planned makes plan calls of aggregates, whose arguments add makes columns of.
func planned(calls []*aggregateCall, add func(expr.Expr) int) []plan.AggregateCall {
	out := make([]plan.AggregateCall, len(calls))
	for i, c := range calls {
		out[i] = plan.AggregateCall{
			Name: c.name, Distinct: c.distinct, Filter: -1, Type: c.typ, Options: c.options, OutputName: c.text(),
		}
		for _, a := range c.args {
			out[i].Args = append(out[i].Args, add(a))
		}
		if c.filter != nil {
			out[i].Filter = add(c.filter)
		}
	}
	return out
}

// nullOf is the literal NULL of a type.
func nullOf(t types.Type) expr.Expr { return expr.Null(t) }

// bigint is a BIGINT literal.
func bigint(v int64) expr.Expr { return constant(types.Of(types.BigInt), batch.Datum(v)) }
