package temporal_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/expr/temporal"
)

// TestFormatter_Resolution checks that timestamps within the resolution of a pattern are written alike.
func TestFormatter_Resolution(t *testing.T) {
	t.Parallel()
	letters := rapid.SampledFrom([]string{"yyyy", "u", "MM", "dd", "D", "E", "Q", "w", "W", "F", "a", "HH", "k", "K", "h", "mm", "s", "SSS", "n", "A", "N", "''", "-"})
	rapid.Check(t, func(t *rapid.T) {
		pattern := letters.Draw(t, "first") + letters.Draw(t, "second")
		f, err := temporal.NewFormatter(pattern)
		if err != nil {
			t.Skip(err)
		}
		resolution := f.Resolution()
		if resolution == 0 {
			return
		}
		number := rapid.Int64Range(-1_000_000, 1_000_000).Draw(t, "number")
		write := func(label string) string {
			within := rapid.Int64Range(0, resolution-1).Draw(t, label)
			text, err := f.Format(nil, temporal.Instant{Millis: number*resolution + within, Nanos: rapid.Int32Range(0, 999_999).Draw(t, "nanos")})
			require.NoError(t, err)
			return string(text)
		}
		require.Equal(t, write("one"), write("other"), pattern)
	})
}
