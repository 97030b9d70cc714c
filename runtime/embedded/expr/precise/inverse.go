package precise

import "math"

// Java's inverse trigonometric functions are those of fdlibm as well, and computed here by its formulas for the same reason as the hyperbolic ones.

// halfPiHigh and halfPiLow are π/2, quarterPi is the double next to π/4.
const (
	halfPiHigh = 1.57079632679489655800e+00
	halfPiLow  = 6.12323399573676603587e-17
	quarterPi  = 7.85398163397448278999e-01
)

// arc is an angle in two parts from which the arc tangent of others is told.
type arc struct{ high, low float64 }

// Those of the tangents 1/2, 1, 3/2 and infinity.
var (
	arcOfHalf       = arc{4.63647609000806093515e-01, 2.26987774529616870924e-17}
	arcOfOne        = arc{quarterPi, 3.06161699786838301793e-17}
	arcOfOneAndHalf = arc{9.82793723247329054082e-01, 1.39033110312309984516e-17}
	arcOfInfinity   = arc{halfPiHigh, halfPiLow}
	arcTangent      = [...]float64{
		3.33333333333329318027e-01, -1.99999999998764832476e-01, 1.42857142725034663711e-01, -1.11111104054623557880e-01,
		9.09088713343650656196e-02, -7.69187620504482999495e-02, 6.66107313738753120669e-02, -5.83357013379057348645e-02,
		4.97687799461593236017e-02, -3.65315727442169155270e-02, 1.62858201153657823623e-02,
	}
)

// Atan is the inverse tangent as Java computes it.
func Atan(x float64) float64 {
	a := math.Abs(x)
	var from arc
	switch {
	case math.IsNaN(x) || a < 0x1p-29:
		return x
	case a >= 0x1p66:
		return math.Copysign(halfPiHigh, x)
	case a < 7.0/16:
		return x - x*atanSeries(x)
	case a < 11.0/16:
		from, a = arcOfHalf, (2*a-1)/(2+a)
	case a < 19.0/16:
		from, a = arcOfOne, (a-1)/(a+1)
	case a < 39.0/16:
		from, a = arcOfOneAndHalf, (a-1.5)/(1+1.5*a)
	default:
		from, a = arcOfInfinity, -1/a
	}
	return math.Copysign(from.high-((a*atanSeries(a)-from.low)-a), x)
}

// atanSeries is 1 - atan(x)/x, odd and even terms apart.
func atanSeries(x float64) float64 {
	c, z := &arcTangent, x*x
	w := z * z
	return z*(c[0]+w*(c[2]+w*(c[4]+w*(c[6]+w*(c[8]+w*c[10]))))) + w*(c[1]+w*(c[3]+w*(c[5]+w*(c[7]+w*c[9]))))
}

// asinRatio is (asin(√t) - √t)/√t.
func asinRatio(t float64) float64 {
	p := t * (1.66666666666666657415e-01 + t*(-3.25565818622400915405e-01+t*(2.01212532134862925881e-01+
		t*(-4.00555345006794114027e-02+t*(7.91534994289814532176e-04+t*3.47933107596021167570e-05)))))
	q := 1 + t*(-2.40339491173441421878e+00+t*(2.02094576023350569471e+00+t*(-6.88283971605453293030e-01+t*7.70381505559019352791e-02)))
	return p / q
}

// highWord is a number without the lower half of its bits.
func highWord(x float64) float64 { return math.Float64frombits(math.Float64bits(x) &^ (1<<32 - 1)) }

// nearOne is from where on the arc sine is told from π/2.
var nearOne = math.Float64frombits(0x3fef3333 << 32)

// Asin is the inverse sine as Java computes it.
func Asin(x float64) float64 {
	a := math.Abs(x)
	switch {
	case a == 1:
		return x*halfPiHigh + x*halfPiLow
	case !(a < 1):
		return math.NaN()
	case a < 0x1p-27:
		return x
	case a < 0.5:
		return x + x*asinRatio(x*x)
	}
	t := (1 - a) * 0.5
	s, r := math.Sqrt(t), asinRatio(t)
	if a >= nearOne {
		return math.Copysign(halfPiHigh-(2*(s+s*r)-halfPiLow), x)
	}
	w := highWord(s)
	c := (t - w*w) / (s + w)
	p := 2*s*r - (halfPiLow - 2*c)
	q := quarterPi - 2*w
	return math.Copysign(quarterPi-(p-q), x)
}

// Acos is the inverse cosine as Java computes it.
func Acos(x float64) float64 {
	switch {
	case x == 1:
		return 0
	case x == -1:
		return math.Pi
	case !(math.Abs(x) < 1):
		return math.NaN()
	case math.Abs(x) <= 0x1p-57:
		return halfPiHigh
	case math.Abs(x) < 0.5:
		return halfPiHigh - (x - (halfPiLow - x*asinRatio(x*x)))
	case x < 0:
		z := (1 + x) * 0.5
		s := math.Sqrt(z)
		return math.Pi - 2*(s+(asinRatio(z)*s-halfPiLow))
	}
	z := (1 - x) * 0.5
	s := math.Sqrt(z)
	w := highWord(s)
	c := (z - w*w) / (s + w)
	return 2 * (w + (asinRatio(z)*s + c))
}
