// Package value holds JSON values with the members of objects in their order, since output keeps the order of the contract and
// of what the user wrote.
//
// A value is nil, bool, json.Number, string, []any or *Object.
package value

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// maxDepth is how deep values may nest.
const maxDepth = 100

// Object is an object whose members keep the order in which they were set first.
type Object struct {
	names  []string
	values map[string]any
}

// NewObject returns an object of names and values in turn.
func NewObject(members ...any) *Object {
	o := &Object{values: map[string]any{}}
	for i := 0; i < len(members); i += 2 {
		o.Set(members[i].(string), members[i+1])
	}
	return o
}

// Set sets a member; a new one comes last.
func (o *Object) Set(name string, v any) {
	if _, known := o.values[name]; !known {
		o.names = append(o.names, name)
	}
	o.values[name] = v
}

// Get returns a member.
func (o *Object) Get(name string) (v any, ok bool) {
	v, ok = o.values[name]
	return v, ok
}

// Has tells whether the member is there.
func (o *Object) Has(name string) bool {
	_, ok := o.values[name]
	return ok
}

// Names are the names of the members in their order. They are the object's own.
func (o *Object) Names() []string { return o.names }

// Len is the number of members.
func (o *Object) Len() int { return len(o.names) }

// MarshalJSON writes the members in their order.
func (o *Object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, name := range o.names {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := appendJSON(&b, name); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := appendJSON(&b, o.values[name]); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func appendJSON(b *bytes.Buffer, v any) error {
	text, err := json.Marshal(v)
	b.Write(text)
	return err
}

// Parse reads one JSON value. Of members that occur twice the last one counts, as in Python and JavaScript.
func Parse(text []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	v, err := parse(d, 0)
	if err != nil {
		return nil, told(d, err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("there is something after the value, at byte %d", d.InputOffset())
	}
	return v, nil
}

func told(d *json.Decoder, err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("it ends too early, at byte %d", d.InputOffset())
	}
	return fmt.Errorf("%w, at byte %d", err, d.InputOffset())
}

func parse(d *json.Decoder, depth int) (any, error) {
	if depth++; depth > maxDepth {
		return nil, fmt.Errorf("values are nested deeper than %d", maxDepth)
	}
	t, err := d.Token()
	if err != nil {
		return nil, err
	}
	delim, ok := t.(json.Delim)
	if !ok {
		return t, nil
	}
	if delim == '[' {
		list := []any{}
		for d.More() {
			v, err := parse(d, depth)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		_, err = d.Token()
		return list, err
	}
	o := NewObject()
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, err
		}
		v, err := parse(d, depth)
		if err != nil {
			return nil, err
		}
		o.Set(name.(string), v)
	}
	_, err = d.Token()
	return o, err
}
