package decimal

import (
	"math/big"

	"github.com/penstock/penstock/runtime/embedded/batch"
)

func intFromBig(b *big.Int) (Int, bool) { return batch.Int128FromBig(b) }

// Rescale changes the scale of a value, rounding half away from zero where digits go.
func Rescale(v Int, from, to, precision int) (r Int, ok bool) {
	switch {
	case to >= from:
		r, ok = scaleUp(v, to-from)
	default:
		r, ok = scaleDown(v, from-to), true
	}
	return r, ok && Fits(r, precision)
}

// Truncate changes the scale of a value to a smaller one, cutting digits off.
func Truncate(v Int, from, to int) Int {
	if to >= from {
		return v
	}
	q, _ := divPow10(Abs(v), from-to)
	if v.Hi < 0 {
		return Neg(q)
	}
	return q
}

func scaleUp(v Int, digits int) (Int, bool) {
	for digits > 0 {
		step := min(digits, 19)
		var ok bool
		if v, ok = mulSmall(v, pow10u[step]); !ok {
			return v, false
		}
		digits -= step
	}
	return v, true
}

func scaleDown(v Int, digits int) Int {
	q, roundUp := divPow10(Abs(v), digits)
	if roundUp {
		q, _ = add(q, Int{Lo: 1})
	}
	if v.Hi < 0 {
		return Neg(q)
	}
	return q
}

// divPow10 divides a value >= 0 by a power of ten and tells whether what remains is at least a half.
func divPow10(v Int, digits int) (q Int, half bool) {
	if digits > 2*19 {
		return Int{}, false
	}
	if digits > 19 {
		v, _ = divSmall(v, pow10u[digits-19])
		digits = 19
	}
	q, rem := divSmall(v, pow10u[digits])
	return q, digits > 0 && rem >= pow10u[digits]/2
}

// Compare orders two values of different scales.
func Compare(a Int, aScale int, b Int, bScale int) int {
	switch {
	case aScale < bScale:
		up, ok := scaleUp(a, bScale-aScale)
		if !ok {
			return a.Sign()
		}
		return up.Cmp(b)
	case aScale > bScale:
		up, ok := scaleUp(b, aScale-bScale)
		if !ok {
			return -b.Sign()
		}
		return a.Cmp(up)
	}
	return a.Cmp(b)
}

// Add is a + b with the given precision and scale.
func Add(a Int, aScale int, b Int, bScale, precision, scale int) (Int, bool) {
	common := max(aScale, bScale)
	ua, okA := scaleUp(a, common-aScale)
	ub, okB := scaleUp(b, common-bScale)
	if okA && okB {
		if sum, ok := add(ua, ub); ok {
			return Rescale(sum, common, scale, precision)
		}
	}
	ba := new(big.Int).Mul(a.Big(), bigPow10(common-aScale))
	bb := new(big.Int).Mul(b.Big(), bigPow10(common-bScale))
	return rescaleBig(ba.Add(ba, bb), common, scale, precision)
}

// Sub is a - b with the given precision and scale.
func Sub(a Int, aScale int, b Int, bScale, precision, scale int) (Int, bool) {
	return Add(a, aScale, Neg(b), bScale, precision, scale)
}

// Mul is a * b with the given precision and scale.
func Mul(a Int, aScale int, b Int, bScale, precision, scale int) (Int, bool) {
	if a.IsInt64() && b.IsInt64() {
		return Rescale(mul64(a.Int64(), b.Int64()), aScale+bScale, scale, precision)
	}
	return rescaleBig(new(big.Int).Mul(a.Big(), b.Big()), aScale+bScale, scale, precision)
}

// Div is a / b with the given precision and scale, rounded half away from zero. b must not be zero.
func Div(a Int, aScale int, b Int, bScale, precision, scale int) (Int, bool) {
	n, d := a.Big(), b.Big()
	if shift := scale + bScale - aScale; shift >= 0 {
		n.Mul(n, bigPow10(shift))
	} else {
		d.Mul(d, bigPow10(-shift))
	}
	return fromBig(roundedQuotient(n, d), precision)
}

// Mod is the remainder of a / b, with the sign of a, with the given precision and scale. b must not be zero.
func Mod(a Int, aScale int, b Int, bScale, precision, scale int) (Int, bool) {
	common := max(aScale, bScale)
	ba := new(big.Int).Mul(a.Big(), bigPow10(common-aScale))
	bb := new(big.Int).Mul(b.Big(), bigPow10(common-bScale))
	return rescaleBig(ba.Rem(ba, bb), common, scale, precision)
}

func rescaleBig(v *big.Int, from, to, precision int) (Int, bool) {
	if to >= from {
		return fromBig(v.Mul(v, bigPow10(to-from)), precision)
	}
	return fromBig(roundedQuotient(v, bigPow10(from-to)), precision)
}

// Round rounds a value half away from zero at a number of fractional digits, which may be negative, and keeps its scale.
func Round(v Int, scale, digits int) (Int, bool) {
	if digits >= scale {
		return v, true
	}
	if scale-digits > MaxPrecision {
		return Int{}, true
	}
	return scaleUp(scaleDown(v, scale-digits), scale-digits)
}

// Floor is the largest integer that is not greater, unscaled.
func Floor(v Int, scale int) Int {
	q := Truncate(v, scale, 0)
	if v.Hi < 0 && Compare(q, 0, v, scale) != 0 {
		q, _ = add(q, Int{Hi: -1, Lo: ^uint64(0)})
	}
	return q
}

// Ceil is the smallest integer that is not less, unscaled.
func Ceil(v Int, scale int) Int { return Neg(Floor(Neg(v), scale)) }
