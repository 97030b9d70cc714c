package rowtext

import (
	"strconv"
	"strings"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr/decimal"
	"github.com/penstock/penstock/runtime/embedded/expr/temporal"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// AppendPrint writes row i of a vector as the print connector shows it.
func AppendPrint(dst []byte, v *batch.Vector, i int) []byte {
	if v.IsNull(i) {
		return append(dst, "null"...)
	}
	switch v.Type.Kind {
	case types.Char, types.VarChar:
		return append(dst, v.Str[i]...)
	case types.Row:
		dst = append(dst, "+I["...)
		for f, c := range v.Children {
			if f > 0 {
				dst = append(dst, ", "...)
			}
			dst = AppendPrint(dst, c, i)
		}
		return append(dst, ']')
	}
	return printer{}.appendDatum(dst, v.Type, v.Get(i))
}

// AppendCast writes row i of a vector as CAST(x AS STRING) gives it; NULL is written as NULL. zone is the session time zone.
func AppendCast(dst []byte, v *batch.Vector, i int, zone *time.Location) []byte {
	return AppendCastDatum(dst, v.Type, v.Get(i), zone)
}

// AppendCastDatum is AppendCast for a value outside a vector.
func AppendCastDatum(dst []byte, t types.Type, d batch.Datum, zone *time.Location) []byte {
	return printer{cast: true, zone: zone}.appendDatum(dst, t, d)
}

// printer writes values in one of the two ways.
type printer struct {
	cast bool
	zone *time.Location
}

func (p printer) appendDatum(dst []byte, t types.Type, d batch.Datum) []byte {
	switch d := d.(type) {
	case nil:
		if p.cast {
			return append(dst, "NULL"...)
		}
		return append(dst, "null"...)
	case bool:
		return p.appendBool(dst, d)
	case int64:
		return p.appendInt(dst, t, d)
	case float64:
		if t.Kind == types.Float {
			return AppendFloat(dst, d)
		}
		return AppendDouble(dst, d)
	case batch.Int128:
		if p.cast {
			return decimal.Append(dst, d, t.Scale)
		}
		return AppendBigDecimal(dst, d, t.Scale)
	case string:
		return p.appendString(dst, t, d)
	case batch.Instant:
		return p.appendInstant(dst, t, d)
	case []batch.Datum:
		return p.appendList(dst, t, d)
	case *batch.MapDatum:
		return p.appendMap(dst, t, d)
	}
	return dst
}

func (p printer) appendBool(dst []byte, b bool) []byte {
	if p.cast {
		return append(dst, strings.ToUpper(strconv.FormatBool(b))...)
	}
	return strconv.AppendBool(dst, b)
}

func (p printer) appendInt(dst []byte, t types.Type, v int64) []byte {
	switch t.Kind {
	case types.Date:
		return AppendDate(dst, v)
	case types.Time:
		if p.cast {
			return AppendTime(dst, v, t.Precision)
		}
		return appendJavaTime(dst, v, 0, false)
	case types.IntervalYearMonth:
		if p.cast {
			return appendYearMonth(dst, v)
		}
		return appendPeriod(dst, v)
	case types.IntervalDayTime:
		if p.cast {
			return appendDayTime(dst, v)
		}
		return appendDuration(dst, v)
	}
	return strconv.AppendInt(dst, v, 10)
}

func (p printer) appendString(dst []byte, t types.Type, s string) []byte {
	switch {
	case t.Kind.IsCharacter():
		return append(dst, s...)
	case p.cast:
		return append(dst, strings.ToValidUTF8(s, "\uFFFD")...)
	}
	dst = append(dst, '[')
	for i := range len(s) {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		dst = strconv.AppendInt(dst, int64(int8(s[i])), 10)
	}
	return append(dst, ']')
}

func (p printer) appendInstant(dst []byte, t types.Type, at batch.Instant) []byte {
	if p.cast {
		millis := at.Millis
		if t.Kind == types.TimestampLTZ && p.zone != nil {
			millis = temporal.ToLocal(millis, p.zone)
		}
		return AppendTimestamp(dst, millis, at.Nanos, t.Precision)
	}
	if t.Kind == types.TimestampLTZ {
		return AppendISO(dst, at, true)
	}
	dst = AppendDate(dst, temporal.FloorDiv(at.Millis, temporal.Day))
	dst = append(dst, 'T')
	return appendJavaTime(dst, temporal.FloorMod(at.Millis, temporal.Day), at.Nanos, false)
}

// AppendISO writes a timestamp with T and seconds, and where utc is set with Z.
func AppendISO(dst []byte, at batch.Instant, utc bool) []byte {
	dst = AppendDate(dst, temporal.FloorDiv(at.Millis, temporal.Day))
	dst = append(dst, 'T')
	dst = appendJavaTime(dst, temporal.FloorMod(at.Millis, temporal.Day), at.Nanos, true)
	if utc {
		dst = append(dst, 'Z')
	}
	return dst
}

// appendList writes an ARRAY or a ROW.
func (p printer) appendList(dst []byte, t types.Type, items []batch.Datum) []byte {
	open, end := "[", byte(']')
	if t.Kind == types.Row {
		open = "+I["
		if p.cast {
			open, end = "(", ')'
		}
	}
	dst = append(dst, open...)
	for i, item := range items {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		elem := t.Elem
		if t.Kind == types.Row {
			elem = &t.Fields[i].Type
		}
		dst = p.appendDatum(dst, *elem, item)
	}
	return append(dst, end)
}

// mapOrder is the order in which the entries of a map are written.
func (p printer) mapOrder(key types.Type, m *batch.MapDatum) []int {
	if !p.cast {
		return javaOrder(key, m.Keys)
	}
	order := make([]int, len(m.Keys))
	for i := range order {
		order[i] = i
	}
	return order
}

func (p printer) appendMap(dst []byte, t types.Type, m *batch.MapDatum) []byte {
	key, value := t.Key, t.Elem
	if t.Kind == types.Multiset {
		multiplicity := types.Of(types.Int)
		key, value = t.Elem, &multiplicity
	}
	dst = append(dst, '{')
	for n, i := range p.mapOrder(*key, m) {
		if n > 0 {
			dst = append(dst, ", "...)
		}
		dst = p.appendDatum(dst, *key, m.Keys[i])
		dst = append(dst, '=')
		dst = p.appendDatum(dst, *value, m.Values[i])
	}
	return append(dst, '}')
}
