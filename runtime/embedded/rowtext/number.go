package rowtext

import (
	"math"
	"strconv"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr/decimal"
)

// AppendDouble writes a double as Double.toString of the Java releases that Flink 1.20 runs on (up to 17): plain between
// 10^-3 and 10^7, otherwise with an exponent, and always with a fraction.
func AppendDouble(dst []byte, f float64) []byte { return appendFloat(dst, f, 64) }

// AppendFloat writes the 32-bit value of f as Java's Float.toString.
func AppendFloat(dst []byte, f float64) []byte { return appendFloat(dst, f, 32) }

func appendFloat(dst []byte, f float64, bits int) []byte {
	abs := math.Abs(f)
	switch {
	case math.IsNaN(f):
		return append(dst, "NaN"...)
	case math.IsInf(f, 0):
		if f < 0 {
			dst = append(dst, '-')
		}
		return append(dst, "Infinity"...)
	case abs == 0 || abs >= 1e-3 && abs < 1e7:
		start := len(dst)
		dst = strconv.AppendFloat(dst, f, 'f', -1, bits)
		for _, c := range dst[start:] {
			if c == '.' {
				return dst
			}
		}
		return append(dst, ".0"...)
	}
	return appendScientific(dst, f, bits)
}

// appendScientific turns Go's 1e-07 into Java's 1.0E-7.
func appendScientific(dst []byte, f float64, bits int) []byte {
	var buf [32]byte
	text := strconv.AppendFloat(buf[:0], f, 'e', digitsOfWhole(f, bits), bits)
	fraction := false
	for i, c := range text {
		if c != 'e' {
			fraction = fraction || c == '.'
			dst = append(dst, c)
			continue
		}
		if !fraction {
			dst = append(dst, ".0"...)
		}
		dst = append(dst, 'E')
		exponent := text[i+1:]
		if exponent[0] == '-' {
			dst = append(dst, '-')
		}
		exponent = exponent[1:]
		for len(exponent) > 1 && exponent[0] == '0' {
			exponent = exponent[1:]
		}
		return append(dst, exponent...)
	}
	return dst
}

// digitsOfWhole is how many digits after the first Java writes of a whole number: not as few as tell it from its neighbours,
// but as many as its binary digits are worth. -1 is for other numbers, which have the fewest.
func digitsOfWhole(f float64, bits int) int {
	significant := 53
	if bits == 32 {
		significant = 24
	}
	exponent := math.Ilogb(f)
	if f != math.Trunc(f) || exponent > 62 {
		return -1
	}
	n := int64(math.Abs(f))
	if beyond := exponent - significant - 1; beyond > 1 {
		unit := int64(math.Pow10(beyond * 30103 / 100000))
		n = (n + unit/2) / unit
	}
	for n%10 == 0 {
		n /= 10
	}
	digits := 0
	for ; n >= 10; n /= 10 {
		digits++
	}
	return digits
}

// AppendBigDecimal writes a decimal as Java's BigDecimal.toString: with an exponent where more than six zeros would follow
// the point, or where the scale is negative.
func AppendBigDecimal(dst []byte, v batch.Int128, scale int) []byte {
	var buf [40]byte
	digits := decimal.Append(buf[:0], decimal.Abs(v), 0)
	exponent := len(digits) - 1 - scale
	if scale >= 0 && exponent >= -6 {
		return decimal.Append(dst, v, scale)
	}
	if v.Sign() < 0 {
		dst = append(dst, '-')
	}
	dst = append(dst, digits[0])
	if len(digits) > 1 {
		dst = append(dst, '.')
		dst = append(dst, digits[1:]...)
	}
	dst = append(dst, 'E')
	if exponent > 0 {
		dst = append(dst, '+')
	}
	return strconv.AppendInt(dst, int64(exponent), 10)
}
