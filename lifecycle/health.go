package lifecycle

import "time"

// Health is how the job of an application gets on, beside the status: RUNNING says only that there is a job. The zero value is that
// of an application without one.
type Health struct {
	// State is how it is.
	State HealthState
	// Cause is what makes it so; empty for HEALTHY.
	Cause HealthCause
	// Since is when it began to be so, as far as that is known.
	Since time.Time
	// Reason says why in one sentence.
	Reason string
}

// HealthState is how a job gets on.
type HealthState string

// The states, the worst first. Package health says when a job is in which.
const (
	// HealthRestarting: the job failed and is being brought back, or has been back for too short a time to be trusted.
	HealthRestarting HealthState = "RESTARTING"
	// HealthStalled: there is something to do and nothing is done.
	HealthStalled HealthState = "STALLED"
	// HealthBehind: more comes in than is processed.
	HealthBehind HealthState = "BEHIND"
	// HealthHealthy: none of these.
	HealthHealthy HealthState = "HEALTHY"
)

// HealthStates lists the states, the worst first.
func HealthStates() []HealthState {
	return []HealthState{HealthRestarting, HealthStalled, HealthBehind, HealthHealthy}
}

// HealthCause is what a state other than HEALTHY was concluded from.
type HealthCause string

// The causes.
const (
	// CauseFailure: the job failed.
	CauseFailure HealthCause = "FAILURE"
	// CauseUnreachable: the cluster does not answer.
	CauseUnreachable HealthCause = "UNREACHABLE"
	// CauseInput: of a stalled job, input that waits is not processed; of one that is behind, input piles up.
	CauseInput HealthCause = "INPUT"
	// CauseCheckpoints: no checkpoint completes.
	CauseCheckpoints HealthCause = "CHECKPOINTS"
	// CauseWatermark: event time falls behind real time.
	CauseWatermark HealthCause = "WATERMARK"
)

// Health is how the job gets on; zero where there is none whose health could be told.
func (a *Application) Health() Health {
	if !a.Status().Runs() {
		return Health{}
	}
	return a.Observed.Health
}

// Runs tells the statuses in which an application has a job whose health can be told.
func (s Status) Runs() bool {
	switch s {
	case StatusRunning, StatusUpdating, StatusAutoscaling, StatusRollingBack, StatusMaintenance, StatusStopping:
		return true
	default:
		return false
	}
}
