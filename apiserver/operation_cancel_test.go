package apiserver_test

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/operations"
	"github.com/penstock/penstock/store"
)

func (f *fixture) cancel(name, operation string) (*model.CancelApplicationOperationResponse, error) {
	f.Helper()
	return f.api.CancelApplicationOperation(f.Context(), &model.CancelApplicationOperationRequest{ApplicationName: &name, OperationId: &operation})
}

// records are the operations of an application, newest first.
func (f *fixture) records(name string) []model.OperationRecord {
	f.Helper()
	out, err := f.api.ListOperationRecords(f.Context(), &model.ListOperationRecordsRequest{ApplicationName: &name})
	require.NoError(f, err)
	return out.OperationRecords
}

// come lets the operation under way come to a step, as the reconciler writes it down.
func (f *fixture) come(name, step string) {
	f.Helper()
	f.reconcile(name, func(tx *store.Tx, a *lifecycle.Application, o *lifecycle.Observed) {
		o.Status = a.Status()
		require.NoError(f, tx.PutStep(f.Context(), a.Desired.OperationID, lifecycle.Step{
			Name: step, StartTime: time.Now(), Outcome: lifecycle.StepInProgress, Attempts: 1,
		}))
	})
}

const asked = "arn:aws:iam::" + account + ":root"

func TestCancel_AnUpdateIsRolledBack(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	f.run("orders")
	updating, err := f.api.UpdateApplication(t.Context(), update("orders"))
	require.NoError(t, err)
	f.come("orders", operations.StepPrepare)

	out, err := f.cancel("orders", *updating.OperationId)
	require.NoError(t, err)
	require.Equal(t, model.ApplicationStatusROLLING_BACK, *out.ApplicationStatus)
	require.EqualValues(t, 3, *out.ApplicationVersionId)
	d := f.describe("orders")
	require.Equal(t, []int64{2, 1}, []int64{*d.ApplicationVersionRolledBackFrom, *d.ApplicationVersionRolledBackTo})

	told := f.records("orders")
	require.Equal(t, *out.FollowingOperationId, *told[0].OperationId)
	require.Equal(t, "RollbackApplication", *told[0].Operation)
	cancelled := told[1]
	require.Equal(t, model.OperationStatusCANCELLED, *cancelled.OperationStatus)
	require.Equal(t, asked, *cancelled.RequestedBy)
	require.Equal(t, asked, *cancelled.CancelledBy)
	require.Equal(t, []int64{1, 2}, []int64{*cancelled.ApplicationVersionUpdatedFrom, *cancelled.ApplicationVersionUpdatedTo})
	require.Equal(t, "cancelled by "+asked, *cancelled.Message)
	require.NotNil(t, cancelled.EndTime)
	steps, err := f.api.ListOperationSteps(t.Context(), &model.ListOperationStepsRequest{ApplicationName: new("orders"), OperationId: updating.OperationId})
	require.NoError(t, err)
	require.Equal(t, model.StepOutcomeFAILED, *steps.Steps[0].StepOutcome, "no step stays open")
	require.Equal(t, asked, *steps.OperationRecord.CancelledBy)

	_, err = f.cancel("orders", *updating.OperationId)
	requireCode(t, err, model.ResourceInUseException, "CANCELLED")
	require.False(t, *told[0].Cancellable, "a rollback that lets the job go on has nothing to go back to")
	_, err = f.cancel("orders", *told[0].OperationId)
	requireCode(t, err, model.ResourceInUseException, "lets the job of version 1 go on")
	_, err = f.cancel("orders", "unknown")
	requireCode(t, err, model.ResourceNotFoundException)
}

func TestCancel_OnceTheJobIsToldToStopItIsTooLate(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	f.run("orders")
	updating, err := f.api.UpdateApplication(t.Context(), update("orders"))
	require.NoError(t, err)
	f.come("orders", operations.StepPrepare)
	require.True(t, *f.records("orders")[0].Cancellable)
	f.come("orders", operations.StepSnapshot)
	require.False(t, *f.records("orders")[0].Cancellable)
	_, err = f.cancel("orders", *updating.OperationId)
	requireCode(t, err, model.ResourceInUseException, "told to stop")
	require.Equal(t, model.ApplicationStatusUPDATING, f.status("orders"), "what is refused changes nothing")
	require.EqualValues(t, 2, *f.describe("orders").ApplicationVersionId)
}

