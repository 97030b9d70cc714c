package datagen

import (
	"math"
	"math/big"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/option"
	"github.com/penstock/penstock/runtime/embedded/types"
)

func random(r *option.Reader, prefix string, t types.Type, seed uint64) (generator, error) {
	switch {
	case t.Kind.IsInteger():
		return randomInteger(r, prefix, t.Kind, seed), nil
	case t.Kind.IsApproximate():
		return randomFloat(r, prefix, t.Kind, seed), nil
	case t.Kind.IsCharacter() || t.Kind.IsBinary():
		return randomText(r, prefix, t, seed), nil
	case t.Kind.IsTimestamp():
		past := r.Duration(prefix+"max-past", 0)
		local := t.Kind == types.Timestamp
		return generate(func(row uint64) batch.Datum { return randomTime(mix(seed, row), past, local) }), nil
	}
	switch t.Kind {
	case types.Boolean:
		return generate(func(row uint64) batch.Datum { return mix(seed, row)&1 == 1 }), nil
	case types.Decimal:
		return randomDecimal(r, prefix, t, seed), nil
	case types.Date:
		return generateInteger(func(uint64) int64 { return localMillis(time.Now()) / 86_400_000 }), nil
	case types.Time:
		return generateInteger(func(uint64) int64 { return localMillis(time.Now()) % 86_400_000 }), nil
	case types.IntervalYearMonth:
		return generateInteger(func(row uint64) int64 { return within(mix(seed, row), 0, 120_000) }), nil
	case types.IntervalDayTime:
		return generateInteger(func(row uint64) int64 { return within(mix(seed, row), 0, math.MaxInt32) }), nil
	}
	return randomNested(r, prefix, t, seed)
}

func randomInteger(r *option.Reader, prefix string, kind types.Kind, seed uint64) generator {
	bits := map[types.Kind]uint{types.TinyInt: 8, types.SmallInt: 16, types.Int: 32, types.BigInt: 64}[kind]
	least := int64(-1) << (bits - 1)
	low, high := r.Int(prefix+"min", least, least), r.Int(prefix+"max", -(least+1), least)
	if high < low || high > -(least+1) {
		r.Fail("option '%smax' must be between '%smin' and the largest %s", prefix, prefix, kind)
	}
	return generateInteger(func(row uint64) int64 { return within(mix(seed, row), low, high) })
}

func randomFloat(r *option.Reader, prefix string, kind types.Kind, seed uint64) generator {
	most := math.MaxFloat64
	if kind == types.Float {
		most = math.MaxFloat32
	}
	low, high := r.Float(prefix+"min", -most), r.Float(prefix+"max", most)
	if high < low {
		r.Fail("option '%smax' must not be less than '%smin'", prefix, prefix)
	}
	return generateFloat(func(row uint64) float64 {
		u := unit(mix(seed, row))
		f := low*(1-u) + high*u
		if kind == types.Float {
			return float64(float32(f))
		}
		return f
	})
}

func randomDecimal(r *option.Reader, prefix string, t types.Type, seed uint64) generator {
	most := math.Pow10(t.Precision - t.Scale)
	low, high := r.Float(prefix+"min", -most), r.Float(prefix+"max", most)
	limit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(t.Precision)), nil)
	limit.Sub(limit, big.NewInt(1))
	scale := new(big.Float).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(t.Scale)), nil))
	return generate(func(row uint64) batch.Datum {
		u := unit(mix(seed, row))
		n, _ := new(big.Float).Mul(big.NewFloat(low*(1-u)+high*u), scale).Int(nil)
		if n.CmpAbs(limit) > 0 {
			n.Mul(limit, big.NewInt(int64(n.Sign())))
		}
		v, _ := batch.Int128FromBig(n)
		return v
	})
}

// randomText makes texts of hexadecimal digits, and bytes.
func randomText(r *option.Reader, prefix string, t types.Type, seed uint64) generator {
	length := int64(100)
	fixed := t.Kind == types.Char || t.Kind == types.Binary
	if fixed || t.Precision != types.MaxLength {
		length = int64(t.Precision)
	}
	length = r.Int(prefix+"length", length, 1)
	if length > int64(t.Precision) {
		r.Fail("option '%slength' must not be greater than the length %d of the type", prefix, t.Precision)
	}
	variable := r.Bool(prefix+"var-len", false)
	if variable && fixed {
		r.Fail("option '%svar-len' is only for types of variable length, not for %s", prefix, t)
	}
	digits := t.Kind.IsCharacter()
	return generate(func(row uint64) batch.Datum {
		z := mix(seed, row)
		n := length
		if variable {
			n = within(z, 1, length)
		}
		b := make([]byte, n)
		for i := range b {
			if i%8 == 0 {
				z = mix(z, uint64(i))
			}
			c := byte(z >> (i % 8 * 8))
			if digits {
				c = "0123456789abcdef"[c&15]
			}
			b[i] = c
		}
		return string(b)
	})
}

func randomTime(z uint64, past time.Duration, local bool) batch.Datum {
	at := time.Now().Add(-time.Duration(within(z, 0, int64(past))))
	if local {
		return batch.Instant{Millis: localMillis(at)}
	}
	return batch.Instant{Millis: at.UnixMilli()}
}

// localMillis is the wall clock of this machine as a timestamp.
func localMillis(t time.Time) int64 {
	_, offset := t.Zone()
	return t.UnixMilli() + int64(offset)*1000
}
