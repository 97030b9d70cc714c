package reconciler

import (
	"context"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/decide"
	"github.com/penstock/penstock/store"
)

// applySettle writes the status that was reached, together with the outcome of the operation that led to it. A desire
// that could not be fulfilled, or that fulfilled itself, is replaced by what is the case.
func (s *session) applySettle(ctx context.Context, l *look, action decide.Action) error {
	observed := &l.app.Observed
	observed.Status = action.Status
	if action.Swap {
		l.current, l.beside = l.beside, l.current
		if l.beside != nil {
			l.beside.Retired = true
		}
	}
	if action.Adopt {
		l.current.VersionID = l.app.Desired.VersionID
	}
	succeeded := action.Outcome == lifecycle.OperationSuccessful
	switch {
	case action.Status == lifecycle.StatusReady:
		observed.RunConfiguration, observed.DeployedVersionID, observed.Parallelism = nil, 0, 0
	case succeeded:
		if l.current.Deployed.IsZero() {
			last, err := s.Store.LastSnapshotID(ctx, l.app.ID)
			if err != nil {
				return err
			}
			l.current.Deployed, l.current.LastSnapshot = l.facts.Now, &last
		}
		observed.RunConfiguration = l.app.Desired.RunConfiguration
		observed.DeployedVersionID, observed.Parallelism = l.current.VersionID, l.current.Parallelism
		observed.JobPlan = s.plan(ctx, l.current)
	}
	s.log.InfoContext(ctx, "settled", "status", action.Status, "outcome", action.Outcome, "why", action.Why)
	return s.write(ctx, l, func(tx *store.Tx) error {
		if err := s.settleDesire(ctx, tx, l, action); err != nil {
			return err
		}
		if succeeded && action.Status == lifecycle.StatusRunning {
			if err := tx.MarkDeployed(ctx, l.app.ID, l.current.VersionID); err != nil {
				return err
			}
		}
		if l.operation == nil {
			return nil
		}
		o := *l.operation
		o.Status, o.EndTime = action.Outcome, s.Now()
		if succeeded {
			return s.finish(ctx, tx, &o, lifecycle.StepSucceeded, "")
		}
		return s.finish(ctx, tx, &o, lifecycle.StepFailed, action.Text)
	})
}

// settleDesire replaces a desire that what is the case now contradicts.
func (s *session) settleDesire(ctx context.Context, tx *store.Tx, l *look, action decide.Action) error {
	desired := l.app.Desired
	switch {
	case action.Status == lifecycle.StatusReady && desired.Goal == lifecycle.GoalRun:
		return tx.GiveUpDesire(ctx, s.lease, desired.Generation)
	case action.Status == lifecycle.StatusRunning && action.Outcome == lifecycle.OperationFailed:
		run := lifecycle.DefaultRunConfiguration()
		if l.app.Observed.RunConfiguration != nil {
			run = *l.app.Observed.RunConfiguration
		}
		return tx.KeepRunning(ctx, s.lease, desired.Generation, l.current.VersionID, run)
	default:
		return nil
	}
}
