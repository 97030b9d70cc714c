package expr

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr/javaregex"
)

// textTest tells whether a text matches a compiled pattern.
type textTest func(string) (bool, error)

// patternCompiler compiles a pattern; escape is -1 where there is none.
type patternCompiler func(pattern string, escape rune) (textTest, error)

// like is LIKE or SIMILAR TO: a text, a pattern and perhaps an escape character.
func like(name string, compile patternCompiler, negate bool) function {
	return function{name: name, forms: []form{
		{params: []param{text, text}, result: givesBool},
		{params: []param{text, text, text}, result: givesBool},
	}, build: func(c *compiler, call *Call) (node, error) {
		args, err := c.nodes(call.Args)
		if err != nil {
			return nil, err
		}
		_, constant := call.Args[1].(*Literal)
		return newStrict(args, call.Typ, (&likeKernel{compile: compile, negate: negate, constant: constant}).run), nil
	}}
}

// likeKernel compiles a pattern again only where it is another than that of the row before.
type likeKernel struct {
	compile patternCompiler
	negate  bool
	// constant tells that the pattern is a literal, with which Flink does not take a backslash as the escape character.
	constant        bool
	pattern, escape string
	test            textTest
}

func (k *likeKernel) run(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
	in, patterns := args[0].Str, args[1].Str
	escape := ""
	each(sel, x.n, func(i int) {
		if len(args) == 3 {
			escape = args[2].Str[i]
		}
		if k.test == nil || k.pattern != patterns[i] || k.escape != escape {
			if err := k.prepare(patterns[i], escape, len(args) == 3); err != nil {
				x.fail(err)
				return
			}
		}
		ok, err := k.test(in[i])
		if err != nil {
			x.fail(err)
		}
		out.Bool[i] = ok != k.negate
	})
}

func (k *likeKernel) prepare(pattern, escape string, escaped bool) (err error) {
	r := rune(-1)
	if escaped {
		var size int
		if r, size = utf8.DecodeRuneInString(escape); escape == "" || size != len(escape) || r == '\\' && k.constant {
			return fmt.Errorf("Invalid escape character '%s'", escape) //nolint:staticcheck // Calcite's words
		}
	}
	k.pattern, k.escape = pattern, escape
	k.test, err = k.compile(pattern, r)
	return err
}

// likePart is a piece of a LIKE pattern between two % signs: characters, of which those in any stand for every character.
type likePart struct {
	text string
	any  []bool // by character; nil where there is no _
}

// likeMatcher compiles a LIKE pattern: % is any text and _ any character but the end of a line.
//
// The empty pattern matches everything, as it does in Flink.
func likeMatcher(pattern string, escape rune) (textTest, error) {
	if pattern == "" {
		return func(string) (bool, error) { return true, nil }, nil
	}
	parts, err := likeParts(pattern, escape)
	if err != nil {
		return nil, err
	}
	match := matchParts(parts)
	return func(s string) (bool, error) { return match(s), nil }, nil
}

func likeParts(pattern string, escape rune) ([]likePart, error) {
	parts := []likePart{{}}
	var text strings.Builder
	var any []bool
	wild := false
	flush := func() {
		p := &parts[len(parts)-1]
		p.text = text.String()
		if wild {
			p.any = any
		}
		text.Reset()
		any, wild = nil, false
	}
	escaped := false
	for _, r := range pattern {
		switch {
		case escaped:
			if r != '%' && r != '_' && r != escape {
				return nil, fmt.Errorf("Invalid escape sequence '%s'", pattern) //nolint:staticcheck // Calcite's words
			}
			text.WriteRune(r)
			any = append(any, false)
			escaped = false
		case r == escape:
			escaped = true
		case r == '%':
			flush()
			parts = append(parts, likePart{})
		default:
			text.WriteRune(r)
			any = append(any, r == '_')
			wild = wild || r == '_'
		}
	}
	if escaped {
		return nil, fmt.Errorf("Invalid escape sequence '%s'", pattern) //nolint:staticcheck // Calcite's words
	}
	flush()
	return parts, nil
}

// matchParts looks for the first part at the beginning, the last at the end and the others from left to right between them:
// each as early as possible, which leaves the most to the next.
func matchParts(parts []likePart) func(string) bool {
	first, last := parts[0], parts[len(parts)-1]
	if len(parts) == 1 {
		return func(s string) bool { return first.prefix(s) == len(s) }
	}
	middle := parts[1 : len(parts)-1]
	return func(s string) bool {
		n := first.prefix(s)
		if n < 0 {
			return false
		}
		s = s[n:]
		for _, p := range middle {
			if n = p.find(s); n < 0 {
				return false
			}
			s = s[n:]
		}
		return last.suffix(s)
	}
}

