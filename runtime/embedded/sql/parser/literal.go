package parser

import (
	"encoding/hex"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

// charsets are the character sets that a literal may name, in upper case.
var charsets = wordSet(`UTF8 UTF-8 UTF16 UTF-16 UTF-16BE UTF-16LE UTF32 UTF-32 LATIN1 ISO-8859-1 ISO8859-1 US-ASCII ASCII`)

// parseStringLiteral reads a character literal. A literal goes on where another string follows on a later line.
func (p *parser) parseStringLiteral() *ast.StringLit {
	t := p.next()
	lit := &ast.StringLit{Pos: t.pos}
	prefix, body, _ := strings.Cut(t.text, "'")
	var b strings.Builder
	b.WriteString(unquote(body))
	if t.kind == prefixedString && prefix != "N" && prefix != "n" {
		lit.Charset = strings.ToUpper(prefix[1:])
		if !charsets[lit.Charset] {
			p.fail(t.pos, "Unknown character set '%s'.", prefix[1:])
		}
	}
	for last := t; p.tok().kind == stringToken && p.tok().pos.Line > last.endLine; {
		last = p.next()
		b.WriteString(unquote(last.text[1:]))
	}
	lit.Value = b.String()
	if t.kind == unicodeString {
		lit.Value = p.unescape(t.pos, lit.Value, p.parseUescape())
	}
	return lit
}

// unquote removes the closing quote of a string and undoubles the others.
func unquote(body string) string { return strings.ReplaceAll(body[:len(body)-1], "''", "'") }

// parseUescape reads UESCAPE 'c' where it follows; the escape character is a backslash otherwise.
func (p *parser) parseUescape() rune {
	if !p.accept("UESCAPE") {
		return '\\'
	}
	t := p.tok()
	lit := p.parseString()
	r, size := utf8.DecodeRuneInString(lit.Value)
	if size == 0 || size != len(lit.Value) || strings.ContainsRune("0123456789abcdefABCDEF'\"+ \t\n\r", r) {
		p.fail(t.pos, "UESCAPE must name exactly one character, other than a hexadecimal digit, a sign, a quote or white space.")
	}
	return r
}

// unescape replaces the escapes of U&'...': the escape character with four hexadecimal digits of UTF-16, or doubled.
func (p *parser) unescape(at ast.Pos, s string, escape rune) string {
	if !strings.ContainsRune(s, escape) {
		return s
	}
	runes := []rune(s)
	units := make([]uint16, 0, len(runes))
	for i := 0; i < len(runes); i++ {
		if runes[i] != escape {
			units = utf16.AppendRune(units, runes[i])
			continue
		}
		if i+1 < len(runes) && runes[i+1] == escape {
			units = utf16.AppendRune(units, escape)
			i++
			continue
		}
		code, ok := hexDigits(runes[i+1 : min(i+5, len(runes))])
		if !ok {
			p.fail(at, "Unicode escape sequence starting at character %d is not exactly four hex digits.", i)
		}
		units = append(units, code)
		i += 4
	}
	return string(utf16.Decode(units))
}

func hexDigits(digits []rune) (uint16, bool) {
	if len(digits) != 4 {
		return 0, false
	}
	b, err := hex.DecodeString(string(digits))
	if err != nil {
		return 0, false
	}
	return uint16(b[0])<<8 | uint16(b[1]), true
}

// parseBinaryLiteral reads X'...', which goes on like a string.
func (p *parser) parseBinaryLiteral() ast.Expr {
	t := p.next()
	digits := t.text[2 : len(t.text)-1]
	for last := t; p.tok().kind == stringToken && p.tok().pos.Line > last.endLine; {
		last = p.next()
		digits += last.text[1 : len(last.text)-1]
	}
	if len(digits)%2 != 0 {
		p.fail(t.pos, "Binary literal string must contain an even number of hexits.")
	}
	b, err := hex.DecodeString(digits)
	if err != nil {
		p.fail(t.pos, "Binary literal string must contain only characters '0' - '9', 'A' - 'F'.")
	}
	return &ast.BinaryLit{Pos: t.pos, Value: string(b)}
}
