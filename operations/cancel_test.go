package operations_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/operations"
)

// TestCancel has every kind with each step that its plan comes to.
func TestCancel(t *testing.T) {
	t.Parallel()
	const never = "never"
	until := map[lifecycle.OperationKind]string{
		lifecycle.OperationStart: operations.StepRun, lifecycle.OperationStop: operations.StepSnapshot,
		lifecycle.OperationUpdate: operations.StepSnapshot, lifecycle.OperationRollback: operations.StepStop,
		lifecycle.OperationDelete: never, lifecycle.OperationDeleteSnapshot: never, lifecycle.OperationCreateSnapshot: "",
		lifecycle.OperationAddVPC: operations.StepSnapshot, lifecycle.OperationDeleteVPC: operations.StepSnapshot,
		lifecycle.OperationAddLogging: operations.StepSnapshot, lifecycle.OperationDeleteLogging: operations.StepSnapshot,
		lifecycle.OperationMaintenance: operations.StepSnapshot, lifecycle.OperationScaleUp: operations.StepSnapshot,
		lifecycle.OperationScaleDown: operations.StepSnapshot,
	}
	for kind, until := range until {
		app := &lifecycle.Application{Desired: lifecycle.Desired{OperationID: "a", Goal: lifecycle.GoalRun}}
		o := &lifecycle.Operation{ID: "a", Kind: kind, Status: lifecycle.OperationInProgress, VersionTo: 2}
		if until == never {
			require.True(t, fault.Is(operations.Cancel(o, app), fault.InvalidRequestKind), kind)
			continue
		}
		require.NoError(t, operations.Cancel(o, app), kind)
		late := false
		for _, step := range operations.Plan(kind) {
			o.Steps, _ = operations.Advance(o.Steps, step, start)
			late = late || step == until
			err := operations.Cancel(o, app)
			require.Equal(t, late, err != nil, "%s at %s: %v", kind, step, err)
			require.True(t, err == nil || fault.Is(err, fault.InUseKind))
		}
		o.Steps, o.Status = nil, lifecycle.OperationSuccessful
		require.True(t, fault.Is(operations.Cancel(o, app), fault.InUseKind), "%s has ended", kind)
	}
	stop := &lifecycle.Operation{ID: "a", Kind: lifecycle.OperationStop, Status: lifecycle.OperationInProgress}
	require.True(t, fault.Is(operations.Cancel(stop, wanting(lifecycle.Desired{OperationID: "a", Goal: lifecycle.GoalForceStop})), fault.InvalidRequestKind))
	require.ErrorContains(t, operations.Cancel(stop, wanting(lifecycle.Desired{OperationID: "b"})), "another request")
}

func wanting(desired lifecycle.Desired) *lifecycle.Application {
	return &lifecycle.Application{Desired: desired}
}

func TestCancel_RollbackThatLetsTheJobGoOn(t *testing.T) {
	t.Parallel()
	app := wanting(lifecycle.Desired{OperationID: "a", Goal: lifecycle.GoalRun})
	o := &lifecycle.Operation{ID: "a", Kind: lifecycle.OperationRollback, Status: lifecycle.OperationInProgress, VersionFrom: 3, VersionTo: 4}
	app.Observed.DeployedVersionID = 3
	require.NoError(t, operations.Cancel(o, app))
	app.Observed.DeployedVersionID = 2 // the update to 3 is what is rolled back, and it had not touched the job
	require.True(t, fault.Is(operations.Cancel(o, app), fault.InUseKind))
	o.VersionFrom, o.VersionTo = 0, 0
	require.ErrorContains(t, operations.Cancel(o, app), "takes back a scaling")
}
