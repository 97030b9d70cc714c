package parser

import (
	"fmt"
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

// maxListed is how many alternatives an error lists.
const maxListed = 12

// fail ends parsing with an error.
func (p *parser) fail(at ast.Pos, format string, args ...any) {
	panic(bailout{ast.Errorf(at, format, args...)})
}

func (p *parser) failHint(at ast.Pos, hint, format string, args ...any) {
	e := ast.Errorf(at, format, args...)
	e.Hint = hint
	panic(bailout{e})
}

// unexpected fails at the current token, which nothing that was tried fits.
func (p *parser) unexpected() {
	t := p.tok()
	if t.is("!=") {
		p.failHint(t.pos, `Write "<>" instead.`, `Bang equal "!=" is not allowed under the current SQL conformance level.`)
	}
	expected := p.expected
	if p.expectedAt != p.at {
		expected = nil
	}
	panic(bailout{&ast.Error{Pos: t.pos, Msg: "Encountered " + p.describe(t) + "." + listExpected(expected), Hint: p.hint(t, expected)}})
}

// describe is a token as an error shows it.
func (p *parser) describe(t *token) string {
	if t.kind == endOfInput {
		return `"<EOF>"`
	}
	text := p.src[t.start:t.end]
	if r := []rune(text); len(r) > 40 {
		text = string(r[:37]) + "..."
	}
	return `"` + text + `"`
}

func listExpected(expected []string) string {
	if len(expected) == 0 {
		return ""
	}
	shown := make([]string, 0, maxListed)
	for _, e := range expected {
		if len(shown) == maxListed {
			return " Was expecting one of: " + strings.Join(shown, ", ") + " ..."
		}
		if !strings.HasPrefix(e, "<") || len(e) < 3 {
			e = `"` + e + `"`
		}
		shown = append(shown, e)
	}
	if len(shown) == 1 {
		return " Was expecting " + shown[0] + "."
	}
	return " Was expecting one of: " + strings.Join(shown, ", ") + "."
}

// hint guesses what was meant: a quoted reserved word, or a keyword that is spelt almost so, here or one token before,
// where a misspelt keyword passed for an alias.
func (p *parser) hint(t *token, expected []string) string {
	if t.kind == word {
		if near := nearest(t.text, expected); near != "" {
			return fmt.Sprintf("Did you mean %q?", near)
		}
		if reservedWords[t.text] && slices.Contains(expected, identifierName) {
			return fmt.Sprintf("%q is a reserved word; quote it: `%s`.", t.text, p.src[t.start:t.end])
		}
	}
	if t.is("=") && p.at > 0 && p.peek(-1).is("=") {
		return `Write "=" to compare.`
	}
	if p.at > 0 {
		if before := p.peek(-1); before.kind == word && !reservedWords[before.text] {
			if near := nearest(before.text, append(p.previous, expected...)); near != "" {
				return fmt.Sprintf("Did you mean %q instead of %q?", near, p.src[before.start:before.end])
			}
		}
	}
	return ""
}

// nearest is the keyword among the candidates that a misspelt word is closest to; "" where none is close.
func nearest(text string, candidates []string) string {
	best, bestDistance := "", 3
	for _, c := range candidates {
		first, _, _ := strings.Cut(c, " ")
		if len(first) < 3 || strings.HasPrefix(c, "<") || len(text) > 40 {
			continue
		}
		if d := distance(text, first); d > 0 && d < bestDistance && d <= len(first)/2 {
			best, bestDistance = c, d
		}
	}
	return best
}

// distance is the number of insertions, deletions, replacements and swaps of neighbours between two words.
func distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
