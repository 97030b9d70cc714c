package expr_test

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/parser"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// resolveSQL resolves an expression in SQL without columns, in the way of the analyzer.
func resolveSQL(text string) (e expr.Expr, err error) {
	tree, err := parser.ParseExpr(text)
	if err != nil {
		return nil, err
	}
	defer func() {
		if r := recover(); r != nil {
			failure, ok := r.(resolveError)
			if !ok {
				panic(r)
			}
			err = failure.error
		}
	}()
	return resolve(tree), nil
}

type resolveError struct{ error }

func call(name string, opts any, args ...expr.Expr) expr.Expr {
	e, err := expr.Resolve(name, args, opts)
	if err != nil {
		panic(resolveError{err})
	}
	return e
}

func all(es []ast.Expr) []expr.Expr {
	out := make([]expr.Expr, len(es))
	for i, e := range es {
		out[i] = resolve(e)
	}
	return out
}

func not(negated bool, name string) string {
	if negated {
		return "NOT " + name
	}
	return name
}

func resolve(e ast.Expr) expr.Expr {
	switch e := e.(type) {
	case *ast.Unary:
		if n, ok := e.Expr.(*ast.NumberLit); ok && e.Op == "-" {
			return resolveNumber("-" + n.Text)
		}
		return call(e.Op, nil, resolve(e.Expr))
	case *ast.Binary:
		if e.Op == "OVERLAPS" {
			return call(e.Op, nil, append(all(e.Left.(*ast.RowExpr).Items), all(e.Right.(*ast.RowExpr).Items)...)...)
		}
		return call(e.Op, nil, resolve(e.Left), resolve(e.Right))
	case *ast.Is:
		if e.Not {
			return call("IS NOT "+e.What, nil, resolve(e.Expr))
		}
		return call("IS "+e.What, nil, resolve(e.Expr))
	case *ast.Between:
		name := not(e.Not, "BETWEEN")
		if e.Symmetric {
			name += " SYMMETRIC"
		}
		return call(name, nil, resolve(e.Expr), resolve(e.Low), resolve(e.High))
	case *ast.In:
		return call(not(e.Not, "IN"), nil, append([]expr.Expr{resolve(e.Expr)}, all(e.List)...)...)
	case *ast.LikeExpr:
		args := []expr.Expr{resolve(e.Expr), resolve(e.Pattern)}
		if e.Escape != nil {
			args = append(args, resolve(e.Escape))
		}
		if e.Similar {
			return call(not(e.Not, "SIMILAR TO"), nil, args...)
		}
		return call(not(e.Not, "LIKE"), nil, args...)
	case *ast.Case:
		return resolveCase(e)
	case *ast.Cast:
		c, err := expr.NewCast(resolve(e.Expr), e.Type.Type(), e.Try)
		if err != nil {
			panic(resolveError{err})
		}
		return c
	case *ast.Item:
		of := resolve(e.Expr)
		if l, ok := e.Index.(*ast.StringLit); ok && of.Type().Kind == types.Row {
			return resolve(&ast.FieldAccess{Expr: e.Expr, Field: &ast.Ident{Name: l.Value}})
		}
		return call("ITEM", nil, of, resolve(e.Index))
	case *ast.Difference:
		return call("DATETIME DIFFERENCE", expr.Unit(e.Qualifier.From), resolve(e.Left), resolve(e.Right))
	case *ast.FieldAccess:
		f, err := expr.NewField(resolve(e.Expr), e.Field.Name)
		if err != nil {
			panic(resolveError{err})
		}
		return f
	case *ast.RowExpr:
		return call("ROW", nil, all(e.Items)...)
	case *ast.Collection:
		return call(string(e.Kind), nil, all(e.Items)...)
	case *ast.FuncCall:
		return resolveFunction(e)
	case *ast.JSONValue, *ast.JSONQuery, *ast.JSONExists, *ast.JSONObject, *ast.JSONArray:
		return resolveJSON(e)
	}
	return resolveLiteral(e)
}

func resolveCase(e *ast.Case) expr.Expr {
	var args []expr.Expr
	for _, w := range e.Whens {
		for _, c := range w.Conditions {
			condition := resolve(c)
			if e.Operand != nil {
				condition = call("=", nil, resolve(e.Operand), condition)
			}
			args = append(args, condition, resolve(w.Result))
		}
	}
	if e.Else != nil {
		args = append(args, resolve(e.Else))
	}
	return call("CASE", nil, args...)
}

