package reconciler

import (
	"context"
	"errors"
	"time"

	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/logs"
	"github.com/penstock/penstock/operations"
	"github.com/penstock/penstock/store"
)

// outcome is how a step ended.
type outcome int

const (
	// outcomeDone: the step is done, look again at once.
	outcomeDone outcome = iota
	// outcomeAgain: something else changed meanwhile, look again at once.
	outcomeAgain
	// outcomeRetry: it failed and may succeed later.
	outcomeRetry
	// outcomeDropped: another control plane, or none, has to go on.
	outcomeDropped
	// outcomeElsewhere: a control plane at another site has to go on.
	outcomeElsewhere
	// outcomeNewer: a control plane of a newer version has to go on.
	outcomeNewer
	// outcomeGone: the application is not there any more.
	outcomeGone
)

// errElsewhere says that a cluster of the application is at a site that the driver cannot reach.
var errElsewhere = errors.New("the application runs at another site")

// errNewer says that what is written down of a cluster was written by a newer version of this program.
var errNewer = errors.New("it was written by a newer version of penstock, whose control planes go on with the application")

// newerPause is how long an application is left to control planes of a newer version. It is short, for they wait as well.
const newerPause = time.Second

// classify tells what an error of a step means. Failures for good are no errors here: they were written into the record
// of the cluster they concern.
func classify(ctx context.Context, err error) outcome {
	switch {
	case err == nil:
		return outcomeDone
	case errors.Is(err, errGone):
		return outcomeGone
	case errors.Is(err, errElsewhere):
		return outcomeElsewhere
	case errors.Is(err, errNewer):
		return outcomeNewer
	case errors.Is(err, store.ErrLeaseLost) || ctx.Err() != nil:
		return outcomeDropped
	case errors.Is(err, store.ErrStale) || errors.Is(err, store.ErrSnapshotStatus) ||
		fault.Is(err, fault.ConcurrentModificationKind):
		return outcomeAgain
	case fault.Is(err, fault.NotFoundKind):
		return outcomeGone
	default:
		return outcomeRetry
	}
}

// recordFailure writes down that a step failed and counts it. It returns the pause before the next attempt.
func (s *session) recordFailure(ctx context.Context, l *look, failure error) time.Duration {
	s.metrics.failures.Inc()
	failures := 1
	if l != nil {
		failures = l.app.Observed.Failures + 1
	}
	pause := backoff(failures)
	s.log.WarnContext(ctx, "a step failed, it will be tried again", "error", failure, "failures", failures, "after", pause)
	if l == nil || l.facts.Pending {
		return pause
	}
	if err := s.Signals.point("before write"); err != nil {
		return pause
	}
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		app, err := tx.LockApplicationByID(ctx, s.lease.ApplicationID)
		if err != nil {
			return err
		}
		observed := app.Observed
		observed.Failures, observed.LastError = failures, operations.ErrorText(failure.Error())
		if err := tx.WriteObserved(ctx, s.lease, observed); err != nil {
			return err
		}
		if failures == lastingFailures || failures%rememberedFailures == 0 {
			tell := s.tell(ctx, l, logs.Warn, "A step has failed %d times and is tried again: %s", failures, observed.LastError)
			if err := tell(tx); err != nil {
				return err
			}
		}
		if l.operation == nil {
			return nil
		}
		return putSteps(ctx, tx, l.operation.ID, operations.Retry(l.operation.Steps, observed.LastError))
	})
	if err != nil {
		s.log.WarnContext(ctx, "the failure could not be written down", "error", err)
	}
	return pause
}
