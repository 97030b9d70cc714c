package parser

import "github.com/penstock/penstock/runtime/embedded/sql/ast"

// parseFrom reads the tables of FROM, joined by commas.
func (p *parser) parseFrom() ast.TableRef {
	left := p.parseJoins(p.parseTableRef())
	for p.see(",") {
		op := p.next()
		left = &ast.Join{Pos: left.Position(), OpPos: op.pos, Kind: ast.CommaJoin, Left: left, Right: p.parseJoins(p.parseTableRef())}
		p.grow()
	}
	return left
}

// parseJoins reads joins after a first table; they are left associative.
func (p *parser) parseJoins(left ast.TableRef) ast.TableRef {
	for {
		j := &ast.Join{Pos: left.Position(), OpPos: p.pos(), Left: left, Kind: ast.InnerJoin}
		j.Natural = p.accept("NATURAL")
		switch {
		case p.accept("JOIN"):
		case p.accept("INNER"):
			p.expect("JOIN")
		case p.accept("CROSS"):
			j.Kind = ast.CrossJoin
			p.expect("JOIN")
		case p.see("LEFT"), p.see("RIGHT"), p.see("FULL"):
			j.Kind = ast.JoinKind(p.next().text)
			p.accept("OUTER")
			p.expect("JOIN")
		case j.Natural:
			p.unexpected()
		default:
			return left
		}
		j.Right = p.parseTableRef()
		p.parseJoinCondition(j)
		left = j
		p.grow()
	}
}

func (p *parser) parseJoinCondition(j *ast.Join) {
	switch {
	case p.accept("ON"):
		j.On = p.parseExpr()
	case p.accept("USING"):
		j.Using = p.parseIdents()
	}
}

// parseTableRef reads one table with what belongs to it.
func (p *parser) parseTableRef() ast.TableRef {
	table := p.parseTable()
	for p.seePivot() {
		table = p.parsePivot(table)
		p.grow()
	}
	return table
}

// parseTable reads one table up to its alias.
func (p *parser) parseTable() ast.TableRef {
	defer p.enter()()
	t := p.tok()
	lateral := p.accept("LATERAL")
	switch {
	case p.see("("):
		return p.parseTableParentheses(t.pos, lateral)
	case !lateral && p.see("UNNEST"):
		return p.parseUnnest()
	case p.see("TABLE"):
		return p.parseTableFunction(t.pos, lateral)
	case lateral:
		p.unexpected()
	}
	name := p.parseName()
	if p.is("(") {
		call := p.parseCall(name).(*ast.FuncCall)
		return &ast.TableFunction{Pos: name.Pos, Call: call, Alias: p.parseAlias()}
	}
	table := &ast.TableName{Pos: name.Pos, Name: name, Hints: p.parseHints()}
	if p.is("FOR") && p.peek(1).is("SYSTEM_TIME") {
		p.expectWords("FOR", "SYSTEM_TIME", "AS", "OF")
		table.SystemTime = p.parseExpr()
	}
	if p.see("MATCH_RECOGNIZE") {
		return p.parseMatchRecognize(table)
	}
	if p.see("TABLESAMPLE") {
		p.fail(p.pos(), "TABLESAMPLE is not supported.")
	}
	table.Alias = p.parseAlias()
	if p.see("MATCH_RECOGNIZE") {
		return p.parseMatchRecognize(table)
	}
	return table
}

// parseTableParentheses reads a subquery or a join in parentheses.
func (p *parser) parseTableParentheses(at ast.Pos, lateral bool) ast.TableRef {
	p.expect("(")
	if p.seeQuery() {
		s := &ast.Subquery{Pos: at, Lateral: lateral, Query: p.parseQuery()}
		p.expect(")")
		return p.parseSubquerySuffix(s)
	}
	inner := p.parseTableRef()
	if s, ok := inner.(*ast.Subquery); ok && s.Alias == nil {
		if p.seeQueryTail() {
			s = &ast.Subquery{Pos: at, Lateral: lateral, Query: p.parseQueryTail(s.Query)}
			p.expect(")")
			return p.parseSubquerySuffix(s)
		}
		if p.see(")") {
			p.next()
			return p.parseSubquerySuffix(&ast.Subquery{Pos: at, Lateral: lateral || s.Lateral, Query: s.Query})
		}
	}
	inner = p.parseJoins(inner)
	for p.see(",") {
		op := p.next()
		inner = &ast.Join{Pos: inner.Position(), OpPos: op.pos, Kind: ast.CommaJoin, Left: inner, Right: p.parseJoins(p.parseTableRef())}
		p.grow()
	}
	p.expect(")")
	if alias := p.parseAlias(); alias != nil {
		return &ast.AliasedTable{Pos: at, Table: inner, Alias: alias}
	}
	return inner
}

func (p *parser) parseSubquerySuffix(s *ast.Subquery) ast.TableRef {
	if p.see("MATCH_RECOGNIZE") {
		return p.parseMatchRecognize(s)
	}
	s.Alias = p.parseAlias()
	if p.see("MATCH_RECOGNIZE") {
		return p.parseMatchRecognize(s)
	}
	return s
}

func (p *parser) parseUnnest() ast.TableRef {
	u := &ast.Unnest{Pos: p.expect("UNNEST").pos}
	u.Exprs = parenthesized(p, p.parseExpr)
	if p.accept("WITH") {
		p.expect("ORDINALITY")
		u.Ordinality = true
	}
	u.Alias = p.parseAlias()
	return u
}

// parseTableFunction reads TABLE(f(...)).
func (p *parser) parseTableFunction(at ast.Pos, lateral bool) ast.TableRef {
	p.expectWords("TABLE", "(")
	name := p.parseName()
	if !p.see("(") {
		p.unexpected()
	}
	f := &ast.TableFunction{Pos: at, Lateral: lateral, Call: p.parseCall(name).(*ast.FuncCall)}
	p.expect(")")
	f.Alias = p.parseAlias()
	return f
}

// parseAlias reads [AS] name [(columns)] where it follows.
func (p *parser) parseAlias() *ast.Alias {
	if p.seePivot() || !p.accept("AS") && !p.seeIdent() {
		return nil
	}
	a := &ast.Alias{Pos: p.pos(), Name: p.parseIdent()}
	if p.see("(") {
		a.Columns = p.parseIdents()
	}
	return a
}

// parseHints reads /*+ ... */ where it follows.
func (p *parser) parseHints() []*ast.Hint {
	var hints []*ast.Hint
	for p.is("/*+") {
		p.next()
		hints = append(hints, list(p, p.parseHint)...)
		p.expect("*/")
	}
	return hints
}

func (p *parser) parseHint() *ast.Hint {
	h := &ast.Hint{Pos: p.pos(), Name: p.parseIdent()}
	if !p.accept("(") {
		return h
	}
	if !p.see(")") {
		list(p, func() bool { p.parseHintArg(h); return true })
	}
	p.expect(")")
	return h
}

// parseHintArg reads key = value, a name or a literal.
func (p *parser) parseHintArg(h *ast.Hint) {
	t := p.tok()
	var text string
	switch t.kind {
	case stringToken:
		text = p.parseString().Value
	case number:
		text = p.next().text
	default:
		text = p.parseIdent().Name
	}
	if !p.accept("=") {
		h.Args = append(h.Args, text)
		return
	}
	v := p.parseString()
	h.Options = append(h.Options, &ast.Option{Pos: t.pos, Key: text, Value: v.Value, ValuePos: v.Pos})
}
