package operations

import (
	"slices"
	"time"

	"github.com/penstock/penstock/lifecycle"
)

// plans are the steps that each kind of operation goes through when nothing fails, in order.
var plans = map[lifecycle.OperationKind][]string{
	lifecycle.OperationStart:          {StepPrepare, StepRun},
	lifecycle.OperationStop:           {StepSnapshot, StepRemove},
	lifecycle.OperationUpdate:         {StepPrepare, StepSnapshot, StepRun},
	lifecycle.OperationRollback:       {StepPrepare, StepStop, StepRun},
	lifecycle.OperationAddVPC:         {StepPrepare, StepSnapshot, StepRun},
	lifecycle.OperationDeleteVPC:      {StepPrepare, StepSnapshot, StepRun},
	lifecycle.OperationAddLogging:     {StepPrepare, StepSnapshot, StepRun},
	lifecycle.OperationDeleteLogging:  {StepPrepare, StepSnapshot, StepRun},
	lifecycle.OperationMaintenance:    {StepPrepare, StepSnapshot, StepRun},
	lifecycle.OperationScaleUp:        {StepPrepare, StepSnapshot, StepRun},
	lifecycle.OperationScaleDown:      {StepPrepare, StepSnapshot, StepRun},
	lifecycle.OperationDelete:         {StepRemove},
	lifecycle.OperationCreateSnapshot: {StepSnapshot},
	lifecycle.OperationDeleteSnapshot: {StepRemove},
}

// Plan are the names of the steps that an operation of the kind goes through when nothing fails, in order.
func Plan(kind lifecycle.OperationKind) []string { return slices.Clone(plans[kind]) }

// Progress tells how many of the steps that an operation of its kind goes through are done, and how many there are. An
// operation that has ended is through with all of them.
func Progress(o lifecycle.Operation) (done, total int) {
	plan := plans[o.Kind]
	total = max(1, len(plan))
	if o.Status != lifecycle.OperationInProgress {
		return total, total
	}
	for _, s := range o.Steps {
		if i := slices.Index(plan, s.Name); i >= 0 {
			reached := i
			if s.Outcome != lifecycle.StepInProgress {
				reached++
			}
			done = max(done, reached)
		}
	}
	return done, total
}

// Downtime is how long no job processed data because of the operation: from the moment the old job was told to end to
// the moment the tasks of the new one were deployed. ok is false when that does not apply, as to a start or to a change
// that failed before it touched the job.
func Downtime(steps []lifecycle.Step) (downtime time.Duration, ok bool) {
	var from, to time.Time
	for _, s := range steps {
		switch s.Name {
		case StepSnapshot, StepStop:
			if from.IsZero() || s.StartTime.Before(from) {
				from = s.StartTime
			}
		case StepRun:
			to = s.EndTime
		}
	}
	if from.IsZero() || to.Before(from) {
		return 0, false
	}
	return to.Sub(from), true
}
