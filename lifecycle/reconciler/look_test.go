package reconciler

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
)

// Between the reads of an application and of its operation another request may take its place. What is under way is not looked at
// without its operation: that would be another state, in which nothing that belongs to the operation is known.
func TestReadOperation_ofADesireThatIsPast(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("flights", "run", nil)
	_, err := f.start("flights", lifecycle.DefaultRunConfiguration())
	require.NoError(t, err)
	f.tick()
	_, err = f.update("flights", "run again", lifecycle.DefaultRunConfiguration())
	require.NoError(t, err)
	f.dieAt = 28
	f.tick()
	before := f.app("flights")
	require.Equal(t, lifecycle.StatusUpdating, before.Observed.Status)
	f.reboot()
	s := &session{Reconciler: f.r}
	l := &look{app: before}
	require.NoError(t, s.readOperation(t.Context(), l))
	require.NotNil(t, l.operation)

	_, err = f.stop("flights", true)
	require.NoError(t, err)
	f.tick()
	require.ErrorIs(t, s.readOperation(t.Context(), &look{app: before}), store.ErrStale)
	l = &look{app: f.app("flights")}
	require.NoError(t, s.readOperation(t.Context(), l), "that is how it is")
	require.Nil(t, l.operation)
}
