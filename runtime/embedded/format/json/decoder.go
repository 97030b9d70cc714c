package json

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/format"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// errOutOfStep says that a nested value stands for a BOOLEAN, for which Flink takes its opening bracket: the record has to be
// decoded token by token.
var errOutOfStep = errors.New("nested value for a BOOLEAN")

// Decoder decodes JSON objects.
type Decoder struct {
	options Options
	row     rowDecoder
	skipped int64
}

// rowDecoder decodes the fields of an object into columns.
type rowDecoder struct {
	names  []string
	types  []types.Type
	nested []*rowDecoder // of ROW fields, nil for others
	byName map[string]int
	// order remembers the fields of the record before: the n-th name and which column it is, -1 for none.
	order []seenField
	// seen tells which columns the present record has set.
	seen []bool
}

type seenField struct {
	name  string
	field int
}

// NewDecoder makes a decoder of the schema's projected fields.
func NewDecoder(s format.Schema, o Options) (*Decoder, error) {
	fields := make([]types.Field, 0, len(s.Projected))
	for _, i := range s.Projected {
		f := s.Fields[i]
		if err := check(f.Name, f.Type); err != nil {
			return nil, err
		}
		fields = append(fields, types.Field{Name: f.Name, Type: f.Type})
	}
	return &Decoder{options: o, row: *newRowDecoder(fields)}, nil
}

func newRowDecoder(fields []types.Field) *rowDecoder {
	r := &rowDecoder{byName: make(map[string]int, len(fields)), seen: make([]bool, len(fields))}
	for i, f := range fields {
		r.names = append(r.names, f.Name)
		r.types = append(r.types, f.Type)
		r.byName[f.Name] = i
		var nested *rowDecoder
		if f.Type.Kind == types.Row {
			nested = newRowDecoder(f.Type.Fields)
		}
		r.nested = append(r.nested, nested)
	}
	return r
}

// Decode implements format.Decoder.
func (d *Decoder) Decode(record []byte, skip int, b *batch.Batch, row, _ int) (int, bool, error) {
	if len(record) == 0 || skip > 0 {
		return 0, false, nil
	}
	written, err := d.DecodeInto(record, b.Cols, row)
	if err != nil {
		return 0, false, fmt.Errorf("failed to deserialize JSON '%s': %w", shorten(record), err)
	}
	if !written {
		d.skipped++
		return 0, false, nil
	}
	return 1, false, nil
}

// Skipped implements format.Skipper.
func (d *Decoder) Skipped() int64 { return d.skipped }

// byteOrderMark may stand before a document in UTF-8.
var byteOrderMark = []byte("\ufeff")

// DecodeInto decodes an object into columns. It returns false for a record that is skipped because of
// ignore-parse-errors.
func (d *Decoder) DecodeInto(record []byte, cols []*batch.Vector, row int) (bool, error) {
	record = bytes.TrimPrefix(record, byteOrderMark)
	s := scanner{b: record}
	if s.space() != '{' {
		if d.options.IgnoreParseErrors {
			return false, nil
		}
		return false, errors.New("no content to map: expected a JSON object")
	}
	err := d.object(&s, &d.row, cols, row, 1)
	switch {
	case err == nil:
		return true, nil
	case errors.Is(err, errOutOfStep), d.options.IgnoreParseErrors:
		return d.decodeTokens(record, cols, row)
	}
	return false, err
}

// object decodes an object at its opening brace.
func (d *Decoder) object(s *scanner, r *rowDecoder, cols []*batch.Vector, row, depth int) error {
	if depth > maxDepth {
		return &syntaxError{fmt.Sprintf("nested more than %d levels deep", maxDepth)}
	}
	clear(r.seen)
	s.p++
	left := len(r.names)
	if s.space() == '}' {
		s.p++
		return d.finish(r, cols, row, left)
	}
	for n := 0; ; n++ {
		field, err := r.name(s, n)
		if err != nil {
			return err
		}
		if err := s.expect(':'); err != nil {
			return err
		}
		if field < 0 {
			err = s.skip(depth)
		} else {
			if !r.seen[field] {
				r.seen[field] = true
				left--
			}
			err = d.value(s, r, field, cols[field], row, depth)
		}
		if err != nil {
			return err
		}
		switch s.space() {
		case ',':
			s.p++
		case '}':
			s.p++
			return d.finish(r, cols, row, left)
		default:
			return s.fail("',' or '}'")
		}
	}
}

// finish makes the fields NULL that the object does not have.
func (d *Decoder) finish(r *rowDecoder, cols []*batch.Vector, row, left int) error {
	if left == 0 {
		return nil
	}
	if d.options.FailOnMissingField {
		for i, seen := range r.seen {
			if !seen {
				return fmt.Errorf("could not find field with name '%s'; some field is missing in the JSON data", r.names[i])
			}
		}
	}
	for i, seen := range r.seen {
		if !seen {
			cols[i].SetNull(row)
		}
	}
	return nil
}

// name reads a field's name, the n-th of its object, and finds its column; -1 where it has none.
func (r *rowDecoder) name(s *scanner, n int) (int, error) {
	if s.space() != '"' {
		return 0, s.fail("a field name in double quotes")
	}
	if n < len(r.order) {
		known := &r.order[n]
		end := s.p + 1 + len(known.name)
		if end < len(s.b) && s.b[end] == '"' && text(s.b[s.p+1:end]) == known.name {
			s.p = end + 1
			return known.field, nil
		}
	}
	name, err := s.str()
	if err != nil {
		return 0, err
	}
	field, ok := r.byName[name]
	if !ok {
		field = -1
	}
	r.remember(n, name, field)
	return field, nil
}

// maxRemembered bounds the names that are remembered, for objects with names that never come again.
const maxRemembered = 256

func (r *rowDecoder) remember(n int, name string, field int) {
	if n >= maxRemembered || len(name) > 256 {
		return
	}
	for _, c := range []byte(name) {
		if c == '"' || c == '\\' {
			return
		}
	}
	for len(r.order) <= n {
		r.order = append(r.order, seenField{field: -1})
	}
	r.order[n] = seenField{name: string(append([]byte(nil), name...)), field: field}
}

// shorten cuts a long record for an error.
func shorten(record []byte) string {
	const most = 500
	if len(record) > most {
		return string(record[:most]) + "..."
	}
	return string(record)
}
