package json

import (
	"errors"
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// datum decodes a value of any type outside a column: the elements of collections.
func (d *Decoder) datum(s *scanner, t *types.Type, depth int) (batch.Datum, error) {
	c := s.space()
	if c == 'n' {
		_, err := s.word()
		return nil, err
	}
	if depth > maxDepth {
		return nil, &syntaxError{fmt.Sprintf("nested more than %d levels deep", maxDepth)}
	}
	switch t.Kind {
	case types.Array:
		if c != '[' {
			return nil, d.wrongToken(s, "a JSON array", depth)
		}
		return d.array(s, t, depth)
	case types.Map, types.Multiset:
		if c != '{' {
			return nil, d.wrongToken(s, "a JSON object", depth)
		}
		return d.mapOf(s, t, depth)
	case types.Row:
		if c != '{' {
			return nil, d.wrongToken(s, "a JSON object", depth)
		}
		return d.rowOf(s, t, depth)
	}
	tok, err := s.scalar(c, depth)
	if err != nil {
		return nil, err
	}
	return d.convert(t, tok)
}

func (d *Decoder) array(s *scanner, t *types.Type, depth int) (batch.Datum, error) {
	s.p++
	items := []batch.Datum{}
	if s.space() == ']' {
		s.p++
		return items, nil
	}
	for {
		item, err := d.datum(s, t.Elem, depth+1)
		if err != nil {
			return nil, err
		}
		items = append(items, item)
		switch s.space() {
		case ',':
			s.p++
		case ']':
			s.p++
			return items, nil
		default:
			return nil, s.fail("',' or ']'")
		}
	}
}

// mapOf decodes an object as a MAP or a MULTISET; of a name that occurs twice the last value counts.
func (d *Decoder) mapOf(s *scanner, t *types.Type, depth int) (batch.Datum, error) {
	m := newMapBuilder(t)
	err := members(s, func(name string) error {
		value, err := d.datum(s, m.valueType, depth+1)
		if err != nil {
			return err
		}
		m.put(name, value)
		return nil
	})
	return m.m, err
}

func (d *Decoder) rowOf(s *scanner, t *types.Type, depth int) (batch.Datum, error) {
	fields := make([]batch.Datum, len(t.Fields))
	seen := 0
	err := members(s, func(name string) error {
		for i := range t.Fields {
			if t.Fields[i].Name == name {
				value, err := d.datum(s, &t.Fields[i].Type, depth+1)
				fields[i] = value
				seen++
				return err
			}
		}
		return s.skip(depth + 1)
	})
	if err == nil && seen < len(fields) && d.options.FailOnMissingField {
		return nil, errors.New("some field is missing in the JSON data")
	}
	return fields, err
}

// members reads an object at its opening brace; value reads what follows each name.
func members(s *scanner, value func(name string) error) error {
	s.p++
	if s.space() == '}' {
		s.p++
		return nil
	}
	for {
		if s.space() != '"' {
			return s.fail("a field name in double quotes")
		}
		name, err := s.str()
		if err != nil {
			return err
		}
		if err := s.expect(':'); err != nil {
			return err
		}
		if err := value(name); err != nil {
			return err
		}
		switch s.space() {
		case ',':
			s.p++
		case '}':
			s.p++
			return nil
		default:
			return s.fail("',' or '}'")
		}
	}
}

// mapBuilder collects the entries of a MAP or MULTISET.
type mapBuilder struct {
	m         *batch.MapDatum
	valueType *types.Type
	at        map[string]int
}

var multiplicity = types.Of(types.Int)

func newMapBuilder(t *types.Type) *mapBuilder {
	b := &mapBuilder{m: &batch.MapDatum{}, valueType: t.Elem, at: make(map[string]int)}
	if t.Kind == types.Multiset {
		b.valueType = &multiplicity
	}
	return b
}

func (b *mapBuilder) put(name string, value batch.Datum) {
	if i, ok := b.at[name]; ok {
		b.m.Values[i] = value
		return
	}
	b.at[name] = len(b.m.Keys)
	b.m.Keys = append(b.m.Keys, name)
	b.m.Values = append(b.m.Values, value)
}
