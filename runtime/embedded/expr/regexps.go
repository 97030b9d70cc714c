package expr

import (
	"strings"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr/javaregex"
)

// regexpFunctions search with patterns. A pattern that is not valid gives NULL, as Flink logs it and goes on.
var regexpFunctions = []function{
	like("LIKE", likeMatcher, false), like("NOT LIKE", likeMatcher, true),
	like("SIMILAR TO", similarMatcher, false), like("NOT SIMILAR TO", similarMatcher, true),
	{name: "REGEXP", forms: []form{{params: []param{text, text}, result: givesBool, kernel: per2(regexpFound)}}},
	{name: "REGEXP_REPLACE", forms: []form{{params: []param{text, text, text}, result: givesText,
		kernel: per3(replaceMatches)}}},
	{name: "REGEXP_EXTRACT", forms: []form{
		{params: []param{text, text}, result: mayGiveText, kernel: matching(func(p *javaregex.Pattern, s string) (string, bool, error) {
			return extract(p, s, 0)
		})},
		{params: []param{text, text, integer}, result: mayGiveText, kernel: matchingWith(extract)},
	}},
}

// regexpFound is FALSE for a pattern that is empty or not valid.
func regexpFound(*Call) func(*exec, string, string) (bool, bool) {
	m := memo[*javaregex.Pattern]{make: javaregex.Compile}
	return func(_ *exec, s, pattern string) (bool, bool) {
		p, err := m.get(pattern)
		if err != nil || pattern == "" {
			return false, true
		}
		ok, err := p.Match(s)
		return ok && err == nil, true
	}
}

// matching makes a function of a text and a pattern.
func matching[R any](f func(p *javaregex.Pattern, s string) (R, bool, error)) kernelMaker {
	return per2(func(*Call) func(*exec, string, string) (R, bool) {
		m := memo[*javaregex.Pattern]{make: javaregex.Compile}
		return func(_ *exec, s, pattern string) (r R, ok bool) {
			p, err := m.get(pattern)
			if err == nil {
				r, ok, err = f(p, s)
			}
			return r, ok && err == nil
		}
	})
}

// matchingWith makes a function of a text, a pattern and something else.
func matchingWith[A, R any](f func(p *javaregex.Pattern, s string, a A) (R, bool, error)) kernelMaker {
	return per3(func(*Call) func(*exec, string, string, A) (R, bool) {
		m := memo[*javaregex.Pattern]{make: javaregex.Compile}
		return func(_ *exec, s, pattern string, a A) (r R, ok bool) {
			p, err := m.get(pattern)
			if err == nil {
				r, ok, err = f(p, s, a)
			}
			return r, ok && err == nil
		}
	})
}

// extract is a group of the first match; NULL where there is none.
func extract(p *javaregex.Pattern, s string, group int64) (string, bool, error) {
	m, err := p.Find(s)
	if m == nil || err != nil {
		return "", false, err
	}
	part, ok := groupOf(m, s, group)
	return part, ok, nil
}

func groupOf(m []int, s string, group int64) (string, bool) {
	if group < 0 || 2*group+1 >= int64(len(m)) || m[2*group] < 0 {
		return "", false
	}
	return s[m[2*group]:m[2*group+1]], true
}

// strToMapByPatterns cuts with separators that are patterns, as Java's String.split takes them.
func strToMapByPatterns(*Call) func(*exec, string, string, string) (*batch.MapDatum, bool) {
	pairs, keyValue := memo[splitter]{make: patternSplit}, memo[splitter]{make: patternSplit}
	return func(x *exec, s, pairSeparator, keySeparator string) (*batch.MapDatum, bool) {
		p, err := pairs.get(pairSeparator)
		if err != nil {
			x.fail(err)
			return nil, false
		}
		k, err := keyValue.get(keySeparator)
		if err != nil {
			x.fail(err)
			return nil, false
		}
		return strToMap(x, p, k, s)
	}
}

// patternSplit cuts at a pattern; a plain separator needs no pattern.
func patternSplit(separator string) (splitter, error) {
	if separator != "" && !strings.ContainsAny(separator, `\.+*?()|[]{}^$`) {
		return literalSplit(separator), nil
	}
	p, err := javaregex.Compile(separator)
	if err != nil {
		return nil, err
	}
	return func(s string, n int) []string {
		parts, err := p.Split(s, n)
		if err != nil {
			return []string{s}
		}
		return parts
	}, nil
}
