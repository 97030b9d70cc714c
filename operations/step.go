package operations

import (
	"slices"
	"time"

	"github.com/penstock/penstock/lifecycle"
)

// The steps of operations. One follows the other, none overlap.
const (
	// StepPrepare: a cluster is brought up: code fetched, processes started, plan compiled. The old job still processes.
	StepPrepare = "prepare cluster"
	// StepDecide: why the system rolls back. It is over when the operation begins.
	StepDecide = "decide to roll back"
	// StepScale, StepReplace and StepExpire: why the system scales the application, replaces what runs it, or removes a snapshot. They
	// are over when the operation begins.
	StepScale   = "decide to scale"
	StepReplace = "decide to replace"
	StepExpire  = "decide to remove"
	// StepSnapshot: the snapshot that the operation takes. In a stop and an update the job ends with it.
	StepSnapshot = "take snapshot"
	// StepStop: the job is cancelled without a snapshot.
	StepStop = "stop job"
	// StepRun: the job restores its state and its tasks are deployed.
	StepRun = "run job"
	// StepRemove: clusters, or the files of a snapshot, are removed.
	StepRemove = "remove"
)

// Advance makes the step of that name the open one and ends the others. It returns the steps that changed, none when
// it is open already. A step that is come back to counts another attempt.
func Advance(steps []lifecycle.Step, name string, now time.Time) (all, changed []lifecycle.Step) {
	all = append(all, steps...)
	found := false
	for i := range all {
		s := &all[i]
		switch {
		case s.Name == name && s.Outcome == lifecycle.StepInProgress:
			found = true
		case s.Name == name:
			found = true
			s.Outcome, s.EndTime, s.Attempts = lifecycle.StepInProgress, time.Time{}, s.Attempts+1
			changed = append(changed, *s)
		case s.Outcome == lifecycle.StepInProgress:
			s.Outcome, s.EndTime = lifecycle.StepSucceeded, now
			changed = append(changed, *s)
		}
	}
	if !found {
		step := lifecycle.Step{Name: name, StartTime: now, Outcome: lifecycle.StepInProgress, Attempts: 1}
		all, changed = append(all, step), append(changed, step)
	}
	return all, changed
}

// InStep tells whether the step of that name is the open one.
func InStep(steps []lifecycle.Step, name string) bool {
	return slices.ContainsFunc(steps, func(s lifecycle.Step) bool {
		return s.Name == name && s.Outcome == lifecycle.StepInProgress
	})
}

// Retry counts another attempt of the open step and keeps why the last one failed.
func Retry(steps []lifecycle.Step, reason string) (changed []lifecycle.Step) {
	for _, s := range steps {
		if s.Outcome == lifecycle.StepInProgress {
			s.Attempts++
			s.Detail = reason
			changed = append(changed, s)
		}
	}
	return changed
}

// Close ends the open step with the operation. It returns all steps and those that changed.
func Close(steps []lifecycle.Step, outcome lifecycle.StepOutcome, detail string, now time.Time) (all, changed []lifecycle.Step) {
	all = append(all, steps...)
	for i := range all {
		s := &all[i]
		if s.Outcome != lifecycle.StepInProgress {
			continue
		}
		s.Outcome, s.EndTime = outcome, now
		if detail != "" {
			s.Detail = detail
		}
		changed = append(changed, *s)
	}
	return all, changed
}
