package parser

import "github.com/penstock/penstock/runtime/embedded/sql/ast"

// seePivot tells whether PIVOT (...) follows a table. UNPIVOT is refused: Flink plans none.
func (p *parser) seePivot() bool {
	if p.is("UNPIVOT") && (p.peek(1).is("(") || p.peek(1).is("INCLUDE") || p.peek(1).is("EXCLUDE")) {
		p.fail(p.pos(), "UNPIVOT is not supported; write UNION ALL, or UNNEST of an array of rows")
	}
	return p.is("PIVOT") && p.peek(1).is("(")
}

// parsePivot reads PIVOT (aggregates FOR columns IN (values)) with the alias after it.
func (p *parser) parsePivot(input ast.TableRef) ast.TableRef {
	t := &ast.Pivot{Pos: p.expect("PIVOT").pos, Input: input}
	p.expect("(")
	t.Aggregates = list(p, func() *ast.SelectItem {
		item := &ast.SelectItem{Pos: p.pos(), Expr: p.parseExpr()}
		item.Alias = p.parseColumnAlias()
		return item
	})
	p.expect("FOR")
	if p.see("(") {
		t.Columns = p.parseIdents()
	} else {
		t.Columns = []*ast.Ident{p.parseIdent()}
	}
	p.expect("IN")
	t.Values = parenthesized(p, p.parsePivotValue)
	p.expect(")")
	t.Alias = p.parseAlias()
	return t
}

// parsePivotValue reads a value, or several in parentheses, with its name.
func (p *parser) parsePivotValue() *ast.PivotValue {
	v := &ast.PivotValue{Pos: p.pos()}
	if p.see("(") {
		v.Exprs = parenthesized(p, p.parseExpr)
	} else {
		v.Exprs = []ast.Expr{p.parseExpr()}
	}
	v.Alias = p.parseColumnAlias()
	return v
}
