package csv

import (
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/format/convert"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// convert turns the text of a field into a value; nil is NULL.
func (d *decoder) convert(t *types.Type, s string) (batch.Datum, error) {
	trimmed := convert.TrimJava(s)
	if t.Kind == types.Decimal && trimmed != s {
		return nil, fmt.Errorf("for input string: %q", s) // blanks go in other numbers only
	}
	if v, ok, err := convert.Number(t, trimmed); ok {
		return v, err
	}
	switch t.Kind {
	case types.Char, types.VarChar:
		return strings.ToValidUTF8(s, "\uFFFD"), nil
	case types.Boolean:
		return strings.EqualFold(trimmed, "true"), nil
	case types.Date:
		return convert.Datum(convert.LenientDate(s))
	case types.Time:
		return timeOf(t, s)
	case types.Timestamp, types.TimestampLTZ:
		return convert.Datum(instantOf(t, trimmed))
	case types.Binary, types.VarBinary:
		raw, err := base64.StdEncoding.DecodeString(s)
		return convert.Datum(string(raw), err)
	case types.Array, types.Row:
		return d.nested(t, s)
	}
	return nil, fmt.Errorf("CSV format doesn't support the type %s", t)
}

// timeOf is a TIME with as many digits of fraction as the type has, at most three.
func timeOf(t *types.Type, s string) (batch.Datum, error) {
	ms, err := convert.Time(s, convert.ISO)
	unit := [...]int64{1000, 100, 10, 1}[min(t.Precision, 3)]
	return convert.Datum(ms/unit*unit, err)
}

// instantOf is a timestamp. What is finer than milliseconds is kept only by types that hold it.
func instantOf(t *types.Type, s string) (batch.Instant, error) {
	parse := convert.Timestamp
	if t.Kind == types.TimestampLTZ {
		parse = convert.Instant
	}
	at, err := parse(s, convert.SQL)
	if t.Precision <= 3 {
		at.Nanos = 0
	}
	return at, err
}

// bitsOf is the width of the integer that a type is read as.
func bitsOf(k types.Kind) int {
	switch k {
	case types.TinyInt:
		return 8
	case types.SmallInt:
		return 16
	case types.Int, types.IntervalYearMonth:
		return 32
	}
	return 64
}
