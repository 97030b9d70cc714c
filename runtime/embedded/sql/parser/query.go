package parser

import "github.com/penstock/penstock/runtime/embedded/sql/ast"

// startsQuery tells whether a query begins at the token.
func (t *token) startsQuery() bool {
	return t.is("SELECT") || t.is("WITH") || t.is("VALUES") || t.is("TABLE")
}

// seeQuery tells whether a query begins here, other than one in parentheses.
func (p *parser) seeQuery() bool {
	if p.tok().startsQuery() {
		return true
	}
	p.expecting("<QUERY>")
	return false
}

// parseQuery reads a query with WITH, set operators, ORDER BY and LIMIT.
func (p *parser) parseQuery() *ast.Query {
	defer p.enter()()
	q := &ast.Query{Pos: p.pos()}
	if p.accept("WITH") {
		q.With = list(p, p.parseCTE)
	}
	q.Body = p.parseSetOperands(p.parseQueryTerm())
	p.parseOrderAndLimit(q)
	return q
}

// parseQueryTail goes on with a query whose first part is the query in parentheses that was just read.
func (p *parser) parseQueryTail(first *ast.Query) *ast.Query {
	defer p.enter()()
	q := &ast.Query{Pos: first.Pos}
	q.Body = p.parseSetOperands(unwrap(first))
	p.parseOrderAndLimit(q)
	return q
}

// seeQueryTail tells whether something follows that goes on with a query in parentheses.
func (p *parser) seeQueryTail() bool {
	for _, w := range []string{"UNION", "INTERSECT", "EXCEPT", "MINUS", "ORDER", "LIMIT", "OFFSET", "FETCH"} {
		if p.is(w) {
			return true
		}
	}
	return false
}

// unwrap is a query in parentheses as part of another: its body alone where it has no clauses of its own.
func unwrap(q *ast.Query) ast.QueryBody {
	if q.With == nil && q.OrderBy == nil && q.Offset == nil && q.Limit == nil {
		return q.Body
	}
	return q
}

func (p *parser) parseParenthesizedQuery() *ast.Query {
	p.expect("(")
	q := p.parseQuery()
	p.expect(")")
	return q
}

func (p *parser) parseCTE() *ast.CTE {
	name := p.parseIdent()
	c := &ast.CTE{Pos: name.Pos, Name: name}
	if p.see("(") {
		c.Columns = p.parseIdents()
	}
	p.expect("AS")
	c.Query = p.parseParenthesizedQuery()
	return c
}

// parseSetOperands reads UNION and EXCEPT after a first operand, and INTERSECT, which binds closer.
func (p *parser) parseSetOperands(left ast.QueryBody) ast.QueryBody {
	left = p.parseIntersect(left)
	for {
		var op ast.SetOperator
		switch {
		case p.accept("UNION"):
			op = ast.Union
		case p.accept("EXCEPT"):
			op = ast.Except
		case p.see("MINUS"):
			p.failHint(p.pos(), "Write EXCEPT.", "MINUS is not allowed under the current SQL conformance level")
		default:
			return left
		}
		all := p.acceptAll()
		right := p.parseIntersect(p.parseQueryTerm())
		left = &ast.SetOp{Pos: left.Position(), Op: op, All: all, Left: left, Right: right}
		p.grow()
	}
}

func (p *parser) parseIntersect(left ast.QueryBody) ast.QueryBody {
	for p.accept("INTERSECT") {
		all := p.acceptAll()
		left = &ast.SetOp{Pos: left.Position(), Op: ast.Intersect, All: all, Left: left, Right: p.parseQueryTerm()}
		p.grow()
	}
	return left
}

func (p *parser) acceptAll() bool { return p.acceptOneOf("ALL", "DISTINCT") == "ALL" }

// parseQueryTerm reads SELECT, VALUES, TABLE, or a query in parentheses.
func (p *parser) parseQueryTerm() ast.QueryBody {
	t := p.tok()
	switch {
	case p.see("SELECT"):
		return p.parseSelect()
	case p.see("VALUES"):
		return p.parseValues()
	case p.see("TABLE"):
		p.next()
		return &ast.TableQuery{Pos: t.pos, Name: p.parseName()}
	case p.see("("):
		return unwrap(p.parseParenthesizedQuery())
	}
	p.unexpected()
	return nil
}

func (p *parser) parseValues() ast.QueryBody {
	v := &ast.Values{Pos: p.expect("VALUES").pos}
	v.Rows = list(p, p.parseValuesRow)
	return v
}

// parseValuesRow reads (a, b), ROW(a, b), or a bare expression as a row of one.
func (p *parser) parseValuesRow() *ast.RowExpr {
	at := p.pos()
	e := p.parseExpr()
	if r, ok := e.(*ast.RowExpr); ok {
		return r
	}
	return &ast.RowExpr{Pos: at, Items: []ast.Expr{e}}
}

