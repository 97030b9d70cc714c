package analyzer

import "github.com/penstock/penstock/runtime/embedded/sql/ast"

// walkCalls visits the function calls in an expression, but for those within subqueries. The left sides of operator chains
// are walked without recursion.
func walkCalls(e ast.Expr, visit func(*ast.FuncCall)) {
	each := func(list ...ast.Expr) {
		for _, x := range list {
			if x != nil {
				walkCalls(x, visit)
			}
		}
	}
	for {
		b, ok := e.(*ast.Binary)
		if !ok {
			break
		}
		each(b.Right)
		e = b.Left
	}
	switch e := e.(type) {
	case *ast.FuncCall:
		visit(e)
		each(e.Args...)
		each(e.Filter)
	case *ast.Unary:
		each(e.Expr)
	case *ast.Difference:
		each(e.Left, e.Right)
	case *ast.Is:
		each(e.Expr)
	case *ast.Between:
		each(e.Expr, e.Low, e.High)
	case *ast.In:
		each(e.Expr)
		each(e.List...)
	case *ast.LikeExpr:
		each(e.Expr, e.Pattern, e.Escape)
	case *ast.Quantified:
		each(e.Left)
		each(e.List...)
	case *ast.Case:
		each(e.Operand, e.Else)
		for _, w := range e.Whens {
			each(w.Conditions...)
			each(w.Result)
		}
	case *ast.Cast:
		each(e.Expr)
	case *ast.Item:
		each(e.Expr, e.Index)
	case *ast.FieldAccess:
		each(e.Expr)
	case *ast.RowExpr:
		each(e.Items...)
	case *ast.Collection:
		each(e.Items...)
	case *ast.JSONObject:
		if e.Aggregate {
			visit(&ast.FuncCall{Pos: e.Pos, Name: &ast.Name{Parts: []*ast.Ident{{Name: "JSON_OBJECTAGG"}}}})
		}
		for _, entry := range e.Entries {
			each(entry.Key, entry.Value)
		}
	case *ast.JSONArray:
		if e.Aggregate {
			visit(&ast.FuncCall{Pos: e.Pos, Name: &ast.Name{Parts: []*ast.Ident{{Name: "JSON_ARRAYAGG"}}}})
		}
		each(e.Items...)
	case *ast.JSONValue:
		each(e.Doc, e.Path)
	case *ast.JSONQuery:
		each(e.Doc, e.Path)
	case *ast.JSONExists:
		each(e.Doc, e.Path)
	}
}
