package csv

import (
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/format"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// Factory is the format 'csv'.
type Factory struct{}

// Name implements format.Factory.
func (Factory) Name() string { return "csv" }

// Decoder implements format.Factory.
func (Factory) Decoder(s format.Schema) (format.Decoder, error) {
	o, err := prepare(s)
	if err != nil {
		return nil, err
	}
	d := &decoder{options: o, arity: len(s.Fields), targets: make([]int, len(s.Fields))}
	for i := range d.targets {
		d.targets[i] = -1
	}
	for column, i := range s.Projected {
		d.targets[i] = column
		d.fields = append(d.fields, s.Fields[i])
	}
	return d, nil
}

// Encoder implements format.Factory.
func (Factory) Encoder(s format.Schema) (format.Encoder, error) {
	o, err := prepare(s)
	if err != nil {
		return nil, err
	}
	return newEncoder(o), nil
}

// Framing implements format.Factory. Options that do not hold are refused by Decoder.
func (Factory) Framing(values map[string]string) format.FramingSpec {
	o, err := readOptions(values)
	if err != nil || o.quote == 0 {
		return format.FramingSpec{Framing: format.Lines, Comment: o.comment}
	}
	return format.FramingSpec{
		Framing: format.Quoted, Quote: byte(o.quote), Delimiter: byte(o.delimiter), Escape: byte(o.escape), Comment: o.comment,
	}
}

// Changelog implements format.Factory.
func (Factory) Changelog() bool { return false }

func prepare(s format.Schema) (options, error) {
	for _, f := range s.Fields {
		if err := check(f.Name, f.Type, true); err != nil {
			return options{}, err
		}
	}
	return readOptions(s.Options)
}

// check refuses types that CSV cannot hold: collections of anything but scalars, and maps.
func check(name string, t types.Type, top bool) error {
	switch t.Kind {
	case types.Array:
		if top {
			return check(name, *t.Elem, false)
		}
	case types.Row:
		if top {
			for _, f := range t.Fields {
				if err := check(name, f.Type, false); err != nil {
					return err
				}
			}
			return nil
		}
	case types.Map, types.Multiset, types.Raw, types.Null:
	default:
		return nil
	}
	return fmt.Errorf("column '%s': CSV format doesn't support the type %s", name, t)
}
