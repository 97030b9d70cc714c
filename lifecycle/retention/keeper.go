// Package retention removes the snapshots that need not be kept any longer: too many of an application, or too old, as it or the
// installation says.
//
// Every control plane looks now and then; each application is locked while its snapshots are decided on, so that several do no harm. What is needed
// stays, however old: the newest snapshot, the one that a rollback goes on from, that a job was started from, or that somebody reads.
// Each removal is an operation of its own, told as such in the application's events, with the reason as the detail of its step, and in the
// audit log. The files are removed by the reconciler, as with a request.
package retention

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/operations"
	"github.com/penstock/penstock/recurring"
	"github.com/penstock/penstock/snapshots"
	"github.com/penstock/penstock/store"
)

// Actor is who operations and the audit log name.
const Actor = "retention"

// Config is what a [Keeper] is made of. Members without "optional" are required.
type Config struct {
	// Store keeps the rows.
	Store *store.Store
	// Retention is that of applications for which none is set.
	Retention snapshots.Retention
	// Interval is about the time between two looks; optional, a minute.
	Interval time.Duration
	// Logger is optional.
	Logger *slog.Logger
	// Now is the clock; optional.
	Now func() time.Time
}

// Keeper removes snapshots.
type Keeper struct{ Config }

// New makes a keeper. It does nothing until [Keeper.Run].
func New(c Config) *Keeper {
	if c.Interval == 0 {
		c.Interval = time.Minute
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	return &Keeper{c}
}

// Run works until the context ends.
func (k *Keeper) Run(ctx context.Context) {
	recurring.Work{Interval: k.Interval, Logger: k.Logger, Name: "retention of snapshots"}.Run(ctx, func(ctx context.Context) error {
		_, err := k.RunOnce(ctx)
		return err
	})
}

// RunOnce has everything removed that need not be kept now, and tells how many snapshots that were. What goes wrong with one application
// does not keep the others from being looked at.
func (k *Keeper) RunOnce(ctx context.Context) (removed int, err error) {
	ids, err := k.Store.OverRetention(ctx, k.Retention)
	if err != nil {
		return 0, err
	}
	for _, id := range ids {
		n, failed := k.remove(ctx, id)
		removed += n
		if failed != nil && !fault.Is(failed, fault.NotFoundKind) {
			err = errors.Join(err, fmt.Errorf("application %d: %w", id, failed))
		}
	}
	return removed, err
}

// remove has the snapshots of one application removed.
func (k *Keeper) remove(ctx context.Context, applicationID int64) (removed int, err error) {
	err = k.Store.InTx(ctx, func(tx *store.Tx) error {
		removed = 0 // it may be run again
		a, err := tx.LockApplicationByID(ctx, applicationID)
		if err != nil {
			return err
		}
		if a.Status() == lifecycle.StatusDeleting {
			return nil
		}
		retention, own, err := tx.SnapshotRetention(ctx, a.ID)
		if err != nil {
			return err
		}
		if !own {
			retention = k.Retention
		}
		all, err := tx.AllSnapshots(ctx, a.ID)
		if err != nil {
			return err
		}
		for _, e := range retention.Expired(all, k.Now()) {
			use, err := tx.SnapshotNeeded(ctx, a, e.Snapshot)
			if err != nil {
				return err
			}
			if use != "" {
				k.Logger.DebugContext(ctx, "a snapshot is kept for longer", "application", a.ID, "snapshot", e.Snapshot.Name, "reason", use)
				continue
			}
			if err := k.begin(ctx, tx, a, e); err != nil {
				return err
			}
			removed++
		}
		return nil
	})
	return removed, err
}

// begin writes the operation that removes a snapshot.
func (k *Keeper) begin(ctx context.Context, tx *store.Tx, a *lifecycle.Application, e snapshots.Expired) error {
	o := lifecycle.Operation{
		ID: lifecycle.NewOperationID(), ApplicationID: a.ID, Kind: lifecycle.OperationDeleteSnapshot,
		Status: lifecycle.OperationInProgress, StartTime: tx.Now(), RequestedBy: Actor,
	}
	if err := tx.CreateOperation(ctx, &o); err != nil {
		return err
	}
	if err := tx.PutStep(ctx, o.ID, lifecycle.Step{
		Name: operations.StepExpire, StartTime: o.StartTime, EndTime: o.StartTime, Outcome: lifecycle.StepSucceeded, Attempts: 1,
		Detail: fmt.Sprintf("Snapshot %s is removed. %s", e.Snapshot.Name, e.Reason),
	}); err != nil {
		return err
	}
	if err := tx.MarkSnapshotDeleting(ctx, a.ID, e.Snapshot.Name, o.ID); err != nil {
		return err
	}
	detail, err := json.Marshal(map[string]any{
		"snapshot": e.Snapshot.Name, "reason": e.Reason, "created": e.Snapshot.CreateTime, "size": e.Snapshot.Size,
	})
	if err != nil {
		return fmt.Errorf("audit retention: %w", err)
	}
	k.Logger.InfoContext(ctx, "a snapshot is removed", "application", a.ID, "name", a.Name, "snapshot", e.Snapshot.Name, "reason", e.Reason)
	return tx.Audit(ctx, store.AuditEntry{
		AccountID: a.AccountID, Region: a.Region, Actor: Actor, Action: string(lifecycle.OperationDeleteSnapshot), Application: a.Name,
		Resource: a.ARN(), OperationID: o.ID, Detail: detail,
	})
}
