package convert_test

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr/decimal"
	"github.com/penstock/penstock/runtime/embedded/format/convert"
)

func TestInt_takes_what_fits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		bits := rapid.SampledFrom([]int{8, 16, 32, 64}).Draw(t, "bits")
		s := rapid.OneOf(rapid.StringMatching(`[+-]?[0-9]{0,21}`), rapid.Map(rapid.Int64(), func(n int64) string { return strconv.FormatInt(n, 10) })).Draw(t, "s")
		want, wantErr := strconv.ParseInt(s, 10, bits)
		got, err := convert.Int(s, bits)
		require.Equal(t, wantErr == nil, err == nil, s)
		if err == nil {
			require.Equal(t, want, got)
		}
	})
}

func TestInt_refuses(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "-", " 1", "1 ", "0x1", "1_0", "1.0", "١"} {
		_, err := convert.Int(s, 32)
		require.Error(t, err, s)
	}
}

func TestFloat(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]float64{
		"1": 1, " -2.5e3 ": -2500, "1d": 1, "1.5F": 1.5, "Infinity": math.Inf(1), "-Infinity": math.Inf(-1), "1e999": math.Inf(1), "+.5": 0.5, "5.": 5,
	} {
		got, err := convert.Float(s, 64)
		require.NoError(t, err, s)
		require.InDelta(t, want, got, 0, s)
	}
	nan, err := convert.Float("NaN", 64)
	require.NoError(t, err)
	require.True(t, math.IsNaN(nan))
	for _, s := range []string{"", "d", "inf", "nan", "1_0", "0x1p3", "1,5", "--1", "e5", "infinity"} {
		_, err := convert.Float(s, 64)
		require.Error(t, err, s)
	}
}

func TestDecimal_agrees_with_the_slow_way(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		precision := rapid.IntRange(1, 38).Draw(t, "precision")
		scale := rapid.IntRange(0, precision).Draw(t, "scale")
		s := rapid.StringMatching(`-?[0-9]{0,20}(\.[0-9]{0,20})?(e[+-]?[0-9])?`).Draw(t, "s")
		want, wantOK, wantErr := decimal.Parse(s, precision, scale)
		got, ok, err := convert.Decimal(s, precision, scale)
		require.Equal(t, wantErr == nil, err == nil, s)
		require.Equal(t, wantOK, ok, s)
		if ok && err == nil {
			require.Equal(t, want, got, s)
		}
	})
	v, ok, err := convert.Decimal("-12.345", 8, 2)
	require.NoError(t, err)
	require.True(t, ok)
	require.Equal(t, big.NewInt(-1235), v.Big())
}

func TestTimestamp_reads_what_it_writes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(-62135596800, 253402300799).Draw(t, "seconds"), rapid.Int64Range(0, 999_999_999).Draw(t, "nanos")).UTC()
		want := batch.Instant{Millis: at.UnixMilli(), Nanos: int32(at.Nanosecond() % 1_000_000)}
		text := at.Format("2006-01-02 15:04:05.999999999")
		got, err := convert.Timestamp(text, convert.SQL)
		require.NoError(t, err, text)
		require.Equal(t, want, got, text)
		got, err = convert.Instant(strings.Replace(text, " ", "T", 1)+"Z", convert.ISO)
		require.NoError(t, err, text)
		require.Equal(t, want, got, text)
		days, err := convert.Date(text[:10])
		require.NoError(t, err)
		require.Equal(t, at.Truncate(24*time.Hour).Unix()/86400, days)
	})
}

func TestTimestamp_forms(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"2024-01-01T00:00:00", "2024-01-01 00:00", "2024-1-01 00:00:00", "2024-13-01 00:00:00", "2024-01-32 00:00:00", "2024-01-01 24:00:00",
		"2024-01-01 00:60:00", "2024-01-01 00:00:60", "2024-01-01 00:00:00Z", "2024-01-01 00:00:00.", "2024-01-01 00:00:00.1234567890", "", "2024",
	} {
		_, err := convert.Timestamp(s, convert.SQL)
		require.Error(t, err, s)
	}
	at, err := convert.Timestamp("2023-02-31 00:00:00", convert.SQL)
	require.NoError(t, err)
	require.Equal(t, time.Date(2023, 2, 28, 0, 0, 0, 0, time.UTC).UnixMilli(), at.Millis)
	_, err = convert.Timestamp("2023-02-31T00:00:00", convert.ISO)
	require.Error(t, err)
	_, err = convert.Timestamp("2024-01-01T10:00", convert.ISO)
	require.NoError(t, err)
	_, err = convert.Instant("2024-01-01 00:00:00", convert.SQL)
	require.Error(t, err)
	for _, s := range []string{"2023-02-29", "2023-2-1", "2023-02-01x", "+12345-01-01x", ""} {
		_, err := convert.Date(s)
		require.Error(t, err, s)
	}
	days, err := convert.Date("+12345-01-01")
	require.NoError(t, err)
	require.Equal(t, time.Date(12345, 1, 1, 0, 0, 0, 0, time.UTC).Unix()/86400, days)
	ms, err := convert.Time("10:11:12.5", convert.SQL)
	require.NoError(t, err)
	require.EqualValues(t, 36_672_500, ms)
	_, err = convert.Time("10:11", convert.SQL)
	require.Error(t, err)
}
