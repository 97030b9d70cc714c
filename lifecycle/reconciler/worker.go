package reconciler

import (
	"context"
	"errors"
	"time"

	"github.com/penstock/penstock/lifecycle/decide"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/store"
)

// work does what there is to do for one application, until it has to wait for longer than a moment, and gives the lease
// back.
func (r *Reconciler) work(running context.Context, lease store.Lease) {
	ctx, cancel := context.WithCancelCause(running)
	defer cancel(nil)
	s := r.newSession(lease)
	defer s.close()
	renewed := make(chan struct{})
	go func() {
		defer close(renewed)
		s.renew(ctx, cancel)
	}()
	again, action, held := s.steps(ctx)
	cancel(nil)
	<-renewed
	if !held || s.Signals.point("before release") != nil {
		return
	}
	// The end of the server is no reason to keep the lease from the others.
	releaseCtx, cancelRelease := context.WithTimeout(context.WithoutCancel(ctx), r.LookTimeout)
	defer cancelRelease()
	if s.target != nil {
		// Without a member's id, which it has after a moment, nobody would miss this control plane.
		if lease.Watcher = r.member.Load(); lease.Watcher == 0 {
			again = r.Limits.Look
		}
	}
	lease.Site = s.at
	if err := r.release(releaseCtx, lease, again); err != nil {
		s.log.WarnContext(ctx, "the lease is left to run out", "error", err)
	} else if lease.Watcher != 0 {
		r.watches.begin(running, lease.ApplicationID, func(ctx context.Context) { r.watch(ctx, *s.target, lease.Watcher) })
	}
	if r.Signals.Released != nil {
		r.Signals.Released(lease.ApplicationID, action)
	}
}

// release gives the lease back. Where the clusters turned out to be at another site, that one's control plane is told: the wake-up
// that had come here was its own. From now on the application is claimed there only.
func (r *Reconciler) release(ctx context.Context, lease store.Lease, again time.Duration) error {
	if err := r.Store.ReleaseLease(ctx, lease, again); err != nil || lease.Site == "" || lease.Site == r.site {
		return err
	}
	return r.Store.InTx(ctx, func(tx *store.Tx) error { return tx.Wake(ctx, lease.ApplicationID) })
}

// renew keeps the lease until the work ends, and ends the work when the lease is lost.
func (s *session) renew(ctx context.Context, cancel context.CancelCauseFunc) {
	ticker := time.NewTicker(s.LeaseTerm / 3)
	defer ticker.Stop()
	lease := s.lease
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		renewed, err := s.Store.RenewLease(ctx, lease, s.LeaseTerm)
		switch {
		case err == nil:
			lease = renewed
		case ctx.Err() != nil:
			return
		case errors.Is(err, store.ErrLeaseLost) || time.Now().After(lease.TrustUntil):
			cancel(err)
			return
		default:
			s.log.WarnContext(ctx, "the lease could not be renewed yet", "error", err)
		}
	}
}

// steps does one step after another. It returns when the application is to be looked at again, and whether the lease is
// still there to be given back.
func (s *session) steps(ctx context.Context) (again time.Duration, last decide.Action, held bool) {
	var pause time.Duration
	for {
		l, action, err := s.step(ctx)
		switch classify(ctx, err) {
		case outcomeGone:
			return 0, action, false
		case outcomeDropped:
			return 0, action, !errors.Is(err, store.ErrLeaseLost)
		case outcomeElsewhere:
			return 0, action, true
		case outcomeNewer:
			s.log.WarnContext(ctx, "the application is left to other control planes", "error", err)
			return newerPause, action, true
		case outcomeRetry:
			return s.recordFailure(ctx, l, err), action, true
		case outcomeAgain:
			continue
		}
		switch action.Kind {
		case decide.Idle:
			if action.After > 0 {
				return action.After, action, true
			}
			s.target = l.target()
			return around(s.IdleInterval), action, true
		case decide.Watch:
			pause = nextWatch(pause, s.LongestWatch)
			s.wait(ctx, l, pause)
		default:
			pause = 0
		}
	}
}

// step looks, decides and applies once.
func (s *session) step(ctx context.Context) (*look, decide.Action, error) {
	l, err := s.look(ctx)
	if err != nil {
		return nil, decide.Action{}, err
	}
	action := decide.Decide(l.facts)
	if action.Kind != decide.Idle && action.Kind != decide.Watch {
		s.log.DebugContext(ctx, "step", "status", l.facts.Status, "action", action.Kind, "slot", action.Slot, "why", action.Why)
		s.metrics.steps.WithLabelValues(string(action.Kind)).Inc()
	}
	if err := s.apply(ctx, l, action); err != nil {
		return l, action, err
	}
	if s.Signals.Applied != nil {
		s.Signals.Applied(s.lease.ApplicationID, action)
	}
	return l, action, nil
}

// wait pauses before another look. A cluster that comes up is waited for with the driver's help where it has any.
func (s *session) wait(ctx context.Context, l *look, pause time.Duration) {
	if waiter, ok := s.Driver.(driver.Waiter); ok {
		for _, slot := range []decide.Slot{decide.Current, decide.Beside} {
			c, seen := l.record(slot), l.cluster(slot)
			if c == nil || c.Handle == nil || seen.State != decide.ClusterPreparing {
				continue
			}
			ctx, cancel := context.WithTimeout(ctx, s.LongestWatch)
			defer cancel()
			last := driver.Observation{State: driver.StatePreparing, Handle: *c.Handle}
			if _, err := waiter.WaitChange(ctx, *c.Handle, last); err == nil {
				return
			}
		}
	}
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