func resolveFunction(f *ast.FuncCall) expr.Expr {
	var opts any
	var args []expr.Expr
	for _, a := range f.Args {
		switch a := a.(type) {
		case *ast.UnitArg:
			opts = expr.Unit(a.Unit)
		case *ast.TrimArg:
			opts = expr.TrimSide(a.Side)
		default:
			args = append(args, resolve(a))
		}
	}
	if _, ok := opts.(expr.TrimSide); ok {
		args[0], args[1] = args[1], args[0]
	}
	if f.FuncName() == "V" {
		return args[0]
	}
	return call(f.FuncName(), opts, args...)
}

func resolveJSON(e ast.Expr) expr.Expr {
	behavior := func(b *ast.JSONBehavior, args []expr.Expr) (expr.JSONBehavior, []expr.Expr) {
		if b == nil {
			return "", args
		}
		if b.Default != nil {
			args = append(args, resolve(b.Default))
		}
		return expr.JSONBehavior(b.Kind), args
	}
	returning := func(t *ast.DataType) *types.Type {
		if t == nil {
			return nil
		}
		typ := t.Type()
		return &typ
	}
	switch e := e.(type) {
	case *ast.JSONValue:
		o := expr.JSONValueOptions{Returning: returning(e.Returning)}
		args := []expr.Expr{resolve(e.Doc), resolve(e.Path)}
		o.OnEmpty, args = behavior(e.OnEmpty, args)
		o.OnError, args = behavior(e.OnError, args)
		return call("JSON_VALUE", o, args...)
	case *ast.JSONQuery:
		o := expr.JSONQueryOptions{Returning: returning(e.Returning), Wrapper: expr.JSONWrapper(e.Wrapper)}
		o.OnEmpty, _ = behavior(e.OnEmpty, nil)
		o.OnError, _ = behavior(e.OnError, nil)
		return call("JSON_QUERY", o, resolve(e.Doc), resolve(e.Path))
	case *ast.JSONExists:
		var o expr.JSONExistsOptions
		o.OnError, _ = behavior(e.OnError, nil)
		return call("JSON_EXISTS", o, resolve(e.Doc), resolve(e.Path))
	case *ast.JSONObject:
		var args []expr.Expr
		for _, entry := range e.Entries {
			args = append(args, resolve(entry.Key), resolve(entry.Value))
		}
		return call("JSON_OBJECT", expr.JSONConstructorOptions{AbsentOnNull: e.OnNull == "ABSENT"}, args...)
	case *ast.JSONArray:
		return call("JSON_ARRAY", expr.JSONConstructorOptions{AbsentOnNull: e.OnNull != "NULL"}, all(e.Items)...)
	}
	return nil
}

func literal(t types.Type, v batch.Datum) expr.Expr { return &expr.Literal{Value: v, Typ: t.NotNull()} }

func resolveLiteral(e ast.Expr) expr.Expr {
	switch e := e.(type) {
	case *ast.NullLit:
		return expr.Null(types.Type{})
	case *ast.BoolLit:
		if e.Unknown {
			return expr.Null(types.Of(types.Boolean))
		}
		return literal(types.Of(types.Boolean), e.Value)
	case *ast.NumberLit:
		return resolveNumber(e.Text)
	case *ast.StringLit:
		return literal(types.CharOf(len(utf16.Encode([]rune(e.Value)))), e.Value)
	case *ast.BinaryLit:
		t := types.Of(types.Binary)
		t.Precision = len(e.Value)
		return literal(t, e.Value)
	case *ast.DatetimeLit:
		switch e.Kind {
		case types.Date:
			return literal(types.Of(types.Date), e.Value)
		case types.Time:
			return literal(types.Of(types.Time), e.Value)
		}
		return literal(types.TimestampOf(e.Precision), batch.Instant{Millis: e.Value, Nanos: e.Nanos})
	case *ast.IntervalLit:
		if e.Qualifier.IsYearMonth() {
			return literal(types.Of(types.IntervalYearMonth), e.Value)
		}
		return literal(types.Of(types.IntervalDayTime), e.Value)
	}
	panic(resolveError{fmt.Errorf("an expression of type %T in a test", e)})
}

func resolveNumber(text string) expr.Expr {
	switch {
	case strings.ContainsAny(text, "eE"):
		f, err := strconv.ParseFloat(text, 64)
		if err != nil {
			panic(resolveError{err})
		}
		return literal(types.Of(types.Double), f)
	case strings.Contains(text, "."):
		whole, fraction, _ := strings.Cut(text, ".")
		n, _ := new(big.Int).SetString(whole+fraction, 10)
		v, _ := batch.Int128FromBig(n)
		digits := len(strings.TrimPrefix(whole, "-")) + len(fraction)
		return literal(types.DecimalOf(max(1, digits), len(fraction)), v)
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		panic(resolveError{fmt.Errorf("Numeric literal '%s' out of range", text)})
	}
	if n == int64(int32(n)) {
		return literal(types.Of(types.Int), n)
	}
	return literal(types.Of(types.BigInt), n)
}
