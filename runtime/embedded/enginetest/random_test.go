package enginetest

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/randomscript"
	"github.com/penstock/penstock/runtime/embedded/sqltest"
)

// randomScripts is how many random scripts are run.
const randomScripts = 40

// TestRandomScripts runs random scripts in all variations: what the first one gives is expected of the others. Whether Flink gives the same is tested by
// TestFlink_randomScripts in runtime/flink/trial.
func TestRandomScripts(t *testing.T) {
	t.Parallel()
	first, count, err := randomscript.Seeds(1, randomScripts)
	require.NoError(t, err)
	for seed := first; seed < first+count; seed++ {
		t.Run(fmt.Sprintf("seed%d", seed), func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithTimeout(t.Context(), deadline)
			defer cancel()
			c := randomCase(t, seed)
			variations := c.Variations()
			result, err := c.Run(ctx, variations[0].Options(t.TempDir(), ""))
			require.NoError(t, err)
			if result.Phase == sqltest.PhaseValidate {
				require.Error(t, result.Err)
				return // some scripts are what has to be refused
			}
			require.NoError(t, result.Err)
			require.NoError(t, c.Update(result))
			for _, v := range variations[1:] {
				result, err := c.Run(ctx, v.Options(t.TempDir(), ""))
				require.NoError(t, err, v)
				difference, err := c.Compare(result)
				require.NoError(t, err, v)
				require.Empty(t, difference, v)
			}
		})
	}
}

// randomCase is the script of a seed as a case, in a folder of its own.
func randomCase(t *testing.T, seed uint64) sqltest.Case {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, randomscript.New(seed).Write(dir))
	cases, err := sqltest.Find(dir)
	require.NoError(t, err)
	require.Len(t, cases, 1)
	return cases[0]
}
