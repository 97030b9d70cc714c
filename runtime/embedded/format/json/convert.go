package json

import (
	"encoding/base64"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/format/convert"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// convert turns a scalar into a value of a type that is neither a collection nor a row. A nil value is NULL.
func (d *Decoder) convert(t *types.Type, tok token) (batch.Datum, error) {
	switch t.Kind {
	case types.Char, types.VarChar:
		return stringOf(tok), nil
	case types.Boolean:
		if tok.isNested() {
			return nil, errOutOfStep
		}
		return strings.EqualFold(convert.TrimJava(tok.text), "true"), nil
	case types.Float, types.Double:
		return convert.Datum(floatOf(t.Kind, tok))
	case types.Timestamp, types.TimestampLTZ:
		return convert.Datum(d.instantOf(t, tok))
	}
	if tok.isNested() {
		return nil, fmt.Errorf("cannot convert %s to %s", tok.text, t)
	}
	if tok.isNumber() && (t.Kind == types.Int || t.Kind == types.BigInt) {
		return convert.Datum(integerOf(t.Kind, []byte(tok.text), tok.kind == '.'))
	}
	if v, ok, err := convert.Number(t, convert.TrimJava(tok.text)); ok {
		return v, err
	}
	switch t.Kind {
	case types.Date:
		return convert.Datum(convert.Date(tok.text))
	case types.Time:
		// Flink keeps no fraction of a second here.
		ms, err := convert.Time(tok.text, convert.SQL)
		return convert.Datum(ms/1000*1000, err)
	case types.Binary, types.VarBinary:
		raw, err := base64.StdEncoding.DecodeString(tok.text)
		return convert.Datum(string(raw), err)
	}
	return nil, fmt.Errorf("JSON format doesn't support the type %s", t)
}

// stringOf is a value as a STRING: a string itself, a nested value as JSON without white space.
func stringOf(tok token) string {
	if tok.isNested() {
		return compact(tok.text)
	}
	return tok.text
}

func bitsOf(k types.Kind) int {
	if k == types.Int {
		return 32
	}
	return 64
}

// integerOf is a number as INT or BIGINT: a fraction is cut.
func integerOf(kind types.Kind, literal []byte, float bool) (int64, error) {
	bits := bitsOf(kind)
	if !float {
		n, err := convert.Int(text(literal), bits)
		if err != nil {
			return 0, fmt.Errorf("numeric value (%s) out of range of %s", literal, kind)
		}
		return n, nil
	}
	f, err := strconv.ParseFloat(text(literal), 64)
	limit := math.Ldexp(1, bits-1)
	if err != nil || f >= limit || f < -limit {
		return 0, fmt.Errorf("numeric value (%s) out of range of %s", literal, kind)
	}
	return int64(f), nil
}

func floatOf(kind types.Kind, tok token) (float64, error) {
	bits := 64
	if kind == types.Float {
		bits = 32
	}
	switch {
	case tok.isNested():
		return 0, fmt.Errorf("cannot convert %s to %s", tok.text, kind)
	case tok.isNumber():
		f, err := strconv.ParseFloat(tok.text, bits)
		if err != nil && !math.IsInf(f, 0) {
			return 0, err
		}
		return f, nil
	}
	return convert.Float(tok.text, bits)
}

// instantOf is a timestamp. What is finer than milliseconds is kept only by types that hold it.
func (d *Decoder) instantOf(t *types.Type, tok token) (batch.Instant, error) {
	if tok.isNested() {
		return batch.Instant{}, fmt.Errorf("cannot convert %s to %s", tok.text, t)
	}
	parse := convert.Timestamp
	if t.Kind == types.TimestampLTZ {
		parse = convert.Instant
	}
	at, err := parse(tok.text, d.options.Timestamps)
	if t.Precision <= 3 {
		at.Nanos = 0
	}
	return at, err
}
