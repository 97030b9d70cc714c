package rowtext_test

import (
	"math"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/rowtext"
	"github.com/penstock/penstock/runtime/embedded/types"
)

func TestAppend(t *testing.T) {
	t.Parallel()
	noon := batch.Instant{Millis: 1709294400000}
	later := batch.Instant{Millis: 1709294400120, Nanos: 3000}
	newYork, err := time.LoadLocation("America/New_York")
	require.NoError(t, err)
	row := types.RowOf(types.Field{Name: "a", Type: types.Of(types.Int)}, types.Field{Name: "b", Type: types.Of(types.Boolean)})
	for _, c := range []struct {
		typ         types.Type
		value       batch.Datum
		print, cast string
	}{
		{types.Of(types.Boolean), true, "true", "TRUE"},
		{types.Of(types.BigInt), int64(-5), "-5", "-5"},
		{types.Of(types.Int), nil, "null", "NULL"},
		{types.Of(types.Float), float64(float32(0.1)), "0.1", "0.1"},
		{types.Of(types.Double), 1e7, "1.0E7", "1.0E7"},
		{types.DecimalOf(10, 8), batch.Int128Of(1), "1E-8", "0.00000001"},
		{types.DecimalOf(10, 8), batch.Int128Of(-1234), "-0.00001234", "-0.00001234"},
		{types.DecimalOf(10, 7), batch.Int128{}, "0E-7", "0.0000000"},
		{types.String(), "it's", "it's", "it's"},
		{types.Of(types.VarBinary), "a\xff", "[97, -1]", "a\uFFFD"},
		{types.Of(types.Date), int64(-1), "1969-12-31", "1969-12-31"},
		{types.Of(types.Time), int64(45_296_000), "12:34:56", "12:34:56"},
		{types.Of(types.Time), int64(45_240_000), "12:34", "12:34:00"},
		{types.TimestampOf(3), noon, "2024-03-01T12:00", "2024-03-01 12:00:00.000"},
		{types.TimestampOf(0), noon, "2024-03-01T12:00", "2024-03-01 12:00:00"},
		{types.TimestampOf(6), later, "2024-03-01T12:00:00.120003", "2024-03-01 12:00:00.120003"},
		{types.TimestampLTZOf(3), noon, "2024-03-01T12:00:00Z", "2024-03-01 07:00:00.000"},
		{types.Of(types.IntervalYearMonth), int64(14), "P14M", "+1-02"},
		{types.Of(types.IntervalDayTime), int64(-93_784_567), "PT-26H-3M-4.567S", "-1 02:03:04.567"},
		{types.ArrayOf(types.String()), []batch.Datum{"a", nil}, "[a, null]", "[a, NULL]"},
		{row, []batch.Datum{int64(1), true}, "+I[1, true]", "(1, TRUE)"},
		{types.MapOf(types.String(), types.Of(types.Int)), &batch.MapDatum{Keys: []batch.Datum{"b", "a"}, Values: []batch.Datum{int64(1), nil}},
			"{a=null, b=1}", "{b=1, a=NULL}"},
		{types.MultisetOf(types.String()), &batch.MapDatum{Keys: []batch.Datum{"x"}, Values: []batch.Datum{int64(2)}}, "{x=2}", "{x=2}"},
	} {
		v := batch.NewVector(c.typ, 2)
		v.Set(1, c.value)
		require.Equal(t, c.print, string(rowtext.AppendPrint(nil, v, 1)), "%s", c.typ)
		require.Equal(t, c.cast, string(rowtext.AppendCast(nil, v, 1, newYork)), "%s", c.typ)
	}
}

// TestAppendDouble lists what Double.toString and Float.toString of Java 17 give.
func TestAppendDouble(t *testing.T) {
	t.Parallel()
	for want, f := range map[string]float64{
		"0.0": 0, "-0.0": math.Copysign(0, -1), "1.0": 1, "0.001": 0.001, "9.999E-4": 0.0009999, "9999999.0": 9999999, "1.2345678E7": 12345678,
		"NaN": math.NaN(), "-Infinity": math.Inf(-1), "1.7976931348623157E308": math.MaxFloat64,
		"3.3333333333333335": 10.0 / 3, "1.34711938801685296E17": 134711938801685296, "1.0E22": 1e22,
	} {
		require.Equal(t, want, string(rowtext.AppendDouble(nil, f)))
	}
	for want, f := range map[string]float64{"0.1": float64(float32(0.1)), "1.6777216E7": 1 << 24, "4.39143264E8": 439143264, "3.4028235E38": math.MaxFloat32} {
		require.Equal(t, want, string(rowtext.AppendFloat(nil, f)))
	}
}

func TestAppendDouble_CanBeReadAgain(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.Float64().Draw(t, "f")
		text := string(rowtext.AppendDouble(nil, f))
		again, err := strconv.ParseFloat(text, 64)
		require.NoError(t, err)
		require.Equal(t, f, again, text)
		parsed, err := rowtext.ParseFloat(text, types.Double)
		require.NoError(t, err)
		require.Equal(t, f, parsed, text)
	})
}

func TestParse_ReadsWhatCastWrites(t *testing.T) {
	t.Parallel()
	zone, err := time.LoadLocation("Europe/Paris")
	require.NoError(t, err)
	rapid.Check(t, func(t *rapid.T) {
		at := batch.Instant{Millis: rapid.Int64Range(-1e13, 2e14).Draw(t, "millis"), Nanos: rapid.Int32Range(0, 999_999).Draw(t, "nanos")}
		typ := types.TimestampOf(9)
		got, err := rowtext.ParseTimestamp(string(rowtext.AppendCastDatum(nil, typ, at, nil)), 9)
		require.NoError(t, err)
		require.Equal(t, at, got)

		typ = types.TimestampLTZOf(9)
		text := string(rowtext.AppendCastDatum(nil, typ, at, zone))
		got, err = rowtext.ParseInstant(text, 9, zone)
		require.NoError(t, err)
		require.Equal(t, text, string(rowtext.AppendCastDatum(nil, typ, got, zone)))

		days := rapid.Int64Range(-700_000, 2_900_000).Draw(t, "days")
		parsed, err := rowtext.ParseDate(string(rowtext.AppendDate(nil, days)))
		require.NoError(t, err)
		require.Equal(t, days, parsed)
	})
}

func TestParse_Errors(t *testing.T) {
	t.Parallel()
	_, err := rowtext.ParseInt("a", types.Int)
	require.EqualError(t, err, "For input string: 'a'. Invalid character found.")
	_, err = rowtext.ParseInt("128", types.TinyInt)
	require.EqualError(t, err, "For input string: '128'. Overflow.")
	_, err = rowtext.ParseFloat("a", types.Double)
	require.EqualError(t, err, `For input string: "a"`)
	_, err = rowtext.ParseBool("maybe")
	require.EqualError(t, err, "Cannot parse 'maybe' as BOOLEAN.")
	_, err = rowtext.ParseDecimal("1000", 3, 0)
	require.Error(t, err)
	_, err = rowtext.ParseTime("25:00:00")
	require.Error(t, err)
}
