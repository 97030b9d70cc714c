package fault_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle/fault"
)

func TestAs(t *testing.T) {
	t.Parallel()

	t.Run("finds the kind below wrapping", func(t *testing.T) {
		t.Parallel()
		err := fmt.Errorf("describe: %w", fault.NotFound("application %s does not exist", "orders"))
		found, ok := fault.As(err)
		require.True(t, ok)
		require.Equal(t, fault.NotFoundKind, found.Kind)
		require.Equal(t, "application orders does not exist", found.Message)
		require.True(t, fault.Is(err, fault.NotFoundKind))
		require.False(t, fault.Is(err, fault.InUseKind))
	})

	t.Run("an error without a kind is none", func(t *testing.T) {
		t.Parallel()
		_, ok := fault.As(errors.New("disk full"))
		require.False(t, ok)
		require.False(t, fault.Is(nil, fault.NotFoundKind))
	})

	t.Run("a cause is wrapped and never shown", func(t *testing.T) {
		t.Parallel()
		cause := errors.New("dial tcp 10.0.0.1:9092: refused")
		err := fault.InvalidConfiguration("the job does not answer").Because(cause)
		require.ErrorIs(t, err, cause)
		require.Equal(t, "the job does not answer", err.Error())
	})
}

func TestKinds(t *testing.T) {
	t.Parallel()
	seen := map[fault.Kind]bool{}
	for _, kind := range fault.Kinds() {
		require.False(t, seen[kind], "%s is listed twice", kind)
		seen[kind] = true
	}
	require.Len(t, seen, 13, "one kind for each modelled exception")
}
