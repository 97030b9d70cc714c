package precise

import "math"

// maxReducible is up to where taking off multiples of pi/2 leaves enough digits.
const maxReducible = 1e6

// sinCosPair is the sine and cosine for |x| <= maxReducible.
func sinCosPair(x pair) (sin, cos pair) {
	k := math.Round(x.hi / halfPi.hi)
	r := x.sub(product(halfPi.hi, k)).sub(product(halfPi.lo, k)).sub(pair{thirdOfHalfPi * k, 0})
	square := r.mul(r)
	s, c := inverseFactorials[27], inverseFactorials[26]
	for n := 25; n >= 1; n -= 2 {
		s = inverseFactorials[n].sub(s.mul(square))
		c = inverseFactorials[n-1].sub(c.mul(square))
	}
	s = s.mul(r)
	switch int64(k) & 3 {
	case 0:
		return s, c
	case 1:
		return c, s.neg()
	case 2:
		return s.neg(), c.neg()
	}
	return c.neg(), s
}

// thirdOfHalfPi are the digits of pi/2 behind those of halfPi.
const thirdOfHalfPi = -0x1.f1976b7ed8fbcp-110

// Sin is the sine.
func Sin(x float64) float64 {
	if !(math.Abs(x) <= maxReducible) || x == 0 {
		return math.Sin(x)
	}
	s, _ := sinCosPair(pair{x, 0})
	return s.value()
}

// Cos is the cosine.
func Cos(x float64) float64 {
	if !(math.Abs(x) <= maxReducible) {
		return math.Cos(x)
	}
	_, c := sinCosPair(pair{x, 0})
	return c.value()
}

// Tan is the tangent.
func Tan(x float64) float64 {
	if !(math.Abs(x) <= maxReducible) || x == 0 {
		return math.Tan(x)
	}
	s, c := sinCosPair(pair{x, 0})
	return s.div(c).value()
}

// atanPair is the angle of the point (x, y), which is not the origin, refined from the nearest double.
func atanPair(y, x pair) pair {
	angle := pair{math.Atan2(y.hi, x.hi), 0}
	s, c := sinCosPair(angle)
	// The point turned back by the angle is nearly on the axis.
	along := x.mul(c).add(y.mul(s))
	across := y.mul(c).sub(x.mul(s))
	return angle.add(across.div(along))
}

// Atan is the inverse tangent.
func Atan(x float64) float64 {
	if x == 0 || !(math.Abs(x) < 1e15) {
		return math.Atan(x)
	}
	return atanPair(pair{x, 0}, one).value()
}

// Atan2 is the angle of the point (x, y). As in Java it is that of the rounded quotient.
func Atan2(y, x float64) float64 {
	if x == 0 || y == 0 || math.IsInf(x, 0) || math.IsInf(y, 0) || math.IsNaN(x) || math.IsNaN(y) {
		return math.Atan2(y, x)
	}
	angle := Atan(math.Abs(y / x))
	if x < 0 {
		angle = 2*halfPi.hi - (angle - 2*halfPi.lo)
	}
	return math.Copysign(angle, y)
}

// rootOfOneMinusSquare is the square root of 1 - x^2, for |x| < 1.
func rootOfOneMinusSquare(x float64) pair {
	v := sum(1, -x).mul(sum(1, x))
	r := pair{math.Sqrt(v.hi), 0}
	// One step of Newton's method doubles the digits.
	return r.add(v.sub(r.mul(r)).div(r.ldexp(1)))
}

// Asin is the inverse sine.
func Asin(x float64) float64 {
	if !(math.Abs(x) < 1) || x == 0 {
		return math.Asin(x)
	}
	return atanPair(pair{x, 0}, rootOfOneMinusSquare(x)).value()
}

// Acos is the inverse cosine.
func Acos(x float64) float64 {
	if !(math.Abs(x) < 1) {
		return math.Acos(x)
	}
	return atanPair(rootOfOneMinusSquare(x), pair{x, 0}).value()
}
