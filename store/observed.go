package store

import (
	"context"
	"fmt"

	"github.com/penstock/penstock/lifecycle"
)

// WriteObserved replaces what is observed of the application. It was decided on the desire of observed.Generation,
// which is taken up thereby. It returns [ErrLeaseLost] when the lease is not held any more, [ErrStale] when there is a
// newer desire, and a [*lifecycle.TransitionError] for an illegal change of the status that is shown.
func (tx *Tx) WriteObserved(ctx context.Context, lease Lease, observed lifecycle.Observed) error {
	a, err := tx.Hold(ctx, lease)
	if err != nil {
		return err
	}
	if a.Desired.Generation != observed.Generation {
		return fmt.Errorf("write state of application %s: %w", a.Name, ErrStale)
	}
	if err := lifecycle.Transition(a.Status(), observed.Status, nil); err != nil {
		return fmt.Errorf("write state of application %s: %w", a.Name, err)
	}
	_, err = tx.db.Exec(ctx, `
		UPDATE applications SET observed_status = $2, observed_generation = $3, deployed_version_id = $4,
			running_configuration = $5, running_parallelism = $6, job_plan = $7, cluster = $8, next_cluster = $9,
			failures = $10, last_error = $11, job_restarting = $12, engine_build = $13
		WHERE id = $1`,
		a.ID, observed.Status, observed.Generation, orNull(observed.DeployedVersionID), observed.RunConfiguration,
		observed.Parallelism, observed.JobPlan, observed.Cluster, observed.NextCluster, observed.Failures,
		observed.LastError, observed.Restarting, observed.EngineBuild)
	if err != nil {
		return fmt.Errorf("write state of application %s: %w", a.Name, err)
	}
	return nil
}
