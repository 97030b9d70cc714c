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

// bare is a value that may stand outside of quotes: one identifier or number, which cannot change how the rest is read.
var bare = regexp.MustCompile(`^(?:[\p{L}_][\p{L}\p{N}_]*|[0-9]+(?:\.[0-9]+)?)$`)

// escaped is how the ${ of something that looks like a property is written where it is none.
const escaped = "$${"

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
		comment := context == inLineComment || context == inBlockComment
		if strings.HasPrefix(rest, escaped) && !comment && property.MatchString(rest[1:]) {
			w.replace(escaped, escaped[1:])
			rest = rest[len(escaped):]
			continue
		}
		if match := property.FindStringSubmatch(rest); match != nil && !comment {
			value, found := properties[match[1]][match[2]]
			if !found {
				return w.failure(f, "the application has no runtime property %q in a group %q", match[2], match[1])
			}
			if context == inSQL && !bare.MatchString(value) {
				return w.failure(f, "the value of the runtime property %q in the group %q is neither an identifier nor a number; "+
					"put the property into quotes", match[2], match[1])
			}
			w.replace(match[0], quoted(value, context))
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

// replace puts text in where the file has source.
func (w *writer) replace(source, text string) {
	w.mark(true)
	w.at = advance(w.at, w.put(text))
	w.from = advance(w.from, source)
	w.mark(false)
}

// failure is an error at the present place in the file.
func (w *writer) failure(f File, format string, args ...any) error {
	return &Error{File: f.Name, Line: w.from.Line, Column: w.from.Column, Message: fmt.Sprintf(format, args...)}
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
