package json

import (
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// value decodes a field's value into its column.
func (d *Decoder) value(s *scanner, r *rowDecoder, field int, v *batch.Vector, row, depth int) error {
	c := s.space()
	if c == 'n' {
		if _, err := s.word(); err != nil {
			return err
		}
		v.SetNull(row)
		return nil
	}
	if v.Nulls != nil {
		v.Nulls[row] = false
	}
	if err := d.notNull(s, r, field, v, row, depth, c); err != nil {
		if isSyntaxError(err) {
			return err
		}
		return fmt.Errorf("failed to deserialize at field '%s' (%s): %w", r.names[field], r.types[field], err)
	}
	return nil
}

func (d *Decoder) notNull(s *scanner, r *rowDecoder, field int, v *batch.Vector, row, depth int, c byte) error {
	t := &r.types[field]
	switch t.Kind {
	case types.Char, types.VarChar:
		if c == '"' {
			str, err := s.str()
			v.Str[row] = str
			return err
		}
	case types.Int, types.BigInt:
		if c == '-' || c-'0' <= 9 {
			return s.shortInteger(t.Kind, &v.I64[row])
		}
	case types.Row:
		if c != '{' {
			return d.wrongToken(s, "a JSON object", depth)
		}
		return d.object(s, r.nested[field], v.Children, row, depth+1)
	case types.Array, types.Map, types.Multiset:
		datum, err := d.datum(s, t, depth)
		if err == nil {
			v.Nested[row] = datum
		}
		return err
	}
	tok, err := s.scalar(c, depth)
	if err != nil {
		return err
	}
	return d.store(v, row, t, tok)
}

// wrongToken passes a value of the wrong kind, so that a syntax error in it comes first, and says what was expected.
func (d *Decoder) wrongToken(s *scanner, expected string, depth int) error {
	if err := s.skip(depth); err != nil {
		return err
	}
	return fmt.Errorf("expected %s", expected)
}

// shortInteger reads a number for INT or BIGINT: short ones at once, others by the rules for all numbers.
func (s *scanner) shortInteger(kind types.Kind, out *int64) error {
	i, negative := s.p, false
	if s.b[i] == '-' {
		negative = true
		i++
	}
	start := i
	n := int64(0)
	for i < len(s.b) && s.b[i]-'0' <= 9 && i-start < 10 {
		n = n*10 + int64(s.b[i]-'0')
		i++
	}
	if i > start && i-start < 10 && i < len(s.b) && (s.b[start] != '0' || i == start+1) &&
		(s.b[i] == ',' || s.b[i] == '}' || s.b[i] == ' ') {
		if negative {
			n = -n
		}
		*out = n
		s.p = i
		return nil
	}
	literal, float, err := s.number()
	if err != nil {
		return err
	}
	*out, err = integerOf(kind, literal, float)
	return err
}

// token is a scalar as it stands in the text, or the opening bracket of a nested value with what it spans.
type token struct {
	// kind is '"' for strings, '0' for integers, '.' for other numbers, 't' and 'f', '{' and '['.
	kind byte
	// text is the string without quotes and escapes, the literal, or the text of the nested value.
	text string
}

// scalar reads any value but null. Nested values are passed whole.
func (s *scanner) scalar(c byte, depth int) (token, error) {
	switch c {
	case '"':
		str, err := s.str()
		return token{'"', str}, err
	case 't', 'f':
		w, err := s.word()
		return token{c, w}, err
	case '{', '[':
		start := s.p
		err := s.skipNested(c, depth)
		return token{c, text(s.b[start:s.p])}, err
	}
	literal, float, err := s.number()
	if float {
		return token{'.', text(literal)}, err
	}
	return token{'0', text(literal)}, err
}

func (t token) isNumber() bool { return t.kind == '0' || t.kind == '.' }

func (t token) isNested() bool { return t.kind == '{' || t.kind == '[' }

// store converts a scalar into a row of a column.
func (d *Decoder) store(v *batch.Vector, row int, t *types.Type, tok token) error {
	switch {
	case t.Kind.IsCharacter():
		v.Str[row] = stringOf(tok)
	case t.Kind.IsApproximate():
		f, err := floatOf(t.Kind, tok)
		v.F64[row] = f
		return err
	case t.Kind.IsTimestamp():
		at, err := d.instantOf(t, tok)
		v.I64[row] = at.Millis
		v.SetNanos(row, at.Nanos)
		return err
	default:
		datum, err := d.convert(t, tok)
		if err != nil {
			return err
		}
		v.Set(row, datum)
	}
	return nil
}
