package reconciler

import (
	"context"
	"time"
)

// membership makes this control plane known to the others, who look at what it watches when it falls silent. It returns once the
// context ends; leaving is for when all work has ended.
func (r *Reconciler) membership(ctx context.Context) {
	ticker := time.NewTicker(r.BeatInterval)
	defer ticker.Stop()
	for {
		if err := r.beat(ctx); err != nil && ctx.Err() == nil {
			r.Logger.WarnContext(ctx, "the other control planes cannot be told of this one", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// beat is one sign of life. A control plane that was taken for dead begins anew: what it watched is the others'.
func (r *Reconciler) beat(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, r.Silence)
	defer cancel()
	if id := r.member.Load(); id != 0 {
		alive, err := r.Store.Beat(ctx, id, r.Silence)
		if err != nil || alive {
			return err
		}
		r.Logger.WarnContext(ctx, "this control plane was silent for so long that others took over what it watched")
		r.member.Store(0)
		r.watches.endAll()
	}
	id, err := r.Store.JoinControlPlanes(ctx, r.Owner, r.builds...)
	if err != nil {
		return err
	}
	r.member.Store(id)
	_, err = r.Store.Beat(ctx, id, r.Silence)
	return err
}

// leave makes what this control plane watched due for the others at once.
func (r *Reconciler) leave(ctx context.Context) {
	id := r.member.Swap(0)
	if id == 0 || r.Signals.point("before leave") != nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, r.LookTimeout)
	defer cancel()
	if err := r.Store.LeaveControlPlanes(ctx, id); err != nil {
		r.Logger.WarnContext(ctx, "the others will miss this control plane only after a while", "error", err)
	}
}
