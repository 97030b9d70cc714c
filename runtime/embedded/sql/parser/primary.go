package parser

import (
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// parsePrimary reads a literal, a name, a call, or something in parentheses.
func (p *parser) parsePrimary() ast.Expr {
	t := p.tok()
	switch t.kind {
	case number:
		p.next()
		return &ast.NumberLit{Pos: t.pos, Text: t.text}
	case stringToken, unicodeString, prefixedString:
		return p.parseStringLiteral()
	case binaryString:
		return p.parseBinaryLiteral()
	case symbol:
		if t.text == "{" {
			if lit := p.parseEscapedLiteral(); lit != nil {
				return lit
			}
		}
		if t.text == "(" {
			return p.parseParentheses()
		}
		if t.text == "?" {
			p.fail(t.pos, "Dynamic parameters (?) are not supported in a script.")
		}
	case word:
		if parse := primaryWords[t.text]; parse != nil {
			if e := parse(p); e != nil {
				return e
			}
		}
		if bareFunctions[t.text] && !p.peek(1).is("(") {
			p.next()
			return &ast.FuncCall{Pos: t.pos, Name: &ast.Name{Pos: t.pos, Parts: []*ast.Ident{p.ident(t)}}, Bare: true}
		}
		if reservedFunctions[t.text] && p.peek(1).is("(") {
			p.next()
			return p.parseCall(&ast.Name{Pos: t.pos, Parts: []*ast.Ident{p.ident(t)}})
		}
	}
	if !t.isIdent() {
		p.expecting("<EXPRESSION>")
		p.expecting(identifierName)
		p.unexpected()
	}
	name := p.parseName()
	if p.is("(") {
		return p.parseCall(name)
	}
	return name
}

// primaryWords are the words with a syntax of their own. A parser that returns nil has read nothing: the word is an
// ordinary name here.
var primaryWords map[string]func(p *parser) ast.Expr

func init() {
	primaryWords = map[string]func(p *parser) ast.Expr{
		"NULL":          (*parser).parseNull,
		"TRUE":          (*parser).parseBool,
		"FALSE":         (*parser).parseBool,
		"UNKNOWN":       (*parser).parseBool,
		"DATE":          func(p *parser) ast.Expr { return p.parseDatetimeLiteral(types.Date) },
		"TIME":          func(p *parser) ast.Expr { return p.parseDatetimeLiteral(types.Time) },
		"TIMESTAMP":     func(p *parser) ast.Expr { return p.parseDatetimeLiteral(types.Timestamp) },
		"INTERVAL":      (*parser).parseInterval,
		"CASE":          (*parser).parseCase,
		"CAST":          func(p *parser) ast.Expr { return p.parseCast(false) },
		"TRY_CAST":      func(p *parser) ast.Expr { return p.parseCast(true) },
		"EXISTS":        (*parser).parseExists,
		"ROW":           (*parser).parseRow,
		"ARRAY":         func(p *parser) ast.Expr { return p.parseCollection(ast.ArrayCollection) },
		"MAP":           func(p *parser) ast.Expr { return p.parseCollection(ast.MapCollection) },
		"MULTISET":      func(p *parser) ast.Expr { return p.parseCollection(ast.MultisetCollection) },
		"RUNNING":       (*parser).parseSemantics,
		"FINAL":         (*parser).parseSemantics,
		"EXTRACT":       (*parser).parseExtract,
		"POSITION":      (*parser).parsePosition,
		"OVERLAY":       (*parser).parseOverlay,
		"SUBSTRING":     (*parser).parseSubstring,
		"TRIM":          (*parser).parseTrim,
		"FLOOR":         (*parser).parseFloor,
		"CEIL":          (*parser).parseFloor,
		"CEILING":       (*parser).parseFloor,
		"TIMESTAMPADD":  (*parser).parseTimestampFunction,
		"TIMESTAMPDIFF": (*parser).parseTimestampFunction,
		"DESCRIPTOR":    (*parser).parseDescriptor,

		"JSON_VALUE":     (*parser).parseJSONValue,
		"JSON_QUERY":     (*parser).parseJSONQuery,
		"JSON_EXISTS":    (*parser).parseJSONExists,
		"JSON_OBJECT":    (*parser).parseJSONObject,
		"JSON_OBJECTAGG": (*parser).parseJSONObjectAgg,
		"JSON_ARRAY":     (*parser).parseJSONArray,
		"JSON_ARRAYAGG":  (*parser).parseJSONArrayAgg,
	}
}

// parseParentheses reads (expression), (a, b) or (query).
func (p *parser) parseParentheses() ast.Expr {
	open := p.expect("(")
	if p.seeQuery() {
		q := p.parseQuery()
		p.expect(")")
		return &ast.ScalarQuery{Pos: open.pos, Query: q}
	}
	items := list(p, p.parseExprOrQuery)
	p.expect(")")
	if len(items) == 1 {
		return p.parseDifference(open.pos, items[0])
	}
	return &ast.RowExpr{Pos: open.pos, Items: items}
}

// parseDifference reads the unit of an interval after a subtraction in parentheses, if there is one.
func (p *parser) parseDifference(open ast.Pos, e ast.Expr) ast.Expr {
	b, ok := e.(*ast.Binary)
	if t := p.tok(); !ok || b.Op != "-" || t.kind != word || !reservedWords[t.text] || intervalUnits[t.text] == "" {
		return e
	}
	return &ast.Difference{Pos: open, Left: b.Left, Right: b.Right, Qualifier: p.parseIntervalQualifier()}
}

// parseExprOrQuery reads an expression within parentheses. A query in parentheses of its own may turn out to be only the
// first part of a longer query, as in ((SELECT a FROM t) UNION SELECT b FROM u).
func (p *parser) parseExprOrQuery() ast.Expr {
	e := p.parseExpr()
	s, ok := e.(*ast.ScalarQuery)
	if !ok || !p.seeQueryTail() {
		return e
	}
	return &ast.ScalarQuery{Pos: s.Pos, Query: p.parseQueryTail(s.Query)}
}

func (p *parser) parseNull() ast.Expr { return &ast.NullLit{Pos: p.next().pos} }

func (p *parser) parseBool() ast.Expr {
	t := p.next()
	return &ast.BoolLit{Pos: t.pos, Value: t.text == "TRUE", Unknown: t.text == "UNKNOWN"}
}

func (p *parser) parseCase() ast.Expr {
	c := &ast.Case{Pos: p.expect("CASE").pos}
	if !p.see("WHEN") {
		c.Operand = p.parseExpr()
	}
	for p.see("WHEN") || len(c.Whens) == 0 {
		w := &ast.When{Pos: p.expect("WHEN").pos}
		w.Conditions = []ast.Expr{p.parseExpr()}
		for c.Operand != nil && p.accept(",") {
			w.Conditions = append(w.Conditions, p.parseExpr())
		}
		p.expect("THEN")
		w.Result = p.parseExpr()
		c.Whens = append(c.Whens, w)
	}
	if p.accept("ELSE") {
		c.Else = p.parseExpr()
	}
	p.expect("END")
	return c
}

func (p *parser) parseCast(try bool) ast.Expr {
	c := &ast.Cast{Pos: p.next().pos, Try: try}
	p.expect("(")
	c.Expr = p.parseExpr()
	p.expect("AS")
	c.Type = p.parseType()
	p.expect(")")
	return c
}

func (p *parser) parseExists() ast.Expr {
	e := &ast.Exists{Pos: p.next().pos}
	e.Query = p.parseParenthesizedQuery()
	return e
}

func (p *parser) parseRow() ast.Expr {
	r := &ast.RowExpr{Pos: p.next().pos, Explicit: true}
	r.Items = parenthesized(p, p.parseExpr)
	return r
}

// parseCollection reads ARRAY[...], MAP[...] and MULTISET[...], or the same over a query. MAP alone is an identifier.
func (p *parser) parseCollection(kind ast.CollectionKind) ast.Expr {
	after := p.peek(1)
	if kind == ast.MapCollection && !after.is("[") && (!after.is("(") || !p.peek(2).startsQuery()) {
		return nil
	}
	c := &ast.Collection{Pos: p.next().pos, Kind: kind}
	if p.see("(") {
		c.Query = p.parseParenthesizedQuery()
		return c
	}
	p.expect("[")
	if !p.see("]") {
		c.Items = p.parseExprs()
	}
	if kind == ast.MapCollection && len(c.Items)%2 != 0 {
		p.fail(c.Pos, "Require an even number of arguments for MAP: keys and values in turn.")
	}
	p.expect("]")
	return c
}

// parseSemantics reads RUNNING and FINAL of MATCH_RECOGNIZE before a call; FINAL alone is an identifier.
func (p *parser) parseSemantics() ast.Expr {
	if after := p.peek(1); after.kind != word && after.kind != quoted || !p.peek(2).is("(") {
		return nil
	}
	t := p.next()
	return &ast.Unary{Pos: t.pos, Op: t.text, Expr: p.grown(p.parseOperand(precSign))}
}
