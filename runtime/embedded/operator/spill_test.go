package operator_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/operator"
	"github.com/penstock/penstock/runtime/embedded/state/statetest"
)

// drawSpilled gives an operator all the memory it may want, or some, or next to none.
func drawSpilled(t *rapid.T, c *operator.Context) *operator.Context {
	if most := rapid.SampledFrom([]int64{0, 1, 300, 1500}).Draw(t, "memory"); most > 0 {
		c.Restored.Memory = statetest.Memory(most)
	}
	return c
}

// TestOperators_DoTheSameWithTheirStateOnDisk: where the state of an operator lies makes no difference but to the order in which it sends
// what is due at the same time.
func TestOperators_DoTheSameWithTheirStateOnDisk(t *testing.T) {
	t.Parallel()
	for _, c := range allCases() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				steps := c.draw(t)
				size := rapid.IntRange(1, 7).Draw(t, "batch")
				want := run(t, c.new(), c.columns(), steps, size)
				o, out := c.new(), &recorder{}
				require.NoError(t, o.Open(drawSpilled(t, contextOf()), out))
				feed(t, o, c.columns(), steps, size)
				require.NoError(t, o.Close())
				require.Equal(t, texts(want.changes), texts(out.changes))
				require.Equal(t, want.watermarks, out.watermarks)
				materialise(t, out.changes)
			})
		})
	}
}
