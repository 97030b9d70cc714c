package json

import (
	"errors"
	"fmt"
	"regexp"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/format"
	"github.com/penstock/penstock/runtime/embedded/option"
)

// Canal is the format 'canal-json': messages of Canal with any number of rows and the old values of changed columns.
type Canal struct{}

// Name implements format.Factory.
func (Canal) Name() string { return "canal-json" }

// Framing implements format.Factory.
func (Canal) Framing(map[string]string) format.FramingSpec {
	return format.FramingSpec{Framing: format.Lines}
}

// Changelog implements format.Factory.
func (Canal) Changelog() bool { return true }

type canalOptions struct {
	Options
	// database and table are what the message's must match; nil for any.
	database, table *regexp.Regexp
}

func readCanalOptions(values map[string]string) (canalOptions, error) {
	r := option.NewReader("format 'canal-json'", "canal-json.", values)
	o := canalOptions{Options: ReadOptions(r)}
	for key, target := range map[string]**regexp.Regexp{"database.include": &o.database, "table.include": &o.table} {
		if !r.Has(key) {
			continue
		}
		pattern, err := regexp.Compile("^(?:" + r.String(key, "") + ")$")
		if err != nil {
			r.Fail("invalid regular expression for option 'canal-json.%s': %v", key, err)
		}
		*target = pattern
	}
	return o, r.Done()
}

// Decoder implements format.Factory.
func (Canal) Decoder(s format.Schema) (format.Decoder, error) {
	o, err := readCanalOptions(s.Options)
	if err != nil {
		return nil, err
	}
	e, err := newEnvelope(s, o.Options, "Canal JSON")
	if err != nil {
		return nil, err
	}
	return &canalDecoder{envelope: e, options: o}, nil
}

// Encoder implements format.Factory. It writes insertions and new values as INSERT, the others as DELETE.
func (Canal) Encoder(s format.Schema) (format.Encoder, error) {
	o, err := readCanalOptions(s.Options)
	if err != nil {
		return nil, err
	}
	return newEnvelopeEncoder(s, o.Options, [2]string{`{"data":[`, `{"data":[`}, [2]string{`],"type":"INSERT"}`, `],"type":"DELETE"}`})
}

type canalDecoder struct {
	*envelope
	options canalOptions
}

// Decode implements format.Decoder.
func (d *canalDecoder) Decode(record []byte, skip int, b *batch.Batch, row, room int) (int, bool, error) {
	return d.decode(record, skip, b, row, room, d.message)
}

func (d *canalDecoder) message(record []byte) error {
	parts, err := spans(record, "type", "data", "old", "database", "table")
	if err != nil {
		return err
	}
	for i, p := range []*regexp.Regexp{d.options.database, d.options.table} {
		if p == nil {
			continue
		}
		name := parts[3+i]
		if name == nil {
			return errors.New(`the message does not say which database and table it is of`)
		}
		if !p.MatchString(stringValue(name)) {
			return nil
		}
	}
	kind := stringValue(parts[0])
	if kind == "CREATE" {
		return nil
	}
	if kind != "INSERT" && kind != "UPDATE" && kind != "DELETE" {
		return fmt.Errorf(`unknown "type" value %q`, kind)
	}
	if parts[1] == nil {
		return errors.New(`the "data" field is null`)
	}
	data, err := elements(parts[1])
	if err != nil {
		return err
	}
	old, err := elements(parts[2])
	if err != nil {
		return err
	}
	var changed []bool
	if kind == "UPDATE" {
		if changed, err = d.named(old); err != nil {
			return err
		}
	}
	for i, row := range data {
		switch kind {
		case "INSERT":
			err = d.one(row, batch.Insert)
		case "UPDATE":
			if i >= len(old) {
				return fmt.Errorf(`the "old" field of an UPDATE message has %d rows, "data" has %d`, len(old), len(data))
			}
			err = d.update(old[i], row, changed)
		default:
			err = d.one(row, batch.Delete)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
