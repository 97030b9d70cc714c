package json

import (
	"errors"

	"github.com/penstock/penstock/runtime/embedded/format/convert"
	"github.com/penstock/penstock/runtime/embedded/option"
)

// Options are the options of JSON that the formats made of it share.
type Options struct {
	FailOnMissingField bool
	IgnoreParseErrors  bool
	Timestamps         convert.Standard
	// MapNullKeyMode is FAIL, DROP or LITERAL; MapNullKeyLiteral is the name that LITERAL writes.
	MapNullKeyMode    string
	MapNullKeyLiteral string
	// PlainDecimals writes decimals without exponents, IgnoreNullFields leaves fields out that are NULL.
	PlainDecimals    bool
	IgnoreNullFields bool
}

// ReadOptions reads the options that JSON and the formats made of it have in common.
func ReadOptions(r *option.Reader) Options {
	o := Options{IgnoreParseErrors: r.Bool("ignore-parse-errors", false)}
	if r.OneOf("timestamp-format.standard", "SQL", "SQL", "ISO-8601") == "ISO-8601" {
		o.Timestamps = convert.ISO
	}
	o.MapNullKeyMode = r.OneOf("map-null-key.mode", "FAIL", "FAIL", "DROP", "LITERAL")
	o.MapNullKeyLiteral = r.String("map-null-key.literal", "null")
	o.PlainDecimals = r.Bool("encode.decimal-as-plain-number", false)
	o.IgnoreNullFields = r.Bool("encode.ignore-null-fields", false)
	return o
}

func readOwnOptions(values map[string]string) (Options, error) {
	r := option.NewReader("format 'json'", "json.", values)
	o := ReadOptions(r)
	o.FailOnMissingField = r.Bool("fail-on-missing-field", false)
	// Flink has two decoders that this chooses between; here there is one.
	r.Bool("decode.json-parser.enabled", true)
	if err := r.Done(); err != nil {
		return o, err
	}
	if o.FailOnMissingField && o.IgnoreParseErrors {
		return o, errors.New("json.fail-on-missing-field and json.ignore-parse-errors shouldn't both be true")
	}
	return o, nil
}
