package apiserver_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
)

func (f *fixture) rollBack(name string, version int64) (*model.RollbackApplicationResponse, error) {
	f.Helper()
	return f.api.RollbackApplication(f.Context(), &model.RollbackApplicationRequest{ApplicationName: &name, CurrentApplicationVersionId: &version})
}

func TestRollback_RepeatsTheVersionBefore(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	f.run("orders")
	f.putSnapshot("orders", "before", "FLINK-1_20")
	_, err := f.api.UpdateApplication(t.Context(), &model.UpdateApplicationRequest{
		ApplicationName: new("orders"), CurrentApplicationVersionId: new(int64(1)), ServiceExecutionRoleUpdate: new(role + "-2"),
	})
	require.NoError(t, err)
	f.settle("orders", lifecycle.StatusRunning)

	out, err := f.rollBack("orders", 2)
	require.NoError(t, err)
	d := out.ApplicationDetail
	require.Equal(t, model.ApplicationStatusROLLING_BACK, *d.ApplicationStatus)
	require.EqualValues(t, 3, *d.ApplicationVersionId)
	require.EqualValues(t, 2, *d.ApplicationVersionRolledBackFrom)
	require.EqualValues(t, 1, *d.ApplicationVersionRolledBackTo)
	require.Nil(t, d.ApplicationVersionUpdatedFrom, "there is nothing before it")
	require.Equal(t, role, *d.ServiceExecutionRole)
	require.Equal(t, "before", *d.ApplicationConfigurationDescription.RunConfigurationDescription.ApplicationRestoreConfigurationDescription.SnapshotName)
	operation, err := f.api.DescribeApplicationOperation(t.Context(), &model.DescribeApplicationOperationRequest{
		ApplicationName: new("orders"), OperationId: out.OperationId,
	})
	require.NoError(t, err)
	require.Equal(t, "RollbackApplication", *operation.ApplicationOperationInfoDetails.Operation)

	versions, err := f.api.ListApplicationVersions(t.Context(), &model.ListApplicationVersionsRequest{ApplicationName: new("orders")})
	require.NoError(t, err)
	var statuses []model.ApplicationStatus
	for _, v := range versions.ApplicationVersionSummaries {
		statuses = append(statuses, *v.ApplicationStatus)
	}
	require.Equal(t, []model.ApplicationStatus{"ROLLING_BACK", "ROLLED_BACK", "READY"}, statuses)
}

// TestRollback_AfterSeveralUpdates goes back further each time, past versions that never ran, and never to one that was given up.
func TestRollback_AfterSeveralUpdates(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	change := func(version int64) {
		t.Helper()
		_, err := f.api.UpdateApplication(t.Context(), &model.UpdateApplicationRequest{
			ApplicationName: new("orders"), CurrentApplicationVersionId: &version, ServiceExecutionRoleUpdate: new(fmt.Sprintf("%s-%d", role, version+1)),
		})
		require.NoError(t, err)
	}
	f.run("orders")
	f.putSnapshotBy("orders", "of-1", 1)
	change(1)
	f.settle("orders", lifecycle.StatusRunning)
	f.putSnapshotBy("orders", "of-2", 2)
	_, err := f.api.StopApplication(t.Context(), &model.StopApplicationRequest{ApplicationName: new("orders")})
	require.NoError(t, err)
	f.settle("orders", lifecycle.StatusReady)
	change(2) // to 3 and 4 while it is stopped; only 4 runs
	change(3)
	f.run("orders")
	f.putSnapshotBy("orders", "of-4", 4)

	for _, step := range []struct {
		current, to int64
		snapshot    string
		role        string
	}{
		{4, 2, "of-2", role + "-2"},
		{5, 1, "of-1", role},
	} {
		out, err := f.rollBack("orders", step.current)
		require.NoError(t, err)
		d := out.ApplicationDetail
		require.Equal(t, []int64{step.current + 1, step.current, step.to},
			[]int64{*d.ApplicationVersionId, *d.ApplicationVersionRolledBackFrom, *d.ApplicationVersionRolledBackTo})
		require.Equal(t, step.role, *d.ServiceExecutionRole)
		require.Equal(t, step.snapshot, *d.ApplicationConfigurationDescription.RunConfigurationDescription.ApplicationRestoreConfigurationDescription.SnapshotName)
		f.settle("orders", lifecycle.StatusRunning)
		told := f.records("orders")[0]
		require.Equal(t, []int64{step.current, step.current + 1}, []int64{*told.ApplicationVersionUpdatedFrom, *told.ApplicationVersionUpdatedTo})
		require.Equal(t, asked, *told.RequestedBy)
		operation, err := f.api.DescribeApplicationOperation(t.Context(), &model.DescribeApplicationOperationRequest{
			ApplicationName: new("orders"), OperationId: out.OperationId,
		})
		require.NoError(t, err)
		require.Equal(t, &model.ApplicationVersionChangeDetails{
			ApplicationVersionUpdatedFrom: &step.current, ApplicationVersionUpdatedTo: new(step.current + 1),
		}, operation.ApplicationOperationInfoDetails.ApplicationVersionChangeDetails)
	}
	_, err = f.rollBack("orders", 6)
	requireCode(t, err, model.InvalidRequestException, "no version before version 6")

	// An update after a rollback stands in the line of what it was made from.
	change(6)
	f.settle("orders", lifecycle.StatusRunning)
	f.putSnapshotBy("orders", "of-6", 6)
	out, err := f.rollBack("orders", 7)
	require.NoError(t, err)
	require.EqualValues(t, 6, *out.ApplicationDetail.ApplicationVersionRolledBackTo)
}

