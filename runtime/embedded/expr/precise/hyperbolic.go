package precise

import "math"

// Java's hyperbolic functions are those of fdlibm, which are off by one in the last digit now and then. Here they are computed by the same
// formulas, in the same order, so that they are off where Java's are.

// Where the formulas change.
const (
	halfLn2 = 0x1.62e42fefa39efp-2
	// large is from where on the smaller one of e^x and e^-x does not count, overflowing from where on e^x has no room in a double.
	large       = 22
	overflowing = 0x1.62e42fefa39efp+9
	tiny        = 0x1p-28
	tiniest     = 0x1p-55
)

// Sinh is the hyperbolic sine as Java computes it.
func Sinh(x float64) float64 {
	a, half := math.Abs(x), math.Copysign(0.5, x)
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0) || a < tiny:
		return x
	case a < large:
		t := math.Expm1(a)
		if a < 1 {
			return half * (2*t - t*t/(t+1))
		}
		return half * (t + t/(t+1))
	case a < overflowing:
		return half * fdlibmExp(a)
	}
	w := fdlibmExp(0.5 * a)
	return half * w * w
}

// Cosh is the hyperbolic cosine as Java computes it.
func Cosh(x float64) float64 {
	a := math.Abs(x)
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return a
	case a < halfLn2:
		t := math.Expm1(a)
		w := 1 + t
		if a < tiniest {
			return w
		}
		return 1 + t*t/(w+w)
	case a < large:
		t := fdlibmExp(a)
		return 0.5*t + 0.5/t
	case a < overflowing:
		return 0.5 * fdlibmExp(a)
	}
	w := fdlibmExp(0.5 * a)
	return 0.5 * w * w
}

// Tanh is the hyperbolic tangent as Java computes it.
func Tanh(x float64) float64 {
	a := math.Abs(x)
	var z float64
	switch {
	case math.IsNaN(x):
		return x
	case a < tiniest:
		return x * (1 + x)
	case a >= large:
		z = 1
	case a >= 1:
		z = 1 - 2/(math.Expm1(2*a)+2)
	default:
		t := math.Expm1(-2 * a)
		z = -t / (t + 2)
	}
	return math.Copysign(z, x)
}

// fdlibmExp is e^x for x of at least halfLn2, by fdlibm's approximation of x * (e^x + 1) / (e^x - 1).
func fdlibmExp(x float64) float64 {
	const (
		ln2High = 6.93147180369123816490e-01
		ln2Low  = 1.90821492927058770002e-10
		perLn2  = 1.44269504088896338700e+00
		p1      = 1.66666666666666019037e-01
		p2      = -2.77777777770155933842e-03
		p3      = 6.61375632143793436117e-05
		p4      = -1.65339022054652515390e-06
		p5      = 4.13813679705723846039e-08
	)
	if x > 709.782712893383973096 {
		return math.Inf(1)
	}
	k := 1.0
	if x >= 3*halfLn2 {
		k = math.Trunc(perLn2*x + 0.5)
	}
	high, low := x-k*ln2High, k*ln2Low
	r := high - low
	t := r * r
	c := r - t*(p1+t*(p2+t*(p3+t*(p4+t*p5))))
	return math.Ldexp(1-((low-r*c/(2-c))-high), int(k))
}
