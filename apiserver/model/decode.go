package model

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// DecodeError says that a body is not JSON, or that values have a JSON type which their members cannot take. The service
// calls it SerializationException.
type DecodeError struct {
	// Violations are at least one.
	Violations []Violation
}

func decodeError(p *path, message string) *DecodeError {
	return &DecodeError{Violations: []Violation{violationAt(p, message)}}
}

// Error tells the first member that is wrong, as the service does, and what is wrong with it.
func (e *DecodeError) Error() string {
	first := e.Violations[0]
	if first.Member == "" {
		return first.Message
	}
	return first.Member + ": " + first.Message
}

// decoder keeps what is wrong; what is, decodes to nil.
type decoder struct{ err DecodeError }

func (d *decoder) fail(p *path, v node, want string) {
	d.violation(p, fmt.Sprintf("expected %s, found %s", want, describe(v)))
}

func (d *decoder) violation(p *path, message string) {
	if len(d.err.Violations) < maxViolations {
		d.err.Violations = append(d.err.Violations, violationAt(p, message))
	}
}

func describe(v node) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case bool:
		return strconv.FormatBool(v)
	case json.Number:
		return "the number " + v.String()
	case string:
		return "a string"
	case []node:
		return "a list"
	default:
		return "an object"
	}
}

func (d *decoder) object(p *path, v node) (map[string]node, bool) {
	if v == nil {
		return nil, false
	}
	o, ok := v.(map[string]node)
	if !ok {
		d.fail(p, v, "an object")
	}
	return o, ok
}

func (d *decoder) string(p *path, v node) *string {
	if v == nil {
		return nil
	}
	s, ok := v.(string)
	if !ok {
		d.fail(p, v, "a string")
		return nil
	}
	d.printable(p, s)
	return &s
}

// printable refuses the one character that no database column and no configuration file can keep.
func (d *decoder) printable(p *path, s string) {
	if strings.ContainsRune(s, 0) {
		d.violation(p, "the character U+0000 is not possible in a string")
	}
}

func (d *decoder) boolean(p *path, v node) *bool {
	if v == nil {
		return nil
	}
	b, ok := v.(bool)
	if !ok {
		d.fail(p, v, "true or false")
		return nil
	}
	return &b
}

func (d *decoder) integer(p *path, v node) *int64 {
	if v == nil {
		return nil
	}
	n, ok := v.(json.Number)
	if !ok {
		d.fail(p, v, "a whole number")
		return nil
	}
	i, err := strconv.ParseInt(n.String(), 10, 64)
	if err != nil {
		// 1e3 and 5.0 are whole numbers as well.
		f, err := n.Float64()
		if err != nil || f != math.Trunc(f) || math.Abs(f) > 1<<53 {
			d.fail(p, v, "a whole number")
			return nil
		}
		i = int64(f)
	}
	return &i
}

// int32 is an integer that clients keep in 32 bits.
func (d *decoder) int32(p *path, v node) *int64 {
	i := d.integer(p, v)
	if i != nil && (*i < math.MinInt32 || *i > math.MaxInt32) {
		d.fail(p, v, "a whole number of 32 bits")
		return nil
	}
	return i
}

func (d *decoder) timestamp(p *path, v node) *Timestamp {
	if v == nil {
		return nil
	}
	n, ok := v.(json.Number)
	if ok {
		f, err := n.Float64()
		if err == nil && math.Abs(f) <= maxTimestamp {
			return new(Timestamp(math.Floor(f)))
		}
	}
	d.fail(p, v, "a number of seconds since 1970-01-01T00:00:00Z")
	return nil
}

func (d *decoder) blob(p *path, v node) []byte {
	if v == nil {
		return nil
	}
	if s, ok := v.(string); ok {
		if b, err := base64.StdEncoding.AppendDecode([]byte{}, []byte(s)); err == nil {
			return b
		}
	}
	d.fail(p, v, "bytes in base64")
	return nil
}

func decodeList[T, E any](d *decoder, p *path, v node, elem func(*decoder, *path, node) E) []T {
	if v == nil {
		return nil
	}
	l, ok := v.([]node)
	if !ok {
		d.fail(p, v, "a list")
		return nil
	}
	out := make([]T, 0, len(l))
	for i, e := range l {
		at := p.element(i)
		if e == nil {
			d.fail(at, e, "a value")
			return nil
		}
		out = appendElement[T](out, elem(d, at, e))
	}
	return out
}

// appendElement appends what an element's decoder gave: a pointer, or nil after an error, to the value itself.
func appendElement[T any](out []T, e any) []T {
	switch e := e.(type) {
	case *T:
		if e != nil {
			out = append(out, *e)
		}
	case T:
		out = append(out, e)
	}
	return out
}

func decodeMap[T, E any](d *decoder, p *path, v node, elem func(*decoder, *path, node) E) map[string]T {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	out := make(map[string]T, len(o))
	for _, key := range sortedKeys(o) {
		e, at := o[key], p.key(key)
		d.printable(at, key)
		if e == nil {
			d.fail(at, e, "a value")
			return nil
		}
		for _, one := range appendElement[T](nil, elem(d, at, e)) {
			out[key] = one
		}
	}
	return out
}