func TestRollback_Refuses(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	_, err := f.rollBack("orders", 1)
	requireCode(t, err, model.ResourceInUseException, "READY")
	f.run("orders")
	_, err = f.rollBack("orders", 1)
	requireCode(t, err, model.InvalidRequestException, "no version before")
	_, err = f.rollBack("orders", 7)
	requireCode(t, err, model.ConcurrentModificationException)
	_, err = f.api.UpdateApplication(t.Context(), &model.UpdateApplicationRequest{
		ApplicationName: new("orders"), CurrentApplicationVersionId: new(int64(1)), ServiceExecutionRoleUpdate: new(role + "-2"),
	})
	require.NoError(t, err)
	f.settle("orders", lifecycle.StatusRunning)
	_, err = f.rollBack("orders", 2)
	requireCode(t, err, model.InvalidRequestException, "no snapshot of version 1")
	require.EqualValues(t, 2, *f.describe("orders").ApplicationVersionId, "what is refused changes nothing")
	_, err = f.rollBack("nothing", 1)
	requireCode(t, err, model.ResourceNotFoundException)
}

func TestSystemRollback_IsOffUntilItIsWished(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	enabled := func(d *model.ApplicationDetail) bool {
		return *d.ApplicationConfigurationDescription.ApplicationSystemRollbackConfigurationDescription.RollbackEnabled
	}
	require.False(t, enabled(f.create("orders")))
	out, err := f.api.UpdateApplication(t.Context(), &model.UpdateApplicationRequest{
		ApplicationName: new("orders"), CurrentApplicationVersionId: new(int64(1)),
		ApplicationConfigurationUpdate: &model.ApplicationConfigurationUpdate{
			ApplicationSystemRollbackConfigurationUpdate: &model.ApplicationSystemRollbackConfigurationUpdate{RollbackEnabledUpdate: new(true)},
		},
	})
	require.NoError(t, err)
	require.True(t, enabled(out.ApplicationDetail))
	in := newApplication("wished")
	in.ApplicationConfiguration.ApplicationSystemRollbackConfiguration = &model.ApplicationSystemRollbackConfiguration{RollbackEnabled: new(true)}
	created, err := f.api.CreateApplication(t.Context(), in)
	require.NoError(t, err)
	require.True(t, enabled(created.ApplicationDetail))
}

func TestDeleteSnapshot_KeepsWhatARollbackGoesOnFrom(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	f.run("orders")
	f.putSnapshot("orders", "older", "FLINK-1_20")
	f.putSnapshotOf("orders", "before", "FLINK-1_20", true)
	remove := func(name string) error {
		told, err := f.api.DescribeApplicationSnapshot(t.Context(), &model.DescribeApplicationSnapshotRequest{ApplicationName: new("orders"), SnapshotName: &name})
		require.NoError(t, err)
		_, err = f.api.DeleteApplicationSnapshot(t.Context(), &model.DeleteApplicationSnapshotRequest{
			ApplicationName: new("orders"), SnapshotName: &name, SnapshotCreationTimestamp: told.SnapshotDetails.SnapshotCreationTimestamp,
		})
		return err
	}
	_, err := f.api.UpdateApplication(t.Context(), &model.UpdateApplicationRequest{
		ApplicationName: new("orders"), CurrentApplicationVersionId: new(int64(1)), ServiceExecutionRoleUpdate: new(role + "-2"),
	})
	require.NoError(t, err)
	f.settle("orders", lifecycle.StatusRunning)
	require.NoError(t, remove("older"))
	requireCode(t, remove("before"), model.ResourceInUseException, "rollback", "version 1")

	_, err = f.rollBack("orders", 2)
	require.NoError(t, err)
	requireCode(t, remove("before"), model.ResourceInUseException, "being restored")
	f.settle("orders", lifecycle.StatusRunning)
	require.NoError(t, remove("before"), "there is no version before this one")
}
