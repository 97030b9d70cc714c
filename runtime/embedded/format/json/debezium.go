package json

import (
	"errors"
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/format"
	"github.com/penstock/penstock/runtime/embedded/option"
)

// Debezium is the format 'debezium-json': messages of Debezium with a row before and after a change.
type Debezium struct{}

// Name implements format.Factory.
func (Debezium) Name() string { return "debezium-json" }

// Framing implements format.Factory.
func (Debezium) Framing(map[string]string) format.FramingSpec {
	return format.FramingSpec{Framing: format.Lines}
}

// Changelog implements format.Factory.
func (Debezium) Changelog() bool { return true }

func (d Debezium) options(s format.Schema) (o Options, schemaInclude bool, err error) {
	r := option.NewReader("format 'debezium-json'", "debezium-json.", s.Options)
	schemaInclude = r.Bool("schema-include", false)
	o = ReadOptions(r)
	return o, schemaInclude, r.Done()
}

// Decoder implements format.Factory.
func (d Debezium) Decoder(s format.Schema) (format.Decoder, error) {
	o, schemaInclude, err := d.options(s)
	if err != nil {
		return nil, err
	}
	e, err := newEnvelope(s, o, "Debezium JSON")
	if err != nil {
		return nil, err
	}
	return &debeziumDecoder{envelope: e, schemaInclude: schemaInclude}, nil
}

// Encoder implements format.Factory. It writes insertions and new values as op c, the others as op d.
func (d Debezium) Encoder(s format.Schema) (format.Encoder, error) {
	o, schemaInclude, err := d.options(s)
	if err != nil {
		return nil, err
	}
	if schemaInclude {
		return nil, errors.New("debezium-json serialization doesn't support 'debezium-json.schema-include' = 'true'")
	}
	return newEnvelopeEncoder(s, o, [2]string{`{"before":null,"after":`, `{"before":`}, [2]string{`,"op":"c"}`, `,"after":null,"op":"d"}`})
}

type debeziumDecoder struct {
	*envelope
	schemaInclude bool
}

// Decode implements format.Decoder.
func (d *debeziumDecoder) Decode(record []byte, skip int, b *batch.Batch, row, room int) (int, bool, error) {
	return d.decode(record, skip, b, row, room, d.message)
}

func (d *debeziumDecoder) message(record []byte) error {
	if d.schemaInclude {
		payload, err := spans(record, "payload")
		if err != nil {
			return err
		}
		record = payload[0]
	}
	parts, err := spans(record, "op", "before", "after")
	if err != nil {
		return err
	}
	before, after := parts[1], parts[2]
	switch op := stringValue(parts[0]); op {
	case "c", "r":
		return d.one(after, batch.Insert)
	case "u":
		if before == nil {
			return errors.New(`the "before" field of an UPDATE message is null; with Postgres, the table's REPLICA IDENTITY has to be FULL`)
		}
		return d.update(before, after, nil)
	case "d":
		if before == nil {
			return errors.New(`the "before" field of a DELETE message is null; with Postgres, the table's REPLICA IDENTITY has to be FULL`)
		}
		return d.one(before, batch.Delete)
	default:
		return fmt.Errorf(`unknown "op" value %q`, op)
	}
}
