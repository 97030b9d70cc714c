package expr_test

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
)

// TestRandom_SeededAsInJava compares with what java.util.Random gives for the same seeds, over two batches.
func TestRandom_SeededAsInJava(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"RAND_INTEGER(42, 100)": {"30", "63", "48", "84"},
		"RAND_INTEGER(7, 64)":   {"46", "40", "47"},
		"RAND(42)":              {"0.7275636800328681", "0.6832234717598454"},
	} {
		e, err := resolveSQL(text)
		require.NoError(t, err)
		ev, err := expr.Compile(e, expr.Config{})
		require.NoError(t, err)
		var got []string
		for _, n := range []int{1, len(want) - 1} {
			v, err := ev.Eval(nil, &batch.Batch{Len: n}, nil)
			require.NoError(t, err)
			for i := range n {
				got = append(got, shown(v, i))
			}
		}
		require.Equal(t, want, got, text)
	}
}

func TestRandom_IsAnotherForEachRow(t *testing.T) {
	t.Parallel()
	e, err := resolveSQL("UUID()")
	require.NoError(t, err)
	ev, err := expr.Compile(e, expr.Config{})
	require.NoError(t, err)
	v, err := ev.Eval(nil, &batch.Batch{Len: 2}, nil)
	require.NoError(t, err)
	require.NotEqual(t, v.Str[0], v.Str[1])
	require.Regexp(t, regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`), v.Str[0])

	e, err = resolveSQL("RAND_INTEGER(0)")
	require.NoError(t, err)
	_, err = evaluate(e, nil)
	require.ErrorContains(t, err, "bound must be positive")
}
