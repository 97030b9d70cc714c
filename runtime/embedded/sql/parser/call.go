package parser

import "github.com/penstock/penstock/runtime/embedded/sql/ast"

// parseCall reads the arguments of a function and what follows them.
func (p *parser) parseCall(name *ast.Name) ast.Expr {
	call := &ast.FuncCall{Pos: name.Pos, Name: name}
	p.expect("(")
	switch {
	case p.accept("*"):
		call.Star = true
	case !p.see(")"):
		if p.accept("DISTINCT") {
			call.Distinct = true
		} else {
			p.accept("ALL")
		}
		call.Args = list(p, p.parseArg)
		if p.see("ORDER") {
			call.OrderBy = p.parseOrderBy()
		}
	}
	p.expect(")")
	p.parseCallSuffix(call)
	return call
}

// parseCallSuffix reads what may follow the arguments of an aggregate.
func (p *parser) parseCallSuffix(call *ast.FuncCall) {
	for _, treatment := range []string{"RESPECT", "IGNORE"} {
		if p.is(treatment) && p.peek(1).is("NULLS") {
			p.expectWords(treatment, "NULLS")
			call.NullTreatment = treatment + " NULLS"
		}
	}
	if p.is("WITHIN") && p.peek(1).is("GROUP") {
		p.expectWords("WITHIN", "GROUP", "(")
		call.WithinGroup = p.parseOrderBy()
		p.expect(")")
	}
	call.Filter = p.acceptFilter()
	if p.is("OVER") {
		p.next()
		call.Over = p.parseOver()
	}
}

// acceptFilter reads FILTER (WHERE condition) where it follows.
func (p *parser) acceptFilter() ast.Expr {
	if !p.is("FILTER") {
		return nil
	}
	p.expectWords("FILTER", "(", "WHERE")
	e := p.parseExpr()
	p.expect(")")
	return e
}

// parseArg reads an argument: an expression, name => value, DEFAULT, TABLE t, DESCRIPTOR(a) or a query.
func (p *parser) parseArg() ast.Expr {
	t := p.tok()
	if (t.isIdent() || t.kind == word) && p.peek(1).is("=>") {
		p.next()
		p.next()
		return &ast.NamedArg{Pos: t.pos, Name: p.ident(t), Value: p.parseArgValue()}
	}
	return p.parseArgValue()
}

func (p *parser) parseArgValue() ast.Expr {
	defer p.enter()()
	t := p.tok()
	switch {
	case t.is("DEFAULT"):
		p.next()
		return &ast.DefaultArg{Pos: t.pos}
	case t.is("TABLE"):
		return p.parseTableArg()
	case t.startsQuery():
		q := p.parseQuery()
		return &ast.ScalarQuery{Pos: t.pos, Query: q}
	case t.is("("):
		e := p.parseExpr()
		if s, ok := e.(*ast.ScalarQuery); ok && (p.see("PARTITION") || p.see("ORDER")) {
			arg := &ast.TableArg{Pos: t.pos, Table: &ast.Subquery{Pos: s.Pos, Query: s.Query}}
			p.parseTableArgSuffix(arg)
			return arg
		}
		return e
	}
	return p.parseExpr()
}

// parseTableArg reads TABLE name or TABLE (query), and how it is partitioned.
func (p *parser) parseTableArg() ast.Expr {
	arg := &ast.TableArg{Pos: p.expect("TABLE").pos}
	if at := p.pos(); p.see("(") {
		arg.Table = &ast.Subquery{Pos: at, Query: p.parseParenthesizedQuery()}
	} else {
		name := p.parseName()
		arg.Table = &ast.TableName{Pos: name.Pos, Name: name, Hints: p.parseHints()}
	}
	p.parseTableArgSuffix(arg)
	return arg
}

func (p *parser) parseTableArgSuffix(arg *ast.TableArg) {
	if p.acceptWords("PARTITION", "BY") {
		arg.PartitionBy = p.parsePartitionKeys()
	}
	if p.see("ORDER") {
		arg.OrderBy = p.parseTableArgOrder()
	}
}

// parsePartitionKeys reads one key, or keys in parentheses.
func (p *parser) parsePartitionKeys() []ast.Expr {
	if p.see("(") {
		return parenthesized(p, p.parseExpr)
	}
	return []ast.Expr{p.parseExpr()}
}

func (p *parser) parseTableArgOrder() []*ast.OrderItem {
	p.expectWords("ORDER", "BY")
	if p.see("(") {
		return parenthesized(p, p.parseOrderItem)
	}
	return []*ast.OrderItem{p.parseOrderItem()}
}

// parseDescriptor reads DESCRIPTOR(columns); DESCRIPTOR alone is an identifier.
func (p *parser) parseDescriptor() ast.Expr {
	if !p.peek(1).is("(") {
		return nil
	}
	d := &ast.Descriptor{Pos: p.next().pos}
	d.Columns = p.parseIdents()
	return d
}