// prefix is the length in bytes of what the part matches at the beginning of a text, -1 for no match.
func (p likePart) prefix(s string) int {
	if p.any == nil {
		if strings.HasPrefix(s, p.text) {
			return len(p.text)
		}
		return -1
	}
	n, want := 0, p.text
	for _, any := range p.any {
		if n >= len(s) {
			return -1
		}
		r, size := utf8.DecodeRuneInString(s[n:])
		w, wantSize := utf8.DecodeRuneInString(want)
		if any && isLineEnd(r) || r != w && !any {
			return -1
		}
		n += size
		want = want[wantSize:]
	}
	return n
}

// isLineEnd tells the characters that _ does not stand for, as Java's regular expressions have it.
func isLineEnd(r rune) bool {
	return r == '\n' || r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// find is the end of the first match of the part in a text, -1 for none.
func (p likePart) find(s string) int {
	if p.any == nil {
		i := strings.Index(s, p.text)
		if i < 0 {
			return -1
		}
		return i + len(p.text)
	}
	for i := range s {
		if n := p.prefix(s[i:]); n >= 0 {
			return i + n
		}
	}
	return -1
}

// suffix tells whether a text ends with the part.
func (p likePart) suffix(s string) bool {
	if p.any == nil {
		return strings.HasSuffix(s, p.text)
	}
	start := len(s)
	for range p.any {
		if start == 0 {
			return false
		}
		_, size := utf8.DecodeLastRuneInString(s[:start])
		start -= size
	}
	return p.prefix(s[start:]) >= 0
}

// similarMatcher compiles a pattern of SIMILAR TO: % and _ as in LIKE, and everything else as in regular expressions.
func similarMatcher(pattern string, escape rune) (textTest, error) {
	source, err := similarToRegex(pattern, escape)
	if err != nil {
		return nil, err
	}
	re, err := javaregex.Compile("^(?:" + source + ")\\z")
	if err != nil {
		return nil, err
	}
	return re.Match, nil
}

// similarClasses are the names of classes in brackets.
var similarClasses = map[string]string{
	"[:ALPHA:]": `A-Za-z`, "[:alpha:]": `A-Za-z`, "[:UPPER:]": `A-Z`, "[:upper:]": `A-Z`, "[:LOWER:]": `a-z`,
	"[:lower:]": `a-z`, "[:DIGIT:]": `0-9`, "[:digit:]": `0-9`, "[:SPACE:]": ` `, "[:space:]": ` `,
	"[:WHITESPACE:]": `\s`, "[:whitespace:]": `\s`, "[:ALNUM:]": `0-9A-Za-z`, "[:alnum:]": `0-9A-Za-z`,
}

func similarToRegex(pattern string, escape rune) (string, error) {
	var b strings.Builder
	inBracket := false
	for i := 0; i < len(pattern); {
		r, size := utf8.DecodeRuneInString(pattern[i:])
		rest := pattern[i:]
		i += size
		switch {
		case r == escape:
			if i >= len(pattern) {
				return "", fmt.Errorf("Invalid escape sequence '%s'", pattern) //nolint:staticcheck // Calcite's words
			}
			next, n := utf8.DecodeRuneInString(pattern[i:])
			b.WriteString("\\Q" + string(next) + "\\E")
			i += n
		case inBracket && strings.HasPrefix(rest, "[:"):
			end := strings.Index(rest, ":]")
			if end < 0 || similarClasses[rest[:end+2]] == "" {
				return "", fmt.Errorf("Invalid regular expression '%s'", pattern) //nolint:staticcheck // Calcite's words
			}
			b.WriteString(similarClasses[rest[:end+2]])
			i += end + 1
		case inBracket:
			inBracket = r != ']'
			if r == '\\' {
				b.WriteByte('\\')
			}
			b.WriteRune(r)
		case r == '[':
			inBracket = true
			b.WriteRune(r)
		case r == '%':
			b.WriteString("(?s:.*)")
		case r == '_':
			b.WriteByte('.')
		case r == '\\' || r == '$':
			b.WriteString(`\` + string(r))
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), nil
}
