package nexmark

import (
	"math"
	"math/bits"
)

// splittableRandom draws the numbers that java.util.SplittableRandom draws, as its documentation and SplitMix64 have it. The value
// is the whole state.
type splittableRandom uint64

const goldenGamma = 0x9e3779b97f4a7c15

func (r *splittableRandom) next() uint64 {
	*r += goldenGamma
	return uint64(*r)
}

// int32 draws all 32 bits.
func (r *splittableRandom) int32() int32 {
	z := r.next()
	z = (z ^ z>>33) * 0x62a9d9ed799705f5
	return int32((z ^ z>>28) * 0xcb24d0a5c88c35b3 >> 32)
}

// int64 draws all 64 bits.
func (r *splittableRandom) int64() int64 {
	z := r.next()
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return int64(z ^ z>>31)
}

// below draws a number from 0 to bound-1; bound is positive.
func (r *splittableRandom) below(bound int32) int32 {
	drawn, mask := r.int32(), bound-1
	if bound&mask == 0 {
		return drawn & mask
	}
	for u := int32(uint32(drawn) >> 1); ; u = int32(uint32(r.int32()) >> 1) {
		// What is left of the highest, incomplete multiple of bound is drawn again. The sum overflows exactly then.
		drawn = u % bound
		if u+mask-drawn >= 0 {
			return drawn
		}
	}
}

// bound is one that numbers are drawn below again and again: the remainder of a division by it is found by two multiplications.
type bound struct {
	n uint32
	// inverse is 2^64/n, rounded up.
	inverse uint64
	// most is the highest multiple of n that is not more than 2^31: what is not below it is drawn again.
	most uint32
}

func boundOf(n int64) bound {
	return bound{n: uint32(n), inverse: math.MaxUint64/uint64(n) + 1, most: uint32(1<<31 - 1<<31%n)}
}

// belowBound is below of a bound. See Lemire, Kaser and Kurz, Faster remainder by direct computation.
func (r *splittableRandom) belowBound(b *bound) int32 {
	if b.n&(b.n-1) == 0 {
		return r.int32() & int32(b.n-1)
	}
	for {
		if u := uint32(r.int32()) >> 1; u < b.most {
			remainder, _ := bits.Mul64(b.inverse*uint64(u), uint64(b.n))
			return int32(remainder)
		}
	}
}

// long draws a number from 0 to bound-1, with the skew that the reference accepts for large ones.
func (r *splittableRandom) long(bound int64) int64 {
	const maxInt32 = 1<<31 - 1
	if bound < maxInt32 {
		return int64(r.below(int32(bound)))
	}
	n := r.int64() % bound
	return max(n, -n)
}

// float64 draws a number from 0 (inclusive) to 1 (exclusive).
func (r *splittableRandom) float64() float64 { return float64(uint64(r.int64())>>11) * 0x1p-53 }
