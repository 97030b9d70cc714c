package parser

import "github.com/penstock/penstock/runtime/embedded/sql/ast"

// parseOver reads what follows OVER: a window's name or a specification in parentheses.
func (p *parser) parseOver() *ast.WindowSpec {
	if !p.see("(") {
		name := p.parseIdent()
		return &ast.WindowSpec{Pos: name.Pos, Base: name, Bare: true}
	}
	return p.parseWindowSpec()
}

// parseWindowSpec reads ([base] [PARTITION BY ...] [ORDER BY ...] [frame]).
func (p *parser) parseWindowSpec() *ast.WindowSpec {
	defer p.enter()()
	w := &ast.WindowSpec{Pos: p.expect("(").pos}
	if p.seeIdent() {
		w.Base = p.parseIdent()
	}
	if p.accept("PARTITION") {
		p.expect("BY")
		w.PartitionBy = p.parseExprs()
	}
	if p.see("ORDER") {
		w.OrderBy = p.parseOrderBy()
	}
	if p.see("ROWS") || p.see("RANGE") {
		w.Frame = p.parseFrame()
	}
	p.expect(")")
	return w
}

func (p *parser) parseFrame() *ast.Frame {
	t := p.next()
	f := &ast.Frame{Pos: t.pos, Rows: t.text == "ROWS"}
	if p.accept("BETWEEN") {
		f.Start = p.parseFrameBound()
		p.expect("AND")
		f.End = p.parseFrameBound()
	} else {
		f.Start = p.parseFrameBound()
		f.End = ast.FrameBound{Pos: f.Start.Pos, Kind: ast.CurrentRow}
	}
	return f
}

func (p *parser) parseFrameBound() ast.FrameBound {
	b := ast.FrameBound{Pos: p.pos()}
	switch {
	case p.acceptWords("CURRENT", "ROW"):
		b.Kind = ast.CurrentRow
	case p.is("UNBOUNDED") && (p.peek(1).is("PRECEDING") || p.peek(1).is("FOLLOWING")):
		p.next()
		b.Kind = ast.UnboundedPreceding
		if p.next().text == "FOLLOWING" {
			b.Kind = ast.UnboundedFollowing
		}
	default:
		p.expecting("UNBOUNDED")
		b.Offset = p.parseExpr()
		b.Kind = ast.Preceding
		if p.expectOneOf("PRECEDING", "FOLLOWING") == "FOLLOWING" {
			b.Kind = ast.Following
		}
	}
	return b
}
