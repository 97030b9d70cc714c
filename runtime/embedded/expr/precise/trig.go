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
