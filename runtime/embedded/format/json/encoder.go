package json

import (
	"encoding/base64"
	"errors"
	"fmt"
	"math"
	"strconv"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr/decimal"
	"github.com/penstock/penstock/runtime/embedded/expr/temporal"
	"github.com/penstock/penstock/runtime/embedded/format"
	"github.com/penstock/penstock/runtime/embedded/format/convert"
	"github.com/penstock/penstock/runtime/embedded/rowtext"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// Encoder writes rows as JSON objects, one a line.
type Encoder struct {
	options Options
	names   [][]byte
}

// NewEncoder makes an encoder of the schema's projected fields.
func NewEncoder(s format.Schema, o Options) (*Encoder, error) {
	e := &Encoder{options: o}
	for _, i := range s.Projected {
		f := s.Fields[i]
		if err := check(f.Name, f.Type); err != nil {
			return nil, err
		}
		e.names = append(e.names, append(AppendString(nil, f.Name), ':'))
	}
	return e, nil
}

// Encode implements format.Encoder.
func (e *Encoder) Encode(dst []byte, b *batch.Batch, row int) ([]byte, error) {
	dst, err := e.AppendObject(dst, b.Cols, row)
	return append(dst, '\n'), err
}

// AppendObject writes the object of a row without a line break.
func (e *Encoder) AppendObject(dst []byte, cols []*batch.Vector, row int) ([]byte, error) {
	dst = append(dst, '{')
	first := true
	for i, v := range cols {
		if v.IsNull(row) && e.options.IgnoreNullFields {
			continue
		}
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = append(dst, e.names[i]...)
		var err error
		if dst, err = e.column(dst, v, row); err != nil {
			return dst, fmt.Errorf("failed to serialize column %s: %w", e.names[i][:len(e.names[i])-1], err)
		}
	}
	return append(dst, '}'), nil
}

// column writes a value without a detour over Datum where that is common.
func (e *Encoder) column(dst []byte, v *batch.Vector, row int) ([]byte, error) {
	if v.IsNull(row) {
		return append(dst, "null"...), nil
	}
	switch v.Type.Kind {
	case types.Char, types.VarChar:
		return AppendString(dst, v.Str[row]), nil
	case types.TinyInt, types.SmallInt, types.Int, types.BigInt:
		return strconv.AppendInt(dst, v.I64[row], 10), nil
	}
	return e.datum(dst, &v.Type, v.Get(row))
}

func (e *Encoder) datum(dst []byte, t *types.Type, d batch.Datum) ([]byte, error) {
	switch d := d.(type) {
	case nil:
		return append(dst, "null"...), nil
	case bool:
		return strconv.AppendBool(dst, d), nil
	case int64:
		return appendInt(dst, t, d), nil
	case float64:
		return appendFloat(dst, t, d), nil
	case batch.Int128:
		return AppendDecimal(dst, d, t.Scale, e.options.PlainDecimals), nil
	case string:
		if t.Kind.IsBinary() {
			dst = base64.StdEncoding.AppendEncode(append(dst, '"'), []byte(d))
			return append(dst, '"'), nil
		}
		return AppendString(dst, d), nil
	case batch.Instant:
		dst = AppendInstant(append(dst, '"'), t.Kind, d, e.options.Timestamps)
		return append(dst, '"'), nil
	case []batch.Datum:
		if t.Kind == types.Row {
			return e.row(dst, t, d)
		}
		return e.array(dst, t, d)
	case *batch.MapDatum:
		return e.mapOf(dst, t, d)
	}
	return dst, fmt.Errorf("unexpected value %T for the type %s", d, t)
}

func (e *Encoder) array(dst []byte, t *types.Type, items []batch.Datum) ([]byte, error) {
	dst = append(dst, '[')
	for i, item := range items {
		if i > 0 {
			dst = append(dst, ',')
		}
		var err error
		if dst, err = e.datum(dst, t.Elem, item); err != nil {
			return dst, err
		}
	}
	return append(dst, ']'), nil
}

func (e *Encoder) row(dst []byte, t *types.Type, fields []batch.Datum) ([]byte, error) {
	dst = append(dst, '{')
	first := true
	for i, f := range fields {
		if f == nil && e.options.IgnoreNullFields {
			continue
		}
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = append(AppendString(dst, t.Fields[i].Name), ':')
		var err error
		if dst, err = e.datum(dst, &t.Fields[i].Type, f); err != nil {
			return dst, err
		}
	}
	return append(dst, '}'), nil
}

func (e *Encoder) mapOf(dst []byte, t *types.Type, m *batch.MapDatum) ([]byte, error) {
	valueType := t.Elem
	if t.Kind == types.Multiset {
		valueType = &multiplicity
	}
	dst = append(dst, '{')
	first := true
	for i, key := range m.Keys {
		name, ok := key.(string)
		if !ok {
			switch e.options.MapNullKeyMode {
			case "DROP":
				continue
			case "FAIL":
				return dst, errors.New("JSON format doesn't support to serialize map data with null keys; " +
					"'json.map-null-key.mode' can drop them or write a literal")
			}
			name = e.options.MapNullKeyLiteral
		}
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = append(AppendString(dst, name), ':')
		var err error
		if dst, err = e.datum(dst, valueType, m.Values[i]); err != nil {
			return dst, err
		}
	}
	return append(dst, '}'), nil
}

func appendInt(dst []byte, t *types.Type, v int64) []byte {
	switch t.Kind {
	case types.Date:
		return append(rowtext.AppendDate(append(dst, '"'), v), '"')
	case types.Time:
		return append(AppendTime(append(dst, '"'), v, 0), '"')
	}
	return strconv.AppendInt(dst, v, 10)
}

func appendFloat(dst []byte, t *types.Type, f float64) []byte {
	quoted := math.IsNaN(f) || math.IsInf(f, 0)
	if quoted {
		dst = append(dst, '"')
	}
	if t.Kind == types.Float {
		dst = rowtext.AppendFloat(dst, f)
	} else {
		dst = rowtext.AppendDouble(dst, f)
	}
	if quoted {
		dst = append(dst, '"')
	}
	return dst
}

// AppendTime writes HH:mm:ss with as much of a fraction as there is.
func AppendTime(dst []byte, millis int64, nanos int32) []byte {
	dst = rowtext.AppendTime(dst, millis/1000*1000, 0)
	fraction := millis%1000*1_000_000 + int64(nanos)
	if fraction == 0 {
		return dst
	}
	digits := strconv.AppendInt(nil, 1_000_000_000+fraction, 10)
	digits[0] = '.'
	for digits[len(digits)-1] == '0' {
		digits = digits[:len(digits)-1]
	}
	return append(dst, digits...)
}

// AppendInstant writes a timestamp by a standard; one of TIMESTAMP_LTZ in UTC with a Z.
func AppendInstant(dst []byte, kind types.Kind, at batch.Instant, standard convert.Standard) []byte {
	dst = rowtext.AppendDate(dst, temporal.FloorDiv(at.Millis, temporal.Day))
	separator := byte(' ')
	if standard == convert.ISO {
		separator = 'T'
	}
	dst = AppendTime(append(dst, separator), temporal.FloorMod(at.Millis, temporal.Day), at.Nanos)
	if kind == types.TimestampLTZ {
		dst = append(dst, 'Z')
	}
	return dst
}

// AppendDecimal writes a decimal as Jackson does, without zeros at its end: plain, or as BigDecimal.toString, which uses an
// exponent where digits left of the point would be unknown or more than six zeros follow it.
func AppendDecimal(dst []byte, v batch.Int128, scale int, plain bool) []byte {
	if v.Sign() == 0 {
		return append(dst, '0')
	}
	unscaled := v.Big().String()
	sign := ""
	if unscaled[0] == '-' {
		sign, unscaled = "-", unscaled[1:]
	}
	for unscaled[len(unscaled)-1] == '0' {
		unscaled = unscaled[:len(unscaled)-1]
		scale--
	}
	exponent := len(unscaled) - 1 - scale
	if plain || scale >= 0 && exponent >= -6 {
		if scale >= 0 {
			n, _, _ := decimal.Parse(sign+unscaled, decimal.MaxPrecision, 0)
			return decimal.Append(dst, n, scale)
		}
		dst = append(append(dst, sign...), unscaled...)
		for range -scale {
			dst = append(dst, '0')
		}
		return dst
	}
	dst = append(append(dst, sign...), unscaled[0])
	if len(unscaled) > 1 {
		dst = append(append(dst, '.'), unscaled[1:]...)
	}
	dst = append(dst, 'E')
	if exponent >= 0 {
		dst = append(dst, '+')
	}
	return strconv.AppendInt(dst, int64(exponent), 10)
}
