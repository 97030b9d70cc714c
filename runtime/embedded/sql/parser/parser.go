package parser

import (
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

const (
	// maxDepth bounds nesting: parentheses, subqueries, nested types, calls in calls.
	maxDepth = 250
	// maxHeight bounds the height of the tree, to which chains such as a + b + c + ... add one by one.
	maxHeight = 5000
	// maxScript bounds the script's length in bytes, well beyond what any API accepts.
	maxScript = 16 << 20
)

// parser reads tokens from front to back. Its methods report an error by failing (see fail), which Parse recovers at one
// place.
type parser struct {
	src    string
	tokens []token
	at     int
	depth  int
	// height is the height of the highest expression read so far in the current scope; see enter.
	height int
	// expected is what would have been right at token expectedAt; previous is the same for the token before.
	expected   []string
	expectedAt int
	previous   []string
}

// bailout carries an error up to the entry point.
type bailout struct{ err *ast.Error }

// Parse reads a script of statements separated by semicolons.
func Parse(script string) ([]ast.Statement, error) {
	var statements []ast.Statement
	err := run(script, nil, func(p *parser) { statements = p.parseScript() })
	if err != nil {
		return nil, err
	}
	return statements, nil
}

// parseScript reads statements up to the end.
func (p *parser) parseScript() []ast.Statement {
	var statements []ast.Statement
	for {
		for p.is(";") {
			p.next()
		}
		if p.tok().kind == endOfInput {
			return statements
		}
		statements = append(statements, p.parseStatement())
		if p.tok().kind != endOfInput {
			p.expect(";")
		}
	}
}

// ParseExpr reads a single expression.
func ParseExpr(text string) (ast.Expr, error) {
	var e ast.Expr
	err := run(text, nil, func(p *parser) {
		e = p.parseExpr()
		p.expectEnd()
	})
	return e, err
}

// ParseType reads a single data type, such as "ROW<a INT NOT NULL>".
func ParseType(text string) (*ast.DataType, error) {
	var t *ast.DataType
	err := run(text, nil, func(p *parser) {
		t = p.parseType()
		p.expectEnd()
	})
	return t, err
}

// run parses a text and turns a bailout into an error.
func run(text string, properties *propertyKinds, parse func(p *parser)) (err error) {
	if len(text) > maxScript {
		return ast.Errorf(ast.Pos{}, "the script has %d bytes; at most %d are accepted", len(text), maxScript)
	}
	tokens, err := lex(text, properties)
	if err != nil {
		return err
	}
	defer func() {
		switch r := recover().(type) {
		case nil:
		case bailout:
			err = r.err
		default:
			panic(r)
		}
	}()
	parse(&parser{src: text, tokens: tokens})
	return nil
}

func (p *parser) tok() *token { return &p.tokens[p.at] }

// peek is the token n after the current one; the last one is repeated.
func (p *parser) peek(n int) *token { return &p.tokens[min(p.at+n, len(p.tokens)-1)] }

func (p *parser) pos() ast.Pos { return p.tok().pos }

func (p *parser) next() *token {
	t := p.tok()
	if p.expectedAt == p.at {
		p.previous, p.expected = p.expected, p.previous[:0]
	} else {
		p.previous, p.expected = p.previous[:0], p.expected[:0]
	}
	if p.at < len(p.tokens)-1 {
		p.at++
	}
	p.expectedAt = p.at
	return t
}

// expecting notes what would be right here, for the error in case that nothing fits.
func (p *parser) expecting(what string) {
	if p.expectedAt != p.at {
		p.expected, p.expectedAt = p.expected[:0], p.at
	}
	if !slices.Contains(p.expected, what) {
		p.expected = append(p.expected, what)
	}
}

// is tells whether the current token is the keyword or symbol, without noting it as expected.
func (p *parser) is(text string) bool { return p.tok().is(text) }

func (t *token) is(text string) bool {
	return (t.kind == word || t.kind == symbol || t.kind == hintBegin || t.kind == hintEnd) && t.text == text
}

// see is is, and notes the text as expected where it is not there.
func (p *parser) see(text string) bool {
	if p.is(text) {
		return true
	}
	p.expecting(text)
	return false
}

// seeWords tells whether the keywords follow one another.
func (p *parser) seeWords(words ...string) bool {
	for i, w := range words {
		if !p.peek(i).is(w) {
			p.expecting(strings.Join(words, " "))
			return false
		}
	}
	return true
}

// accept passes the keyword or symbol if it is there.
func (p *parser) accept(text string) bool {
	if p.see(text) {
		p.next()
		return true
	}
	return false
}

// acceptWords passes the keywords if all are there.
func (p *parser) acceptWords(words ...string) bool {
	if !p.seeWords(words...) {
		return false
	}
	for range words {
		p.next()
	}
	return true
}

// expect passes the keyword or symbol, or fails.
func (p *parser) expect(text string) *token {
	if !p.see(text) {
		p.unexpected()
	}
	return p.next()
}

func (p *parser) expectWords(words ...string) {
	for _, w := range words {
		p.expect(w)
	}
}

// acceptOneOf passes one of the keywords and returns it, or returns "".
func (p *parser) acceptOneOf(words ...string) string {
	for _, w := range words {
		if p.accept(w) {
			return w
		}
	}
	return ""
}

// expectOneOf passes one of the keywords and returns it, or fails.
func (p *parser) expectOneOf(words ...string) string {
	w := p.acceptOneOf(words...)
	if w == "" {
		p.unexpected()
	}
	return w
}

func (p *parser) expectEnd() {
	if p.tok().kind != endOfInput {
		p.expecting("<end of input>")
		p.unexpected()
	}
}

// enter counts a level of nesting and starts a scope of height; the function it returns ends both.
func (p *parser) enter() func() {
	p.depth++
	if p.depth > maxDepth {
		p.fail(p.pos(), "nested too deeply: more than %d levels", maxDepth)
	}
	outer := p.height
	p.height = 0
	return func() {
		p.depth--
		p.height = max(outer, p.height+1)
	}
}

// grow counts one link of a chain.
func (p *parser) grow() {
	p.height++
	if p.height > maxHeight {
		p.fail(p.pos(), "too long a chain of operators: more than %d", maxHeight)
	}
}

// list reads elements separated by commas, at least one.
func list[T any](p *parser, element func() T) []T {
	out := []T{element()}
	for p.accept(",") {
		out = append(out, element())
	}
	return out
}

// parenthesized reads elements separated by commas in parentheses, at least one.
func parenthesized[T any](p *parser, element func() T) []T {
	p.expect("(")
	out := list(p, element)
	p.expect(")")
	return out
}
