package nexmark

import "math"

// powerSteps is how many powers of ten are kept between one exponent and the next.
const powerSteps = 256

// powers has 100 × 10^(i/powerSteps), for exponents up to 6.
var powers = func() (all [6*powerSteps + 1]float64) {
	for i := range all {
		all[i] = 100 * math.Pow(10, float64(i)/powerSteps)
	}
	return all
}()

// price draws a price in cents; the smaller the likelier. It is 100 × 10^x, rounded, for an x between 0 and 6.
func (g *generator) price() int64 {
	x := g.random.float64() * 6
	i := int(x*powerSteps + 0.5)
	// 10^x = 10^(i/steps) × e^t, and t is so small that five terms of the series are exact to the last bits of a float64.
	t := (x - float64(i)/powerSteps) * math.Ln10
	cents := powers[i] * (1 + t*(1+t*(1.0/2+t*(1.0/6+t*(1.0/24+t*(1.0/120))))))
	whole := int64(cents)
	if half := cents - float64(whole) - 0.5; math.Abs(half) < 1e-4 { // it may be rounded the other way by those last bits
		return roundedPrice(x)
	} else if half > 0 {
		whole++
	}
	return whole
}

// roundedPrice is what the reference computes.
func roundedPrice(x float64) int64 { return int64(math.Floor(math.Pow(10, x)*100 + 0.5)) }
