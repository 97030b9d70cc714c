package trial_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/randomscript"
	"github.com/penstock/penstock/runtime/embedded/sqltest"
)

// randomScripts is how many random scripts are run on Flink; each takes seconds there.
const randomScripts = 15

// Random scripts give on Flink what they give on the embedded engine, in all variations. What Flink refuses, or makes no job of, is left out: the
// embedded engine takes some of it.
func TestFlink_randomScripts(t *testing.T) {
	first, count, err := randomscript.Seeds(1, randomScripts)
	require.NoError(t, err)
	r, taken := runner{open(t)}, uint64(0)
	for seed := first; seed < first+count; seed++ {
		t.Run(fmt.Sprintf("seed%d", seed), func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), caseDeadline)
			defer cancel()
			dir := t.TempDir()
			require.NoError(t, randomscript.New(seed).Write(dir))
			cases, err := sqltest.Find(dir)
			require.NoError(t, err)
			require.Len(t, cases, 1)
			c := cases[0]
			judged, err := c.Run(ctx, sqltest.Options{Runner: r})
			require.NoError(t, err)
			require.NoError(t, ctx.Err())
			if judged.Err != nil {
				t.Log(judged.Err)
				return
			}
			taken++
			require.NoError(t, c.Update(judged))
			for _, v := range c.Variations() {
				result, err := c.Run(ctx, v.Options(t.TempDir(), ""))
				require.NoError(t, err)
				difference, err := c.Compare(result)
				require.NoError(t, err)
				require.Empty(t, difference, v)
			}
		})
	}
	require.Greater(t, taken, count/2, "scripts that Flink takes")
}
