package shorthand

import (
	"fmt"
	"strings"

	"github.com/penstock/penstock/cli/value"
)

// maxDepth is how deep lists and objects may nest.
const maxDepth = 64

// SyntaxError says where a text is not the notation.
type SyntaxError struct {
	Text string
	// Offset is the byte at which Expected was not found.
	Offset   int
	Expected string
	Received string
}

// Error shows the place in the text.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("Expected: '%s', received: '%s' for input:\n%s", e.Expected, e.Received, pointAt(e.Text, e.Offset))
}

// DuplicateKeyError says that a key of a structure stands twice.
type DuplicateKeyError struct {
	Text   string
	Offset int
	Key    string
}

// Error shows the place in the text, and what the reason often is.
func (e *DuplicateKeyError) Error() string {
	return fmt.Sprintf("Second instance of key \"%s\" encountered for input:\n%s\nThis is often because there is a preceding \",\" instead of a space.",
		e.Key, pointAt(e.Text, e.Offset))
}

// pointAt is the text with a mark below the place.
func pointAt(text string, offset int) string {
	line := strings.LastIndexByte(text[:offset], '\n') + 1
	end := len(text)
	if i := strings.IndexByte(text[offset:], '\n'); i >= 0 {
		end = offset + i
	}
	mark := strings.Repeat(" ", len([]rune(text[line:offset]))) + "^"
	return text[:end] + "\n" + mark + text[end:]
}

// Parse reads one structure. Its values are strings, lists and objects of them. load gives the content of what stands after @=,
// or the text itself where it names no file; nil leaves every text as it is.
func Parse(text string, load func(text string) (string, error)) (o *value.Object, err error) {
	p := &parser{text: text, load: load}
	defer func() {
		if r := recover(); r != nil {
			failed, ours := r.(failure)
			if !ours {
				panic(r)
			}
			o, err = nil, failed.err
		}
	}()
	return p.structure(), nil
}

// failure ends parsing from wherever it is.
type failure struct{ err error }

type parser struct {
	text    string
	at      int
	depth   int
	load    func(string) (string, error)
	loading bool // the value at hand follows @=
}

const endOfInput = "EOF"

// current is the character at hand, or endOfInput.
func (p *parser) current() string {
	if p.at >= len(p.text) {
		return endOfInput
	}
	for _, r := range p.text[p.at:] {
		return string(r)
	}
	return endOfInput
}

func (p *parser) is(c byte) bool { return p.at < len(p.text) && p.text[p.at] == c }

func (p *parser) fail(expected, received string) {
	panic(failure{&SyntaxError{p.text, p.at, expected, received}})
}

func (p *parser) skipSpace() {
	for p.at < len(p.text) && strings.IndexByte(" \t\n\r\v\f", p.text[p.at]) >= 0 {
		p.at++
	}
}

// expect reads one character.
func (p *parser) expect(c byte) {
	if !p.is(c) {
		p.fail(string(c), p.current())
	}
	p.at++
}

// expectSpaced reads one character with space around it.
func (p *parser) expectSpaced(c byte) {
	p.skipSpace()
	p.expect(c)
	p.skipSpace()
}

func (p *parser) structure() *value.Object {
	o := value.NewObject()
	for first := true; first || p.at < len(p.text); first = false {
		start := p.at + 1
		if !first {
			p.expectSpaced(',')
		}
		key := p.key()
		v := p.values()
		if o.Has(key) {
			panic(failure{&DuplicateKeyError{p.text, min(start, len(p.text)), key}})
		}
		o.Set(key, v)
	}
	return o
}

// key reads a key and the sign after it.
func (p *parser) key() string {
	start := p.at
	for p.at < len(p.text) && isKeyByte(p.text[p.at]) {
		p.at++
	}
	key := p.text[start:p.at]
	p.skipSpace()
	if p.loading = p.is('@'); p.loading {
		p.at++
	}
	p.expectSpaced('=')
	return key
}

func isKeyByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-_.#/:", c) >= 0
}

func (p *parser) values() any {
	switch {
	case p.at >= len(p.text):
		return ""
	case p.is('['):
		return p.list()
	case p.is('{'):
		return p.object()
	default:
		return p.items()
	}
}

// items reads a value, or several between commas. What follows a comma may also be the next pair, which only the equals sign
// after the next word tells.
func (p *parser) items() any {
	first := p.first()
	p.skipSpace()
	if !p.is(',') {
		return first
	}
	p.expectSpaced(',')
	list := []any{first}
	for {
		item, more := p.next()
		if item == nil {
			break
		}
		list = append(list, *item)
		if !more {
			break
		}
	}
	if len(list) == 1 {
		return first
	}
	return list
}

// next reads a further value and tells whether another may follow. Where a pair begins instead, it is nil and the parser stands
// at the comma before it.
func (p *parser) next() (item *string, more bool) {
	start := p.at
	text, ok := p.second()
	if ok {
		p.skipSpace()
		if p.at >= len(p.text) {
			return &text, false
		}
		if ok = p.is(','); ok {
			p.expectSpaced(',')
			return &text, true
		}
	}
	if p.at >= len(p.text) {
		p.fail("<second>", "<none>")
	}
	p.at = strings.LastIndexByte(p.text[:start], ',')
	return nil, false
}

func (p *parser) inner() any {
	if p.depth++; p.depth > maxDepth {
		p.fail("at most 64 levels", p.current())
	}
	defer func() { p.depth-- }()
	switch {
	case p.is('['):
		return p.list()
	case p.is('{'):
		return p.object()
	default:
		return p.first()
	}
}

func (p *parser) list() any {
	p.expectSpaced('[')
	list := []any{}
	for !p.is(']') {
		list = append(list, p.inner())
		p.skipSpace()
		if !p.is(']') {
			p.expect(',')
			p.skipSpace()
		}
	}
	p.expect(']')
	return list
}

func (p *parser) object() any {
	p.expectSpaced('{')
	o := value.NewObject()
	for !p.is('}') {
		key := p.key()
		v := p.inner()
		p.skipSpace()
		if !p.is('}') {
			p.expect(',')
			p.skipSpace()
		}
		o.Set(key, v)
	}
	p.expect('}')
	return o
}