func (p *parser) parseSelect() ast.QueryBody {
	s := &ast.Select{Pos: p.expect("SELECT").pos}
	s.Hints = p.parseHints()
	if p.accept("STREAM") {
		p.fail(s.Pos, "SELECT STREAM is not supported; every query is streaming.")
	}
	s.Distinct = p.acceptOneOf("ALL", "DISTINCT") == "DISTINCT"
	s.Items = list(p, p.parseSelectItem)
	if p.accept("FROM") {
		s.From = p.parseFrom()
	}
	if p.accept("WHERE") {
		s.Where = p.parseExpr()
	}
	if p.accept("GROUP") {
		p.expect("BY")
		s.GroupDistinct = p.acceptOneOf("ALL", "DISTINCT") == "DISTINCT"
		s.GroupBy = list(p, p.parseGroupElement)
	}
	if p.accept("HAVING") {
		s.Having = p.parseExpr()
	}
	if p.accept("WINDOW") {
		s.Windows = list(p, func() *ast.NamedWindow {
			w := &ast.NamedWindow{Pos: p.pos(), Name: p.parseIdent()}
			p.expect("AS")
			w.Spec = p.parseWindowSpec()
			return w
		})
	}
	return s
}

// parseSelectItem reads *, t.*, or an expression with an optional alias.
func (p *parser) parseSelectItem() *ast.SelectItem {
	item := &ast.SelectItem{Pos: p.pos()}
	if p.accept("*") {
		item.Star = true
		return item
	}
	if p.qualifiedStar() {
		item.Star = true
		item.Qualifier = p.parseName()
		p.expectWords(".", "*")
		return item
	}
	item.Expr = p.parseExpr()
	item.Alias = p.parseColumnAlias()
	return item
}

// parseColumnAlias reads [AS] name where it follows an expression.
func (p *parser) parseColumnAlias() *ast.Ident {
	if p.accept("AS") || p.seeIdent() {
		return p.parseIdent()
	}
	return nil
}

// qualifiedStar tells whether a.b.* follows.
func (p *parser) qualifiedStar() bool {
	for n := 0; p.peek(n).isIdent() && p.peek(n+1).is("."); n += 2 {
		if p.peek(n + 2).is("*") {
			return true
		}
	}
	return false
}

func (p *parser) parseGroupElement() *ast.GroupElement {
	defer p.enter()()
	g := &ast.GroupElement{Pos: p.pos()}
	switch {
	case p.is("GROUPING") && p.peek(1).is("SETS"):
		p.expectWords("GROUPING", "SETS")
		g.Kind = ast.GroupingSets
		g.Elements = parenthesized(p, p.parseGroupElement)
	case p.is("ROLLUP"), p.is("CUBE"):
		g.Kind = ast.Rollup
		if p.next().text == "CUBE" {
			g.Kind = ast.Cube
		}
		g.Elements = parenthesized(p, p.parseGroupSet)
	default:
		return p.parseGroupSet()
	}
	return g
}

// parseGroupSet reads an expression, (a, b) or ().
func (p *parser) parseGroupSet() *ast.GroupElement {
	g := &ast.GroupElement{Pos: p.pos()}
	if p.is("(") && p.peek(1).is(")") {
		p.expectWords("(", ")")
		return g
	}
	e := p.parseExpr()
	if r, ok := e.(*ast.RowExpr); ok && !r.Explicit {
		g.Exprs = r.Items
	} else {
		g.Exprs = []ast.Expr{e}
	}
	return g
}

func (p *parser) parseOrderBy() []*ast.OrderItem {
	p.expectWords("ORDER", "BY")
	return list(p, p.parseOrderItem)
}

func (p *parser) parseOrderItem() *ast.OrderItem {
	o := &ast.OrderItem{Pos: p.pos(), Expr: p.parseExpr()}
	o.Desc = p.acceptOneOf("ASC", "DESC") == "DESC"
	if p.accept("NULLS") {
		o.Nulls = p.expectOneOf("FIRST", "LAST")
	}
	return o
}

// parseOrderAndLimit reads ORDER BY, LIMIT and OFFSET in either order, and FETCH.
func (p *parser) parseOrderAndLimit(q *ast.Query) {
	if p.see("ORDER") {
		q.OrderBy = p.parseOrderBy()
	}
	if p.accept("LIMIT") && !p.accept("ALL") {
		q.Limit = p.parseExpr()
	}
	if p.accept("OFFSET") {
		q.Offset = p.parseExpr()
		p.acceptOneOf("ROW", "ROWS")
		if q.Limit == nil && p.accept("LIMIT") && !p.accept("ALL") {
			q.Limit = p.parseExpr()
		}
	}
	if q.Limit == nil && p.accept("FETCH") {
		p.expectOneOf("FIRST", "NEXT")
		q.Limit = p.parseExpr()
		p.expectOneOf("ROW", "ROWS")
		p.expect("ONLY")
	}
}
