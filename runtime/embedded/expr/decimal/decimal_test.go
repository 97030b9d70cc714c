package decimal_test

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr/decimal"
)

// genDecimal draws values of up to 38 digits, small ones as often as large ones, with a scale.
func genDecimal(t *rapid.T, name string) (decimal.Int, int) {
	digits := rapid.StringMatching(`-?[0-9]{1,38}`).Draw(t, name)
	n, _ := new(big.Int).SetString(digits, 10)
	v, ok := batch.Int128FromBig(n)
	require.True(t, ok)
	return v, rapid.IntRange(0, 18).Draw(t, name+" scale")
}

func rat(v decimal.Int, scale int) *big.Rat {
	return new(big.Rat).SetFrac(v.Big(), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil))
}

// rounded is an exact value at a scale, half away from zero, and whether it fits the precision.
func rounded(exact *big.Rat, precision, scale int) (*big.Int, bool) {
	scaled := new(big.Rat).Mul(exact, new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil)))
	n := new(big.Int).Abs(scaled.Num())
	n.Lsh(n, 1).Add(n, scaled.Denom())
	n.Quo(n, new(big.Int).Lsh(scaled.Denom(), 1))
	if scaled.Sign() < 0 {
		n.Neg(n)
	}
	return n, len(new(big.Int).Abs(n).String()) <= precision
}

func TestArithmetic_AgreesWithRationals(t *testing.T) {
	t.Parallel()
	operations := map[string]struct {
		decimal func(a decimal.Int, as int, b decimal.Int, bs, p, s int) (decimal.Int, bool)
		exact   func(z, x, y *big.Rat) *big.Rat
	}{
		"add": {decimal.Add, (*big.Rat).Add}, "sub": {decimal.Sub, (*big.Rat).Sub},
		"mul": {decimal.Mul, (*big.Rat).Mul}, "div": {decimal.Div, (*big.Rat).Quo},
	}
	for name, op := range operations {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				a, as := genDecimal(t, "a")
				b, bs := genDecimal(t, "b")
				if name == "div" && b.Sign() == 0 {
					t.Skip("no division by zero")
				}
				precision := rapid.IntRange(1, 38).Draw(t, "precision")
				scale := rapid.IntRange(0, precision).Draw(t, "scale")
				want, fits := rounded(op.exact(new(big.Rat), rat(a, as), rat(b, bs)), precision, scale)
				got, ok := op.decimal(a, as, b, bs, precision, scale)
				require.Equal(t, fits, ok)
				if ok {
					require.Equal(t, want.String(), got.Big().String())
				}
			})
		})
	}
}

func TestRescale_AgreesWithRationals(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v, from := genDecimal(t, "v")
		precision := rapid.IntRange(1, 38).Draw(t, "precision")
		to := rapid.IntRange(0, precision).Draw(t, "to")
		want, fits := rounded(rat(v, from), precision, to)
		got, ok := decimal.Rescale(v, from, to, precision)
		require.Equal(t, fits, ok)
		if ok {
			require.Equal(t, want.String(), got.Big().String())
		}
	})
}

func TestMod_HasTheSignOfTheDividend(t *testing.T) {
	t.Parallel()
	got, ok := decimal.Mod(decimal.Of(-75), 1, decimal.Of(2), 0, 38, 1)
	require.True(t, ok)
	require.Equal(t, decimal.Of(-15), got)
}

func TestParse_ReadsWhatAppendWrites(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v, scale := genDecimal(t, "v")
		text := string(decimal.Append(nil, v, scale))
		got, ok, err := decimal.Parse(text, decimal.MaxPrecision, scale)
		require.NoError(t, err)
		require.True(t, ok)
		require.Equal(t, v, got, text)
		exact, _ := new(big.Rat).SetString(text)
		require.Zero(t, exact.Cmp(rat(v, scale)), text)
	})
}

func TestParse(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"1": "1.00", " 1.5 ": "1.50", "1e2": "100.00", "+.5": "0.50", "-2.": "-2.00", "1.005": "1.01", "-1.005": "-1.01",
		"0.004": "0.00", "1E-9": "0.00", "1e-400": "0.00", "0e999": "0.00",
	} {
		v, ok, err := decimal.Parse(text, 10, 2)
		require.NoError(t, err, text)
		require.True(t, ok, text)
		require.Equal(t, want, string(decimal.Append(nil, v, 2)), text)
	}
	for _, text := range []string{"", "a", "1e", "--1", "1.2.3", "1e+-2", "0x1", "."} {
		_, _, err := decimal.Parse(text, 10, 2)
		require.Error(t, err, text)
	}
	for _, text := range []string{"123456789", "1e20", "1e999999999"} {
		_, ok, err := decimal.Parse(text, 10, 2)
		require.NoError(t, err, text)
		require.False(t, ok, text)
	}
}

func TestFloorCeilRound(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ v, floor, ceil, round int64 }{{25, 2, 3, 30}, {-25, -3, -2, -30}, {20, 2, 2, 20}, {-4, -1, 0, 0}, {0, 0, 0, 0}} {
		require.Equal(t, decimal.Of(c.floor), decimal.Floor(decimal.Of(c.v), 1), c.v)
		require.Equal(t, decimal.Of(c.ceil), decimal.Ceil(decimal.Of(c.v), 1), c.v)
		got, ok := decimal.Round(decimal.Of(c.v), 1, 0)
		require.True(t, ok)
		require.Equal(t, decimal.Of(c.round), got, c.v)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"1.5", "-1e-5", "99999999999999999999999999999999999999", " 1 ", "1e99999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, ok, err := decimal.Parse(s, 38, 10)
		if err != nil || !ok {
			return
		}
		if again, ok, err := decimal.Parse(string(decimal.Append(nil, v, 10)), 38, 10); err != nil || !ok || again != v {
			t.Fatalf("%q gives %v, and read again %v", s, v, again)
		}
	})
}
