package apiserver_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
)

func TestSnapshots_AreTakenOfWhatRuns(t *testing.T) {
	t.Parallel()
	f := newFixtureWith(t, apiserver.Quotas{SnapshotsPerApplication: 2})
	f.create("orders")
	f.run("orders")
	take := func(name string) error {
		_, err := f.api.CreateApplicationSnapshot(t.Context(), &model.CreateApplicationSnapshotRequest{ApplicationName: new("orders"), SnapshotName: &name})
		return err
	}
	require.NoError(t, take("first"))
	requireCode(t, take("first"), model.ResourceInUseException, "first")
	out, err := f.api.DescribeApplicationSnapshot(t.Context(), &model.DescribeApplicationSnapshotRequest{ApplicationName: new("orders"), SnapshotName: new("first")})
	require.NoError(t, err)
	d := out.SnapshotDetails
	require.NotZero(t, *d.SnapshotCreationTimestamp)
	require.Equal(t, &model.SnapshotDetails{
		SnapshotName: new("first"), SnapshotStatus: new(model.SnapshotStatusCREATING), ApplicationVersionId: new(int64(1)),
		SnapshotCreationTimestamp: d.SnapshotCreationTimestamp, RuntimeEnvironment: new(model.RuntimeEnvironmentFLINK_1_20),
		ApplicationEncryptionConfigurationDescription: &model.ApplicationEncryptionConfigurationDescription{KeyType: new(model.KeyTypeAWS_OWNED_KEY)},
	}, d)
	require.Equal(t, model.ApplicationStatusRUNNING, f.status("orders"), "the job works on")
	require.NoError(t, take("second"))
	requireCode(t, take("third"), model.LimitExceededException, "limit")
	operations, err := f.api.ListApplicationOperations(t.Context(), &model.ListApplicationOperationsRequest{ApplicationName: new("orders")})
	require.NoError(t, err)
	require.Len(t, operations.ApplicationOperationInfoList, 1, "only the start is listed")
}

// TestSnapshots_BelongToTheVersionThatRuns: after an update that failed, that is not the current one.
func TestSnapshots_BelongToTheVersionThatRuns(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	f.run("orders")
	u := update("orders")
	u.RuntimeEnvironmentUpdate = new(model.RuntimeEnvironmentFLINK_2_2)
	u.RunConfigurationUpdate = &model.RunConfigurationUpdate{ApplicationRestoreConfiguration: &model.ApplicationRestoreConfiguration{
		ApplicationRestoreType: new(model.ApplicationRestoreTypeSKIP_RESTORE_FROM_SNAPSHOT),
	}}
	_, err := f.api.UpdateApplication(t.Context(), u)
	require.NoError(t, err)
	f.reconcile("orders", func(_ *store.Tx, _ *lifecycle.Application, o *lifecycle.Observed) { o.Status = lifecycle.StatusRunning })
	_, err = f.api.CreateApplicationSnapshot(t.Context(), &model.CreateApplicationSnapshotRequest{ApplicationName: new("orders"), SnapshotName: new("kept")})
	require.NoError(t, err)
	out, err := f.api.DescribeApplicationSnapshot(t.Context(), &model.DescribeApplicationSnapshotRequest{ApplicationName: new("orders"), SnapshotName: new("kept")})
	require.NoError(t, err)
	require.EqualValues(t, 1, *out.SnapshotDetails.ApplicationVersionId)
	require.Equal(t, model.RuntimeEnvironmentFLINK_1_20, *out.SnapshotDetails.RuntimeEnvironment)
}

func TestSnapshots_AreDeletedByNameAndTime(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	f.putSnapshot("orders", "old", "FLINK-1_20")
	f.run("orders")
	_, err := f.api.CreateApplicationSnapshot(t.Context(), &model.CreateApplicationSnapshotRequest{ApplicationName: new("orders"), SnapshotName: new("creating")})
	require.NoError(t, err)
	describe := func(name string) (*model.SnapshotDetails, error) {
		out, err := f.api.DescribeApplicationSnapshot(t.Context(), &model.DescribeApplicationSnapshotRequest{ApplicationName: new("orders"), SnapshotName: &name})
		if err != nil {
			return nil, err
		}
		return out.SnapshotDetails, nil
	}
	remove := func(name string, at model.Timestamp) error {
		_, err := f.api.DeleteApplicationSnapshot(t.Context(), &model.DeleteApplicationSnapshotRequest{
			ApplicationName: new("orders"), SnapshotName: &name, SnapshotCreationTimestamp: &at,
		})
		return err
	}
	old, err := describe("old")
	require.NoError(t, err)
	requireCode(t, remove("none", 1), model.ResourceNotFoundException, "none")
	requireCode(t, remove("old", *old.SnapshotCreationTimestamp+1), model.InvalidArgumentException, "old")
	requireCode(t, remove("creating", 1), model.ResourceInUseException, "CREATING")
	require.NoError(t, remove("old", *old.SnapshotCreationTimestamp))
	old, err = describe("old")
	require.NoError(t, err)
	require.Equal(t, model.SnapshotStatusDELETING, *old.SnapshotStatus)
	requireCode(t, remove("old", *old.SnapshotCreationTimestamp), model.ResourceInUseException, "DELETING")
	f.reconcile("orders", func(tx *store.Tx, a *lifecycle.Application, _ *lifecycle.Observed) {
		require.NoError(t, tx.DeleteSnapshot(t.Context(), a.ID, "old"))
	})
	_, err = describe("old")
	requireCode(t, err, model.ResourceNotFoundException, "old")
}
