// Package keywatch looks at the keys of owners that protect something, now and then: a running job needs its key again only when its
// cluster has to be replaced or it is stopped, and whoever disabled the key should hear of that before.
//
// One control plane at a time writes down what it saw. Where a key has become unusable, or usable again, the applications whose
// state it protects are told in their logs and by an event.
package keywatch

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/logs"
	"github.com/penstock/penstock/recurring"
	"github.com/penstock/penstock/store"
)

// Guard is an inspector whose keys have policies that are asked for each application.
type Guard interface {
	// Allows refuses a key whose policy does not let the service use it for an application, with a *[kms.KeyError].
	Allows(ctx context.Context, arn, applicationARN string) error
}

// Config is what a [Watcher] is made of. Members without "optional" are required.
type Config struct {
	// Store keeps the rows.
	Store *store.Store
	// Inspectors look at the keys of the providers, by their names.
	Inspectors map[string]kms.Inspector
	// Interval is about the time between two looks; optional, 30 s.
	Interval time.Duration
	// Logger is optional.
	Logger *slog.Logger
	// Now is the clock; optional.
	Now func() time.Time
}

// Watcher looks at keys.
type Watcher struct {
	Config

	woken chan struct{}
}

// New makes a watcher. It does nothing until [Watcher.Run].
func New(c Config) *Watcher {
	if c.Interval == 0 {
		c.Interval = 30 * time.Second
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	return &Watcher{c, make(chan struct{}, 1)}
}

// Wake has keys looked at soon, because one of them is known to have changed. It does not wait.
func (w *Watcher) Wake() {
	select {
	case w.woken <- struct{}{}:
	default: // it is about to be
	}
}

// Run works until the context ends.
func (w *Watcher) Run(ctx context.Context) {
	recurring.Work{Interval: w.Interval, Wake: w.woken, Logger: w.Logger, Name: "watch of keys"}.Run(ctx, w.RunOnce)
}

// RunOnce looks at all keys that protect something, and tells what has changed.
func (w *Watcher) RunOnce(ctx context.Context) error {
	uses, err := w.Store.KeyUses(ctx, "")
	if err != nil {
		return err
	}
	byKey := map[lifecycle.Key][]lifecycle.KeyUse{}
	var order []lifecycle.Key
	for _, u := range uses {
		if byKey[u.Key] == nil {
			order = append(order, u.Key)
		}
		byKey[u.Key] = append(byKey[u.Key], u)
	}
	states := make([]lifecycle.KeyState, len(order))
	for i, key := range order {
		states[i] = w.look(ctx, key, byKey[key])
	}
	if ctx.Err() != nil {
		return fmt.Errorf("look at keys: %w", ctx.Err())
	}
	return w.Store.InTx(ctx, func(tx *store.Tx) error {
		locked, err := tx.TryLockKeyWatch(ctx)
		if err != nil || !locked {
			return err
		}
		for i := range states {
			if err := w.put(ctx, tx, &states[i], byKey[states[i].Key]); err != nil {
				return err
			}
		}
		return tx.ForgetKeyStates(ctx, order)
	})
}

// patience is how long one key may take to be looked at.
const patience = 10 * time.Second

// conditions are what the failures of keys are called.
var conditions = map[kms.FailureKind]lifecycle.KeyCondition{
	kms.KeyDisabled: lifecycle.KeyDisabled, kms.KeyPendingDeletion: lifecycle.KeyPendingDeletion, kms.KeyNotFound: lifecycle.KeyNotFound,
	kms.KeyDenied: lifecycle.KeyDenied, kms.KeyThrottled: lifecycle.KeyThrottled, kms.KeyUnreachable: lifecycle.KeyUnreachable,
	kms.KeyInvalid: lifecycle.KeyInvalid,
}

// look looks at one key.
func (w *Watcher) look(ctx context.Context, key lifecycle.Key, uses []lifecycle.KeyUse) lifecycle.KeyState {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	s := lifecycle.KeyState{Key: key, Condition: lifecycle.KeyUsable, CheckTime: w.Now()}
	err := w.inspect(ctx, &s, uses)
	var failed *kms.KeyError
	switch {
	case errors.As(err, &failed):
		s.Condition, s.Reason = conditions[failed.Kind], failed.Error()
	case err != nil:
		s.Condition, s.Reason = lifecycle.KeyUnreachable, err.Error()
	}
	return s
}

// inspect asks for the state of a key, and whether its policy lets the service use it for all applications whose state it protects.
func (w *Watcher) inspect(ctx context.Context, s *lifecycle.KeyState, uses []lifecycle.KeyUse) error {
	inspector, ok := w.Inspectors[s.Key.Provider]
	if !ok {
		return fmt.Errorf("this control plane has no provider %q of keys", s.Key.Provider)
	}
	d, err := inspector.Describe(ctx, s.Key.ARN)
	if err != nil {
		return err
	}
	s.DeletionTime = d.DeletionTime
	if err := d.Failure("kms:Decrypt"); err != nil {
		return err
	}
	guard, ok := inspector.(Guard)
	if !ok {
		return nil
	}
	for _, u := range uses {
		if u.Configured || u.Running {
			if err := guard.Allows(ctx, s.Key.ARN, lifecycle.ARN(u.Region, u.AccountID, u.Application)); err != nil {
				return err
			}
		}
	}
	return nil
}

// logger is who tells in applications' logs.
const logger = logs.ControlPlaneLogger + ".Keys"

// put writes down what was seen and tells those whom it concerns, where it has changed.
func (w *Watcher) put(ctx context.Context, tx *store.Tx, s *lifecycle.KeyState, uses []lifecycle.KeyUse) error {
	was, changed, err := tx.PutKeyState(ctx, *s)
	if err != nil || !changed || was == "" && s.Condition == lifecycle.KeyUsable {
		return err
	}
	w.Logger.WarnContext(ctx, "a key of applications has changed", "key", s.Key.ARN, "state", s.Condition, "before", was, "reason", s.Reason)
	for _, u := range uses {
		if err := tx.RecordKeyEvent(ctx, u.ApplicationID, *s); err != nil {
			return err
		}
		e := logs.Event{Time: s.CheckTime, Level: logs.Info, Logger: logger, Thread: "keywatch", Message: fmt.Sprintf("The key %s can be used again.", s.Key)}
		if s.Condition != lifecycle.KeyUsable {
			e.Level, e.Message = logs.Warn, warning(s, &u)
		}
		if err := tx.AppendLog(ctx, u.ApplicationID, []logs.Event{e}); err != nil {
			return err
		}
	}
	return nil
}

// warning says what a key that cannot be used means for an application, by what it protects of that.
func warning(s *lifecycle.KeyState, u *lifecycle.KeyUse) string {
	text := "A key that protects state of this application cannot be used: " + strings.TrimSuffix(s.Reason, ".") + "."
	if s.DeletionTime != nil {
		text += " It will be deleted on " + s.DeletionTime.UTC().Format(time.RFC3339) + ", and what it protects can never be read again."
	}
	if u.Snapshots > 0 {
		text += fmt.Sprintf(" Of its snapshots it protects %d: they cannot be restored before the key can be used.", u.Snapshots)
	}
	switch {
	case u.Running:
		text += " The job that runs goes on; it cannot be stopped with a snapshot, updated, or brought back after its cluster is lost before the key can be used."
	case u.Configured:
		text += " The application cannot be started before the key can be used, or it is given another one."
	default:
		text += " Nothing else of the application needs it."
	}
	return text
}
