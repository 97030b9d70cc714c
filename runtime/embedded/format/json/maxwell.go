package json

import (
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/format"
	"github.com/penstock/penstock/runtime/embedded/option"
)

// Maxwell is the format 'maxwell-json': messages of Maxwell with one row and the old values of changed columns.
type Maxwell struct{}

// Name implements format.Factory.
func (Maxwell) Name() string { return "maxwell-json" }

// Framing implements format.Factory.
func (Maxwell) Framing(map[string]string) format.FramingSpec {
	return format.FramingSpec{Framing: format.Lines}
}

// Changelog implements format.Factory.
func (Maxwell) Changelog() bool { return true }

func readMaxwellOptions(values map[string]string) (Options, error) {
	r := option.NewReader("format 'maxwell-json'", "maxwell-json.", values)
	o := ReadOptions(r)
	return o, r.Done()
}

// Decoder implements format.Factory.
func (Maxwell) Decoder(s format.Schema) (format.Decoder, error) {
	o, err := readMaxwellOptions(s.Options)
	if err != nil {
		return nil, err
	}
	e, err := newEnvelope(s, o, "Maxwell JSON")
	if err != nil {
		return nil, err
	}
	return &maxwellDecoder{e}, nil
}

// Encoder implements format.Factory. It writes insertions and new values as insert, the others as delete.
func (Maxwell) Encoder(s format.Schema) (format.Encoder, error) {
	o, err := readMaxwellOptions(s.Options)
	if err != nil {
		return nil, err
	}
	return newEnvelopeEncoder(s, o, [2]string{`{"data":`, `{"data":`}, [2]string{`,"type":"insert"}`, `,"type":"delete"}`})
}

type maxwellDecoder struct{ *envelope }

// Decode implements format.Decoder.
func (d *maxwellDecoder) Decode(record []byte, skip int, b *batch.Batch, row, room int) (int, bool, error) {
	return d.decode(record, skip, b, row, room, d.message)
}

func (d *maxwellDecoder) message(record []byte) error {
	parts, err := spans(record, "type", "data", "old")
	if err != nil {
		return err
	}
	switch kind := stringValue(parts[0]); kind {
	case "insert":
		return d.one(parts[1], batch.Insert)
	case "update":
		changed, err := d.named([][]byte{parts[2]})
		if err != nil {
			return err
		}
		return d.update(parts[2], parts[1], changed)
	case "delete":
		return d.one(parts[1], batch.Delete)
	default:
		return fmt.Errorf(`unknown "type" value %q`, kind)
	}
}
