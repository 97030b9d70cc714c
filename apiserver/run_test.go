package apiserver_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
)

func startRequest(name string, restore *model.ApplicationRestoreConfiguration) *model.StartApplicationRequest {
	return &model.StartApplicationRequest{ApplicationName: &name, RunConfiguration: &model.RunConfiguration{ApplicationRestoreConfiguration: restore}}
}

// TestRun_NobodySeesAnOldStatus follows an application through a life, looking after each answer and each step of the
// reconciler.
func TestRun_NobodySeesAnOldStatus(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	created := f.create("orders")
	require.Nil(t, f.describe("orders").ApplicationConfigurationDescription.RunConfigurationDescription)

	out, err := f.api.StartApplication(t.Context(), &model.StartApplicationRequest{ApplicationName: new("orders")})
	require.NoError(t, err)
	started := &model.RunConfigurationDescription{
		ApplicationRestoreConfigurationDescription: &model.ApplicationRestoreConfiguration{
			ApplicationRestoreType: new(model.ApplicationRestoreTypeRESTORE_FROM_LATEST_SNAPSHOT),
		},
		FlinkRunConfigurationDescription: &model.FlinkRunConfiguration{AllowNonRestoredState: new(false)},
	}
	look := func(status model.ApplicationStatus, run *model.RunConfigurationDescription) {
		t.Helper()
		d := f.describe("orders")
		require.Equal(t, status, *d.ApplicationStatus)
		require.Equal(t, run, d.ApplicationConfigurationDescription.RunConfigurationDescription)
		require.EqualValues(t, 1, *d.ApplicationVersionId, "start and stop make no version")
		list, err := f.api.ListApplications(t.Context(), &model.ListApplicationsRequest{})
		require.NoError(t, err)
		require.Equal(t, status, *list.ApplicationSummaries[0].ApplicationStatus)
	}
	look(model.ApplicationStatusSTARTING, started)
	f.settle("orders", lifecycle.StatusStarting)
	look(model.ApplicationStatusSTARTING, started)
	operation := func(id *string) *model.ApplicationOperationInfoDetails {
		t.Helper()
		o, err := f.api.DescribeApplicationOperation(t.Context(), &model.DescribeApplicationOperationRequest{ApplicationName: new("orders"), OperationId: id})
		require.NoError(t, err)
		require.NotNil(t, o.ApplicationOperationInfoDetails.EndTime, "the contract requires it even in progress")
		return o.ApplicationOperationInfoDetails
	}
	require.Equal(t, model.OperationStatusIN_PROGRESS, *operation(out.OperationId).OperationStatus)
	f.settle("orders", lifecycle.StatusRunning)
	look(model.ApplicationStatusRUNNING, started)
	require.Equal(t, model.OperationStatusSUCCESSFUL, *operation(out.OperationId).OperationStatus)
	require.Nil(t, f.describe("orders").ApplicationConfigurationDescription.FlinkApplicationConfigurationDescription.JobPlanDescription)
	more, err := f.api.DescribeApplication(t.Context(), &model.DescribeApplicationRequest{ApplicationName: new("orders"), IncludeAdditionalDetails: new(true)})
	require.NoError(t, err)
	require.Contains(t, *more.ApplicationDetail.ApplicationConfigurationDescription.FlinkApplicationConfigurationDescription.JobPlanDescription, `"jid"`)

	stop, err := f.api.StopApplication(t.Context(), &model.StopApplicationRequest{ApplicationName: new("orders")})
	require.NoError(t, err)
	require.NotEmpty(t, *stop.OperationId)
	look(model.ApplicationStatusSTOPPING, started)
	_, err = f.api.StopApplication(t.Context(), &model.StopApplicationRequest{ApplicationName: new("orders"), Force: new(true)})
	require.NoError(t, err)
	look(model.ApplicationStatusFORCE_STOPPING, started)
	f.settle("orders", lifecycle.StatusReady)
	look(model.ApplicationStatusREADY, nil)

	f.run("orders")
	_, err = f.api.DeleteApplication(t.Context(), &model.DeleteApplicationRequest{ApplicationName: new("orders"), CreateTimestamp: created.CreateTimestamp})
	require.NoError(t, err, "a running application can be deleted")
	look(model.ApplicationStatusDELETING, started)
	_, err = f.api.DeleteApplication(t.Context(), &model.DeleteApplicationRequest{ApplicationName: new("orders"), CreateTimestamp: created.CreateTimestamp})
	requireCode(t, err, model.ResourceInUseException, "DELETING")
	f.finishDelete("orders")
	_, err = f.api.DescribeApplication(t.Context(), &model.DescribeApplicationRequest{ApplicationName: new("orders")})
	requireCode(t, err, model.ResourceNotFoundException, "orders")
	require.EqualValues(t, 1, *f.create("orders").ApplicationVersionId)
}

