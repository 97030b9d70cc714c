package awscli

import (
	"encoding/json"
	"fmt"

	"github.com/penstock/penstock/cli/contract"
	"github.com/penstock/penstock/cli/value"
)

// answer is an answer of the server as it is shown: its members in the order of the contract, without those that the contract does
// not have, and times as dates unless wire is set.
func answer(body []byte, s *contract.Shape, wire bool) (*value.Object, error) {
	v, err := value.Parse(body)
	if err != nil {
		return nil, fmt.Errorf("understand the answer: %w", err)
	}
	shown, err := shape(v, s, wire)
	if err != nil {
		return nil, fmt.Errorf("understand the answer: %w", err)
	}
	o, ok := shown.(*value.Object)
	if !ok {
		return nil, fmt.Errorf("understand the answer: it is no object but a %s", typeName(v))
	}
	return o, nil
}

func shape(v any, s *contract.Shape, wire bool) (any, error) {
	switch v := v.(type) {
	case *value.Object:
		shown := value.NewObject()
		if s.Kind != contract.Struct {
			for _, name := range v.Names() {
				member, _ := v.Get(name)
				if s.Elem != nil {
					var err error
					if member, err = shape(member, s.Elem, wire); err != nil {
						return nil, err
					}
				}
				shown.Set(name, member)
			}
			return shown, nil
		}
		for _, m := range s.Members {
			member, told := v.Get(m.Name)
			if !told || member == nil {
				continue
			}
			member, err := shape(member, m.Shape, wire)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", m.Name, err)
			}
			shown.Set(m.Name, member)
		}
		return shown, nil
	case []any:
		if s.Kind != contract.List {
			return v, nil
		}
		for i := range v {
			var err error
			if v[i], err = shape(v[i], s.Elem, wire); err != nil {
				return nil, err
			}
		}
		return v, nil
	case json.Number:
		if s.Kind == contract.Timestamp && !wire {
			return isoTime(v)
		}
	}
	return v, nil
}
