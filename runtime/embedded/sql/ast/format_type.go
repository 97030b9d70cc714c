package ast

import (
	"strconv"

	"github.com/penstock/penstock/runtime/embedded/types"
)

func (f *formatter) dataType(t *DataType) {
	switch t.Kind {
	case types.Array, types.Multiset:
		f.put(t.Kind.String(), "<")
		f.dataType(t.Elem)
		f.put(">")
	case types.Map:
		f.put("MAP<")
		f.dataType(t.Key)
		f.put(", ")
		f.dataType(t.Elem)
		f.put(">")
	case types.Row:
		f.put("ROW(")
		commas(f, t.Fields, func(field *TypeField) {
			f.ident(field.Name)
			f.put(" ")
			f.dataType(field.Type)
			f.when(field.Comment != "", " "+QuoteString(field.Comment))
		})
		f.put(")")
	case types.IntervalYearMonth, types.IntervalDayTime:
		f.put("INTERVAL ")
		f.qualifier(*t.Interval)
	case types.Raw:
		f.put("RAW(", QuoteString(t.RawClass), ", ", QuoteString(t.RawSerializer), ")")
	case types.Decimal:
		f.put("DECIMAL")
		if t.Precision >= 0 {
			f.put("(", strconv.Itoa(t.Precision), ", ", strconv.Itoa(t.Scale), ")")
		}
	default:
		f.scalarType(t)
	}
	f.when(t.NotNull, " NOT NULL")
}

func (f *formatter) scalarType(t *DataType) {
	switch {
	case t.Kind == types.VarChar && t.Precision == types.MaxLength:
		f.put("STRING")
	case t.Kind == types.VarBinary && t.Precision == types.MaxLength:
		f.put("BYTES")
	default:
		f.put(t.Kind.String())
		f.precision(t.Precision)
	}
}

func (f *formatter) precision(n int) {
	if n >= 0 {
		f.put("(", strconv.Itoa(n), ")")
	}
}

func (f *formatter) qualifier(q IntervalQualifier) {
	f.put(string(q.From))
	if q.From == Second && q.Precision >= 0 && q.Fraction >= 0 {
		f.put("(", strconv.Itoa(q.Precision), ", ", strconv.Itoa(q.Fraction), ")")
		return
	}
	f.precision(q.Precision)
	if q.To != "" {
		f.put(" TO ", string(q.To))
		f.precision(q.Fraction)
	}
}
