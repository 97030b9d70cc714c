package analyzer

import (
	"errors"
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// function is a call of any kind: an aggregate, a function over a window, an auxiliary function of GROUP BY, or a scalar one.
func (r *resolver) function(f *ast.FuncCall) expr.Expr {
	name := f.FuncName()
	switch {
	case f.Over != nil:
		return r.over(f)
	case isAggregateName(name):
		return r.aggregate(f)
	case isGroupAuxiliary(name):
		return r.auxiliary(f)
	case isRankingName(name) || name == "LAG" || name == "LEAD":
		fail(f.Pos, "%s needs an OVER clause", name)
	}
	r.refuseAggregateSyntax(f)
	switch name {
	case "":
		fail(f.Pos, "No match found for function signature %s(...): user-defined functions are not supported by the embedded engine", strings.Join(f.Name.Strings(), "."))
	case "EXTRACT":
		return r.call(f.Pos, name, r.unit(f, 0), r.resolve(f.Args[1]))
	case "FLOOR", "CEIL", "CEILING":
		if len(f.Args) == 2 {
			if _, ok := f.Args[1].(*ast.UnitArg); ok {
				return r.call(f.Pos, name, r.unit(f, 1), r.resolve(f.Args[0]))
			}
		}
	case "TIMESTAMPADD", "TIMESTAMPDIFF":
		return r.call(f.Pos, name, r.unit(f, 0), r.resolve(f.Args[1]), r.resolve(f.Args[2]))
	case "TRIM":
		if side, ok := f.Args[0].(*ast.TrimArg); ok {
			return r.call(f.Pos, name, expr.TrimSide(side.Side), r.resolve(f.Args[2]), r.resolve(f.Args[1]))
		}
	case "CURRENT_DATABASE":
		if len(f.Args) > 0 {
			fail(f.Pos, "Invalid number of arguments to function 'CURRENT_DATABASE'. Was expecting 0 arguments")
		}
		return constant(types.String(), r.catalog.database)
	case "CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME", "LOCALTIME", "LOCALTIMESTAMP":
		if !f.Bare && len(f.Args) == 0 {
			failHint(f.Pos, "It is written without parentheses.", "No match found for function signature %s()", name)
		}
	}
	return r.scalar(f, name)
}

// scalar is a call of a built-in function.
func (r *resolver) scalar(f *ast.FuncCall, name string) expr.Expr {
	for _, arg := range f.Args {
		if named, ok := arg.(*ast.NamedArg); ok {
			fail(named.Pos, "%s does not take named arguments", name)
		}
	}
	args := r.all(f.Args)
	v, err := expr.Resolve(f.Name.Parts[0].Name, args, nil)
	var unknown *expr.UnknownFunctionError
	if errors.As(err, &unknown) {
		known := slices.DeleteFunc(append(slices.Clone(aggregateNames), expr.FunctionNames()...), isSpecialForm)
		failHint(f.Pos, didYouMean(name, known), "%s", err.Error())
	}
	return must(v, err)(f.Pos)
}

// isSpecialForm tells the names in the function catalog that are no functions to call.
func isSpecialForm(name string) bool {
	return slices.Contains([]string{"AND", "BETWEEN", "CASE", "CAST", "IN", "ITEM", "LIKE", "NOT", "OR", "OVERLAPS"}, name)
}

// unit is argument i, a unit of time.
func (r *resolver) unit(f *ast.FuncCall, i int) expr.Unit {
	if i < len(f.Args) {
		if u, ok := f.Args[i].(*ast.UnitArg); ok {
			return expr.Unit(u.Unit)
		}
	}
	fail(f.Pos, "%s needs a unit of time", f.FuncName())
	return ""
}

// refuseAggregateSyntax refuses what only aggregates have.
func (r *resolver) refuseAggregateSyntax(f *ast.FuncCall) {
	name := strings.Join(f.Name.Strings(), ".")
	switch {
	case f.Distinct:
		fail(f.Pos, "DISTINCT can be used only with aggregate functions, which %s is not", name)
	case f.Star:
		failHint(f.Pos, didYouMean(f.FuncName(), aggregateNames), "No match found for function signature %s(*)", name)
	case f.Filter != nil:
		fail(f.Filter.Position(), "FILTER can be used only with aggregate functions, which %s is not", name)
	case f.OrderBy != nil || f.WithinGroup != nil:
		fail(f.Pos, "ORDER BY can be used only with aggregate functions, which %s is not", name)
	case f.NullTreatment != "":
		fail(f.Pos, "%s can be used only with functions over windows, which %s is not", f.NullTreatment, name)
	}
}

// json are the JSON functions with clauses of their own.
func (r *resolver) json(e ast.Expr) expr.Expr {
	switch e := e.(type) {
	case *ast.JSONValue:
		args := []expr.Expr{r.resolve(e.Doc), r.resolve(e.Path)}
		opts := expr.JSONValueOptions{Returning: r.returning(e.Returning)}
		opts.OnEmpty, args = r.behavior(e.OnEmpty, args)
		opts.OnError, args = r.behavior(e.OnError, args)
		return r.call(e.Pos, "JSON_VALUE", opts, args...)
	case *ast.JSONQuery:
		opts := expr.JSONQueryOptions{Returning: r.returning(e.Returning), Wrapper: expr.JSONWrapper(e.Wrapper)}
		opts.OnEmpty, _ = r.behavior(e.OnEmpty, nil)
		opts.OnError, _ = r.behavior(e.OnError, nil)
		return r.call(e.Pos, "JSON_QUERY", opts, r.resolve(e.Doc), r.resolve(e.Path))
	case *ast.JSONExists:
		var opts expr.JSONExistsOptions
		opts.OnError, _ = r.behavior(e.OnError, nil)
		return r.call(e.Pos, "JSON_EXISTS", opts, r.resolve(e.Doc), r.resolve(e.Path))
	case *ast.JSONObject:
		if e.Aggregate {
			return r.jsonObjectAgg(e)
		}
		var args []expr.Expr
		for _, entry := range e.Entries {
			args = append(args, r.resolve(entry.Key), r.resolve(entry.Value))
		}
		return r.call(e.Pos, "JSON_OBJECT", expr.JSONConstructorOptions{AbsentOnNull: e.OnNull == "ABSENT"}, args...)
	case *ast.JSONArray:
		if e.Aggregate {
			return r.jsonArrayAgg(e)
		}
		return r.call(e.Pos, "JSON_ARRAY", expr.JSONConstructorOptions{AbsentOnNull: e.OnNull != "NULL"}, r.all(e.Items)...)
	}
	return nil
}

func (r *resolver) returning(t *ast.DataType) *types.Type {
	if t == nil {
		return nil
	}
	out := r.dataType(t)
	return &out
}

// behavior is an ON EMPTY or ON ERROR clause; a default value is appended to the arguments.
func (r *resolver) behavior(b *ast.JSONBehavior, args []expr.Expr) (expr.JSONBehavior, []expr.Expr) {
	if b == nil {
		return "", args
	}
	if b.Default != nil {
		args = append(args, r.resolve(b.Default))
	}
	return expr.JSONBehavior(b.Kind), args
}

// dataType is a type as written, with Flink's limits checked.
func (a *analyzer) dataType(t *ast.DataType) types.Type {
	checkType(t)
	return t.Type()
}

func checkType(t *ast.DataType) {
	precision := func(low, high int) {
		if t.Precision >= 0 && (t.Precision < low || t.Precision > high) {
			fail(t.Pos, "%s precision must be between %d and %d (both inclusive), not %d", t.Kind, low, high, t.Precision)
		}
	}
	switch t.Kind {
	case types.Decimal:
		precision(1, maxDigits)
		if p := max(t.Precision, 1); t.Scale > p && t.Precision >= 0 {
			fail(t.Pos, "Decimal scale must be between 0 and the precision %d (both inclusive), not %d", t.Precision, t.Scale)
		}
	case types.Time, types.Timestamp, types.TimestampLTZ:
		precision(0, 9)
	case types.Char, types.VarChar, types.Binary, types.VarBinary:
		precision(1, types.MaxLength)
	case types.Raw:
		unsupported(t.Pos, "RAW")
	}
	for _, part := range []*ast.DataType{t.Elem, t.Key} {
		if part != nil {
			checkType(part)
		}
	}
	seen := map[string]bool{}
	for _, f := range t.Fields {
		if seen[f.Name.Name] {
			fail(f.Pos, "Field names of ROW must be unique: '%s' occurs twice", f.Name.Name)
		}
		seen[f.Name.Name] = true
		checkType(f.Type)
	}
}
