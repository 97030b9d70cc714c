package operations

import (
	"slices"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// cancellation says up to which step an operation of a kind can be cancelled, and why it cannot be afterwards.
type cancellation struct {
	// until are the steps from which on it is too late. Each is written down before what it stands for is done, so that an
	// operation without them has certainly not done it.
	until []string
	late  string
}

// untouched is the rule of everything that puts another job in the place of the one that runs: until that one is told to end.
var untouched = cancellation{
	until: []string{StepSnapshot, StepStop, StepRun, StepRemove},
	late:  "the job has been told to stop",
}

// cancellations has the kinds of operations that can be cancelled. A kind that is missing here cannot.
var cancellations = map[lifecycle.OperationKind]cancellation{
	lifecycle.OperationStart:          {until: []string{StepRun}, late: "its job has been submitted; stop the application instead"},
	lifecycle.OperationStop:           untouched,
	lifecycle.OperationUpdate:         untouched,
	lifecycle.OperationAddVPC:         untouched,
	lifecycle.OperationDeleteVPC:      untouched,
	lifecycle.OperationAddLogging:     untouched,
	lifecycle.OperationDeleteLogging:  untouched,
	lifecycle.OperationMaintenance:    untouched,
	lifecycle.OperationScaleUp:        untouched,
	lifecycle.OperationScaleDown:      untouched,
	lifecycle.OperationRollback:       untouched,
	lifecycle.OperationCreateSnapshot: {}, // what is written of it is worth nothing to anybody else
}

// Cancel tells whether the operation of the application, with its steps, can be cancelled: nothing that it has done so far is missed when it ends now.
// Otherwise it returns a fault: of kind InvalidRequest for what can never be cancelled, of kind InUse for what ended or came too far.
func Cancel(o *lifecycle.Operation, a *lifecycle.Application) error {
	rule, known := cancellations[o.Kind]
	switch {
	case o.Status != lifecycle.OperationInProgress:
		return fault.InUse("operation %s has ended: it is %s", o.ID, o.Status)
	case !known:
		return fault.InvalidRequest("operation %s cannot be cancelled: %s never can", o.ID, o.Kind)
	case o.Kind == lifecycle.OperationCreateSnapshot:
		return nil
	case o.ID != a.Desired.OperationID:
		return fault.InUse("operation %s cannot be cancelled any more: another request has taken its place", o.ID)
	case a.Desired.Goal == lifecycle.GoalForceStop:
		return fault.InvalidRequest("operation %s cannot be cancelled: a forced stop never can", o.ID)
	case o.Kind == lifecycle.OperationRollback && o.VersionTo == 0:
		return fault.InvalidRequest("operation %s cannot be cancelled: it takes back a scaling", o.ID)
	case o.Kind == lifecycle.OperationRollback && a.Observed.DeployedVersionID != o.VersionFrom:
		return fault.InUse("operation %s cannot be cancelled any more: it lets the job of version %d go on", o.ID, a.Observed.DeployedVersionID)
	}
	for _, step := range o.Steps {
		if slices.Contains(rule.until, step.Name) {
			return fault.InUse("operation %s cannot be cancelled any more: %s", o.ID, rule.late)
		}
	}
	return nil
}
