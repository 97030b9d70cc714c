package json

import (
	"errors"
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// The kinds of event that are not scalars (those of token: '"', '0', '.', 't', 'f').
const (
	nullEvent  = 'n'
	nameEvent  = ':'
	errorEvent = '!' // the text is no JSON from here on, or has ended
)

// event is one token of a JSON text as a pull parser gives it. The text of an opening bracket is its whole value.
type event struct {
	token
	err error
}

// cursor walks over the events of a record as Flink's decoder does over its parser's.
type cursor struct {
	d      *Decoder
	events []event
	at     int
}

// decodeTokens decodes a record in which a value does not convert, in Flink's steps. A field that fails is NULL; the walk goes
// on at the next event, which after a nested value is not the next field.
func (d *Decoder) decodeTokens(record []byte, cols []*batch.Vector, row int) (bool, error) {
	c := &cursor{d: d, events: eventsOf(record)}
	fields := make([]types.Field, len(d.row.names))
	for i := range fields {
		fields[i] = types.Field{Name: d.row.names[i], Type: d.row.types[i]}
	}
	values, err := c.row(fields)
	if err != nil {
		if d.options.IgnoreParseErrors {
			return false, nil
		}
		return false, err
	}
	for i, v := range values {
		cols[i].Set(row, v)
	}
	return true, nil
}

func (c *cursor) now() *event { return &c.events[c.at] }

// next goes to the next event; it fails where the text is no JSON.
func (c *cursor) next() (*event, error) {
	if c.at < len(c.events)-1 {
		c.at++
	}
	e := c.now()
	return e, e.err
}

// row walks over an object from its opening brace to the first closing one.
func (c *cursor) row(fields []types.Field) ([]batch.Datum, error) {
	if c.now().kind != '{' {
		return nil, errors.New("expected a JSON object")
	}
	values, found := make([]batch.Datum, len(fields)), 0
	e, err := c.next()
	for ; err == nil && e.kind != '}'; e, err = c.next() {
		if found >= len(fields) {
			err = c.skipChildren()
		} else {
			name := e.text
			if _, err = c.next(); err != nil {
				break
			}
			field := fieldNamed(fields, name)
			if field < 0 {
				err = c.skipChildren()
			} else {
				values[field], err = c.value(&fields[field].Type)
				found++
			}
		}
		if err != nil {
			break
		}
	}
	return values, err
}

func fieldNamed(fields []types.Field, name string) int {
	for i := range fields {
		if fields[i].Name == name {
			return i
		}
	}
	return -1
}

// skipChildren goes from an opening bracket to the one that closes it; elsewhere it stays.
func (c *cursor) skipChildren() error {
	for depth := 0; ; {
		switch c.now().kind {
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		}
		if depth <= 0 {
			return nil
		}
		if _, err := c.next(); err != nil {
			return err
		}
	}
}

// value converts at the present event. What does not convert is NULL where errors are ignored; the error that is returned
// is one of the text.
func (c *cursor) value(t *types.Type) (batch.Datum, error) {
	if c.now().kind == nullEvent {
		return nil, nil
	}
	v, err := c.convert(t)
	if err == nil {
		return v, nil
	}
	if c.now().err != nil {
		return nil, c.now().err
	}
	if c.d.options.IgnoreParseErrors {
		return nil, nil
	}
	return nil, err
}

func (c *cursor) convert(t *types.Type) (batch.Datum, error) {
	e := c.now()
	switch t.Kind {
	case types.Array:
		if e.kind != '[' {
			return nil, errors.New("expected a JSON array")
		}
		items := []batch.Datum{}
		e, err := c.next()
		for ; err == nil && e.kind != ']'; e, err = c.next() {
			item, err := c.value(t.Elem)
			if err != nil {
				return nil, err
			}
			items = append(items, item)
		}
		return items, err
	case types.Map, types.Multiset:
		return c.mapOf(t)
	case types.Row:
		return c.row(t.Fields)
	case types.Boolean:
		if e.isNested() || e.kind == '}' || e.kind == ']' {
			return false, nil
		}
	case types.Char, types.VarChar:
		if e.isNested() {
			return stringOf(e.token), c.skipChildren()
		}
	}
	if e.kind == '}' || e.kind == ']' || e.kind == nameEvent {
		return nil, fmt.Errorf("cannot convert '%s' to %s", e.text, t)
	}
	return c.d.convert(t, e.token)
}

func (c *cursor) mapOf(t *types.Type) (batch.Datum, error) {
	if c.now().kind != '{' {
		return nil, errors.New("expected a JSON object")
	}
	m := newMapBuilder(t)
	e, err := c.next()
	for ; err == nil && e.kind != '}'; e, err = c.next() {
		name := e.text
		if _, err = c.next(); err != nil {
			break
		}
		value, valueErr := c.value(m.valueType)
		if err = valueErr; err != nil {
			break
		}
		m.put(name, value)
	}
	return m.m, err
}

// eventsOf cuts a record into events; the last one has an error, at the end of the text or where it stops being JSON.
func eventsOf(record []byte) []event {
	s := &scanner{b: record}
	l := &eventList{s: s}
	err := l.value(1)
	if err == nil {
		err = &syntaxError{"unexpected end of input"}
	}
	return append(l.events, event{token: token{kind: errorEvent}, err: err})
}

type eventList struct {
	s      *scanner
	events []event
}

func (l *eventList) add(kind byte, text string) {
	l.events = append(l.events, event{token: token{kind, text}})
}

func (l *eventList) value(depth int) error {
	switch c := l.s.space(); c {
	case 'n':
		w, err := l.s.word()
		if err == nil {
			l.add(nullEvent, w)
		}
		return err
	case '{', '[':
		return l.nested(c, depth)
	default:
		tok, err := l.s.scalar(c, depth)
		if err == nil {
			l.add(tok.kind, tok.text)
		}
		return err
	}
}

func (l *eventList) nested(open byte, depth int) error {
	if depth > maxDepth {
		return &syntaxError{fmt.Sprintf("nested more than %d levels deep", maxDepth)}
	}
	at, start := len(l.events), l.s.p
	l.add(open, string(open))
	var err error
	if open == '{' {
		err = members(l.s, func(name string) error {
			l.add(nameEvent, name)
			return l.value(depth + 1)
		})
	} else {
		err = l.elements(depth)
	}
	if err != nil {
		return err
	}
	l.add(open+2, string(open+2)) // '}' and ']' are two after their opening brackets
	l.events[at].text = text(l.s.b[start:l.s.p])
	return nil
}

func (l *eventList) elements(depth int) error {
	s := l.s
	s.p++
	if s.space() == ']' {
		s.p++
		return nil
	}
	for {
		if err := l.value(depth + 1); err != nil {
			return err
		}
		switch s.space() {
		case ',':
			s.p++
		case ']':
			s.p++
			return nil
		default:
			return s.fail("',' or ']'")
		}
	}
}
