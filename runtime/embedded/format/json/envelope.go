package json

import (
	"errors"
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/format"
)

// envelope is the part that the decoders of changelogs share: a message around one or more rows.
type envelope struct {
	rows *Decoder
	// name is that of the format in errors, such as "Debezium JSON".
	name    string
	scratch *batch.Batch
	out     output
	skipped int64
}

// Skipped implements format.Skipper. A message counts once, however many rows it has.
func (e *envelope) Skipped() int64 { return e.skipped }

func newEnvelope(s format.Schema, o Options, name string) (*envelope, error) {
	rows, err := NewDecoder(s, o)
	if err != nil {
		return nil, err
	}
	scratch := &batch.Batch{}
	for _, i := range s.Projected {
		scratch.Cols = append(scratch.Cols, &batch.Vector{Type: s.Fields[i].Type})
	}
	return &envelope{rows: rows, name: name, scratch: scratch}, nil
}

// decode runs the decoder of a message and applies ignore-parse-errors.
func (e *envelope) decode(record []byte, skip int, b *batch.Batch, row, room int, message func(record []byte) error) (int, bool, error) {
	if len(record) == 0 {
		return 0, false, nil
	}
	e.out = output{b: b, row: row, room: room, skip: skip}
	if err := message(record); err != nil {
		if e.rows.options.IgnoreParseErrors {
			e.skipped++
			return e.out.written, e.out.more, nil
		}
		return 0, false, fmt.Errorf("corrupt %s message '%s': %w", e.name, shorten(record), err)
	}
	return e.out.written, e.out.more, nil
}

// spans finds members of the object in record by name: the bytes of their values, nil for those that are not there or null.
func spans(record []byte, names ...string) ([][]byte, error) {
	s := &scanner{b: record}
	if s.space() != '{' {
		return nil, errors.New("expected a JSON object")
	}
	found := make([][]byte, len(names))
	err := members(s, func(name string) error {
		c := s.space()
		start := s.p
		if err := s.skip(1); err != nil {
			return err
		}
		for i, n := range names {
			if n == name {
				found[i] = record[start:s.p]
				if c == 'n' {
					found[i] = nil
				}
			}
		}
		return nil
	})
	return found, err
}

// stringValue is the text of a span that holds a string; other values are taken as they stand.
func stringValue(span []byte) string {
	if len(span) > 0 && span[0] == '"' {
		if str, err := (&scanner{b: span}).str(); err == nil {
			return str
		}
	}
	return string(span)
}

// elements cuts the span of an array into those of its elements; an element that is null is nil.
func elements(span []byte) ([][]byte, error) {
	if span == nil {
		return nil, nil
	}
	s := &scanner{b: span}
	if s.space() != '[' {
		return nil, errors.New("expected a JSON array")
	}
	s.p++
	if s.space() == ']' {
		return nil, nil
	}
	var out [][]byte
	for {
		c := s.space()
		start := s.p
		if err := s.skip(1); err != nil {
			return nil, err
		}
		if c == 'n' {
			out = append(out, nil)
		} else {
			out = append(out, span[start:s.p])
		}
		if s.space() == ']' {
			return out, nil
		}
		if err := s.expect(','); err != nil {
			return nil, err
		}
	}
}

// one sends a row of a kind.
func (e *envelope) one(object []byte, kind batch.RowKind) error {
	if e.out.passed(1) {
		return nil
	}
	return e.out.send(e.scratch, func(cols []*batch.Vector, row int) error {
		return e.row(object, cols, row)
	}, kind)
}

// named tells which columns any of several objects has a field for. As in Flink, where a message has several rows, a column that
// changed in one of them counts as changed in all.
func (e *envelope) named(objects [][]byte) ([]bool, error) {
	columns := make([]bool, len(e.rows.row.names))
	for _, object := range objects {
		s := &scanner{b: object}
		if object == nil || s.space() != '{' {
			continue // told as an error where the row is decoded
		}
		err := members(s, func(name string) error {
			if column, ok := e.rows.row.byName[name]; ok {
				columns[column] = true
			}
			s.space()
			return s.skip(1)
		})
		if err != nil {
			return nil, err
		}
	}
	return columns, nil
}

// update sends a row's value before and after a change. With changed, before has only the fields of those columns; the others are
// as they are after the change.
func (e *envelope) update(before, after []byte, changed []bool) error {
	if e.out.passed(2) {
		return nil
	}
	return e.out.send(e.scratch, func(cols []*batch.Vector, row int) error {
		if err := e.row(after, cols, row+1); err != nil {
			return err
		}
		if err := e.row(before, cols, row); err != nil {
			return err
		}
		for i, c := range changed {
			if !c {
				cols[i].Set(row, cols[i].Get(row+1))
			}
		}
		return nil
	}, batch.UpdateBefore, batch.UpdateAfter)
}

var errSkipped = errors.New("the row does not parse")

func (e *envelope) row(object []byte, cols []*batch.Vector, row int) error {
	if object == nil {
		return errors.New("a row of the message is null")
	}
	written, err := e.rows.DecodeInto(object, cols, row)
	if err == nil && !written {
		err = errSkipped
	}
	return err
}

// output places the rows of a message in a batch: those before skip are passed over, and at most room are written.
type output struct {
	b         *batch.Batch
	row, room int
	skip      int
	written   int
	more      bool
}

// passed tells whether the next n rows are passed over, because they were delivered before or because there is no room.
func (o *output) passed(n int) bool {
	if o.skip >= n {
		o.skip -= n
		return true
	}
	if o.written == o.room {
		o.more = true
	}
	return o.more
}

// send writes rows that decode makes together: straight into the batch, or over scratch where only some of them are to be
// written.
func (o *output) send(scratch *batch.Batch, decode func(cols []*batch.Vector, row int) error, kinds ...batch.RowKind) error {
	at := o.row + o.written
	if o.skip == 0 && o.room-o.written >= len(kinds) {
		if err := decode(o.b.Cols, at); err != nil {
			return err
		}
		copy(o.b.Kinds[at:], kinds)
		o.written += len(kinds)
		return nil
	}
	scratch.Resize(len(kinds))
	if err := decode(scratch.Cols, 0); err != nil {
		return err
	}
	for i, kind := range kinds {
		switch {
		case o.skip > 0:
			o.skip--
		case o.written == o.room:
			o.more = true
		default:
			at := o.row + o.written
			for c, v := range o.b.Cols {
				v.Set(at, scratch.Cols[c].Get(i))
			}
			o.b.Kinds[at] = kind
			o.written++
		}
	}
	return nil
}
