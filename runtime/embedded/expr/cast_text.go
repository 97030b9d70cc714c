package expr

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/rowtext"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// castToText writes values as text and brings it to the length of the type: CHAR pads with blanks, both cut.
func castToText(from, to types.Type) castFunc {
	write := textOf(from)
	fit := fitText(to)
	return func(c *caster, in, out *batch.Vector, sel []int32) {
		if !c.x.fits(1, filledTo(to)) {
			return
		}
		each(sel, c.x.n, func(i int) { out.Str[i] = fit(write(in, i, c.x.zone)) })
	}
}

// textOf is how values of a type are written.
func textOf(from types.Type) func(in *batch.Vector, i int, zone *time.Location) string {
	switch {
	case from.Kind.IsCharacter():
		return func(in *batch.Vector, i int, _ *time.Location) string { return in.Str[i] }
	case from.Kind.IsInteger():
		return func(in *batch.Vector, i int, _ *time.Location) string { return strconv.FormatInt(in.I64[i], 10) }
	}
	var buf []byte
	return func(in *batch.Vector, i int, zone *time.Location) string {
		buf = rowtext.AppendCast(buf[:0], in, i, zone)
		return string(buf)
	}
}

func fitText(to types.Type) func(string) string {
	n := to.Precision
	if to.Kind == types.VarChar {
		if n == types.MaxLength {
			return func(s string) string { return s }
		}
		return func(s string) string { return firstRunes(s, n) }
	}
	return func(s string) string {
		if have := utf8.RuneCountInString(s); have < n {
			return s + strings.Repeat(" ", n-have)
		}
		return firstRunes(s, n)
	}
}

// filledTo is the length that all values of a type have; 0 where they have their own.
func filledTo(t types.Type) int64 {
	if t.Kind == types.Char || t.Kind == types.Binary {
		return int64(t.Precision)
	}
	return 0
}

// firstRunes cuts a text to n characters.
func firstRunes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// castBinary cuts bytes to the length of the type, and fills BINARY up with zeros.
func castBinary(to types.Type) castFunc {
	fit := fitBinary(to)
	return func(c *caster, in, out *batch.Vector, sel []int32) {
		if !c.x.fits(1, filledTo(to)) {
			return
		}
		each(sel, c.x.n, func(i int) { out.Str[i] = fit(in.Str[i]) })
	}
}

func fitBinary(to types.Type) func(string) string {
	return func(s string) string {
		switch {
		case len(s) > to.Precision:
			return s[:to.Precision]
		case len(s) < to.Precision && to.Kind == types.Binary:
			return s + strings.Repeat("\x00", to.Precision-len(s))
		}
		return s
	}
}

// castFromText reads texts.
func castFromText(to types.Type) castFunc {
	switch {
	case to.Kind.IsBinary():
		return castBinary(to)
	case to.Kind == types.Boolean:
		return reading(func(v *batch.Vector) []bool { return v.Bool }, rowtext.ParseBool)
	case to.Kind.IsInteger():
		return reading(func(v *batch.Vector) []int64 { return v.I64 }, func(s string) (int64, error) {
			return rowtext.ParseInt(s, to.Kind)
		})
	case to.Kind.IsApproximate():
		return reading(func(v *batch.Vector) []float64 { return v.F64 }, func(s string) (float64, error) {
			return rowtext.ParseFloat(s, to.Kind)
		})
	case to.Kind == types.Date:
		return reading(func(v *batch.Vector) []int64 { return v.I64 }, rowtext.ParseDate)
	case to.Kind == types.Time:
		return reading(func(v *batch.Vector) []int64 { return v.I64 }, rowtext.ParseTime)
	case to.Kind == types.Decimal:
		return reading(func(v *batch.Vector) []batch.Int128 { return v.Dec }, func(s string) (batch.Int128, error) {
			return rowtext.ParseDecimal(s, to.Precision, to.Scale)
		})
	case to.Kind.IsTimestamp():
		return readTimestamps(to)
	}
	return nil
}

// reading makes a cast of a function that reads one text.
func reading[T any](data func(*batch.Vector) []T, parse func(string) (T, error)) castFunc {
	return func(c *caster, in, out *batch.Vector, sel []int32) {
		values := data(out)
		each(sel, c.x.n, func(i int) {
			v, err := parse(in.Str[i])
			if err != nil {
				c.fail(i, err)
				return
			}
			values[i] = v
		})
	}
}

func readTimestamps(to types.Type) castFunc {
	return func(c *caster, in, out *batch.Vector, sel []int32) {
		each(sel, c.x.n, func(i int) {
			t, err := rowtext.ParseTimestamp(in.Str[i], to.Precision)
			if err == nil && to.Kind == types.TimestampLTZ {
				t, err = rowtext.ParseInstant(in.Str[i], to.Precision, c.x.zone)
			}
			if err != nil {
				c.fail(i, err)
				return
			}
			out.I64[i] = t.Millis
			out.SetNanos(i, t.Nanos)
		})
	}
}
