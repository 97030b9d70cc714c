package parser

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

// lexer cuts a script into tokens.
type lexer struct {
	src    string
	at     int
	line   int
	column int
	inHint bool
	tokens []token
	// properties, where it is not nil, lets ${group:key} stand for a name or a number.
	properties *propertyKinds
}

// lex returns the tokens of a script; the last one is endOfInput.
func lex(src string, properties *propertyKinds) ([]token, error) {
	l := &lexer{src: src, line: 1, column: 1, tokens: make([]token, 0, len(src)/5+1), properties: properties}
	if properties != nil {
		properties.places = properties.places[:0]
	}
	for {
		if err := l.skipBlanks(); err != nil {
			return nil, err
		}
		if l.at >= len(l.src) {
			l.tokens = append(l.tokens, token{kind: endOfInput, start: l.at, end: l.at, pos: l.pos(), endLine: l.line})
			return l.tokens, nil
		}
		if err := l.next(); err != nil {
			return nil, err
		}
	}
}

func (l *lexer) pos() ast.Pos { return ast.Pos{Line: l.line, Column: l.column} }

// advance moves n bytes on, which must be whole characters.
func (l *lexer) advance(n int) {
	for _, r := range l.src[l.at : l.at+n] {
		if r == '\n' {
			l.line++
			l.column = 1
		} else {
			l.column++
		}
	}
	l.at += n
}

func (l *lexer) rest() string { return l.src[l.at:] }

// skipBlanks passes white space and comments; a hint is not a comment.
func (l *lexer) skipBlanks() error {
	for l.at < len(l.src) {
		rest := l.rest()
		r, size := utf8.DecodeRuneInString(rest)
		switch {
		case r == utf8.RuneError && size == 1:
			return ast.Errorf(l.pos(), "the script is not valid UTF-8 here (byte 0x%02X)", rest[0])
		case unicode.IsSpace(r) || r == '\uFEFF':
			l.advance(size)
		case strings.HasPrefix(rest, "--") || strings.HasPrefix(rest, "//"):
			if n := strings.IndexByte(rest, '\n'); n >= 0 {
				l.advance(n)
			} else {
				l.advance(len(rest))
			}
		case strings.HasPrefix(rest, "/*") && !strings.HasPrefix(rest, "/*+"):
			n := strings.Index(rest[2:], "*/")
			if n < 0 {
				return ast.Errorf(l.pos(), "this comment is not closed; was expecting \"*/\"")
			}
			l.advance(n + 4)
		default:
			return nil
		}
	}
	return nil
}

func (l *lexer) emit(kind tokenKind, length int, text string) {
	t := token{kind: kind, text: text, start: l.at, end: l.at + length, pos: l.pos()}
	l.advance(length)
	t.endLine = l.line
	if len(l.tokens) == cap(l.tokens) {
		l.tokens = slices.Grow(l.tokens, len(l.tokens))
	}
	l.tokens = append(l.tokens, t)
}

// next reads one token.
func (l *lexer) next() error {
	rest := l.rest()
	c := rest[0]
	switch {
	case strings.HasPrefix(rest, "/*+"):
		l.inHint = true
		l.emit(hintBegin, 3, "/*+")
		return nil
	case l.inHint && strings.HasPrefix(rest, "*/"):
		l.inHint = false
		l.emit(hintEnd, 2, "*/")
		return nil
	case c == '\'':
		return l.quotedText(stringToken, 0, '\'', "string")
	case c == '$' && l.properties != nil && l.property(rest):
		return nil
	case c == '`':
		return l.quotedText(quoted, 0, '`', "identifier")
	case c >= '0' && c <= '9', c == '.' && len(rest) > 1 && rest[1] >= '0' && rest[1] <= '9':
		n := numberLength(rest)
		l.emit(number, n, rest[:n])
		return nil
	case c == '"':
		e := ast.Errorf(l.pos(), `Encountered "\"".`)
		e.Hint = "Strings are written in single quotes ('text'), identifiers in backquotes (`name`)."
		return e
	}
	if (c == 'U' || c == 'u') && strings.HasPrefix(rest[1:], "&'") {
		return l.quotedText(unicodeString, 2, '\'', "string")
	}
	if (c == 'X' || c == 'x') && strings.HasPrefix(rest[1:], "'") {
		return l.quotedText(binaryString, 1, '\'', "string")
	}
	if (c == 'N' || c == 'n') && strings.HasPrefix(rest[1:], "'") {
		return l.quotedText(prefixedString, 1, '\'', "string")
	}
	if c == '_' {
		if n := charsetLength(rest[1:]); n > 0 && strings.HasPrefix(rest[1+n:], "'") {
			return l.quotedText(prefixedString, 1+n, '\'', "string")
		}
	}
	if n := wordLength(rest); n > 0 {
		l.emit(word, n, strings.ToUpper(rest[:n]))
		return nil
	}
	return l.symbol()
}

// quotedText reads a quoted text in which a doubled quote stands for itself. The token's text is the raw source, prefix
// and quotes included.
func (l *lexer) quotedText(kind tokenKind, prefix int, quote byte, what string) error {
	rest := l.rest()
	for i := prefix + 1; ; i++ {
		n := strings.IndexByte(rest[i:], quote)
		if n < 0 {
			return ast.Errorf(l.pos(), "this %s is not closed; was expecting \"%c\"", what, quote)
		}
		i += n
		if i+1 < len(rest) && rest[i+1] == quote {
			i++
			continue
		}
		text := rest[:i+1]
		if bad := strings.ToValidUTF8(text, ""); len(bad) != len(text) {
			return ast.Errorf(l.pos(), "this %s is not valid UTF-8", what)
		}
		if kind == quoted && len(text) == 2 {
			return ast.Errorf(l.pos(), "an identifier must not be empty")
		}
		l.emit(kind, i+1, text)
		return nil
	}
}

// pairs are the symbols of two characters, singles those of one.
const (
	pairs   = "{- -} <> <= >= != || => .."
	singles = "()[]{},.;:*+-/%=<>|?^$"
)

func (l *lexer) symbol() error {
	rest := l.rest()
	if len(rest) > 1 && rest[1] > ' ' && strings.Contains(pairs, rest[:2]) {
		l.emit(symbol, 2, rest[:2])
		return nil
	}
	if strings.IndexByte(singles, rest[0]) >= 0 {
		l.emit(symbol, 1, rest[:1])
		return nil
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return ast.Errorf(l.pos(), "Lexical error. Encountered %q.", string(r))
}

// wordLength is the length in bytes of the unquoted identifier that s starts with; 0 where it starts with none.
func wordLength(s string) int {
	n := 0
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		letter := r == '_' || r == '$' && n > 0 || r != utf8.RuneError && unicode.IsLetter(r)
		if !letter && (n == 0 || !unicode.IsDigit(r)) {
			break
		}
		n += size
	}
	return n
}

func charsetLength(s string) int {
	n := 0
	for n < len(s) {
		switch c := s[n]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_', c == ':', c == '.':
			n++
		default:
			return n
		}
	}
	return n
}

// numberLength is the length of the number that s starts with: digits, a fraction, an exponent.
func numberLength(s string) int {
	n := digits(s)
	if n < len(s) && s[n] == '.' && !strings.HasPrefix(s[n:], "..") {
		n++
		n += digits(s[n:])
	}
	if n < len(s) && (s[n] == 'e' || s[n] == 'E') {
		e := n + 1
		if e < len(s) && (s[e] == '+' || s[e] == '-') {
			e++
		}
		if d := digits(s[e:]); d > 0 {
			n = e + d
		}
	}
	return n
}

func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}
