package decimal

import (
	"math/big"
	"math/bits"
)

// pow10u holds the powers of ten that fit 64 bits.
var pow10u = func() (p [20]uint64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * 10
	}
	return p
}()

// pow10 holds the powers of ten that fit 127 bits: 10^0 to 10^38.
var pow10 = func() (p [MaxPrecision + 1]Int) {
	p[0] = Int{Lo: 1}
	for i := 1; i < len(p); i++ {
		p[i], _ = mulSmall(p[i-1], 10)
	}
	return p
}()

// bigPow10 returns 10^n as a big integer.
func bigPow10(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// Neg is -v.
func Neg(v Int) Int {
	lo, borrow := bits.Sub64(0, v.Lo, 0)
	hi, _ := bits.Sub64(0, uint64(v.Hi), borrow)
	return Int{Hi: int64(hi), Lo: lo}
}

// Abs is the absolute value.
func Abs(v Int) Int {
	if v.Hi < 0 {
		return Neg(v)
	}
	return v
}

// Fits tells whether a value has at most precision digits.
func Fits(v Int, precision int) bool {
	abs := Abs(v)
	return abs.Hi >= 0 && abs.Cmp(pow10[min(precision, MaxPrecision)]) < 0
}

// add is a + b; ok is false on overflow of 128 bits.
func add(a, b Int) (sum Int, ok bool) {
	lo, carry := bits.Add64(a.Lo, b.Lo, 0)
	hi, _ := bits.Add64(uint64(a.Hi), uint64(b.Hi), carry)
	sum = Int{Hi: int64(hi), Lo: lo}
	return sum, (a.Hi < 0) != (b.Hi < 0) || (sum.Hi < 0) == (a.Hi < 0)
}

// mulSmall is v * m; ok is false on overflow of 127 bits.
func mulSmall(v Int, m uint64) (Int, bool) {
	abs := Abs(v)
	carry, lo := bits.Mul64(abs.Lo, m)
	over, hi := bits.Mul64(uint64(abs.Hi), m)
	hi, c := bits.Add64(hi, carry, 0)
	if over != 0 || c != 0 || hi>>63 != 0 {
		return Int{}, false
	}
	r := Int{Hi: int64(hi), Lo: lo}
	if v.Hi < 0 {
		r = Neg(r)
	}
	return r, true
}

// mul64 is the full product of two 64-bit integers.
func mul64(a, b int64) Int {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	if a < 0 {
		hi -= uint64(b)
	}
	if b < 0 {
		hi -= uint64(a)
	}
	return Int{Hi: int64(hi), Lo: lo}
}

// divSmall is |v| / d with its remainder, for v >= 0.
func divSmall(v Int, d uint64) (q Int, rem uint64) {
	hi := uint64(v.Hi) / d
	lo, rem := bits.Div64(uint64(v.Hi)%d, v.Lo, d)
	return Int{Hi: int64(hi), Lo: lo}, rem
}

// roundedQuotient is n / d rounded half away from zero, over big integers.
func roundedQuotient(n, d *big.Int) *big.Int {
	q, r := new(big.Int).QuoRem(n, d, new(big.Int))
	if r.Sign() == 0 {
		return q
	}
	r.Abs(r).Lsh(r, 1)
	if r.CmpAbs(d) >= 0 {
		q.Add(q, big.NewInt(int64(n.Sign()*d.Sign())))
	}
	return q
}

// fromBig converts back where the value has at most precision digits.
func fromBig(b *big.Int, precision int) (Int, bool) {
	v, ok := intFromBig(b)
	return v, ok && Fits(v, precision)
}
