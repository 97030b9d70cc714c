package datagen

import (
	"fmt"
	"math"
	"math/big"
	"strconv"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/option"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// generator makes the value of a column in a row by the row's number.
type generator struct {
	value func(row uint64) batch.Datum
	// integer and float are set where the value is of that Go type and never NULL, and save a detour over Datum.
	integer func(row uint64) int64
	float   func(row uint64) float64
}

func generate(value func(row uint64) batch.Datum) generator { return generator{value: value} }

func generateInteger(f func(row uint64) int64) generator {
	return generator{integer: f, value: func(row uint64) batch.Datum { return f(row) }}
}

func generateFloat(f func(row uint64) float64) generator {
	return generator{float: f, value: func(row uint64) batch.Datum { return f(row) }}
}

// fill writes n rows from a row's number on.
func (g generator) fill(v *batch.Vector, first uint64, n int) {
	for i := range n {
		row := first + uint64(i)
		switch {
		case g.integer != nil:
			v.I64[i] = g.integer(row)
		case g.float != nil:
			v.F64[i] = g.float(row)
		default:
			v.Set(i, g.value(row))
		}
	}
}

// build makes the generator of a column from the options that start with prefix. length is the number of rows of a sequence
// and -1 for others.
func build(r *option.Reader, prefix string, t types.Type, seed uint64) (g generator, length int64, err error) {
	if r.OneOf(prefix+"kind", "random", "random", "sequence") == "sequence" {
		return sequence(r, prefix, t)
	}
	g, err = random(r, prefix, t, seed)
	if err != nil {
		return g, -1, err
	}
	rate := r.Float(prefix+"null-rate", 0)
	if rate < 0 || rate > 1 {
		r.Fail("option '%snull-rate' must be between 0 and 1", prefix)
	}
	if rate == 0 {
		return g, -1, nil
	}
	value := g.value
	return generate(func(row uint64) batch.Datum {
		if unit(mix(seed^nullSalt, row)) < rate {
			return nil
		}
		return value(row)
	}), -1, nil
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
	at := func(row uint64) int64 { return start + int64(row) }
	switch {
	case t.Kind.IsInteger():
		return generateInteger(at), length, nil
	case t.Kind.IsApproximate():
		return generateFloat(func(row uint64) float64 { return float64(at(row)) }), length, nil
	case t.Kind.IsCharacter():
		return generate(func(row uint64) batch.Datum { return strconv.FormatInt(at(row), 10) }), length, nil
	case t.Kind == types.Decimal:
		return generate(func(row uint64) batch.Datum { return scaled(big.NewInt(at(row)), t.Scale) }), length, nil
	}
	return generator{}, -1, fmt.Errorf("a sequence cannot be of the type %s", t)
}

// scaled is a whole number as an unscaled decimal.
func scaled(n *big.Int, scale int) batch.Int128 {
	n = new(big.Int).Mul(n, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil))
	v, _ := batch.Int128FromBig(n)
	return v
}
