package policy

import (
	"math/big"
	"net/netip"
	"strconv"
	"strings"
	"time"
)

// condition is one operator with one key: StringEquals on aws:username.
type condition struct {
	// key is in lower case.
	key      string
	operator operator
	quantity quantity
	ifExists bool
	wanted   []wanted
}

// quantity says how many of a key's values in the request must satisfy the condition.
type quantity int

const (
	single quantity = iota
	anyValue
	allValues
)

// operator compares a value of a request with those of a policy.
type operator struct {
	name  string
	types keyType
	// negated operators hold where none of the policy's values matches, also where the request has no value.
	negated bool
	// wildcards says that * and ? in the policy's values stand for any text.
	wildcards bool
	// read understands a policy's value; it is nil for texts, which may have variables.
	read func(text string) (any, bool)
	// match compares a value of a request with one of the policy.
	match func(got string, want any) bool
	// fold disregards case.
	fold bool
}

// wanted is one value of a policy: a pattern, or what the operator's read made of it.
type wanted struct {
	pattern pattern
	value   any
}

// operators are all operators but Null, by name.
var operators = func() map[string]operator {
	all := map[string]operator{}
	add := func(o operator, positive, negative string) {
		o.name = positive
		all[positive] = o
		if negative != "" {
			o.name, o.negated = negative, true
			all[negative] = o
		}
	}
	add(operator{types: typeString | typeARN}, "StringEquals", "StringNotEquals")
	add(operator{types: typeString | typeARN, fold: true}, "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase")
	add(operator{types: typeString | typeARN, wildcards: true}, "StringLike", "StringNotLike")
	add(operator{types: typeARN, wildcards: true}, "ArnEquals", "ArnNotEquals")
	add(operator{types: typeARN, wildcards: true}, "ArnLike", "ArnNotLike")
	add(operator{types: typeBool, read: readBool, match: equalBool}, "Bool", "")
	add(operator{types: typeIP, read: readNetwork, match: inNetwork}, "IpAddress", "NotIpAddress")
	for suffix, holds := range map[string]func(order int) bool{
		"LessThan": func(o int) bool { return o < 0 }, "LessThanEquals": func(o int) bool { return o <= 0 },
		"GreaterThan": func(o int) bool { return o > 0 }, "GreaterThanEquals": func(o int) bool { return o >= 0 },
	} {
		add(operator{types: typeNumber, read: readNumber, match: numbers(holds)}, "Numeric"+suffix, "")
		add(operator{types: typeDate, read: readDate, match: dates(holds)}, "Date"+suffix, "")
	}
	equal := func(o int) bool { return o == 0 }
	add(operator{types: typeNumber, read: readNumber, match: numbers(equal)}, "NumericEquals", "NumericNotEquals")
	add(operator{types: typeDate, read: readDate, match: dates(equal)}, "DateEquals", "DateNotEquals")
	return all
}()

// nullOperator tells whether a key is absent.
var nullOperator = operator{
	name: "Null", types: typeString | typeARN | typeBool | typeDate | typeNumber | typeIP, read: readBool, match: equalBool,
}

func readBool(text string) (any, bool) {
	switch strings.ToLower(text) {
	case "true":
		return true, true
	case "false":
		return false, true
	}
	return nil, false
}

func equalBool(got string, want any) bool {
	return strings.EqualFold(got, strconv.FormatBool(want.(bool)))
}

// readNetwork reads a network in CIDR notation, or an address as a network of one.
func readNetwork(text string) (any, bool) {
	if prefix, err := netip.ParsePrefix(text); err == nil {
		return prefix.Masked(), true
	}
	address, err := netip.ParseAddr(text)
	if err != nil || address.Zone() != "" {
		return nil, false
	}
	return netip.PrefixFrom(address, address.BitLen()), true
}

func inNetwork(got string, want any) bool {
	address, err := netip.ParseAddr(got)
	return err == nil && want.(netip.Prefix).Contains(address.Unmap().WithZone(""))
}

// maxNumber is more characters than any number needs; it keeps 1e999999999 from becoming as large as it says.
const maxNumber = 40

func readNumber(text string) (any, bool) {
	if len(text) > maxNumber || strings.ContainsAny(text, "eEpP/_xXoObB") {
		return nil, false
	}
	n, ok := new(big.Rat).SetString(text)
	return n, ok
}

func numbers(holds func(order int) bool) func(string, any) bool {
	return func(got string, want any) bool {
		n, ok := readNumber(got)
		return ok && holds(n.(*big.Rat).Cmp(want.(*big.Rat)))
	}
}

// readDate reads a time as the W3C's profile of ISO 8601 has it, or seconds since 1970.
func readDate(text string) (any, bool) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, true
		}
	}
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil || seconds < -1<<40 || seconds > 1<<40 {
		return nil, false
	}
	return time.Unix(seconds, 0), true
}

func dates(holds func(order int) bool) func(string, any) bool {
	return func(got string, want any) bool {
		t, ok := readDate(got)
		return ok && holds(t.(time.Time).Compare(want.(time.Time)))
	}
}

// holds tells whether the condition is fulfilled.
func (c *condition) holds(ctx Context) bool {
	values := ctx.Values(c.key)
	if c.operator.name == "Null" {
		return c.anyWanted(strconv.FormatBool(len(values) == 0), ctx)
	}
	if len(values) == 0 {
		return c.ifExists || c.quantity == allValues || c.quantity == single && c.operator.negated
	}
	switch c.quantity {
	case anyValue:
		for _, v := range values {
			if c.satisfies(v, ctx) {
				return true
			}
		}
		return false
	case single:
		if len(values) > 1 && !c.operator.negated {
			return false // which of them is meant is not said
		}
	}
	for _, v := range values {
		if !c.satisfies(v, ctx) {
			return false
		}
	}
	return true
}

func (c *condition) satisfies(got string, ctx Context) bool {
	return c.anyWanted(got, ctx) != c.operator.negated
}

// anyWanted tells whether one of the policy's values matches.
func (c *condition) anyWanted(got string, ctx Context) bool {
	for i := range c.wanted {
		w := &c.wanted[i]
		if c.operator.read != nil {
			if c.operator.match(got, w.value) {
				return true
			}
			continue
		}
		if parts, ok := w.pattern.resolve(ctx); ok && matchParts(parts, got, c.operator.fold) {
			return true
		}
	}
	return false
}
