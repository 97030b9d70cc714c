package jsonpath

import (
	"bytes"
	"cmp"
	"fmt"
	"math/big"
	"strings"
)

// condition is what a filter asks of an element, which the finder came to.
type condition interface {
	holds(item Value, f *finder) bool
}

// filter reads (condition)] behind the question mark.
func (c *compiler) filter() (step, error) {
	if c.at >= len(c.s) || c.s[c.at] != '(' {
		return step{}, fmt.Errorf("expected '(' at position %d", c.at)
	}
	c.at++
	cond, err := c.or()
	if err != nil {
		return step{}, err
	}
	if !c.symbol(")") {
		return step{}, fmt.Errorf("expected ')' at position %d", c.at)
	}
	return step{kind: byFilter, filter: cond}, c.close()
}

// symbol takes a symbol if it comes next.
func (c *compiler) symbol(s string) bool {
	c.blanks()
	if strings.HasPrefix(c.s[c.at:], s) {
		c.at += len(s)
		return true
	}
	return false
}

type (
	anyOf    []condition
	allOf    []condition
	negation struct{ of condition }
	exists   struct{ what operand }
)

func (a anyOf) holds(item Value, f *finder) bool {
	for _, c := range a {
		if c.holds(item, f) {
			return true
		}
	}
	return false
}

func (a allOf) holds(item Value, f *finder) bool {
	for _, c := range a {
		if !c.holds(item, f) {
			return false
		}
	}
	return true
}

func (n negation) holds(item Value, f *finder) bool { return !n.of.holds(item, f) }

func (e exists) holds(item Value, f *finder) bool {
	_, ok := e.what.value(item, f)
	return ok
}

func (c *compiler) or() (condition, error) {
	var parts anyOf
	for {
		part, err := c.and()
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
		if !c.symbol("||") {
			return parts, nil
		}
	}
}

func (c *compiler) and() (condition, error) {
	var parts allOf
	for {
		part, err := c.test()
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
		if !c.symbol("&&") {
			return parts, nil
		}
	}
}

func (c *compiler) test() (condition, error) {
	switch {
	case c.symbol("!"):
		of, err := c.test()
		return negation{of}, err
	case c.symbol("("):
		of, err := c.or()
		if err == nil && !c.symbol(")") {
			err = fmt.Errorf("expected ')' at position %d", c.at)
		}
		return of, err
	}
	left, err := c.operand()
	if err != nil {
		return nil, err
	}
	for _, op := range []string{"==", "!=", "<=", ">=", "<", ">"} {
		if c.symbol(op) {
			right, err := c.operand()
			return comparison{op, left, right}, err
		}
	}
	return exists{left}, nil
}

// operand is a path from the element or the root, or a constant.
type operand struct {
	path     *Path
	fromRoot bool
	constant Value
}

func (o operand) value(item Value, f *finder) (Value, bool) {
	if o.path == nil {
		return o.constant, true
	}
	from := item
	if o.fromRoot {
		from = f.root
	}
	v, err := o.path.find(from, f.within())
	if a, ok := v.(Array); ok && !o.path.definite && len(a) == 0 {
		return nil, false
	}
	return v, err == nil
}

func (c *compiler) operand() (operand, error) {
	c.blanks()
	if c.at >= len(c.s) {
		return operand{}, fmt.Errorf("unexpected end of a filter")
	}
	switch c.s[c.at] {
	case '@', '$':
		start := c.at
		path := &Path{definite: true}
		for c.at++; c.at < len(c.s) && (c.s[c.at] == '.' || c.s[c.at] == '['); {
			s, err := c.filterStep()
			if err != nil {
				return operand{}, err
			}
			path.definite = path.definite && s.definite()
			path.steps = append(path.steps, s)
		}
		return operand{path: path, fromRoot: c.s[start] == '$'}, nil
	case '\'', '"':
		s, err := c.quoted()
		return operand{constant: s}, err
	}
	p := parser{s: c.s, at: c.at}
	for p.at < len(p.s) && strings.IndexByte(" )&|=<>!", p.s[p.at]) < 0 {
		p.at++
	}
	v, err := Parse(c.s[c.at:p.at])
	c.at = p.at
	return operand{constant: v}, err
}

// filterStep reads a step whose name ends where the condition goes on.
func (c *compiler) filterStep() (step, error) {
	if c.s[c.at] == '.' && c.at+1 < len(c.s) && strings.IndexByte(".*[", c.s[c.at+1]) < 0 {
		start := c.at + 1
		for c.at = start; c.at < len(c.s) && strings.IndexByte(".[ ()=<>!&|", c.s[c.at]) < 0; {
			c.at++
		}
		if strings.HasPrefix(c.s[c.at:], "()") {
			c.at = start
			return c.name()
		}
		if c.at == start {
			return step{}, fmt.Errorf("illegal character at position %d", c.at)
		}
		return step{kind: byKey, keys: []string{c.s[start:c.at]}}, nil
	}
	return c.step()
}

type comparison struct {
	op          string
	left, right operand
}

func (c comparison) holds(item Value, f *finder) bool {
	left, okLeft := c.left.value(item, f)
	right, okRight := c.right.value(item, f)
	if !okLeft || !okRight {
		return c.op == "!="
	}
	order, ok := f.compare(left, right)
	switch c.op {
	case "==":
		return ok && order == 0
	case "!=":
		return !ok || order != 0
	case "<":
		return ok && order < 0
	case "<=":
		return ok && order <= 0
	case ">":
		return ok && order > 0
	}
	return ok && order >= 0
}

// textPerStep is how many bytes of text may be compared in the place of one value that is looked at.
const textPerStep = 16

// compare orders values of the same kind; ok is false for others.
func (f *finder) compare(a, b Value) (int, bool) {
	if x, ok := asFloat(a); ok {
		y, ok := asFloat(b)
		return cmp.Compare(x, y), ok
	}
	switch a := a.(type) {
	case string:
		b, ok := b.(string)
		return cmp.Compare(a, b), ok
	case bool:
		b, ok := b.(bool)
		if a == b {
			return 0, ok
		}
		return 1, ok
	case nil:
		return 0, b == nil
	}
	x, y := Append(nil, a), Append(nil, b)
	*f.left -= (len(x) + len(y)) / textPerStep
	return bytes.Compare(x, y), true
}

func asFloat(v Value) (float64, bool) {
	switch v := v.(type) {
	case int64:
		return float64(v), true
	case float64:
		return v, true
	case *big.Int:
		f, _ := new(big.Float).SetInt(v).Float64()
		return f, true
	}
	return 0, false
}
