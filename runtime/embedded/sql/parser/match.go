package parser

import (
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

// parseMatchRecognize reads MATCH_RECOGNIZE (...) over a table.
func (p *parser) parseMatchRecognize(input ast.TableRef) ast.TableRef {
	m := &ast.MatchRecognize{Pos: p.expect("MATCH_RECOGNIZE").pos, Input: input}
	p.expect("(")
	if p.accept("PARTITION") {
		p.expect("BY")
		m.PartitionBy = p.parseExprs()
	}
	if p.see("ORDER") {
		m.OrderBy = p.parseOrderBy()
	}
	if p.accept("MEASURES") {
		m.Measures = list(p, p.parseMeasure)
	}
	m.RowsPerMatch = p.parseRowsPerMatch()
	m.Skip = p.parseAfterMatch()
	p.expect("PATTERN")
	p.expect("(")
	m.Start = p.accept("^")
	m.Pattern = p.parsePattern()
	m.End = p.accept("$")
	p.expect(")")
	if p.accept("WITHIN") {
		m.Within = p.parseExpr()
	}
	if p.accept("SUBSET") {
		m.Subsets = list(p, p.parseSubset)
	}
	p.expect("DEFINE")
	m.Define = list(p, p.parseDefinition)
	p.expect(")")
	m.Alias = p.parseAlias()
	return m
}

func (p *parser) parseMeasure() *ast.Measure {
	m := &ast.Measure{Pos: p.pos(), Expr: p.parseExpr()}
	p.expect("AS")
	m.Name = p.parseIdent()
	return m
}

func (p *parser) parseRowsPerMatch() string {
	switch {
	case p.accept("ONE"):
		p.expectWords("ROW", "PER", "MATCH")
		return "ONE ROW"
	case p.accept("ALL"):
		p.expectWords("ROWS", "PER", "MATCH")
		switch {
		case p.acceptWords("SHOW", "EMPTY", "MATCHES"):
			return "ALL ROWS SHOW EMPTY MATCHES"
		case p.acceptWords("OMIT", "EMPTY", "MATCHES"):
			return "ALL ROWS OMIT EMPTY MATCHES"
		case p.acceptWords("WITH", "UNMATCHED", "ROWS"):
			return "ALL ROWS WITH UNMATCHED ROWS"
		}
		return "ALL ROWS"
	}
	return ""
}

func (p *parser) parseAfterMatch() ast.AfterMatch {
	a := ast.AfterMatch{Pos: p.pos()}
	if !p.accept("AFTER") {
		return a
	}
	p.expectWords("MATCH", "SKIP")
	if p.accept("PAST") {
		p.expectWords("LAST", "ROW")
		a.Kind = ast.SkipPastLastRow
		return a
	}
	p.expect("TO")
	switch {
	case p.acceptWords("NEXT", "ROW"):
		a.Kind = ast.SkipToNextRow
		return a
	case p.is("FIRST") && p.peek(1).isIdent():
		p.next()
		a.Kind = ast.SkipToFirst
	case p.is("LAST") && p.peek(1).isIdent():
		p.next()
		a.Kind = ast.SkipToLast
	default:
		a.Kind = ast.SkipToLast
	}
	a.Variable = p.parseIdent()
	return a
}

func (p *parser) parseSubset() *ast.Subset {
	s := &ast.Subset{Pos: p.pos(), Name: p.parseIdent()}
	p.expect("=")
	s.Variables = p.parseIdents()
	return s
}

func (p *parser) parseDefinition() *ast.Definition {
	d := &ast.Definition{Pos: p.pos(), Variable: p.parseIdent()}
	p.expect("AS")
	d.Condition = p.parseExpr()
	return d
}

// parsePattern reads alternatives.
func (p *parser) parsePattern() ast.Pattern {
	defer p.enter()()
	at := p.pos()
	items := []ast.Pattern{p.parsePatternSequence()}
	for p.accept("|") {
		items = append(items, p.parsePatternSequence())
	}
	if len(items) == 1 {
		return items[0]
	}
	return &ast.PatternAlternation{Pos: at, Items: items}
}

func (p *parser) parsePatternSequence() ast.Pattern {
	s := &ast.PatternSequence{Pos: p.pos()}
	s.Items = append(s.Items, p.parsePatternQuantified())
	for p.seeIdent() || p.see("(") || p.see("{-") || p.see("PERMUTE") {
		s.Items = append(s.Items, p.parsePatternQuantified())
	}
	if len(s.Items) == 1 {
		return s.Items[0]
	}
	return s
}

func (p *parser) parsePatternQuantified() ast.Pattern {
	item := p.parsePatternItem()
	q := &ast.PatternQuantified{Pos: item.Position(), Item: item}
	switch {
	case p.accept("*"):
		q.Min, q.Max = 0, -1
	case p.accept("+"):
		q.Min, q.Max = 1, -1
	case p.accept("?"):
		q.Min, q.Max = 0, 1
	case p.accept("{"):
		p.parseRepetition(q)
	default:
		return item
	}
	q.Reluctant = p.accept("?")
	return q
}

// parseRepetition reads n}, n,} or n,m}.
func (p *parser) parseRepetition(q *ast.PatternQuantified) {
	at := p.pos()
	if p.see(",") {
		p.fail(at, "The from should be a positive number greater than 0: a quantifier needs a lower bound, as in {0,2}.")
	}
	q.Min = p.parseUnsigned()
	q.Max = q.Min
	if p.accept(",") {
		q.Max = -1
		if !p.see("}") {
			q.Max = p.parseUnsigned()
		}
	}
	p.expect("}")
	if q.Max >= 0 && q.Max < max(q.Min, 1) {
		p.fail(at, "The upper bound of a quantifier must be at least 1 and not below its lower bound.")
	}
}

func (p *parser) parsePatternItem() ast.Pattern {
	t := p.tok()
	switch {
	case p.accept("("):
		if p.accept(")") {
			return &ast.PatternSequence{Pos: t.pos}
		}
		inner := p.parsePattern()
		p.expect(")")
		return inner
	case p.accept("{-"):
		e := &ast.PatternExclusion{Pos: t.pos, Item: p.parsePattern()}
		p.expect("-}")
		return e
	case p.accept("PERMUTE"):
		return &ast.PatternPermute{Pos: t.pos, Items: parenthesized(p, p.parsePattern)}
	}
	name := p.parseIdent()
	return &ast.PatternVariable{Pos: name.Pos, Name: name}
}
