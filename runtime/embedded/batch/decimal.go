package batch

import "math/big"

// Int128 is a signed 128-bit integer in two's complement: the unscaled value of a DECIMAL. 38 digits fit.
type Int128 struct {
	Hi int64
	Lo uint64
}

// Int128Of widens a 64-bit integer.
func Int128Of(v int64) Int128 { return Int128{Hi: v >> 63, Lo: uint64(v)} }

// IsInt64 tells whether the value fits 64 bits.
func (v Int128) IsInt64() bool { return v.Hi == int64(v.Lo)>>63 }

// Int64 is the low half; exact only where IsInt64.
func (v Int128) Int64() int64 { return int64(v.Lo) }

// Sign is -1, 0 or +1.
func (v Int128) Sign() int {
	switch {
	case v.Hi < 0:
		return -1
	case v.Hi == 0 && v.Lo == 0:
		return 0
	}
	return 1
}

// Cmp compares as signed integers.
func (v Int128) Cmp(o Int128) int {
	switch {
	case v.Hi != o.Hi:
		if v.Hi < o.Hi {
			return -1
		}
		return 1
	case v.Lo != o.Lo:
		if v.Lo < o.Lo {
			return -1
		}
		return 1
	}
	return 0
}

// Big converts to a big integer.
func (v Int128) Big() *big.Int {
	b := big.NewInt(v.Hi)
	b.Lsh(b, 64)
	return b.Add(b, new(big.Int).SetUint64(v.Lo))
}

// Int128FromBig converts back; ok is false where the value needs more than 128 bits.
func Int128FromBig(b *big.Int) (v Int128, ok bool) {
	if b.BitLen() > 127 {
		return Int128{}, false
	}
	abs := new(big.Int).Abs(b)
	lo := new(big.Int).And(abs, maxUint64).Uint64()
	hi := new(big.Int).Rsh(abs, 64).Uint64()
	if b.Sign() < 0 {
		lo = ^lo + 1
		hi = ^hi
		if lo == 0 {
			hi++
		}
	}
	return Int128{Hi: int64(hi), Lo: lo}, true
}

var maxUint64 = new(big.Int).SetUint64(^uint64(0))
