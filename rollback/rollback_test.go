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
	versions := map[int64]*lifecycle.Version{1: {ApplicationID: 7, ID: 1, Runtime: "FLINK-1_18", CodeID: 10, Deployed: true}}
	for id := int64(2); id <= 3; id++ {
		versions[id] = &lifecycle.Version{ApplicationID: 7, ID: id, Runtime: "FLINK-1_20", CodeID: 10 * id, UpdatedFrom: id - 1, Deployed: true}
	}
	current := versions[3]
	var targets []int64
	for {
		target, err := rollback.Target("orders", current, current.ID, among(versions))
		if err != nil {
			require.True(t, fault.Is(err, fault.InvalidRequestKind))
			require.ErrorContains(t, err, "orders")
			break
		}
		id := target.ID
		targets = append(targets, id)
		next := rollback.Version(current, target, time.Now())
		next.Deployed = true
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

// among finds versions by their ids.
func among(versions map[int64]*lifecycle.Version) func(int64) (*lifecycle.Version, error) {
	return func(id int64) (*lifecycle.Version, error) {
		if v, ok := versions[id]; ok {
			return v, nil
		}
		return nil, fault.NotFound("version %d does not exist", id)
	}
}

func TestTarget_IsTheVersionThatRuns(t *testing.T) {
	t.Parallel()
	versions := map[int64]*lifecycle.Version{1: {ID: 1, Deployed: true}, 2: {ID: 2, UpdatedFrom: 1, Deployed: true}, 3: {ID: 3, UpdatedFrom: 2}}
	target, err := rollback.Target("orders", &lifecycle.Version{ID: 4, UpdatedFrom: 3}, 2, among(versions))
	require.NoError(t, err)
	require.EqualValues(t, 2, target.ID, "version 4 has not been deployed")
	target, err = rollback.Target("orders", &lifecycle.Version{ID: 4, UpdatedFrom: 3}, 4, among(versions))
	require.NoError(t, err)
	require.EqualValues(t, 2, target.ID, "version 3 never ran")
	_, err = rollback.Target("orders", &lifecycle.Version{ID: 4, UpdatedFrom: 7}, 4, among(versions))
	require.True(t, fault.Is(err, fault.NotFoundKind))
	_, err = rollback.Target("orders", &lifecycle.Version{ID: 4, UpdatedFrom: 3}, 4, among(map[int64]*lifecycle.Version{3: {ID: 3}}))
	require.True(t, fault.Is(err, fault.InvalidRequestKind), "nothing ran before")
}
