package reconciler

import (
	"context"

	"github.com/penstock/penstock/runtime/driver"
)

// sampled hands a reading on.
func (r *Reconciler) sampled(ctx context.Context, t *target, v driver.Vitals) {
	sample := Sample{
		ApplicationID: t.applicationID, JobID: t.jobID, VersionID: t.versionID, Parallelism: t.parallelism,
		CheckpointInterval: t.checkpointInterval, Vitals: v,
	}
	for _, consumer := range r.Vitals {
		consumer.Sampled(ctx, sample)
	}
}

// unsampled tells that a job could not be read. The cluster may have ended this moment, which its watch tells of.
func (r *Reconciler) unsampled(ctx context.Context, t *target, err error) {
	r.Logger.DebugContext(ctx, "a watched job could not be sampled", "application", t.applicationID, "error", err)
}