func TestCancel_AStartEndsStoppedAndAStopRunning(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	started, err := f.api.StartApplication(t.Context(), startRequest("orders", nil))
	require.NoError(t, err)
	out, err := f.cancel("orders", *started.OperationId)
	require.NoError(t, err)
	require.Equal(t, model.ApplicationStatusFORCE_STOPPING, *out.ApplicationStatus)
	f.settle("orders", lifecycle.StatusReady)

	f.run("orders")
	stopping, err := f.api.StopApplication(t.Context(), &model.StopApplicationRequest{ApplicationName: new("orders")})
	require.NoError(t, err)
	f.settle("orders", lifecycle.StatusStopping)
	out, err = f.cancel("orders", *stopping.OperationId)
	require.NoError(t, err)
	require.Equal(t, model.ApplicationStatusRUNNING, *out.ApplicationStatus)
	require.Nil(t, out.FollowingOperationId)
	require.EqualValues(t, 1, *out.ApplicationVersionId)

	forced, err := f.api.StopApplication(t.Context(), &model.StopApplicationRequest{ApplicationName: new("orders"), Force: new(true)})
	require.NoError(t, err)
	_, err = f.cancel("orders", *forced.OperationId)
	requireCode(t, err, model.InvalidRequestException, "forced stop")
}

func TestCancel_ASnapshotFails(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	f.run("orders")
	_, err := f.api.CreateApplicationSnapshot(t.Context(), &model.CreateApplicationSnapshotRequest{ApplicationName: new("orders"), SnapshotName: new("s")})
	require.NoError(t, err)
	taking := f.records("orders")[0]
	require.Equal(t, "CreateApplicationSnapshot", *taking.Operation)
	_, err = f.cancel("orders", *taking.OperationId)
	require.NoError(t, err)
	require.Equal(t, model.ApplicationStatusRUNNING, f.status("orders"))
	s, err := f.api.DescribeApplicationSnapshot(t.Context(), &model.DescribeApplicationSnapshotRequest{ApplicationName: new("orders"), SnapshotName: new("s")})
	require.NoError(t, err)
	require.Equal(t, model.SnapshotStatusFAILED, *s.SnapshotDetails.SnapshotStatus)
}

// TestCancel_OneOutcome has many cancel one operation while the reconciler ends it: exactly one of them all is told that it did.
func TestCancel_OneOutcome(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	for range 8 {
		f.run("orders")
		stopping, err := f.api.StopApplication(t.Context(), &model.StopApplicationRequest{ApplicationName: new("orders")})
		require.NoError(t, err)
		f.settle("orders", lifecycle.StatusStopping)
		var all sync.WaitGroup
		answers := make([]error, 4)
		for i := range answers {
			all.Go(func() { _, answers[i] = f.cancel("orders", *stopping.OperationId) })
		}
		ended := false
		all.Go(func() {
			leases, err := f.store.ClaimDue(t.Context(), "test", 10, time.Hour)
			if err != nil || len(leases) != 1 {
				return
			}
			err = f.store.InTx(t.Context(), func(tx *store.Tx) error {
				o, err := tx.Operation(t.Context(), leases[0].ApplicationID, *stopping.OperationId)
				if err != nil {
					return err
				}
				a, err := tx.ApplicationByID(t.Context(), leases[0].ApplicationID)
				if err != nil || a.Desired.OperationID != o.ID {
					return store.ErrStale
				}
				observed := a.Observed
				observed.Status, observed.DeployedVersionID = lifecycle.StatusReady, 0
				if err := tx.WriteObserved(t.Context(), leases[0], observed); err != nil {
					return err
				}
				o.Status, o.EndTime, o.Downtime = lifecycle.OperationSuccessful, time.Now(), -1
				return tx.FinishOperation(t.Context(), o)
			})
			ended = err == nil
			_ = f.store.ReleaseLease(t.Context(), leases[0], 0)
		})
		all.Wait()
		winners := 0
		for _, err := range answers {
			if err == nil {
				winners++
				continue
			}
			require.True(t, client.IsCode(err, model.ResourceInUseException), "%v", err)
		}
		if ended {
			winners++
			require.Equal(t, model.ApplicationStatusREADY, f.status("orders"))
			require.Equal(t, model.OperationStatusSUCCESSFUL, *f.records("orders")[0].OperationStatus)
			require.Equal(t, 1, winners)
			continue
		}
		require.Equal(t, 1, winners)
		require.Equal(t, model.OperationStatusCANCELLED, *f.records("orders")[0].OperationStatus)
		_, err = f.api.StopApplication(t.Context(), &model.StopApplicationRequest{ApplicationName: new("orders"), Force: new(true)})
		require.NoError(t, err)
		f.settle("orders", lifecycle.StatusReady)
	}
}
