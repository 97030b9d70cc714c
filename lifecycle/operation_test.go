package lifecycle_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
)

func TestNewOperationID(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for range 1000 {
		id := lifecycle.NewOperationID()
		require.Regexp(t, `^[0-9A-Za-z]{20}$`, id)
		require.False(t, seen[id])
		seen[id] = true
	}
}

func TestOperationKind_Listed(t *testing.T) {
	t.Parallel()
	require.True(t, lifecycle.OperationStart.Listed())
	require.True(t, lifecycle.OperationRollback.Listed())
	require.False(t, lifecycle.OperationDelete.Listed(), "nobody can ask for the operations of what is gone")
	require.False(t, lifecycle.OperationCreateSnapshot.Listed())
}
