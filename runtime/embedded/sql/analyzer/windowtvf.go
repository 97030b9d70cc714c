package analyzer

import (
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// windowParameters are the names of a window function's parameters in their order; OFFSET may be left out.
var windowParameters = map[plan.WindowKind][]string{
	plan.Tumble:   {"DATA", "TIMECOL", "SIZE", "OFFSET"},
	plan.Hop:      {"DATA", "TIMECOL", "SLIDE", "SIZE", "OFFSET"},
	plan.Cumulate: {"DATA", "TIMECOL", "STEP", "SIZE", "OFFSET"},
	plan.Session:  {"DATA", "TIMECOL", "GAP"},
}

// tableFunction plans TABLE(f(...)): the window functions.
func (a *analyzer) tableFunction(t *ast.TableFunction, ctx context) *relation {
	name := t.Call.FuncName()
	kind, ok := windowKinds[name]
	if !ok {
		failHint(t.Call.Pos, didYouMean(name, []string{"TUMBLE", "HOP", "CUMULATE", "SESSION"}),
			"No match found for function signature %s(...): the table functions are TUMBLE, HOP, CUMULATE and SESSION", strings.Join(t.Call.Name.Strings(), "."))
	}
	args := windowArguments(t.Call, name, windowParameters[kind])
	data := tableArgument(args["DATA"])
	if data == nil {
		fail(t.Call.Pos, "%s needs a table as its first argument: TABLE name, or a query in parentheses", name)
	}
	if data.OrderBy != nil || data.PartitionBy != nil && kind != plan.Session {
		fail(data.Pos, "%s takes no PARTITION BY or ORDER BY of its table", name)
	}
	input := a.table(data.Table, ctx)
	descriptor, ok := args["TIMECOL"].(*ast.Descriptor)
	if !ok || len(descriptor.Columns) != 1 {
		fail(t.Call.Pos, "%s needs DESCRIPTOR(column), the time attribute, as its second argument", name)
	}
	r := a.resolver(input.scope, name)
	w := r.timeColumn(descriptor.Columns[0])
	w.Kind = kind
	for _, p := range data.PartitionBy {
		c, isColumn := r.resolve(p).(*expr.Column)
		if !isColumn {
			unsupported(p.Position(), "PARTITION BY an expression in "+name)
		}
		w.PartitionBy = union(w.PartitionBy, []int{c.Index})
	}
	r.windowSizes(&w, args, name)
	n := &plan.WindowTableFunction{Window: w}
	n.At = t.Call.Pos
	node := plan.Connect(n, input.node)
	return &relation{node: node, scope: newScope(node)}
}

// tableArgument is an argument that is a table; a query stands for the rows that it has, not for a value. It is nil for any other.
func tableArgument(e ast.Expr) *ast.TableArg {
	switch e := e.(type) {
	case *ast.TableArg:
		return e
	case *ast.ScalarQuery:
		return &ast.TableArg{Pos: e.Pos, Table: &ast.Subquery{Pos: e.Pos, Query: e.Query}}
	}
	return nil
}

// windowArguments finds the arguments by name.
func windowArguments(call *ast.FuncCall, function string, parameters []string) map[string]ast.Expr {
	out := map[string]ast.Expr{}
	for i, arg := range call.Args {
		name := ""
		switch named, ok := arg.(*ast.NamedArg); {
		case ok:
			name = strings.ToUpper(named.Name.Name)
			arg = named.Value
			if !slices.Contains(parameters, name) {
				failHint(named.Pos, didYouMean(name, parameters), "%s has no parameter '%s'", function, named.Name.Name)
			}
		case i >= len(parameters):
			fail(arg.Position(), "Invalid number of arguments to function '%s'. Was expecting at most %d arguments", function, len(parameters))
		default:
			name = parameters[i]
		}
		if _, twice := out[name]; twice {
			fail(arg.Position(), "Parameter '%s' of %s is given twice", name, function)
		}
		out[name] = arg
	}
	for _, p := range parameters {
		if _, ok := out[p]; !ok && p != "OFFSET" {
			fail(call.Pos, "Parameter '%s' of %s is missing", p, function)
		}
	}
	return out
}

// timeColumn is the time attribute that a window is about.
func (r *resolver) timeColumn(name *ast.Ident) plan.WindowSpec {
	column, ok := r.name(&ast.Name{Pos: name.Pos, Parts: []*ast.Ident{name}}).(*expr.Column)
	if !ok {
		fail(name.Pos, "The window function requires the timecol to be a time attribute type, but '%s' is an expression", name.Name)
	}
	c := r.scope.columns[column.Index]
	if c.Time == plan.NoTimeAttribute {
		fail(name.Pos, "The window function requires the timecol '%s' to be a time attribute type, but is %s", name.Name, c.Type)
	}
	return plan.WindowSpec{
		TimeColumn: column.Index, Proctime: c.Time == plan.Proctime, LocalTime: c.Type.Kind == types.TimestampLTZ,
	}
}

// windowSizes resolves sizes and offset and checks that they fit each other.
func (r *resolver) windowSizes(w *plan.WindowSpec, args map[string]ast.Expr, name string) {
	size := func(parameter string) int64 {
		e, ok := args[parameter]
		if !ok {
			return 0
		}
		return r.interval(e, "the "+strings.ToLower(parameter)+" of "+name)
	}
	w.Size = max(size("SIZE"), size("GAP"))
	w.Slide = max(size("SLIDE"), size("STEP"))
	if e, ok := args["OFFSET"]; ok {
		l, isLiteral := r.folded(r.resolve(e)).(*expr.Literal)
		if !isLiteral || l.Typ.Kind != types.IntervalDayTime || l.Value == nil {
			fail(e.Position(), "The offset of %s must be a constant interval of days, hours, minutes or seconds", name)
		}
		w.Offset = l.Value.(int64)
	}
	if w.Kind == plan.Cumulate && w.Size%w.Slide != 0 {
		fail(args["SIZE"].Position(), "CUMULATE table function based aggregate requires maxSize must be an integral multiple of step, but got maxSize %d ms and step %d ms", w.Size, w.Slide)
	}
	limit := w.Size
	if w.Kind == plan.Hop {
		limit = w.Slide
	}
	if w.Offset <= -limit || w.Offset >= limit {
		if w.Offset != 0 {
			fail(args["OFFSET"].Position(), "%s parameters must satisfy abs(offset) < %d ms", name, limit)
		}
	}
}
