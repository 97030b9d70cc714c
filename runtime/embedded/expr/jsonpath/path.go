package jsonpath

import (
	"fmt"
	"strconv"
	"strings"
)

// Path is a compiled path.
type Path struct {
	steps []step
	// definite paths lead to one value at most; the others to a list.
	definite bool
}

// step goes from a value to those below it.
type step struct {
	kind stepKind
	keys []string
	// indexes are places in an array, from the end where negative.
	indexes []int
	// from and to are those of a slice; nil where left out.
	from, to *int
	filter   condition
	// compute is what a function at the end of a path makes of a value; it tells whether there is a result.
	compute func(v Value) (Value, bool)
	// deep applies the step to the value and everything in it.
	deep bool
}

type stepKind uint8

const (
	byKey stepKind = iota
	byIndex
	bySlice
	all
	byFilter
	byFunction
)

// definite tells steps that lead to one value at most.
func (s step) definite() bool {
	switch s.kind {
	case byKey:
		return !s.deep && len(s.keys) == 1
	case byIndex:
		return !s.deep && len(s.indexes) == 1
	case byFunction:
		return true
	}
	return false
}

// Compile reads a path without its mode.
func Compile(path string) (*Path, error) {
	c := compiler{s: strings.TrimSpace(path)}
	if c.s != "" && c.s[0] != '$' && c.s[0] != '@' {
		c.s = "$." + c.s
	}
	if c.s == "" {
		return nil, fmt.Errorf("json path is empty")
	}
	c.at = 1
	p := &Path{definite: true}
	for c.at < len(c.s) {
		s, err := c.step()
		if err != nil {
			return nil, fmt.Errorf("json path '%s': %w", path, err)
		}
		p.steps = append(p.steps, s)
	}
	for i, s := range p.steps {
		merged := s.kind == byKey && !s.deep && i == len(p.steps)-1
		p.definite = p.definite && (merged || s.definite())
	}
	return p, nil
}

type compiler struct {
	s  string
	at int
}

func (c *compiler) step() (step, error) {
	deep := false
	if strings.HasPrefix(c.s[c.at:], "..") {
		deep = true
		c.at += 2
		if c.at >= len(c.s) {
			return step{}, fmt.Errorf("path must not end with a '.' or '..'")
		}
	} else if c.s[c.at] == '.' {
		c.at++
		if c.at >= len(c.s) {
			return step{}, fmt.Errorf("path must not end with a '.' or '..'")
		}
	} else if c.s[c.at] != '[' {
		return step{}, fmt.Errorf("illegal character at position %d", c.at)
	}
	var s step
	var err error
	switch c.s[c.at] {
	case '[':
		s, err = c.bracket()
	case '*':
		c.at++
		s.kind = all
	default:
		s, err = c.name()
	}
	s.deep = deep
	return s, err
}

func (c *compiler) name() (step, error) {
	start := c.at
	for c.at < len(c.s) && strings.IndexByte(".[ ()", c.s[c.at]) < 0 {
		c.at++
	}
	name := c.s[start:c.at]
	if c.at < len(c.s) && c.s[c.at] == '(' {
		return c.function(name)
	}
	if name == "" || c.at < len(c.s) && strings.IndexByte(" ()", c.s[c.at]) >= 0 {
		return step{}, fmt.Errorf("illegal character at position %d", c.at)
	}
	return step{kind: byKey, keys: []string{name}}, nil
}

// bracket reads ['key', ...], [0, ...], [from:to], [*] or [?(filter)].
func (c *compiler) bracket() (step, error) {
	c.at++
	c.blanks()
	rest := c.s[c.at:]
	switch {
	case strings.HasPrefix(rest, "?"):
		c.at++
		c.blanks()
		return c.filter()
	case strings.HasPrefix(rest, "*"):
		c.at++
		return step{kind: all}, c.close()
	case strings.HasPrefix(rest, "'") || strings.HasPrefix(rest, `"`):
		return c.keys()
	}
	end := strings.IndexByte(rest, ']')
	if end < 0 {
		return step{}, fmt.Errorf("could not parse token starting at position %d", c.at)
	}
	c.at += end + 1
	return arrayStep(rest[:end])
}

func (c *compiler) blanks() {
	for c.at < len(c.s) && c.s[c.at] == ' ' {
		c.at++
	}
}

func (c *compiler) close() error {
	c.blanks()
	if c.at >= len(c.s) || c.s[c.at] != ']' {
		return fmt.Errorf("could not parse token at position %d", c.at)
	}
	c.at++
	return nil
}

func (c *compiler) keys() (step, error) {
	s := step{kind: byKey}
	for {
		c.blanks()
		key, err := c.quoted()
		if err != nil {
			return s, err
		}
		s.keys = append(s.keys, key)
		c.blanks()
		if c.at < len(c.s) && c.s[c.at] == ',' {
			c.at++
			continue
		}
		return s, c.close()
	}
}

// quoted reads a text in single or double quotes, in which a backslash escapes.
func (c *compiler) quoted() (string, error) {
	if c.at >= len(c.s) || c.s[c.at] != '\'' && c.s[c.at] != '"' {
		return "", fmt.Errorf("expected a property in quotes at position %d", c.at)
	}
	quote := c.s[c.at]
	var b strings.Builder
	for c.at++; c.at < len(c.s); c.at++ {
		switch ch := c.s[c.at]; {
		case ch == quote:
			c.at++
			return b.String(), nil
		case ch == '\\' && c.at+1 < len(c.s):
			c.at++
			b.WriteByte(c.s[c.at])
		default:
			b.WriteByte(ch)
		}
	}
	return "", fmt.Errorf("property has not been closed - missing closing %c", quote)
}

func arrayStep(text string) (step, error) {
	if from, to, ok := strings.Cut(text, ":"); ok {
		s := step{kind: bySlice}
		for _, bound := range []struct {
			text string
			at   **int
		}{{from, &s.from}, {to, &s.to}} {
			if t := strings.TrimSpace(bound.text); t != "" {
				n, err := strconv.Atoi(t)
				if err != nil {
					return s, fmt.Errorf("failed to parse slice operation '%s'", text)
				}
				*bound.at = &n
			}
		}
		return s, nil
	}
	s := step{kind: byIndex}
	for _, t := range strings.Split(text, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(t))
		if err != nil {
			return s, fmt.Errorf("could not parse token '%s'", text)
		}
		s.indexes = append(s.indexes, n)
	}
	return s, nil
}
