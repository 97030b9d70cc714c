package datagen

import (
	"fmt"
	"math"
	"math/big"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/option"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// generator makes the value of a column in a row by the row's number.
type generator func(row uint64) batch.Datum

// build makes the generator of a column from the options that start with prefix. length is the number of rows of a sequence
// and -1 for others.
func build(r *option.Reader, prefix string, t types.Type, seed uint64) (g generator, length int64, err error) {
	if r.OneOf(prefix+"kind", "random", "random", "sequence") == "sequence" {
		return sequence(r, prefix, t)
	}
	value, err := random(r, prefix, t, seed)
	if err != nil {
		return nil, -1, err
	}
	rate := r.Float(prefix+"null-rate", 0)
	if rate < 0 || rate > 1 {
		r.Fail("option '%snull-rate' must be between 0 and 1", prefix)
	}
	if rate == 0 {
		return value, -1, nil
	}
	return func(row uint64) batch.Datum {
		if unit(mix(seed^nullSalt, row)) < rate {
			return nil
		}
		return value(row)
	}, -1, nil
}

// nullSalt keeps the choice of NULLs apart from the values.
const nullSalt = 0xA5A5A5A55A5A5A5A

// mix is splitmix64 over a seed and a number: well distributed and the same for ever.
func mix(seed, n uint64) uint64 {
	z := seed + (n+1)*0x9E3779B97F4A7C15
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// unit is a number from 0 to below 1.
func unit(z uint64) float64 { return float64(z>>11) / (1 << 53) }

// within is a number from low to high, both included.
func within(z uint64, low, high int64) int64 {
	span := uint64(high-low) + 1
	if span == 0 {
		return int64(z)
	}
	return low + int64(z%span)
}

func sequence(r *option.Reader, prefix string, t types.Type) (generator, int64, error) {
	for _, key := range []string{"start", "end"} {
		r.Required(prefix + key)
	}
	start, end := r.Int(prefix+"start", 0, math.MinInt64), r.Int(prefix+"end", 0, math.MinInt64)
	if end < start {
		r.Fail("option '%send' must not be less than '%sstart'", prefix, prefix)
	}
	length := end - start + 1
	if length <= 0 {
		length = math.MaxInt64
	}
	var convert func(n int64) batch.Datum
	switch {
	case t.Kind.IsInteger():
		convert = func(n int64) batch.Datum { return n }
	case t.Kind.IsApproximate():
		convert = func(n int64) batch.Datum { return float64(n) }
	case t.Kind.IsCharacter():
		convert = func(n int64) batch.Datum { return fmt.Sprint(n) }
	case t.Kind == types.Decimal:
		convert = func(n int64) batch.Datum { return scaled(big.NewInt(n), t.Scale) }
	default:
		return nil, -1, fmt.Errorf("a sequence cannot be of the type %s", t)
	}
	return func(row uint64) batch.Datum { return convert(start + int64(row)) }, length, nil
}

// scaled is a whole number as an unscaled decimal.
func scaled(n *big.Int, scale int) batch.Int128 {
	n = new(big.Int).Mul(n, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil))
	v, _ := batch.Int128FromBig(n)
	return v
}

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
		return func(row uint64) batch.Datum { return randomTime(mix(seed, row), past, local) }, nil
	}
	switch t.Kind {
	case types.Boolean:
		return func(row uint64) batch.Datum { return mix(seed, row)&1 == 1 }, nil
	case types.Decimal:
		return randomDecimal(r, prefix, t, seed), nil
	case types.Date:
		return func(uint64) batch.Datum { return localMillis(time.Now()) / 86_400_000 }, nil
	case types.Time:
		return func(uint64) batch.Datum { return localMillis(time.Now()) % 86_400_000 }, nil
	case types.IntervalYearMonth:
		return func(row uint64) batch.Datum { return within(mix(seed, row), 0, 120_000) }, nil
	case types.IntervalDayTime:
		return func(row uint64) batch.Datum { return within(mix(seed, row), 0, math.MaxInt32) }, nil
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
	return func(row uint64) batch.Datum { return within(mix(seed, row), low, high) }
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
	return func(row uint64) batch.Datum {
		u := unit(mix(seed, row))
		f := low*(1-u) + high*u
		if kind == types.Float {
			return float64(float32(f))
		}
		return f
	}
}

func randomDecimal(r *option.Reader, prefix string, t types.Type, seed uint64) generator {
	most := math.Pow10(t.Precision - t.Scale)
	low, high := r.Float(prefix+"min", -most), r.Float(prefix+"max", most)
	limit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(t.Precision)), nil)
	limit.Sub(limit, big.NewInt(1))
	scale := new(big.Float).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(t.Scale)), nil))
	return func(row uint64) batch.Datum {
		u := unit(mix(seed, row))
		n, _ := new(big.Float).Mul(big.NewFloat(low*(1-u)+high*u), scale).Int(nil)
		if n.CmpAbs(limit) > 0 {
			n.Mul(limit, big.NewInt(int64(n.Sign())))
		}
		v, _ := batch.Int128FromBig(n)
		return v
	}
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
	return func(row uint64) batch.Datum {
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
	}
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

// collectionSize is the number of elements of collections.
const collectionSize = 3

func randomNested(r *option.Reader, prefix string, t types.Type, seed uint64) (generator, error) {
	switch t.Kind {
	case types.Array:
		element, _, err := build(r, prefix+"element.", *t.Elem, mix(seed, 1))
		return func(row uint64) batch.Datum {
			items := make([]batch.Datum, collectionSize)
			for i := range items {
				items[i] = element(row*collectionSize + uint64(i))
			}
			return items
		}, err
	case types.Map, types.Multiset:
		return randomMap(r, prefix, t, seed)
	case types.Row:
		fields := make([]generator, len(t.Fields))
		for i, f := range t.Fields {
			var err error
			if fields[i], _, err = build(r, prefix+f.Name+".", f.Type, mix(seed, uint64(i+1))); err != nil {
				return nil, err
			}
		}
		return func(row uint64) batch.Datum {
			values := make([]batch.Datum, len(fields))
			for i, g := range fields {
				values[i] = g(row)
			}
			return values
		}, nil
	}
	return nil, fmt.Errorf("the connector 'datagen' does not support the type %s", t)
}

func randomMap(r *option.Reader, prefix string, t types.Type, seed uint64) (generator, error) {
	keyType, keyPrefix := t.Key, prefix+"key."
	value := func(row uint64) batch.Datum { return within(mix(seed, row), 1, 100) }
	if t.Kind == types.Multiset {
		keyType, keyPrefix = t.Elem, prefix+"element."
	} else {
		var err error
		if value, _, err = build(r, prefix+"value.", *t.Elem, mix(seed, 2)); err != nil {
			return nil, err
		}
	}
	key, _, err := build(r, keyPrefix, *keyType, mix(seed, 1))
	return func(row uint64) batch.Datum {
		m := &batch.MapDatum{}
		seen := make(map[string]bool, collectionSize)
		for i := range uint64(collectionSize) {
			k := key(row*collectionSize + i)
			if id := fmt.Sprint(k); !seen[id] {
				seen[id] = true
				m.Keys = append(m.Keys, k)
				m.Values = append(m.Values, value(row*collectionSize+i))
			}
		}
		return m
	}, err
}
