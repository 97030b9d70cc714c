package autoscaler

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/autoscale"
	"github.com/penstock/penstock/lifecycle/reconciler"
	"github.com/penstock/penstock/operations"
	"github.com/penstock/penstock/store"
)

// Actor is who operations and the audit log name.
const Actor = "autoscaling"

// scale wants the parallelism that was decided.
func (a *Autoscaler) scale(ctx context.Context, app *application, sample reconciler.Sample, d autoscale.Decision) error {
	kind := lifecycle.OperationScaleUp
	if d.Direction == autoscale.Down {
		kind = lifecycle.OperationScaleDown
	}
	reason := fmt.Sprintf("The job has used %.0f %% of its %d KPUs, and been as %s for %v: parallelism %d becomes %d.",
		d.Utilization, app.bounds.KPUs(sample.Parallelism), load(d.Direction), d.For.Round(time.Second), sample.Parallelism, d.To)
	begun := app.window
	var name string
	err := a.Store.InTx(ctx, func(tx *store.Tx) error {
		now := a.Now()
		found, err := tx.LockApplicationByID(ctx, sample.ApplicationID)
		if err != nil {
			return err
		}
		if !runs(found, sample) {
			return errOther
		}
		o, err := tx.Replace(ctx, found.ID, store.Replacement{
			Kind: kind, Via: lifecycle.StatusAutoscaling, Parallelism: d.To, RequestedBy: Actor, Expected: found.Observed,
		}, now)
		if err != nil {
			return err
		}
		step := lifecycle.Step{
			Name: operations.StepScale, StartTime: now, EndTime: now, Outcome: lifecycle.StepSucceeded, Attempts: 1, Detail: reason,
		}
		if err := tx.PutStep(ctx, o.ID, step); err != nil {
			return err
		}
		name, begun = found.Name, app.window.Begun(o.ID)
		if err := tx.SaveAutoscalingWindow(ctx, found.ID, begun); err != nil {
			return err
		}
		detail, err := json.Marshal(map[string]any{"from": sample.Parallelism, "to": d.To, "utilization": d.Utilization})
		if err != nil {
			return fmt.Errorf("audit %s: %w", kind, err)
		}
		return tx.Audit(ctx, store.AuditEntry{
			AccountID: found.AccountID, Region: found.Region, Actor: Actor, Action: string(kind), Application: found.Name,
			OperationID: o.ID, Detail: detail,
		})
	})
	if errors.Is(err, store.ErrStale) || errors.Is(err, errOther) {
		return nil // the next samples tell how what runs now gets on
	}
	if err != nil {
		return fmt.Errorf("scale to %d: %w", d.To, err)
	}
	app.window, app.kept, app.keptAt = begun, begun, a.Now()
	a.begun.WithLabelValues(string(kind)).Inc()
	a.Logger.InfoContext(ctx, "autoscaling", "application", sample.ApplicationID, "name", name, "kind", kind, "from", sample.Parallelism,
		"to", d.To, "utilization", d.Utilization)
	return nil
}

func load(d autoscale.Direction) string {
	if d == autoscale.Up {
		return "busy"
	}
	return "idle"
}

// runs tells whether the application runs the job that was sampled.
func runs(app *lifecycle.Application, sample reconciler.Sample) bool {
	cluster, ok, err := reconciler.ClusterOf(app.Observed.Cluster)
	return err == nil && ok && cluster.ID.JobID() == sample.JobID && app.Observed.DeployedVersionID == sample.VersionID &&
		app.Observed.Parallelism == sample.Parallelism
}

const (
	// keepAtMost is the shortest time between two writes of a window, keepAtLeast the longest while it goes on.
	keepAtMost  = time.Minute
	keepAtLeast = 10 * time.Minute
)

// keep writes the window where that is worth it.
func (a *Autoscaler) keep(ctx context.Context, app *application, sample reconciler.Sample) error {
	now := a.Now()
	if !worthKeeping(app.kept, app.window, now.Sub(app.keptAt)) {
		return nil
	}
	err := a.Store.InTx(ctx, func(tx *store.Tx) error { return tx.SaveAutoscalingWindow(ctx, sample.ApplicationID, app.window) })
	if err != nil {
		return err
	}
	app.kept, app.keptAt = app.window, now
	return nil
}

// worthKeeping tells whether a window is to be written that long after the one that is kept.
func worthKeeping(kept, now autoscale.Window, since time.Duration) bool {
	if since < keepAtMost {
		return false
	}
	same := kept.HighSince.Equal(now.HighSince) && kept.LowSince.Equal(now.LowSince) && kept.OperationID == now.OperationID &&
		kept.Failures == now.Failures
	if !same {
		return true
	}
	goesOn := !now.HighSince.IsZero() || !now.LowSince.IsZero()
	return goesOn && since >= keepAtLeast
}
