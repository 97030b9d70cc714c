package lifecycle

import "time"

// StepOutcome is how a step ended.
type StepOutcome string

// The outcomes of a step.
const (
	StepInProgress StepOutcome = "IN_PROGRESS"
	StepSucceeded  StepOutcome = "SUCCEEDED"
	StepFailed     StepOutcome = "FAILED"
	// StepSkipped: there was nothing to do.
	StepSkipped StepOutcome = "SKIPPED"
)

// Step is one part of an operation, long enough to be worth a line of its own.
type Step struct {
	// Name is unique in its operation, for instance "take snapshot".
	Name string
	// StartTime and EndTime have the clock's precision; EndTime is zero while the step is in progress.
	StartTime time.Time
	EndTime   time.Time
	Outcome   StepOutcome
	// Attempts counts how often the step was begun.
	Attempts int
	// Detail says what came of it, or why it failed; it may be empty.
	Detail string
}
