package rollback_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/rollback"
)

// TestTarget_GoesFurtherBackEachTime makes versions as updates and rollbacks do, and goes back as far as it can.
func TestTarget_GoesFurtherBackEachTime(t *testing.T) {
	t.Parallel()
	versions := map[int64]*lifecycle.Version{1: {ApplicationID: 7, ID: 1, Runtime: "FLINK-1_18", CodeID: 10}}
	for id := int64(2); id <= 3; id++ {
		versions[id] = &lifecycle.Version{ApplicationID: 7, ID: id, Runtime: "FLINK-1_20", CodeID: 10 * id, UpdatedFrom: id - 1}
	}
	current := versions[3]
	var targets []int64
	for {
		id, err := rollback.Target("orders", current, current.ID)
		if err != nil {
			require.True(t, fault.Is(err, fault.InvalidRequestKind))
			require.ErrorContains(t, err, "orders")
			break
		}
		targets = append(targets, id)
		next := rollback.Version(current, versions[id], time.Now())
		require.Equal(t, current.ID+1, next.ID, "ids never go down")
		require.Equal(t, versions[id].CodeID, next.CodeID)
		require.Equal(t, versions[id].Runtime, next.Runtime)
		require.Equal(t, []int64{current.ID, id}, []int64{next.RolledBackFrom, next.RolledBackTo})
		versions[next.ID], current = next, next
	}
	require.Equal(t, []int64{2, 1}, targets)
}

func TestRun(t *testing.T) {
	t.Parallel()
	target := &lifecycle.Version{ID: 2}
	run, err := rollback.Run("orders", target, &lifecycle.Snapshot{Name: "before"}, false)
	require.NoError(t, err)
	require.Equal(t, lifecycle.RunConfiguration{RestoreType: lifecycle.RestoreCustom, SnapshotName: "before"}, run)
	run, err = rollback.Run("orders", target, &lifecycle.Snapshot{Name: "older"}, true)
	require.NoError(t, err)
	require.Equal(t, lifecycle.DefaultRunConfiguration(), run, "its own job is newer than any snapshot")
	_, err = rollback.Run("orders", target, nil, false)
	require.True(t, fault.Is(err, fault.InvalidRequestKind))
}

func TestTarget_IsTheVersionThatRuns(t *testing.T) {
	t.Parallel()
	id, err := rollback.Target("orders", &lifecycle.Version{ID: 4, UpdatedFrom: 3}, 2)
	require.NoError(t, err)
	require.EqualValues(t, 2, id, "version 3 never ran")
}
