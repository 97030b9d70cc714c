package lifecycle

import (
	"fmt"
	"slices"
)

// edges is the one table of legal changes of status. An application that is gone has no status, so DELETING has no
// way out here.
var edges = map[Status][]Status{
	StatusReady:    {StatusStarting, StatusUpdating, StatusDeleting},
	StatusStarting: {StatusRunning, StatusReady, StatusRollingBack, StatusForceStopping},
	StatusRunning: {
		StatusStopping, StatusForceStopping, StatusUpdating, StatusAutoscaling, StatusMaintenance,
		StatusRollingBack, StatusDeleting, StatusReady,
	},
	StatusStopping:      {StatusReady, StatusForceStopping, StatusRunning},
	StatusForceStopping: {StatusReady},
	StatusUpdating:      {StatusRunning, StatusReady, StatusRollingBack, StatusForceStopping},
	StatusAutoscaling:   {StatusRunning, StatusReady, StatusRollingBack, StatusForceStopping},
	StatusRollingBack:   {StatusRunning, StatusReady, StatusForceStopping},
	StatusMaintenance:   {StatusRunning, StatusReady, StatusForceStopping},
	StatusDeleting:      {},
	StatusRolledBack:    {},
}

// TransitionError says that a change of status is not in the table. It is a defect of whoever asked for it (requests
// are checked with [Allow] first), so it carries no fault kind unless its cause does.
type TransitionError struct {
	// From is the status the application has.
	From Status
	// To is the status that was asked for.
	To Status
	// Cause says why the change was wanted; it may be nil.
	Cause error
}

// Error names both statuses and the cause.
func (e *TransitionError) Error() string {
	if e.Cause == nil {
		return fmt.Sprintf("status cannot change from %s to %s", e.From, e.To)
	}
	return fmt.Sprintf("status cannot change from %s to %s: %v", e.From, e.To, e.Cause)
}

// Unwrap returns the cause.
func (e *TransitionError) Unwrap() error { return e.Cause }

// Transition checks one change of status. Staying is always legal. The cause, which may be nil, is told in the error.
func Transition(from, to Status, cause error) error {
	if from == to || slices.Contains(edges[from], to) {
		return nil
	}
	return &TransitionError{From: from, To: to, Cause: cause}
}

// Successors returns the statuses that may follow from.
func Successors(from Status) []Status { return slices.Clone(edges[from]) }
