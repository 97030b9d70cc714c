package temporal_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/expr/temporal"
)

func TestCalendar_AgreesWithTime(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.Int64Range(-719162, 2932896).Draw(t, "days") // years 1 to 9999
		want := time.Unix(days*86400, 0).UTC()
		c := temporal.FromDays(days)
		require.Equal(t, want.Year(), int(c.Year))
		require.Equal(t, int(want.Month()), c.Month)
		require.Equal(t, want.Day(), c.Day)
		require.Equal(t, days, c.Days())
		require.Equal(t, want.YearDay(), int(temporal.DayOfYear(days)))
		require.Equal(t, int(want.Weekday())+1, int(temporal.DayOfWeek(days)))
		year, week := want.ISOWeek()
		gotYear, gotWeek := temporal.ISOWeek(days)
		require.Equal(t, [2]int{year, week}, [2]int{int(gotYear), int(gotWeek)})
		require.Equal(t, time.Date(want.Year(), want.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day(), temporal.DaysIn(c.Year, c.Month))
	})
}

func TestAddMonths_AndMonthsBetween(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		from := rapid.Int64Range(-1e12, 4e12).Draw(t, "from")
		months := rapid.Int64Range(0, 2400).Draw(t, "months")
		to := temporal.AddMonthsMillis(from, months)
		require.Equal(t, months, temporal.MonthsBetween(from, to))
		require.Equal(t, -months, temporal.MonthsBetween(to, from))
		require.Equal(t, months, temporal.MonthsBetween(from, to+1))
	})
}

func TestZone_AgreesWithTime(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"America/New_York", "Europe/Paris", "Asia/Kolkata", "Pacific/Apia", "Australia/Lord_Howe", "GMT+08:00"} {
		zone, err := temporal.LoadZone(name)
		require.NoError(t, err)
		rapid.Check(t, func(t *rapid.T) {
			millis := rapid.Int64Range(-2e12, 4e12).Draw(t, "millis")
			local := temporal.ToLocal(millis, zone)
			want := time.UnixMilli(millis).In(zone)
			require.Equal(t, want.Format("2006-01-02 15:04:05.000"), time.UnixMilli(local).UTC().Format("2006-01-02 15:04:05.000"))
			back := temporal.FromLocal(local, zone)
			require.Equal(t, local, temporal.ToLocal(back, zone), "a wall clock that there was is kept")
			require.LessOrEqual(t, back, millis, "of two instants it is the first")
		})
	}
}

func TestFromLocal_MovesOutOfAGap(t *testing.T) {
	t.Parallel()
	zone, err := temporal.LoadZone("Europe/Paris")
	require.NoError(t, err)
	skipped := time.Date(2024, 3, 31, 2, 30, 0, 0, time.UTC).UnixMilli()
	require.Equal(t, "2024-03-31T01:30:00Z", time.UnixMilli(temporal.FromLocal(skipped, zone)).UTC().Format(time.RFC3339))
}

func TestLoadZone(t *testing.T) {
	t.Parallel()
	for name, offset := range map[string]int{"UTC": 0, "Z": 0, "UTC+2": 7200, "GMT-03:30": -12600, "+05:30": 19800, "UTC+010203": 3723} {
		zone, err := temporal.LoadZone(name)
		require.NoError(t, err, name)
		_, got := time.Unix(0, 0).In(zone).Zone()
		require.Equal(t, offset, got, name)
	}
	for _, name := range []string{"", "Nowhere", "Local", "UTC+99", "GMT+1:99", "+"} {
		_, err := temporal.LoadZone(name)
		require.Error(t, err, name)
	}
}

func TestFormatter_ReadsWhatItWrites(t *testing.T) {
	t.Parallel()
	for _, pattern := range []string{"yyyy-MM-dd HH:mm:ss.SSS", "uuuuMMddHHmmssSSS", "d/M/yyyy H:m:s.SSS", "EEE, dd MMM yyyy hh:mm:ss.SSS a", "yyyy-DDD HH:mm:ss.SSS"} {
		f, err := temporal.NewFormatter(pattern)
		require.NoError(t, err)
		rapid.Check(t, func(t *rapid.T) {
			millis := rapid.Int64Range(-30610224000000, 253402300799999).Draw(t, "millis") // years 1000 to 9999
			written, err := f.Format(nil, temporal.Instant{Millis: millis})
			require.NoError(t, err)
			text := string(written)
			got, ok := f.Parse(text, 3)
			require.True(t, ok, text)
			require.Equal(t, millis, got.Millis, text)
		})
	}
}

func TestSimpleFormat_ReadsWhatItWrites(t *testing.T) {
	t.Parallel()
	zone, err := temporal.LoadZone("Asia/Tokyo")
	require.NoError(t, err)
	for _, pattern := range []string{"yyyy-MM-dd HH:mm:ss.SSS", "yyyyMMddHHmmssSSS", "EEE MMM d yyyy h:m:s.S a", "yyyy-MM-dd'T'HH:mm:ss.SSSX"} {
		f, err := temporal.NewSimpleFormat(pattern)
		require.NoError(t, err)
		rapid.Check(t, func(t *rapid.T) {
			millis := rapid.Int64Range(0, 253402300799999-temporal.Day).Draw(t, "millis")
			text := string(f.Format(nil, millis, zone))
			got, ok := f.Parse(text, zone)
			require.True(t, ok, text)
			require.Equal(t, millis, got, text)
		})
	}
}

func TestNewFormatter_RefusesWhatJavaRefuses(t *testing.T) {
	t.Parallel()
	for _, pattern := range []string{"b", "HHH", "MMMMMM", "'open", "yyyy]", "{", "DDDD"} {
		_, err := temporal.NewFormatter(pattern)
		require.Error(t, err, pattern)
	}
	for _, pattern := range []string{"i", "'open", "XXXX"} {
		_, err := temporal.NewSimpleFormat(pattern)
		require.Error(t, err, pattern)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2024-02-29 10:11:12.345", "2024-2-9", "10:11", "+12024-01-01 00:00:00", "24:00:00-1"} {
		f.Add(s, "yyyy-MM-dd HH:mm:ss[.SSS]")
	}
	f.Add("Feb 29", "[MMM dd][yyyy]")
	f.Fuzz(func(t *testing.T, s, pattern string) {
		temporal.ParseDate(s)
		temporal.ParseSQL(s)
		if ms, ok := temporal.ParseTime(s); ok && (ms < 0 || ms >= temporal.Day) {
			t.Fatalf("%q is the time %d", s, ms)
		}
		if ts, ok := temporal.ParseTimestamp(s, 9); ok && (ts.Nanos < 0 || ts.Nanos > 999_999) {
			t.Fatalf("%q has %d nanoseconds in a millisecond", s, ts.Nanos)
		}
		if formatter, err := temporal.NewFormatter(pattern); err == nil {
			if ts, ok := formatter.Parse(s, 9); ok {
				_, _ = formatter.Format(nil, ts)
			}
		}
		if format, err := temporal.NewSimpleFormat(pattern); err == nil {
			if ms, ok := format.Parse(s, time.UTC); ok {
				format.Format(nil, ms, time.UTC)
			}
		}
	})
}
