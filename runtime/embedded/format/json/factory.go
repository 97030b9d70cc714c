package json

import (
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/format"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// Factory is the format 'json'.
type Factory struct{}

// Name implements format.Factory.
func (Factory) Name() string { return "json" }

// Decoder implements format.Factory.
func (Factory) Decoder(s format.Schema) (format.Decoder, error) {
	o, err := readOwnOptions(s.Options)
	if err != nil {
		return nil, err
	}
	return NewDecoder(s, o)
}

// Encoder implements format.Factory.
func (Factory) Encoder(s format.Schema) (format.Encoder, error) {
	o, err := readOwnOptions(s.Options)
	if err != nil {
		return nil, err
	}
	return NewEncoder(s, o)
}

// Framing implements format.Factory.
func (Factory) Framing(map[string]string) format.FramingSpec {
	return format.FramingSpec{Framing: format.Lines}
}

// Changelog implements format.Factory.
func (Factory) Changelog() bool { return false }

// check refuses types that JSON cannot hold.
func check(name string, t types.Type) error {
	switch t.Kind {
	case types.Array:
		return check(name, *t.Elem)
	case types.Map, types.Multiset:
		key := t.Key
		if t.Kind == types.Multiset {
			key = t.Elem
		} else if err := check(name, *t.Elem); err != nil {
			return err
		}
		if !key.Kind.IsCharacter() {
			return fmt.Errorf("column '%s': JSON format doesn't support non-string as key type of map: %s", name, t)
		}
	case types.Row:
		for _, f := range t.Fields {
			if err := check(name, f.Type); err != nil {
				return err
			}
		}
	case types.Raw, types.Null:
		return fmt.Errorf("column '%s': JSON format doesn't support the type %s", name, t)
	}
	return nil
}
