package jsonpath

import (
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// What documents are limited to, as by Jackson, with which Flink reads them: how deep they are nested, and how many digits a number has.
const (
	maxDepth  = 1000
	maxDigits = 1000
)

// Parse reads the first JSON value of a text; what follows it is not looked at, as in Flink.
func Parse(s string) (Value, error) {
	p := parser{s: s}
	v, err := p.value(0)
	if err != nil {
		return nil, fmt.Errorf("reading JSON at byte %d: %w", p.at, err)
	}
	return v, nil
}

type parser struct {
	s  string
	at int
}

var errSyntax = errors.New("unexpected character")

func (p *parser) blanks() {
	for p.at < len(p.s) && strings.IndexByte(" \t\r\n", p.s[p.at]) >= 0 {
		p.at++
	}
}

func (p *parser) peek() byte {
	if p.at < len(p.s) {
		return p.s[p.at]
	}
	return 0
}

func (p *parser) value(depth int) (Value, error) {
	if depth > maxDepth {
		return nil, errors.New("the document is nested too deeply")
	}
	p.blanks()
	switch c := p.peek(); {
	case c == '{':
		return p.object(depth)
	case c == '[':
		return p.array(depth)
	case c == '"':
		return p.text()
	case c == '-' || c >= '0' && c <= '9':
		return p.number()
	}
	for word, v := range map[string]Value{"true": true, "false": false, "null": nil} {
		if strings.HasPrefix(p.s[p.at:], word) {
			p.at += len(word)
			return v, p.delimiter()
		}
	}
	return nil, errSyntax
}

// delimiter makes sure that a word or number has ended.
func (p *parser) delimiter() error {
	if c := p.peek(); p.at < len(p.s) && strings.IndexByte(" \t\r\n,]}:", c) < 0 {
		return errSyntax
	}
	return nil
}

func (p *parser) object(depth int) (Value, error) {
	o := &Object{}
	p.at++
	for p.blanks(); p.peek() != '}'; p.blanks() {
		if len(o.Keys) > 0 {
			if p.peek() != ',' {
				return nil, errSyntax
			}
			p.at++
			p.blanks()
		}
		if p.peek() != '"' {
			return nil, errSyntax
		}
		key, err := p.text()
		if err != nil {
			return nil, err
		}
		if p.blanks(); p.peek() != ':' {
			return nil, errSyntax
		}
		p.at++
		v, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		o.Put(key, v)
	}
	p.at++
	return o, nil
}

func (p *parser) array(depth int) (Value, error) {
	a := Array{}
	p.at++
	for p.blanks(); p.peek() != ']'; p.blanks() {
		if len(a) > 0 {
			if p.peek() != ',' {
				return nil, errSyntax
			}
			p.at++
		}
		v, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		a = append(a, v)
	}
	p.at++
	return a, nil
}

func (p *parser) text() (string, error) {
	p.at++
	start := p.at
	for p.at < len(p.s) {
		switch c := p.s[p.at]; {
		case c == '"':
			s := p.s[start:p.at]
			p.at++
			return s, nil
		case c == '\\':
			return p.escapedText(start)
		case c < 0x20:
			return "", errSyntax
		}
		p.at++
	}
	return "", errors.New("unexpected end of a text")
}

// escapedText reads the rest of a text from its first escape on.
func (p *parser) escapedText(start int) (string, error) {
	var b strings.Builder
	b.WriteString(p.s[start:p.at])
	for p.at < len(p.s) {
		c := p.s[p.at]
		switch {
		case c == '"':
			p.at++
			return b.String(), nil
		case c < 0x20:
			return "", errSyntax
		case c != '\\':
			b.WriteByte(c)
			p.at++
			continue
		}
		r, n, ok := escape(p.s[p.at+1:])
		if !ok {
			return "", errSyntax
		}
		b.WriteRune(r)
		p.at += 1 + n
	}
	return "", errors.New("unexpected end of a text")
}

// escape reads what follows a backslash.
func escape(s string) (r rune, length int, ok bool) {
	if s == "" {
		return 0, 0, false
	}
	if i := strings.IndexByte(`"\/bfnrt`, s[0]); i >= 0 {
		return rune("\"\\/\b\f\n\r\t"[i]), 1, true
	}
	if s[0] != 'u' {
		return 0, 0, false
	}
	r, ok = unicodeEscape(s[1:])
	if !ok {
		return 0, 0, false
	}
	if !utf16.IsSurrogate(r) {
		return r, 5, true
	}
	if rest := s[5:]; strings.HasPrefix(rest, `\u`) {
		if low, ok := unicodeEscape(rest[2:]); ok {
			if both := combine(r, low); both >= 0 {
				return both, 11, true
			}
		}
	}
	return utf8.RuneError, 5, true
}

func (p *parser) number() (Value, error) {
	start := p.at
	if p.peek() == '-' {
		p.at++
	}
	whole := p.digits()
	if whole == 0 || whole > 1 && p.s[p.at-whole] == '0' {
		return nil, errSyntax
	}
	digits, isFloat := whole, false
	if p.peek() == '.' {
		p.at++
		isFloat = true
		n := p.digits()
		if digits += n; n == 0 {
			return nil, errSyntax
		}
	}
	if c := p.peek(); c == 'e' || c == 'E' {
		p.at++
		isFloat = true
		if c := p.peek(); c == '+' || c == '-' {
			p.at++
		}
		n := p.digits()
		if digits += n; n == 0 {
			return nil, errSyntax
		}
	}
	if digits > maxDigits {
		return nil, fmt.Errorf("a number of %d digits is longer than the most there may be (%d)", digits, maxDigits)
	}
	text := p.s[start:p.at]
	if err := p.delimiter(); err != nil {
		return nil, err
	}
	if isFloat {
		f, _ := strconv.ParseFloat(text, 64)
		return f, nil
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n, nil
	}
	n, ok := new(big.Int).SetString(text, 10)
	if !ok {
		return nil, errSyntax
	}
	return n, nil
}

func (p *parser) digits() int {
	start := p.at
	for c := p.peek(); c >= '0' && c <= '9'; c = p.peek() {
		p.at++
	}
	return p.at - start
}
