package script

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

// property is ${group:key}. Anything else after a dollar sign is left alone.
var property = regexp.MustCompile(`^\$\{([^:{}\n]+):([^{}\n]+)\}`)

// writer writes one file into the text of a script and follows the places in both.
type writer struct {
	script *Script
	text   *strings.Builder
	// at is the place in the text, from that in the file.
	at, from ast.Pos
	file     int
}

// The contexts that a place in a script may be in: properties are not looked for in comments, and what is put into quotes
// has its quotes doubled.
const (
	inSQL          = 0
	inLineComment  = '-'
	inBlockComment = '*'
	// A quote character stands for being inside of it.
)

func (w *writer) add(f File, properties map[string]map[string]string) error {
	w.from = ast.Pos{Line: 1, Column: 1}
	w.mark(false)
	context := rune(inSQL)
	for rest := f.Text; rest != ""; {
		if match := property.FindStringSubmatch(rest); match != nil && context != inLineComment && context != inBlockComment {
			value, found := properties[match[1]][match[2]]
			if !found {
				return &Error{
					File: f.Name, Line: w.from.Line, Column: w.from.Column,
					Message: fmt.Sprintf("the application has no runtime property %q in a group %q", match[2], match[1]),
				}
			}
			w.mark(true)
			w.at = advance(w.at, w.put(quoted(value, context)))
			w.from = advance(w.from, match[0])
			w.mark(false)
			rest = rest[len(match[0]):]
			continue
		}
		var n int
		context, n = step(context, rest)
		w.at, w.from = advance(w.at, rest[:n]), advance(w.from, rest[:n])
		w.put(rest[:n])
		rest = rest[n:]
	}
	if !strings.HasSuffix(f.Text, "\n") {
		w.at = advance(w.at, w.put("\n"))
	}
	return nil
}

// mark begins a run at the present place.
func (w *writer) mark(fixed bool) {
	w.script.runs = append(w.script.runs, run{at: w.at, file: w.file, from: w.from, fixed: fixed})
}

func (w *writer) put(s string) string {
	w.text.WriteString(s)
	return s
}

// step tells how many bytes at the start of rest belong together, and the context after them.
func step(context rune, rest string) (next rune, n int) {
	r, size := utf8.DecodeRuneInString(rest)
	switch context {
	case inSQL:
		switch {
		case strings.HasPrefix(rest, "--"), strings.HasPrefix(rest, "//"):
			return inLineComment, 2
		case strings.HasPrefix(rest, "/*") && !strings.HasPrefix(rest, "/*+"): // a hint is SQL
			return inBlockComment, 2
		case r == '\'' || r == '`' || r == '"':
			return r, size
		}
	case inLineComment:
		if r == '\n' {
			return inSQL, size
		}
	case inBlockComment:
		if strings.HasPrefix(rest, "*/") {
			return inSQL, 2
		}
	default:
		if r == context { // a doubled quote leaves and enters again, which comes to the same
			return inSQL, size
		}
	}
	return context, size
}

// quoted is a value as it has to be written in a context.
func quoted(value string, context rune) string {
	if context == inSQL {
		return value
	}
	return strings.ReplaceAll(value, string(context), string([]rune{context, context}))
}

// advance is the place after text, by the count of the lexer.
func advance(p ast.Pos, text string) ast.Pos {
	for _, r := range text {
		if r == '\n' {
			p.Line, p.Column = p.Line+1, 1
		} else {
			p.Column++
		}
	}
	return p
}
