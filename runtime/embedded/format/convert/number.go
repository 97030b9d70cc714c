// Package convert turns texts into values by the rules of Java and of Flink's formats, which differ from those of CAST:
// numbers as Integer.parseInt and Double.parseDouble read them, dates and times by Flink's fixed patterns.
package convert

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr/decimal"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// TrimJava removes what Java's String.trim removes: characters up to the space.
func TrimJava(s string) string {
	for len(s) > 0 && s[0] <= ' ' {
		s = s[1:]
	}
	for len(s) > 0 && s[len(s)-1] <= ' ' {
		s = s[:len(s)-1]
	}
	return s
}

// Datum is a value as one, and nil where there was an error.
func Datum[T any](v T, err error) (batch.Datum, error) {
	if err != nil {
		return nil, err
	}
	return v, nil
}

// Number is the value of the text of a number of the type; nil for a DECIMAL that does not fit. ok tells whether the type is one of numbers.
func Number(t *types.Type, s string) (v batch.Datum, ok bool, err error) {
	switch t.Kind {
	case types.TinyInt:
		v, err = Datum(Int(s, 8))
	case types.SmallInt:
		v, err = Datum(Int(s, 16))
	case types.Int, types.IntervalYearMonth:
		v, err = Datum(Int(s, 32))
	case types.BigInt, types.IntervalDayTime:
		v, err = Datum(Int(s, 64))
	case types.Float:
		v, err = Datum(Float(s, 32))
	case types.Double:
		v, err = Datum(Float(s, 64))
	case types.Decimal:
		d, fits, err := Decimal(s, t.Precision, t.Scale)
		if err != nil || !fits {
			return nil, true, err
		}
		return d, true, nil
	default:
		return nil, false, nil
	}
	return v, true, err
}

// Int reads a signed integer of a number of bits: digits with an optional sign, nothing else.
func Int(s string, bits int) (int64, error) {
	digits, negative := s, false
	if digits != "" && (digits[0] == '-' || digits[0] == '+') {
		digits, negative = digits[1:], digits[0] == '-'
	}
	if digits == "" || len(digits) > 40 {
		return 0, numberError(s)
	}
	limit := uint64(1) << (bits - 1)
	if !negative {
		limit--
	}
	var n uint64
	for i := range len(digits) {
		d := digits[i] - '0'
		if d > 9 || n > (limit-uint64(d))/10 {
			return 0, numberError(s)
		}
		n = n*10 + uint64(d)
	}
	if negative {
		return -int64(n), nil
	}
	return int64(n), nil
}

// Float reads a floating point number of 32 or 64 bits: also NaN, Infinity and the suffixes d and f. What is too large is
// infinite.
func Float(s string, bits int) (float64, error) {
	body := TrimJava(s)
	if n := len(body); n > 1 && strings.IndexByte("dDfF", body[n-1]) >= 0 {
		body = body[:n-1]
	}
	switch strings.TrimLeft(body, "+-") {
	case "NaN":
		return math.NaN(), nil
	case "Infinity":
		return math.Inf(map[bool]int{true: -1, false: 1}[body[0] == '-']), nil
	}
	if strings.ContainsFunc(body, func(r rune) bool {
		return (r < '0' || r > '9') && r != '.' && r != '+' && r != '-' && r != 'e' && r != 'E'
	}) {
		return 0, numberError(s)
	}
	f, err := strconv.ParseFloat(body, bits)
	if err != nil && !math.IsInf(f, 0) {
		return 0, numberError(s)
	}
	return f, nil
}

// Decimal reads a DECIMAL(precision, scale), rounded half up. ok is false where it does not fit, which is NULL.
func Decimal(s string, precision, scale int) (v batch.Int128, ok bool, err error) {
	if v, ok := plainDecimal(s, precision, scale); ok {
		return v, true, nil
	}
	v, ok, err = decimal.Parse(s, precision, scale)
	if err != nil {
		return v, false, numberError(s)
	}
	return v, ok, nil
}

// plainDecimal reads numbers of at most 18 digits without an exponent that need no rounding: nearly all.
func plainDecimal(s string, precision, scale int) (batch.Int128, bool) {
	digits := s
	negative := digits != "" && digits[0] == '-'
	if negative {
		digits = digits[1:]
	}
	if digits == "" || len(digits) > 18 || digits[0] == '.' {
		return batch.Int128{}, false
	}
	n, fraction := int64(0), -1
	for i := range len(digits) {
		c := digits[i]
		if c == '.' && fraction < 0 {
			fraction = 0
			continue
		}
		if c < '0' || c > '9' {
			return batch.Int128{}, false
		}
		n = n*10 + int64(c-'0')
		if fraction >= 0 {
			fraction++
		}
	}
	fraction = max(fraction, 0)
	if fraction > scale || len(digits)+scale-fraction > 18 || len(digits)+scale-fraction > precision {
		return batch.Int128{}, false
	}
	for range scale - fraction {
		n *= 10
	}
	if negative {
		n = -n
	}
	return batch.Int128Of(n), true
}

func numberError(s string) error { return fmt.Errorf("for input string: \"%s\"", s) }
