package store

import (
	"context"
	"fmt"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// SetDesired replaces what is wanted of the application, gives it a new conditional token and wakes the reconciler.
// Generation must follow the one there is; otherwise somebody else was faster, a fault of kind
// ConcurrentModification. The status shown must be able to change to Via, else a [*lifecycle.TransitionError].
func (tx *Tx) SetDesired(ctx context.Context, applicationID int64, desired lifecycle.Desired) error {
	a, err := tx.LockApplicationByID(ctx, applicationID)
	if err != nil {
		return err
	}
	if a.Desired.Generation != desired.Generation-1 {
		return fault.ConcurrentModification("application %s was changed by another request", a.Name)
	}
	if err := lifecycle.Transition(a.Status(), desired.Via, nil); err != nil {
		return fmt.Errorf("want %s of application %s: %w", desired.Goal, a.Name, err)
	}
	_, err = tx.db.Exec(ctx, `
		UPDATE applications SET desired_goal = $2, desired_version_id = $3, desired_run_configuration = $4,
			desired_via = $5, desired_operation_id = $6, desired_generation = $7, conditional_token = $8,
			desired_parallelism = $9
		WHERE id = $1`,
		applicationID, desired.Goal, orNull(desired.VersionID), desired.RunConfiguration, desired.Via,
		orNull(desired.OperationID), desired.Generation, newConditionalToken(), desired.Parallelism)
	if err != nil {
		return fmt.Errorf("write desired state of application %s: %w", a.Name, err)
	}
	return tx.Wake(ctx, applicationID)
}

// GiveUpDesire makes the application want to be stopped, without a new generation: the reconciler could not fulfil the
// desire of that generation, or it fulfilled itself. It returns [ErrLeaseLost], or [ErrStale] when there is a newer
// desire.
func (tx *Tx) GiveUpDesire(ctx context.Context, lease Lease, generation int64) error {
	a, err := tx.Hold(ctx, lease)
	if err != nil {
		return err
	}
	if a.Desired.Generation != generation {
		return fmt.Errorf("give up desire of application %s: %w", a.Name, ErrStale)
	}
	_, err = tx.db.Exec(ctx, `
		UPDATE applications SET desired_goal = 'STOP', desired_version_id = NULL, desired_run_configuration = NULL,
			desired_operation_id = NULL, desired_parallelism = 0, conditional_token = $2
		WHERE id = $1`, a.ID, newConditionalToken())
	if err != nil {
		return fmt.Errorf("give up desire of application %s: %w", a.Name, err)
	}
	return nil
}

// KeepRunning makes the application want what it runs, without a new generation: the reconciler could not stop it, or
// could not put another version in its place, and goes on with what is there. It returns [ErrLeaseLost], or [ErrStale]
// when there is a newer desire.
func (tx *Tx) KeepRunning(
	ctx context.Context, lease Lease, generation, versionID int64, run lifecycle.RunConfiguration,
) error {
	a, err := tx.Hold(ctx, lease)
	if err != nil {
		return err
	}
	if a.Desired.Generation != generation {
		return fmt.Errorf("keep application %s running: %w", a.Name, ErrStale)
	}
	_, err = tx.db.Exec(ctx, `
		UPDATE applications SET desired_goal = 'RUN', desired_version_id = $2, desired_run_configuration = $3,
			desired_operation_id = NULL, desired_parallelism = running_parallelism, conditional_token = $4
		WHERE id = $1`, a.ID, versionID, run, newConditionalToken())
	if err != nil {
		return fmt.Errorf("keep application %s running: %w", a.Name, err)
	}
	return nil
}
