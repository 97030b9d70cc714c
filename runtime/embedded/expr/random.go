package expr

import (
	"crypto/rand"
	"encoding/hex"
	randv2 "math/rand/v2"

	"github.com/penstock/penstock/runtime/embedded/types"
)

// randomFunctions give another value for each row. With a seed they give the numbers of java.util.Random.
var randomFunctions = []function{
	{name: "RAND", volatile: true, forms: []form{
		{result: always(types.Of(types.Double)), kernel: per0(func(*Call) func(*exec, int) (float64, bool) {
			return func(*exec, int) (float64, bool) { return randv2.Float64(), true }
		})},
		{params: []param{smallInt}, result: givesDouble, kernel: per1(func(*Call) func(*exec, int64) (float64, bool) {
			var r *javaRandom
			return func(_ *exec, seed int64) (float64, bool) {
				if r == nil {
					r = newJavaRandom(seed)
				}
				return r.float64(), true
			}
		})},
	}},
	{name: "RAND_INTEGER", volatile: true, forms: []form{
		{params: []param{smallInt}, result: givesInt, kernel: try1(func(x *exec, bound int64) (int64, bool) {
			if bound <= 0 {
				x.fail(errBound)
				return 0, false
			}
			return randv2.Int64N(bound), true
		})},
		{params: []param{smallInt, smallInt}, result: givesInt, kernel: per2(func(*Call) func(*exec, int64, int64) (int64, bool) {
			var r *javaRandom
			return func(x *exec, seed, bound int64) (int64, bool) {
				if bound <= 0 {
					x.fail(errBound)
					return 0, false
				}
				if r == nil {
					r = newJavaRandom(seed)
				}
				return int64(r.int32n(int32(bound))), true
			}
		})},
	}},
	{name: "UUID", volatile: true, forms: []form{{result: always(types.CharOf(36)),
		kernel: per0(func(*Call) func(*exec, int) (string, bool) {
			return func(x *exec, _ int) (string, bool) { return newUUID(x), true }
		})}}},
}

var errBound = runtimeError("bound must be positive")

// newUUID makes a random UUID, version 4.
func newUUID(x *exec) string {
	var b [16]byte
	if _, err := rand.Read(b[:]); err != nil {
		x.fail(err)
	}
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	h := hex.EncodeToString(b[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// javaRandom is the linear congruential generator that java.util.Random is documented to be.
type javaRandom struct{ state uint64 }

const javaRandomMask = 1<<48 - 1

func newJavaRandom(seed int64) *javaRandom {
	return &javaRandom{state: (uint64(seed) ^ 0x5DEECE66D) & javaRandomMask}
}

func (r *javaRandom) next(bits int) int32 {
	r.state = (r.state*0x5DEECE66D + 0xB) & javaRandomMask
	return int32(r.state >> (48 - bits))
}

func (r *javaRandom) float64() float64 {
	high := int64(r.next(26)) << 27
	return float64(high+int64(r.next(27))) / (1 << 53)
}

func (r *javaRandom) int32n(bound int32) int32 {
	v := r.next(31)
	if bound&(bound-1) == 0 {
		return int32(int64(bound) * int64(v) >> 31)
	}
	for {
		rest := v % bound
		if v-rest+(bound-1) >= 0 {
			return rest
		}
		v = r.next(31)
	}
}
