package option_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/option"
)

func TestReader_reads_values(t *testing.T) {
	t.Parallel()
	r := option.NewReader("x", "", map[string]string{
		"s": "text", "b": "TRUE", "i": " 12 ", "f": "0.5", "o": "iso-8601", "c": `\t`, "d": "5 min", "m": "2 MB", "keys.b": "1", "keys.a": "2",
	})
	require.Equal(t, "text", r.String("s", ""))
	require.Equal(t, "default", r.String("none", "default"))
	require.True(t, r.Bool("b", false))
	require.True(t, r.Bool("no bool", true))
	require.EqualValues(t, 12, r.Int("i", 0, 0))
	require.InDelta(t, 0.5, r.Float("f", 0), 0)
	require.Equal(t, "ISO-8601", r.OneOf("o", "SQL", "SQL", "ISO-8601"))
	require.Equal(t, '\t', r.Char("c", ','))
	require.Equal(t, ',', r.Char("no char", ','))
	require.Equal(t, 5*time.Minute, r.Duration("d", 0))
	require.EqualValues(t, 2<<20, r.Bytes("m", 0))
	require.True(t, r.Has("s"))
	require.False(t, r.Has("none"))
	require.Equal(t, "1", r.Required("keys.b"))
	require.Equal(t, "2", r.Required("keys.a"))
	require.NoError(t, r.Done())
}

func TestReader_Done_tells_what_is_wrong(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		values map[string]string
		read   func(r *option.Reader)
		want   string
	}{
		"missing":   {nil, func(r *option.Reader) { r.Required("a"); r.Required("b") }, "one or more required options of format 'f' are missing: f.a, f.b"},
		"unknown":   {map[string]string{"pth": "x"}, func(r *option.Reader) { r.String("path", "") }, "unsupported option 'f.pth' found for format 'f'. Did you mean 'f.path'? Supported options: f.path"},
		"far off":   {map[string]string{"zzz": "x"}, func(r *option.Reader) { r.String("path", "") }, "unsupported option 'f.zzz' found for format 'f'. Supported options: f.path"},
		"no bool":   {map[string]string{"a": "1"}, func(r *option.Reader) { r.Bool("a", false) }, "invalid value '1' for option 'f.a' of format 'f': expected true or false"},
		"no number": {map[string]string{"a": "x"}, func(r *option.Reader) { r.Int("a", 0, 0) }, "invalid value 'x' for option 'f.a' of format 'f': expected an integer"},
		"too small": {map[string]string{"a": "0"}, func(r *option.Reader) { r.Int("a", 1, 1) }, "must be at least 1"},
		"two chars": {map[string]string{"a": "xy"}, func(r *option.Reader) { r.Char("a", 0) }, "must be a single character"},
		"one of":    {map[string]string{"a": "x"}, func(r *option.Reader) { r.OneOf("a", "p", "p", "q") }, "expected one of p, q"},
		"first one": {map[string]string{"a": "x", "b": "y"}, func(r *option.Reader) { r.Float("a", 0); r.Float("b", 0) }, "invalid value 'x' for option 'f.a'"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := option.NewReader("format 'f'", "f.", c.values)
			c.read(r)
			require.ErrorContains(t, r.Done(), c.want)
		})
	}
}

func TestParseDuration(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]time.Duration{
		"10": 10 * time.Millisecond, "10ms": 10 * time.Millisecond, "10 s": 10 * time.Second, "1 h": time.Hour, "2 days": 48 * time.Hour,
		"3MIN": 3 * time.Minute, " 5 µs ": 5 * time.Microsecond, "7 nanoseconds": 7,
	} {
		got, err := option.ParseDuration(text)
		require.NoError(t, err, text)
		require.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "s", "-1 s", "1.5 s", "1 year", "9223372036854775807 d"} {
		_, err := option.ParseDuration(text)
		require.Error(t, err, text)
	}
}

func TestParseBytes(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int64{"10": 10, "10b": 10, "1 kb": 1024, "128MB": 128 << 20, "2 gibibytes": 2 << 30, "1t": 1 << 40} {
		got, err := option.ParseBytes(text)
		require.NoError(t, err, text)
		require.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "mb", "1 xb", "9223372036854775807 k"} {
		_, err := option.ParseBytes(text)
		require.Error(t, err, text)
	}
}
