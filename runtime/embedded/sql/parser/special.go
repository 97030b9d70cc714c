package parser

import (
	"maps"
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

// special starts a call of a function with a syntax of its own: it passes the name and the opening parenthesis.
func (p *parser) special() *ast.FuncCall {
	t := p.next()
	p.expect("(")
	return &ast.FuncCall{Pos: t.pos, Name: &ast.Name{Pos: t.pos, Parts: []*ast.Ident{p.ident(t)}}}
}

func (p *parser) parseExtract() ast.Expr {
	call := p.special()
	call.Args = append(call.Args, p.parseUnitArg(extractUnits))
	p.expect("FROM")
	call.Args = append(call.Args, p.parseExpr())
	p.expect(")")
	return call
}

// parsePosition reads POSITION(a IN b [FROM c]). IN is an operator elsewhere: the first operand binds closer.
func (p *parser) parsePosition() ast.Expr {
	call := p.special()
	call.Args = append(call.Args, p.parseOperand(precRange))
	p.expect("IN")
	call.Args = append(call.Args, p.parseExpr())
	if p.accept("FROM") {
		call.Args = append(call.Args, p.parseExpr())
	}
	p.expect(")")
	return call
}

func (p *parser) parseOverlay() ast.Expr {
	call := p.special()
	call.Args = append(call.Args, p.parseExpr())
	p.expect("PLACING")
	call.Args = append(call.Args, p.parseExpr())
	p.expect("FROM")
	call.Args = append(call.Args, p.parseExpr())
	if p.accept("FOR") {
		call.Args = append(call.Args, p.parseExpr())
	}
	p.expect(")")
	return call
}

func (p *parser) parseSubstring() ast.Expr {
	call := p.special()
	call.Args = append(call.Args, p.parseExpr())
	if p.expectOneOf("FROM", ",") == "FROM" {
		call.Args = append(call.Args, p.parseExpr())
		if p.accept("FOR") {
			call.Args = append(call.Args, p.parseExpr())
		}
	} else {
		call.Args = append(call.Args, p.parseExprs()...)
	}
	p.expect(")")
	return call
}

// parseTrim reads TRIM(x), TRIM(chars FROM x), TRIM(side FROM x) and TRIM(side chars FROM x).
func (p *parser) parseTrim() ast.Expr {
	call := p.special()
	at := p.pos()
	side := p.acceptOneOf("BOTH", "LEADING", "TRAILING")
	trim := &ast.TrimArg{Pos: at, Side: side}
	if side == "" {
		trim.Side = "BOTH"
	}
	var chars ast.Expr = &ast.StringLit{Pos: at, Value: " "}
	var x ast.Expr
	switch {
	case side != "" && p.accept("FROM"):
		x = p.parseExpr()
	case side != "":
		x = p.parseExpr()
		if p.accept("FROM") {
			chars, x = x, p.parseExpr()
		}
	default:
		x = p.parseExpr()
		if p.accept("FROM") {
			chars, x = x, p.parseExpr()
		}
	}
	p.expect(")")
	call.Args = []ast.Expr{trim, chars, x}
	return call
}

// parseFloor reads FLOOR(x), FLOOR(x TO unit), and the same of CEIL and CEILING.
func (p *parser) parseFloor() ast.Expr {
	call := p.special()
	call.Args = append(call.Args, p.parseExpr())
	if p.accept("TO") {
		call.Args = append(call.Args, p.parseUnitArg(extractUnits))
	}
	p.expect(")")
	return call
}

// parseTimestampFunction reads TIMESTAMPADD(unit, n, x) and TIMESTAMPDIFF(unit, a, b).
func (p *parser) parseTimestampFunction() ast.Expr {
	if !p.peek(1).is("(") {
		return nil
	}
	call := p.special()
	call.Args = append(call.Args, p.parseUnitArg(timestampUnits))
	for range 2 {
		p.expect(",")
		call.Args = append(call.Args, p.parseExpr())
	}
	p.expect(")")
	return call
}

// parseUnitArg reads a unit of time by one of its names.
func (p *parser) parseUnitArg(units map[string]ast.TimeUnit) ast.Expr {
	t := p.tok()
	unit, ok := units[t.text]
	if !ok && t.isIdent() {
		names := slices.Sorted(maps.Keys(units))
		p.failHint(t.pos, nearestHint(strings.ToUpper(t.text), names), "Encountered %s. Was expecting <TIME_UNIT>.", p.describe(t))
	}
	if t.kind != word || !ok {
		p.expecting("<TIME_UNIT>")
		p.unexpected()
	}
	p.next()
	return &ast.UnitArg{Pos: t.pos, Unit: unit}
}
