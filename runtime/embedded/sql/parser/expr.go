package parser

import "github.com/penstock/penstock/runtime/embedded/sql/ast"

// Precedences of operators, Calcite's numbers. Operators of one precedence are left associative.
const (
	precOr         = 22
	precAnd        = 24
	precNot        = 26
	precIs         = 28
	precComparison = 30
	precRange      = 32 // BETWEEN, IN, LIKE, SIMILAR TO
	precSum        = 40
	precProduct    = 60 // * / % and ||
	precSign       = 80
)

// operatorName is how errors call any operator.
const operatorName = "<OPERATOR>"

// binaryPrecedence is the precedence of the plain binary operators.
var binaryPrecedence = map[string]int{
	"OR": precOr, "AND": precAnd, "=": precComparison, "<>": precComparison, "<": precComparison, "<=": precComparison,
	">": precComparison, ">=": precComparison, "+": precSum, "-": precSum, "*": precProduct, "/": precProduct,
	"%": precProduct, "||": precProduct, "OVERLAPS": precComparison,
}

// parseExpr reads an expression.
func (p *parser) parseExpr() ast.Expr {
	defer p.enter()()
	return p.parseOperators(precOr)
}

// parseExprs reads expressions separated by commas.
func (p *parser) parseExprs() []ast.Expr { return list(p, p.parseExpr) }

// parseOperators reads an expression whose operators bind at least as close as min.
func (p *parser) parseOperators(min int) ast.Expr {
	left := p.parsePrefix(min)
	for {
		prec, parse := p.infix()
		if parse == nil || prec < min {
			p.expecting(operatorName)
			return left
		}
		left = parse(left)
		p.grow()
	}
}

// parseOperand reads the right side of an operator of a precedence.
func (p *parser) parseOperand(prec int) ast.Expr {
	p.depth++
	if p.depth > maxDepth {
		p.fail(p.pos(), "nested too deeply: more than %d levels", maxDepth)
	}
	e := p.parseOperators(prec + 1)
	p.depth--
	return e
}

// parsePrefix reads an operand with the operators before it.
func (p *parser) parsePrefix(min int) ast.Expr {
	t := p.tok()
	switch {
	case t.is("NOT"):
		p.next()
		return &ast.Unary{Pos: t.pos, Op: "NOT", Expr: p.grown(p.parseOperand(precNot - 1))}
	case t.is("-"), t.is("+"):
		p.next()
		return &ast.Unary{Pos: t.pos, Op: t.text, Expr: p.grown(p.parseOperand(precSign - 1))}
	}
	return p.parsePostfix()
}

func (p *parser) grown(e ast.Expr) ast.Expr {
	p.grow()
	return e
}

// infix finds the operator at the current token: its precedence, and what reads it and its right side. nil where there
// is none.
func (p *parser) infix() (int, func(left ast.Expr) ast.Expr) {
	t := p.tok()
	if t.kind != word && t.kind != symbol {
		return 0, nil
	}
	if prec, ok := binaryPrecedence[t.text]; ok {
		return prec, func(left ast.Expr) ast.Expr { return p.parseBinary(left, prec) }
	}
	switch t.text {
	case "IS":
		if p.peek(1).is("DISTINCT") || p.peek(1).is("NOT") && p.peek(2).is("DISTINCT") {
			return precComparison, p.parseDistinctFrom
		}
		return precIs, p.parseIs
	case "BETWEEN", "IN", "LIKE", "SIMILAR":
		return precRange, p.parseRange
	case "NOT":
		switch n := p.peek(1); {
		case n.is("BETWEEN"), n.is("IN"), n.is("LIKE"), n.is("SIMILAR"):
			return precRange, p.parseRange
		case n.is("MEMBER"):
			return precComparison, p.parseMemberOf
		}
	case "MEMBER":
		return precComparison, p.parseMemberOf
	}
	return 0, nil
}

