package pattern_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/pattern"
)

// TestPartition_Codec writes and reads the partition after each row, which must change nothing.
func TestPartition_Codec(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom([]string{
			"a b c", "a b* c", "a b*? c", "a+ b{1,2}? c", "a? b{2,}? c+?", "a{1,3}? b*? c*? d", "a b{0,2} c",
		}).Draw(t, "pattern")
		skip := rapid.SampledFrom([]pattern.Skip{next, past}).Draw(t, "skip")
		rows := rapid.StringMatching(`([abcd]{1,3} ){0,25}`).Draw(t, "rows")
		within := rapid.SampledFrom([]int64{0, 3, 6}).Draw(t, "within")
		want, err := matches(t, text, skip, within, rows, false)
		require.NoError(t, err)
		got, err := matches(t, text, skip, within, rows, true)
		require.NoError(t, err)
		require.Equal(t, want, got)
	})
}

func FuzzAutomaton_Decode(f *testing.F) {
	names, variables := parse(f, "a{1,3}? b*? c*? d")
	m := pattern.Matcher{
		Automaton: pattern.Compile(variables), Conditions: names, Found: func(*pattern.Step, int64) error { return nil },
	}
	var p pattern.Partition
	f.Add(p.Append(nil))
	for i, row := range []string{"a", "ab", "abc", "bc"} {
		_, err := m.Take(&p, int64(i), row)
		require.NoError(f, err)
		f.Add(p.Append(nil))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := m.Automaton.Decode(data)
		if err != nil {
			return
		}
		_, err = m.Take(&p, 100, "abcd")
		require.NoError(t, err)
		again, err := m.Automaton.Decode(p.Append(nil))
		require.NoError(t, err)
		require.Equal(t, p.Append(nil), again.Append(nil))
	})
}
