package reconciler

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/decide"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/operations"
	"github.com/penstock/penstock/store"
)

// systemActor is who the audit log names for what is done on the owner's standing order.
const systemActor = "system rollback"

// applyRollBack wants the version before, on the owner's standing order. The operation that failed names the one that rolls back.
func (s *session) applyRollBack(ctx context.Context, l *look, action decide.Action) error {
	reason := operations.ErrorText(action.Text)
	s.log.WarnContext(ctx, "the system rolls back", "version", l.app.CurrentVersionID, "reason", reason)
	return s.write(ctx, l, func(tx *store.Tx) error {
		now := s.Now()
		rollback, detail, err := s.rollBack(ctx, tx, l, now)
		if err != nil {
			return err
		}
		why := lifecycle.Step{
			Name: operations.StepDecide, StartTime: now, EndTime: now, Outcome: lifecycle.StepSucceeded, Attempts: 1, Detail: reason,
		}
		if err := tx.PutStep(ctx, rollback.ID, why); err != nil {
			return err
		}
		if l.operation != nil {
			failed := *l.operation
			failed.Status, failed.EndTime, failed.RollbackOperationID = lifecycle.OperationFailed, now, rollback.ID
			if err := s.finish(ctx, tx, &failed, lifecycle.StepFailed, action.Text); err != nil {
				return err
			}
		}
		detail["reason"] = reason
		told, err := json.Marshal(detail)
		if err != nil {
			return fmt.Errorf("audit a rollback: %w", err)
		}
		return tx.Audit(ctx, store.AuditEntry{
			AccountID: l.app.AccountID, Region: l.app.Region, Actor: systemActor, Action: string(lifecycle.RequestRollback),
			Application: l.app.Name, OperationID: rollback.ID,
			Detail: told,
		})
	})
}

// rollBack begins the rollback: to the parallelism before where autoscaling failed, or else to the version before.
func (s *session) rollBack(ctx context.Context, tx *store.Tx, l *look, now time.Time) (*lifecycle.Operation, map[string]any, error) {
	if back := l.back; back != nil {
		o, err := tx.ScaleBack(ctx, l.app, back.Parallelism, back.Snapshot, systemActor, now)
		return o, map[string]any{"toParallelism": back.Parallelism}, err
	}
	v, o, err := tx.RollBack(ctx, l.app, systemActor, now)
	if err != nil {
		return nil, nil, err
	}
	return o, map[string]any{"from": l.app.CurrentVersionID, "to": v.RolledBackTo}, nil
}

// lookForWayBack finds out whether the version, or the parallelism that it runs with, is on trial, and can be rolled back from when it
// fails.
func (s *session) lookForWayBack(ctx context.Context, l *look) error {
	var err error
	if l.back, err = s.scaleBack(ctx, l); err != nil || l.back != nil {
		l.facts.MayRollBack = err == nil
		return err
	}
	v := l.wanted
	if v == nil || !v.configuration.RollbackEnabled || v.RolledBackTo != 0 || v.ID != l.app.CurrentVersionID {
		return nil
	}
	switch l.app.Observed.Status {
	case lifecycle.StatusStarting, lifecycle.StatusUpdating:
		if v.Deployed {
			return nil
		}
	case lifecycle.StatusRunning:
		if l.current == nil || !l.current.Trial || l.current.VersionID != v.ID || l.facts.Now.Sub(l.current.Deployed) > s.Limits.Trial {
			return nil
		}
	default:
		return nil
	}
	_, _, err = s.Store.RollbackTarget(ctx, l.app, v.Version)
	if fault.Is(err, fault.InvalidRequestKind) {
		return nil // there is no version to go back to, or no state of it
	}
	l.facts.MayRollBack = err == nil
	return err
}
