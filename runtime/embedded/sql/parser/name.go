package parser

import (
	"strings"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

// identifierName is how errors call an identifier.
const identifierName = "<IDENTIFIER>"

// seeIdent tells whether an identifier follows.
func (p *parser) seeIdent() bool {
	if p.tok().isIdent() {
		return true
	}
	p.expecting(identifierName)
	return false
}

func (t *token) isIdent() bool {
	return t.kind == quoted || t.kind == word && !reservedWords[t.text]
}

// parseIdent reads an identifier.
func (p *parser) parseIdent() *ast.Ident {
	if !p.seeIdent() {
		p.unexpected()
	}
	return p.ident(p.next())
}

// ident makes an identifier of a token, which may also be a reserved word that names a function.
func (p *parser) ident(t *token) *ast.Ident {
	if t.kind == quoted {
		return &ast.Ident{Pos: t.pos, Name: strings.ReplaceAll(t.text[1:len(t.text)-1], "``", "`"), Quoted: true}
	}
	return &ast.Ident{Pos: t.pos, Name: p.src[t.start:t.end]}
}

// parseName reads a name of one or more parts.
func (p *parser) parseName() *ast.Name {
	first := p.parseIdent()
	name := &ast.Name{Pos: first.Pos, Parts: []*ast.Ident{first}}
	for p.is(".") && !p.peek(1).is("*") {
		p.next()
		name.Parts = append(name.Parts, p.parseIdent())
	}
	return name
}

// parseIdents reads identifiers in parentheses.
func (p *parser) parseIdents() []*ast.Ident { return parenthesized(p, p.parseIdent) }

// parseString reads a plain string literal and returns it as a node.
func (p *parser) parseString() *ast.StringLit {
	switch p.tok().kind {
	case stringToken, unicodeString, prefixedString:
		return p.parseStringLiteral()
	}
	p.expecting("<QUOTED_STRING>")
	p.unexpected()
	return nil
}

// parseOption reads 'key' = 'value'.
func (p *parser) parseOption() *ast.Option {
	key := p.parseString()
	p.expect("=")
	value := p.parseString()
	return &ast.Option{Pos: key.Pos, Key: key.Value, Value: value.Value, ValuePos: value.Pos}
}

// parseOptions reads ('key' = 'value', ...), which may be empty.
func (p *parser) parseOptions() []*ast.Option {
	p.expect("(")
	if p.accept(")") {
		return nil
	}
	options := list(p, p.parseOption)
	p.expect(")")
	return options
}

// acceptWith reads WITH (...) where it follows.
func (p *parser) acceptWith() []*ast.Option {
	if p.accept("WITH") {
		return p.parseOptions()
	}
	return nil
}
