package shorthand

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/penstock/penstock/cli/contract"
	"github.com/penstock/penstock/cli/value"
)

// Coerce makes of a parsed value what the shape wants where the notation cannot tell: numbers, booleans, and a list of one where
// a single value stands for a list. What fits no shape stays as it is, for validation to refuse by name.
func Coerce(v any, s *contract.Shape) (any, error) {
	switch s.Kind {
	case contract.Struct:
		return coerceMembers(v, func(name string) *contract.Shape {
			m, _ := s.Member(name)
			return m.Shape
		})
	case contract.Map:
		return coerceMembers(v, func(string) *contract.Shape { return s.Elem })
	case contract.List:
		list, ok := v.([]any)
		if !ok {
			list = []any{v}
		}
		for i := range list {
			var err error
			if list[i], err = Coerce(list[i], s.Elem); err != nil {
				return nil, err
			}
		}
		return list, nil
	}
	text, ok := v.(string)
	if !ok {
		return v, nil
	}
	switch s.Kind {
	case contract.Integer:
		i, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%q is not a whole number", text)
		}
		return json.Number(strconv.FormatInt(i, 10)), nil
	case contract.Boolean:
		switch strings.ToLower(text) {
		case "true":
			return true, nil
		case "false":
			return false, nil
		}
	}
	return v, nil
}

func coerceMembers(v any, shape func(name string) *contract.Shape) (any, error) {
	o, ok := v.(*value.Object)
	if !ok {
		return v, nil
	}
	for _, name := range o.Names() {
		s := shape(name)
		if s == nil {
			continue
		}
		member, _ := o.Get(name)
		coerced, err := Coerce(member, s)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		o.Set(name, coerced)
	}
	return o, nil
}

// Supports tells whether a shape may be given in the notation: structures, maps, and lists of those.
func Supports(s *contract.Shape) bool {
	if s.Kind == contract.List {
		return !s.Elem.IsScalar()
	}
	return !s.IsScalar()
}
