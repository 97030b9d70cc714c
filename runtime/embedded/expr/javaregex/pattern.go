package javaregex

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/dlclark/regexp2"
)

// matchTimeout ends a match whose backtracking has exploded; Java would go on for ever.
const matchTimeout = 10 * time.Second

// Pattern is a compiled regular expression. It may be used by several goroutines.
type Pattern struct {
	source string
	// fast is nil where RE2 cannot express the pattern.
	fast *regexp.Regexp
	slow *regexp2.Regexp
	// anchored patterns see line ends in a text in another way than RE2 does.
	anchored bool
	// empty patterns match the empty text, so that Java finds matches right behind others.
	empty bool
}

// Compile compiles a pattern of java.util.regex.
func Compile(pattern string) (*Pattern, error) {
	p := &Pattern{source: pattern}
	t, err := translate(pattern, func(r rune) string { return fmt.Sprintf(`\x{%X}`, r) })
	if err != nil {
		return nil, fmt.Errorf("regular expression '%s': %w", pattern, err)
	}
	p.anchored = t.anchored
	if !t.backtracks {
		p.fast, _ = regexp.Compile(t.out.String()) // what it refuses, the other engine may take
	}
	if p.fast != nil {
		p.empty = p.fast.MatchString("")
		if !p.anchored && !p.empty {
			return p, nil
		}
	}
	t, err = translate(pattern, hexForBacktracking)
	if err != nil {
		return nil, fmt.Errorf("regular expression '%s': %w", pattern, err)
	}
	p.slow, err = regexp2.Compile(possessive(t.out.String()), regexp2.None)
	if err != nil {
		return nil, fmt.Errorf("regular expression '%s': %w", pattern, err)
	}
	p.slow.MatchTimeout = matchTimeout
	return p, nil
}

func hexForBacktracking(r rune) string {
	if r > 0xffff {
		return string(r)
	}
	return fmt.Sprintf(`\u%04X`, r)
}

// useFast tells whether RE2 gives Java's result for a text.
func (p *Pattern) useFast(s string) bool {
	return p.fast != nil && (!p.anchored || !strings.ContainsAny(s, "\n\r\u0085\u2028\u2029"))
}

// Match tells whether the pattern is found anywhere in a text.
func (p *Pattern) Match(s string) (bool, error) {
	if p.useFast(s) {
		return p.fast.MatchString(s), nil
	}
	ok, err := p.slow.MatchString(s)
	if err != nil {
		return false, fmt.Errorf("matching '%s': %w", p.source, err)
	}
	return ok, nil
}

// Find returns the byte ranges of the first match and of its groups, pairs of begin and end, -1 for a group that took no
// part; nil where there is no match.
func (p *Pattern) Find(s string) ([]int, error) {
	if p.useFast(s) {
		return p.fast.FindStringSubmatchIndex(s), nil
	}
	m, err := p.slow.FindStringMatch(s)
	if err != nil {
		return nil, fmt.Errorf("matching '%s': %w", p.source, err)
	}
	if m == nil {
		return nil, nil
	}
	return ranges(m, offsets(s)), nil
}

// FindAll returns all matches from left to right, each as Find does.
func (p *Pattern) FindAll(s string) ([][]int, error) {
	if p.useFast(s) && !p.empty {
		return p.fast.FindAllStringSubmatchIndex(s, -1), nil
	}
	var out [][]int
	at := offsets(s)
	m, err := p.slow.FindStringMatch(s)
	for m != nil && err == nil {
		out = append(out, ranges(m, at))
		m, err = p.slow.FindNextMatch(m)
	}
	if err != nil {
		return nil, fmt.Errorf("matching '%s': %w", p.source, err)
	}
	return out, nil
}

// offsets are the places in bytes of each character of a text, and its end; nil for ASCII.
func offsets(s string) []int {
	if utf8.RuneCountInString(s) == len(s) {
		return nil
	}
	out := make([]int, 0, len(s))
	for i := range s {
		out = append(out, i)
	}
	return append(out, len(s))
}

func ranges(m *regexp2.Match, at []int) []int {
	place := func(i int) int {
		if at == nil {
			return i
		}
		return at[i]
	}
	groups := m.Groups()
	out := make([]int, 0, 2*len(groups))
	for _, g := range groups {
		if len(g.Captures) == 0 {
			out = append(out, -1, -1)
			continue
		}
		out = append(out, place(g.Index), place(g.Index+g.Length))
	}
	return out
}

// ReplaceAll replaces all matches by a text.
func (p *Pattern) ReplaceAll(s, by string) (string, error) {
	matches, err := p.FindAll(s)
	if err != nil || len(matches) == 0 {
		return s, err
	}
	var b strings.Builder
	last := 0
	for _, m := range matches {
		b.WriteString(s[last:m[0]])
		b.WriteString(by)
		last = m[1]
	}
	b.WriteString(s[last:])
	return b.String(), nil
}

// Split cuts a text at the matches, into at most limit parts where limit is positive. As in Java an empty match at the
// beginning cuts nothing.
func (p *Pattern) Split(s string, limit int) ([]string, error) {
	matches, err := p.FindAll(s)
	if err != nil {
		return nil, err
	}
	var out []string
	last := 0
	for _, m := range matches {
		if limit > 0 && len(out) == limit-1 {
			break
		}
		if m[1] == 0 || m[0] == m[1] && m[0] == len(s) {
			continue
		}
		out = append(out, s[last:m[0]])
		last = m[1]
	}
	return append(out, s[last:]), nil
}

// possessive writes possessive quantifiers after a single character, class or group as the atomic groups that they are.
func possessive(pattern string) string {
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case c == '\\':
			i++
		case c == '[':
			i = bracketEnd(pattern, i)
		case c == '+' && i > 0 && strings.IndexByte("*+?}", pattern[i-1]) >= 0 && !escaped(pattern, i-1):
			quantifier := i - 1
			if pattern[quantifier] == '}' {
				quantifier = strings.LastIndexByte(pattern[:i], '{')
			}
			start := atomStart(pattern, quantifier)
			atom := "(?>" + pattern[start:i] + ")"
			pattern = pattern[:start] + atom + pattern[i+1:]
			i = start + len(atom) - 1
		}
	}
	return pattern
}

func escaped(pattern string, i int) bool {
	n := 0
	for i--; i >= 0 && pattern[i] == '\\'; i-- {
		n++
	}
	return n%2 == 1
}

// bracketEnd is the place of the ] that closes the [ at i.
func bracketEnd(pattern string, i int) int {
	depth := 0
	for ; i < len(pattern); i++ {
		switch pattern[i] {
		case '\\':
			i++
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return i
}

// atomStart is where the atom begins that ends before the quantifier at end.
func atomStart(pattern string, end int) int {
	last := end - 1
	if last < 0 {
		return 0
	}
	if c := pattern[last]; (c == ')' || c == ']') && !escaped(pattern, last) {
		open := map[byte]byte{')': '(', ']': '['}[c]
		depth := 0
		for i := last; i >= 0; i-- {
			if escaped(pattern, i) {
				continue
			}
			switch pattern[i] {
			case c:
				depth++
			case open:
				if depth--; depth == 0 {
					return i
				}
			}
		}
		return 0
	}
	_, size := utf8.DecodeLastRuneInString(pattern[:end])
	start := end - size
	if start > 0 && escaped(pattern, start) {
		start--
	}
	return start
}
