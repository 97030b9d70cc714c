package parser

import (
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

// Pretty lays a script out: reserved words in upper case, lines indented by what they are part of, one space where there were
// several. Comments, and where lines break, are left to the author, and so are properties, ${group:key}, which may stand for a name or a
// number. What the script means stays the same, which is checked. A script that does not parse is an *ast.Error.
func Pretty(script string) (string, error) {
	properties := &propertyKinds{numbers: map[int]bool{}}
	before, err := parseWithProperties(script, properties)
	if err != nil {
		return "", err
	}
	tokens, err := lex(script, properties)
	if err != nil {
		return "", err
	}
	l := &layout{src: script, frames: []frame{{query: true}}}
	at := 0
	for _, t := range tokens {
		l.comments(script[at:t.start])
		if t.kind == endOfInput {
			break
		}
		l.token(t)
		at = t.end
	}
	out := strings.TrimRight(l.out.String(), " \n")
	if out != "" {
		out += "\n"
	}
	after, err := parseWithProperties(out, properties)
	// Names of functions such as SUM are reserved words, and are written as they stand.
	same := func(a, b ast.Statement) bool { return strings.EqualFold(ast.Format(a), ast.Format(b)) }
	if err != nil || !slices.EqualFunc(before, after, same) {
		return "", ast.Errorf(ast.Pos{}, "the script cannot be laid out without changing what it means")
	}
	return out, nil
}

// layout writes tokens and comments one after the other.
type layout struct {
	src string
	out strings.Builder
	// frames are what the next token is in: the statement, then parentheses, CASE and the statements of a set.
	frames []frame
	// breaks are the line ends before what comes next, and blank tells that there was space.
	breaks int
	blank  bool
	// last is the token before, begun whether there was one in this statement.
	last  token
	begun bool
	// opened is how many frames were opened in this line: they indent what follows once.
	opened int
	// ended says that a comment ended the line.
	ended bool
}

// frame is a nesting level.
type frame struct {
	// closer is the word or symbol that ends it; empty for the statement.
	closer string
	// query tells that its lines begin with clauses, which other lines continue.
	query bool
	// indents tells that lines within are a step further in than those around.
	indents bool
}

// clauses are the words that begin a line of a statement or query rather than go on with one.
var clauses = wordSet(`
	AFTER ALL CREATE CROSS DEFINE DROP END EXCEPT EXECUTE FETCH FROM FULL GROUP HAVING INNER INSERT INTERSECT JOIN LEFT LIMIT
	MEASURES NATURAL OFFSET ONE ORDER PARTITION PARTITIONED PATTERN RIGHT SELECT SET UNION VALUES WHERE WINDOW WITH`)

// spaced are the symbols that have a space on both sides.
var spaced = wordSet("= <> != <= >= || =>")

// comments writes what is between two tokens.
func (l *layout) comments(gap string) {
	for gap != "" {
		switch {
		case strings.HasPrefix(gap, "--"), strings.HasPrefix(gap, "//"):
			text, rest, _ := strings.Cut(gap, "\n")
			l.comment(strings.TrimRight(text, " \t\r"))
			l.ended = true
			gap = gap[len(text):] // with the line end, of which there is none behind the last comment
			if rest == "" {
				gap = ""
			}
		case strings.HasPrefix(gap, "/*"):
			n := strings.Index(gap[2:], "*/") + 4
			l.comment(gap[:n])
			gap = gap[n:]
		case gap[0] == '\n':
			l.breaks++
			gap = gap[1:]
		default:
			l.blank = true
			gap = gap[1:]
		}
	}
}

func (l *layout) comment(text string) {
	l.separate(l.indent(token{}), true)
	l.out.WriteString(text)
}

// separate ends the line as the author did, or puts a space where there is to be one.
func (l *layout) separate(indent int, space bool) {
	switch {
	case l.out.Len() == 0:
	case l.breaks > 0 || l.ended:
		l.out.WriteByte('\n')
		if l.breaks > 1 {
			l.out.WriteByte('\n')
		}
		l.out.WriteString(strings.Repeat("  ", indent))
		l.opened = 0
	case space:
		l.out.WriteByte(' ')
	}
	l.breaks, l.blank, l.ended = 0, false, false
}

// token writes a token.
func (l *layout) token(t token) {
	if !l.begun && l.last.kind != endOfInput && l.breaks == 0 {
		l.breaks = 1 // each statement has a line of its own
	}
	if closes := l.top().closer; closes != "" && t.text == closes && (t.kind == word || t.kind == symbol) {
		if l.top().indents && l.opened > 0 {
			l.opened--
		}
		l.frames = l.frames[:len(l.frames)-1]
	}
	l.separate(l.indent(t), l.space(t))
	text := l.src[t.start:t.end]
	if t.kind == word && reservedWords[t.text] && l.last.text != "." {
		text = t.text
	}
	l.out.WriteString(text)
	l.open(t)
	l.last, l.begun = t, t.text != ";" || t.kind != symbol
}

func (l *layout) top() *frame { return &l.frames[len(l.frames)-1] }

// open begins a frame.
func (l *layout) open(t token) {
	if l.last.text == "(" && l.last.kind == symbol {
		l.top().query = t.kind == word && clauses[t.text]
	}
	var closer string
	switch {
	case t.kind == symbol && t.text == "(":
		closer = ")"
	case t.kind == word && (t.text == "CASE" || t.text == "BEGIN"):
		closer = "END"
	default:
		return
	}
	l.frames = append(l.frames, frame{closer: closer, query: t.text == "BEGIN", indents: l.opened == 0 || t.text == "BEGIN"})
	l.opened++
}

// indent is how far in a line is that begins with a token; a comment has none.
func (l *layout) indent(t token) int {
	n := 0
	for _, f := range l.frames {
		if f.indents {
			n++
		}
	}
	closed := t.kind == symbol && t.text == ")" || t.kind == word && t.text == "END"
	opening := l.last.kind == symbol && l.last.text == "("
	if !l.begun || closed || opening {
		return n
	}
	top := l.top()
	clause := t.kind == word && clauses[t.text]
	if top.query && !clause || !top.query && l.last.text != "," && top.closer == ")" {
		n++
	}
	return n
}

// space tells whether a token has a space before it.
func (l *layout) space(t token) bool {
	isSymbol := t.kind == symbol
	afterSymbol := l.last.kind == symbol
	switch {
	case isSymbol && (t.text == "," || t.text == ";" || t.text == ")" || t.text == "."),
		afterSymbol && (l.last.text == "(" || l.last.text == "."):
		return false
	case afterSymbol && l.last.text == ",", isSymbol && spaced[t.text], afterSymbol && spaced[l.last.text],
		t.kind == hintBegin, t.kind == hintEnd, l.last.kind == hintBegin, l.last.kind == hintEnd:
		return true
	}
	return l.blank
}
