package policy

import (
	"errors"
	"strings"
)

// part is one piece of a pattern.
type part struct {
	kind partKind
	// text is the literal, or the name of the variable in lower case; fallback is what a variable without a value stands for.
	text, fallback string
	hasFallback    bool
}

type partKind int

const (
	literal  partKind = iota
	anyText           // *
	anyRune           // ?
	variable          // ${name}
)

// pattern is a text with wildcards and variables.
type pattern struct {
	source string
	parts  []part
	// simple says that there are no variables, so that parts can be matched as they are.
	simple bool
}

// compile reads a pattern. Wildcards count only where wildcards is set, variables only where variables is.
func compile(source string, wildcards, variables bool) (pattern, error) {
	p := pattern{source: source, simple: true}
	for rest := source; rest != ""; {
		switch {
		case variables && strings.HasPrefix(rest, "${"):
			end := strings.IndexByte(rest, '}')
			if end < 0 {
				return pattern{}, errors.New("a variable ${ is not closed by }")
			}
			v, err := readVariable(rest[2:end])
			if err != nil {
				return pattern{}, err
			}
			p.simple = p.simple && v.kind == literal
			p.parts, rest = append(p.parts, v), rest[end+1:]
		case wildcards && rest[0] == '*':
			p.parts, rest = append(p.parts, part{kind: anyText}), rest[1:]
		case wildcards && rest[0] == '?':
			p.parts, rest = append(p.parts, part{kind: anyRune}), rest[1:]
		default:
			end := strings.IndexFunc(rest[1:], func(r rune) bool {
				return wildcards && (r == '*' || r == '?') || variables && r == '$'
			}) + 1
			if end == 0 {
				end = len(rest)
			}
			p.parts, rest = append(p.parts, part{text: rest[:end]}), rest[end:]
		}
	}
	return p, nil
}

// readVariable reads what stands between ${ and }: a key, perhaps with a default, or a character that shall not be special.
func readVariable(text string) (part, error) {
	switch text {
	case "*", "?", "$":
		return part{text: text}, nil
	}
	name, fallback, hasFallback := strings.Cut(text, ",")
	name = strings.TrimSpace(name)
	k, ok := findKey(name)
	if !ok {
		return part{}, errors.New("the variable ${" + text + "} is not known")
	}
	if k.many && !k.either {
		return part{}, errors.New("the variable ${" + text + "} has many values")
	}
	v := part{kind: variable, text: strings.ToLower(name), hasFallback: hasFallback}
	if hasFallback {
		fallback = strings.TrimSpace(fallback)
		if len(fallback) < 2 || fallback[0] != '\'' || fallback[len(fallback)-1] != '\'' {
			return part{}, errors.New("the default of the variable ${" + text + "} must be quoted: ${" + name + ", 'default'}")
		}
		v.fallback = fallback[1 : len(fallback)-1]
	}
	return v, nil
}

// resolve puts the values of variables in their places, as literals: a value's own asterisk is no wildcard. It fails where
// a variable has no value.
func (p *pattern) resolve(ctx Context) ([]part, bool) {
	if p.simple {
		return p.parts, true
	}
	parts := make([]part, len(p.parts))
	for i, v := range p.parts {
		if v.kind == variable {
			values := ctx.Values(v.text)
			switch {
			case len(values) == 1:
				v = part{text: values[0]}
			case v.hasFallback:
				v = part{text: v.fallback}
			default:
				return nil, false
			}
		}
		parts[i] = v
	}
	return parts, true
}

// matchParts tells whether a text is what the parts describe. fold disregards case, of ASCII letters.
// It takes time in proportion to the length of the text times that of the pattern, never more.
func matchParts(parts []part, text string, fold bool) bool {
	// Where to go on after the last asterisk, should what follows it not match.
	retryPart, retryAt := -1, 0
	i, at := 0, 0
	for {
		if i == len(parts) {
			if at == len(text) {
				return true
			}
		} else {
			switch p := parts[i]; p.kind {
			case anyText:
				retryPart, retryAt = i+1, at
				i++
				continue
			case anyRune:
				if size := runeLength(text[at:]); size > 0 {
					i, at = i+1, at+size
					continue
				}
			default:
				if n := len(p.text); hasPrefix(text[at:], p.text, fold) {
					i, at = i+1, at+n
					continue
				}
			}
		}
		if retryPart < 0 || retryAt >= len(text) {
			return false
		}
		retryAt += runeLength(text[retryAt:])
		i, at = retryPart, retryAt
	}
}

// runeLength is how many bytes the first character has; 0 where there is none.
func runeLength(text string) int {
	if text == "" {
		return 0
	}
	n := 1
	for n < len(text) && text[n]&0xc0 == 0x80 {
		n++
	}
	return n
}

func hasPrefix(text, prefix string, fold bool) bool {
	if !fold {
		return strings.HasPrefix(text, prefix)
	}
	return len(text) >= len(prefix) && strings.EqualFold(text[:len(prefix)], prefix)
}
