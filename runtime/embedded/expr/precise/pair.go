package precise

import "math"

// pair is an unevaluated sum of two doubles, the second at most half a unit in the last place of the first.
type pair struct{ hi, lo float64 }

// sum is a + b exactly.
func sum(a, b float64) pair {
	s := a + b
	bb := s - a
	return pair{s, (a - (s - bb)) + (b - bb)}
}

// quickSum is a + b exactly, for |a| >= |b|.
func quickSum(a, b float64) pair {
	s := a + b
	return pair{s, b - (s - a)}
}

// product is a * b exactly.
func product(a, b float64) pair {
	p := a * b
	return pair{p, math.FMA(a, b, -p)}
}

func (a pair) add(b pair) pair {
	s, t := sum(a.hi, b.hi), sum(a.lo, b.lo)
	s = quickSum(s.hi, s.lo+t.hi)
	return quickSum(s.hi, s.lo+t.lo)
}

func (a pair) neg() pair { return pair{-a.hi, -a.lo} }

func (a pair) sub(b pair) pair { return a.add(b.neg()) }

func (a pair) mul(b pair) pair {
	p := product(a.hi, b.hi)
	return quickSum(p.hi, p.lo+(a.hi*b.lo+a.lo*b.hi))
}

func (a pair) scale(f float64) pair {
	p := product(a.hi, f)
	return quickSum(p.hi, p.lo+a.lo*f)
}

func (a pair) div(b pair) pair {
	q1 := a.hi / b.hi
	r := a.sub(b.scale(q1))
	q2 := r.hi / b.hi
	r = r.sub(b.scale(q2))
	return quickSum(q1, q2).add(pair{r.hi / b.hi, 0})
}

// ldexp is a * 2^n.
func (a pair) ldexp(n int) pair { return pair{math.Ldexp(a.hi, n), math.Ldexp(a.lo, n)} }

func (a pair) value() float64 { return a.hi + a.lo }

// Constants, to more than 100 bits.
var (
	ln2    = pair{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56}
	ln10   = pair{0x1.26bb1bbb55516p+1, -0x1.f48ad494ea3e9p-53}
	halfPi = pair{0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54}
	one    = pair{1, 0}
)

// inverseFactorials are 1/n!.
var inverseFactorials = func() (f [28]pair) {
	f[0] = one
	for n := 1; n < len(f); n++ {
		f[n] = f[n-1].div(pair{float64(n), 0})
	}
	return f
}()