func (p *parser) parseBinary(left ast.Expr, prec int) ast.Expr {
	op := p.next()
	if prec == precComparison && op.text != "OVERLAPS" && (p.is("ANY") || p.is("SOME") || p.is("ALL")) {
		q := &ast.Quantified{Pos: left.Position(), Left: left, Op: op.text, All: p.next().text == "ALL"}
		q.List, q.Query = p.parseListOrQuery()
		return q
	}
	return &ast.Binary{Pos: left.Position(), OpPos: op.pos, Op: op.text, Left: left, Right: p.parseOperand(prec)}
}

func (p *parser) parseDistinctFrom(left ast.Expr) ast.Expr {
	op := &ast.Binary{Pos: left.Position(), OpPos: p.pos(), Op: "IS DISTINCT FROM", Left: left}
	p.expect("IS")
	if p.accept("NOT") {
		op.Op = "IS NOT DISTINCT FROM"
	}
	p.expectWords("DISTINCT", "FROM")
	op.Right = p.parseOperand(precComparison)
	return op
}

func (p *parser) parseMemberOf(left ast.Expr) ast.Expr {
	op := &ast.Binary{Pos: left.Position(), OpPos: p.pos(), Op: "MEMBER OF", Left: left}
	if p.accept("NOT") {
		op.Op = "NOT MEMBER OF"
	}
	p.expectWords("MEMBER", "OF")
	op.Right = p.parseOperand(precComparison)
	return op
}

func (p *parser) parseIs(left ast.Expr) ast.Expr {
	p.expect("IS")
	is := &ast.Is{Pos: left.Position(), Expr: left, Not: p.accept("NOT")}
	is.What = p.expectOneOf("NULL", "TRUE", "FALSE", "UNKNOWN", "JSON")
	if is.What == "JSON" {
		kind := p.acceptOneOf("VALUE", "OBJECT", "ARRAY", "SCALAR")
		if kind == "" {
			kind = "VALUE"
		}
		is.What = "JSON " + kind
	}
	return is
}

// parseRange reads [NOT] BETWEEN, IN, LIKE and SIMILAR TO.
func (p *parser) parseRange(left ast.Expr) ast.Expr {
	not := p.accept("NOT")
	switch p.next().text {
	case "BETWEEN":
		b := &ast.Between{Pos: left.Position(), Expr: left, Not: not}
		b.Symmetric = p.acceptOneOf("SYMMETRIC", "ASYMMETRIC") == "SYMMETRIC"
		b.Low = p.parseOperand(precRange)
		p.expect("AND")
		b.High = p.parseOperand(precRange)
		return b
	case "IN":
		in := &ast.In{Pos: left.Position(), Expr: left, Not: not}
		in.List, in.Query = p.parseListOrQuery()
		return in
	case "LIKE":
		return p.parseLike(&ast.LikeExpr{Pos: left.Position(), Expr: left, Not: not})
	default:
		p.expect("TO")
		return p.parseLike(&ast.LikeExpr{Pos: left.Position(), Expr: left, Not: not, Similar: true})
	}
}

func (p *parser) parseLike(like *ast.LikeExpr) ast.Expr {
	like.Pattern = p.parseOperand(precRange)
	if p.accept("ESCAPE") {
		like.Escape = p.parseOperand(precRange)
	}
	return like
}

// parseListOrQuery reads the right side of IN and of quantified comparisons.
func (p *parser) parseListOrQuery() ([]ast.Expr, *ast.Query) {
	p.expect("(")
	if p.seeQuery() {
		q := p.parseQuery()
		p.expect(")")
		return nil, q
	}
	items := list(p, p.parseExprOrQuery)
	p.expect(")")
	if len(items) == 1 {
		if s, ok := items[0].(*ast.ScalarQuery); ok {
			return nil, s.Query
		}
	}
	return items, nil
}

// parsePostfix reads a primary expression with what follows it: [index] and .field.
func (p *parser) parsePostfix() ast.Expr {
	e := p.parsePrimary()
	for {
		switch {
		case p.is("["):
			p.next()
			e = &ast.Item{Pos: e.Position(), Expr: e, Index: p.parseExpr()}
			p.expect("]")
		case p.is("."):
			p.next()
			e = &ast.FieldAccess{Pos: e.Position(), Expr: e, Field: p.parseIdent()}
		default:
			return e
		}
		p.grow()
	}
}
