package precise

import "math"

// expPair is e^x for |x| < 700.
func expPair(x pair) pair {
	k := math.Round(x.hi / ln2.hi)
	r := x.sub(ln2.scale(k)).ldexp(-6)
	p := inverseFactorials[11]
	for n := 10; n >= 1; n-- {
		p = p.mul(r).add(inverseFactorials[n])
	}
	// p*r is e^r - 1; squaring that way six times loses no digits.
	p = p.mul(r)
	for range 6 {
		p = p.ldexp(1).add(p.mul(p))
	}
	return p.add(one).ldexp(int(k))
}

// Exp is e^x.
func Exp(x float64) float64 {
	if !(math.Abs(x) < 700) || x == 0 {
		return math.Exp(x)
	}
	return expPair(pair{x, 0}).value()
}

// logPair is the natural logarithm of a positive number that is not subnormal or huge.
func logPair(x pair) pair {
	fraction, exponent := math.Frexp(x.hi)
	if fraction < math.Sqrt2/2 {
		exponent--
	}
	x = x.ldexp(-exponent)
	y := pair{math.Log(x.hi), 0}
	// One step of Newton's method doubles the digits.
	y = y.add(x.mul(expPair(y.neg())).sub(one))
	return ln2.scale(float64(exponent)).add(y)
}

// Log is the natural logarithm.
func Log(x float64) float64 {
	if !(x >= 0x1p-1000 && x <= 0x1p1000) || x == 1 {
		return math.Log(x)
	}
	return logPair(pair{x, 0}).value()
}

// Log10 is the logarithm to base 10.
func Log10(x float64) float64 {
	if !(x >= 0x1p-1000 && x <= 0x1p1000) || x == 1 {
		return math.Log10(x)
	}
	return logPair(pair{x, 0}).div(ln10).value()
}

// Pow is x^y.
func Pow(x, y float64) float64 {
	if !(x >= 0x1p-1000 && x <= 0x1p1000) || x == 1 || y == 0 || math.IsInf(y, 0) || math.IsNaN(y) {
		if x < 0 && !math.IsInf(x, 0) && y == math.Trunc(y) && -x != 1 && !math.IsInf(y, 0) {
			if p := Pow(-x, y); math.Mod(y, 2) == 0 {
				return p
			} else {
				return -p
			}
		}
		return math.Pow(x, y)
	}
	exponent := logPair(pair{x, 0}).scale(y)
	if !(math.Abs(exponent.hi) < 700) {
		return math.Pow(x, y)
	}
	return expPair(exponent).value()
}
