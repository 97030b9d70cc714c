package decimal

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// Of widens a 64-bit integer.
func Of(v int64) Int { return Int{Hi: v >> 63, Lo: uint64(v)} }

// Float64 is the nearest double.
func Float64(v Int, scale int) float64 {
	if v.IsInt64() && scale <= 22 {
		if n := v.Int64(); n > -1<<53 && n < 1<<53 {
			return float64(n) / math.Pow10(scale)
		}
	}
	f, _ := strconv.ParseFloat(string(Append(nil, v, scale)), 64)
	return f
}

// FromFloat64 is the decimal that Java's BigDecimal.valueOf reads from the shortest text of a double, rounded to scale.
func FromFloat64(f float64, precision, scale int) (Int, bool) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return Int{}, false
	}
	v, ok, err := Parse(strconv.FormatFloat(f, 'e', -1, 64), precision, scale)
	return v, ok && err == nil
}

// Int64 is the integer part, cut to 64 bits as Java's longValue does.
func Int64(v Int, scale int) int64 { return Truncate(v, scale, 0).Int64() }

// SyntaxError says that a text is no decimal number.
type SyntaxError struct{ Text string }

// Error implements error in Java's words.
func (e *SyntaxError) Error() string {
	return "For input string: '" + e.Text + "'. Invalid character found."
}

// Parse reads a number with optional sign, fraction and exponent, surrounded by white space, and rounds it half away from
// zero to scale. ok is false where the value has more than precision digits; err is a *SyntaxError.
func Parse(s string, precision, scale int) (v Int, ok bool, err error) {
	text := strings.TrimSpace(s)
	digits, negative, point, valid := scan(text)
	if !valid {
		return Int{}, false, &SyntaxError{Text: s}
	}
	n, ok := new(big.Int).SetString(digits, 10)
	if !ok {
		return Int{}, false, &SyntaxError{Text: s}
	}
	if negative {
		n.Neg(n)
	}
	if n.Sign() == 0 {
		return Int{}, true, nil
	}
	if intDigits := len(strings.TrimLeft(digits, "0")) - point; intDigits > MaxPrecision || -intDigits > 2*MaxPrecision {
		return Int{}, intDigits <= 0, nil
	}
	v, ok = rescaleSigned(n, point, scale, precision)
	return v, ok, nil
}

// rescaleSigned is rescaleBig for scales that may be negative.
func rescaleSigned(n *big.Int, from, to, precision int) (Int, bool) {
	if from < 0 {
		n.Mul(n, bigPow10(-from))
		from = 0
	}
	return rescaleBig(n, from, to, precision)
}

// scan splits a number into its digits and the number of them that are after the point, which an exponent may make
// negative.
func scan(s string) (digits string, negative bool, point int, ok bool) {
	if s != "" && (s[0] == '-' || s[0] == '+') {
		negative = s[0] == '-'
		s = s[1:]
	}
	if e := strings.IndexAny(s, "eE"); e >= 0 {
		exponent, err := strconv.ParseInt(strings.TrimPrefix(s[e+1:], "+"), 10, 32)
		if err != nil || strings.HasPrefix(s[e+1:], "+-") {
			return "", false, 0, false
		}
		point -= int(exponent)
		s = s[:e]
	}
	whole, fraction, _ := strings.Cut(s, ".")
	digits = whole + fraction
	for i := range len(digits) {
		if digits[i] < '0' || digits[i] > '9' {
			return "", false, 0, false
		}
	}
	return digits, negative, point + len(fraction), digits != ""
}

// Strip takes zeros off the end of the fraction and then of the whole, which makes the scale negative, as Java's
// stripTrailingZeros does.
func Strip(v Int, scale int) (Int, int) {
	if v.Sign() == 0 {
		return v, 0
	}
	negative := v.Hi < 0
	v = Abs(v)
	for {
		q, rem := divSmall(v, 10)
		if rem != 0 {
			break
		}
		v, scale = q, scale-1
	}
	if negative {
		v = Neg(v)
	}
	return v, scale
}

// Append writes a value in plain notation with exactly scale digits after the point.
func Append(dst []byte, v Int, scale int) []byte {
	if v.Hi < 0 {
		dst = append(dst, '-')
		v = Neg(v)
	}
	var digits []byte
	var buf [40]byte
	if v.Hi == 0 {
		digits = strconv.AppendUint(buf[:0], v.Lo, 10)
	} else {
		digits = v.Big().Append(buf[:0], 10)
	}
	if len(digits) > scale {
		dst = append(dst, digits[:len(digits)-scale]...)
		digits = digits[len(digits)-scale:]
	} else {
		dst = append(dst, '0')
	}
	if scale == 0 {
		return dst
	}
	dst = append(dst, '.')
	for range scale - len(digits) {
		dst = append(dst, '0')
	}
	return append(dst, digits...)
}
