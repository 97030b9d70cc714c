package json

import (
	"errors"
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/format"
	"github.com/penstock/penstock/runtime/embedded/option"
)

// Ogg is the format 'ogg-json': messages of Oracle GoldenGate with a row before and after a change.
type Ogg struct{}

// Name implements format.Factory.
func (Ogg) Name() string { return "ogg-json" }

// Framing implements format.Factory.
func (Ogg) Framing(map[string]string) format.FramingSpec {
	return format.FramingSpec{Framing: format.Lines}
}

// Changelog implements format.Factory.
func (Ogg) Changelog() bool { return true }

func readOggOptions(values map[string]string) (Options, error) {
	r := option.NewReader("format 'ogg-json'", "ogg-json.", values)
	o := ReadOptions(r)
	return o, r.Done()
}

// Decoder implements format.Factory.
func (Ogg) Decoder(s format.Schema) (format.Decoder, error) {
	o, err := readOggOptions(s.Options)
	if err != nil {
		return nil, err
	}
	e, err := newEnvelope(s, o, "Ogg JSON")
	if err != nil {
		return nil, err
	}
	return &oggDecoder{e}, nil
}

// Encoder implements format.Factory. It writes insertions and new values as op_type I, the others as op_type D.
func (Ogg) Encoder(s format.Schema) (format.Encoder, error) {
	o, err := readOggOptions(s.Options)
	if err != nil {
		return nil, err
	}
	return newEnvelopeEncoder(s, o, [2]string{`{"before":null,"after":`, `{"before":`}, [2]string{`,"op_type":"I"}`, `,"after":null,"op_type":"D"}`})
}

type oggDecoder struct{ *envelope }

// Decode implements format.Decoder.
func (d *oggDecoder) Decode(record []byte, skip int, b *batch.Batch, row, room int) (int, bool, error) {
	return d.decode(record, skip, b, row, room, d.message)
}

func (d *oggDecoder) message(record []byte) error {
	parts, err := spans(record, "op_type", "before", "after")
	if err != nil {
		return err
	}
	before, after := parts[1], parts[2]
	switch op := stringValue(parts[0]); op {
	case "I":
		return d.one(after, batch.Insert)
	case "U":
		if before == nil {
			return errors.New(`the "before" field of an UPDATE message is null`)
		}
		return d.update(before, after, nil)
	case "D":
		if before == nil {
			return errors.New(`the "before" field of a DELETE message is null`)
		}
		return d.one(before, batch.Delete)
	default:
		return fmt.Errorf(`unknown "op_type" value %q`, op)
	}
}