// finishDelete is the reconciler at the end of a deletion.
func (f *fixture) finishDelete(name string) {
	f.Helper()
	leases, err := f.store.ClaimDue(f.Context(), "test", 1000, time.Hour)
	require.NoError(f, err)
	for _, lease := range leases {
		require.NoError(f, f.store.InTx(f.Context(), func(tx *store.Tx) error {
			a, err := tx.Hold(f.Context(), lease)
			if err != nil || a.Name != name {
				return err
			}
			return tx.DeleteApplication(f.Context(), lease)
		}))
	}
}

func TestStart_Refuses(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	in := newApplication("empty")
	in.ApplicationConfiguration = nil
	_, err := f.api.CreateApplication(t.Context(), in)
	require.NoError(t, err)
	in = newApplication("older")
	in.RuntimeEnvironment = new(model.RuntimeEnvironmentFLINK_1_18)
	_, err = f.api.CreateApplication(t.Context(), in)
	require.NoError(t, err)
	f.putSnapshot("older", "newer", "FLINK-1_20")
	f.create("orders")
	f.putSnapshot("orders", "good", "FLINK-1_20")
	custom := model.ApplicationRestoreTypeRESTORE_FROM_CUSTOM_SNAPSHOT
	latest := model.ApplicationRestoreTypeRESTORE_FROM_LATEST_SNAPSHOT
	for name, test := range map[string]struct {
		in    *model.StartApplicationRequest
		code  model.ErrorCode
		words string
	}{
		"no application":         {startRequest("none", nil), model.ResourceNotFoundException, "none"},
		"no code":                {startRequest("empty", nil), model.InvalidApplicationConfigurationException, "no code"},
		"an unknown snapshot":    {startRequest("orders", &model.ApplicationRestoreConfiguration{ApplicationRestoreType: &custom, SnapshotName: new("bad")}), model.InvalidArgumentException, "provided for restore configuration does not exist"},
		"no snapshot named":      {startRequest("orders", &model.ApplicationRestoreConfiguration{ApplicationRestoreType: &custom}), model.InvalidArgumentException, "SnapshotName"},
		"a snapshot beside":      {startRequest("orders", &model.ApplicationRestoreConfiguration{ApplicationRestoreType: &latest, SnapshotName: new("good")}), model.InvalidArgumentException, "SnapshotName"},
		"a snapshot of newer":    {startRequest("older", nil), model.InvalidApplicationConfigurationException, "FLINK-1_20"},
		"a custom one of newer":  {startRequest("older", &model.ApplicationRestoreConfiguration{ApplicationRestoreType: &custom, SnapshotName: new("newer")}), model.InvalidApplicationConfigurationException, "FLINK-1_20"},
		"inputs of an older SQL": {&model.StartApplicationRequest{ApplicationName: new("orders"), RunConfiguration: &model.RunConfiguration{SqlRunConfigurations: []model.SqlRunConfiguration{{InputId: new("1.1"), InputStartingPositionConfiguration: &model.InputStartingPositionConfiguration{}}}}}, model.InvalidArgumentException, "SqlRunConfigurations"},
	} {
		_, err := f.api.StartApplication(t.Context(), test.in)
		require.Error(t, err, name)
		requireCode(t, err, test.code, test.words)
	}
	require.Equal(t, model.ApplicationStatusREADY, f.status("orders"))
	skip := model.ApplicationRestoreTypeSKIP_RESTORE_FROM_SNAPSHOT
	_, err = f.api.StartApplication(t.Context(), startRequest("older", &model.ApplicationRestoreConfiguration{ApplicationRestoreType: &skip}))
	require.NoError(t, err, "nothing is checked of a snapshot that is not restored")
	_, err = f.api.StartApplication(t.Context(), startRequest("orders", &model.ApplicationRestoreConfiguration{ApplicationRestoreType: &custom, SnapshotName: new("good")}))
	require.NoError(t, err)
	restore := f.describe("orders").ApplicationConfigurationDescription.RunConfigurationDescription.ApplicationRestoreConfigurationDescription
	require.Equal(t, &model.ApplicationRestoreConfiguration{ApplicationRestoreType: &custom, SnapshotName: new("good")}, restore)
}

func TestDelete_ComparesTheCreationTime(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	d := f.create("orders")
	_, err := f.api.DeleteApplication(t.Context(), &model.DeleteApplicationRequest{ApplicationName: new("orders"), CreateTimestamp: new(*d.CreateTimestamp + 1)})
	requireCode(t, err, model.ConcurrentModificationException, "DescribeApplication")
	require.Equal(t, model.ApplicationStatusREADY, f.status("orders"))
}
