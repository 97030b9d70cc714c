// Package rootexchange puts another root key in the place of the one in use, while control planes run.
//
//	begun      the new key is in the database, sealed under the one before: every control plane takes it, keeps it, and says so
//	promoted   every control plane has it, so that it seals from now on; what the old ones sealed is sealed anew, a batch at a time
//	complete   nothing is sealed under another key
//	retired    two days later, when no session token of before is valid any more, the old keys are removed
//
// All of it is found in the database, so that whoever dies, another one goes on. A control plane that comes late, such as with a copy of
// an older key file, finds the new key there, too.
package rootexchange

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/kms/builtin"
	"github.com/penstock/penstock/kms/rootkey"
	"github.com/penstock/penstock/recurring"
	"github.com/penstock/penstock/store"
)

const (
	// settle is for how long a promoted key has to have been so before nothing is taken to be sealed under another any more: by
	// then every control plane has seen it.
	settle = time.Minute
	// retireAfter is longer than any session token lasts.
	retireAfter = 48 * time.Hour
	// batch is how much is sealed anew at once.
	batch = 200
)

// Config is what a [Keeper] is made of. Members without "optional" are required.
type Config struct {
	Store *store.Store
	Ring  *rootkey.Ring
	// Name is that of this control plane among the others.
	Name string
	// Interval is about the time between two looks; optional, 5 s.
	Interval time.Duration
	// Settle and RetireAfter are optional, a minute and two days.
	Settle, RetireAfter time.Duration
	Logger              *slog.Logger
}

// Keeper exchanges root keys.
type Keeper struct{ Config }

// New makes a keeper. It does nothing until [Keeper.Run].
func New(c Config) *Keeper {
	if c.Interval == 0 {
		c.Interval = 5 * time.Second
	}
	if c.Settle == 0 {
		c.Settle = settle
	}
	if c.RetireAfter == 0 {
		c.RetireAfter = retireAfter
	}
	return &Keeper{c}
}

// Run works until the context ends.
func (k *Keeper) Run(ctx context.Context) {
	recurring.Work{Interval: k.Interval, Logger: k.Logger, Name: "exchange of the root key"}.Run(ctx, k.RunOnce)
}

// Sync takes the keys that are in the database. It is called before anything is opened with the root key, too.
func (k *Keeper) Sync(ctx context.Context) ([]store.RootKeyExchange, error) {
	all, err := k.Store.RootKeyExchanges(ctx)
	if err != nil {
		return nil, err
	}
	for i, e := range all {
		if !k.Ring.Has(e.KeyID) {
			if passed(all[i:], k.Ring) {
				continue // it was retired
			}
			if err := k.Ring.Add(ctx, e.Sealed); err != nil {
				return nil, err
			}
			k.Logger.InfoContext(ctx, "a new root key was taken over", "key", e.KeyID)
		}
		if e.CompleteTime.IsZero() {
			if err := k.Store.HoldRootKey(ctx, k.Name, e.KeyID); err != nil {
				return nil, err
			}
		}
		if !e.PromoteTime.IsZero() && !passed(all[i:], k.Ring) {
			if err := k.Ring.Promote(ctx, e.KeyID); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}

// passed tells whether a key that came later than the first seals already.
func passed(all []store.RootKeyExchange, ring *rootkey.Ring) bool {
	for _, later := range all[1:] {
		if later.KeyID == ring.Primary() {
			return true
		}
	}
	return false
}

// RunOnce does what can be done now.
func (k *Keeper) RunOnce(ctx context.Context) error {
	all, err := k.Sync(ctx)
	if err != nil || len(all) == 0 {
		return err
	}
	newest := all[len(all)-1]
	switch {
	case newest.PromoteTime.IsZero():
		missing, err := k.Store.PromoteRootKey(ctx, newest.KeyID)
		if err != nil {
			return err
		}
		if len(missing) > 0 {
			k.Logger.InfoContext(ctx, "the new root key waits for control planes that do not have it", "missing", missing)
			return nil
		}
		_, err = k.Sync(ctx)
		return err
	case newest.CompleteTime.IsZero():
		left, err := k.reseal(ctx)
		if err != nil || left > 0 || k.Store.Now().Sub(newest.PromoteTime) < k.Settle {
			return err
		}
		k.Logger.InfoContext(ctx, "the root key was exchanged", "key", newest.KeyID)
		return k.Store.CompleteRootKeyExchange(ctx, newest.KeyID)
	case k.Ring.Kept() && len(k.Ring.IDs()) > 1 && k.Store.Now().Sub(newest.CompleteTime) > k.RetireAfter:
		if left, err := k.reseal(ctx); err != nil || left > 0 {
			return err
		}
		k.Logger.InfoContext(ctx, "former root keys are removed", "key", newest.KeyID)
		return k.Ring.Retire(ctx)
	default:
		return nil
	}
}

// reseal seals anew what another key has sealed, and tells how much is left.
func (k *Keeper) reseal(ctx context.Context) (left int, err error) {
	for {
		some, count, err := k.Store.SealedElsewhere(ctx, k.Ring.Prefix(), batch)
		if err != nil || count == 0 {
			return count, err
		}
		done := 0
		for _, s := range some {
			switch err := k.resealOne(ctx, s); {
			case err == nil || errors.Is(err, store.ErrSealedChanged):
				done++
			case ctx.Err() != nil:
				return count, ctx.Err()
			default:
				k.Logger.WarnContext(ctx, "something cannot be sealed anew, and keeps the former root key from being removed", "id", s.ID, "table", s.Table, "error", err)
			}
		}
		if done == 0 {
			return count, nil
		}
	}
}

func (k *Keeper) resealOne(ctx context.Context, s store.RootSealed) error {
	bound, err := boundTo(s)
	if err != nil {
		return err
	}
	plain, err := k.Ring.Decrypt(s.Sealed, bound)
	if err != nil {
		return fmt.Errorf("open: %w", err)
	}
	defer clear(plain)
	sealed, err := k.Ring.Encrypt(plain, bound)
	if err != nil {
		return fmt.Errorf("seal: %w", err)
	}
	return k.Store.Reseal(ctx, s, sealed)
}

// boundTo is what something sealed is bound to.
func boundTo(s store.RootSealed) ([]byte, error) {
	switch s.Table {
	case store.SealedAccessKeys:
		return s.SecretContext(), nil
	case store.SealedDataKeys:
		return kms.OwnedContext(kms.ApplicationContext(s.Owner))
	case store.SealedMaterials:
		return builtin.MaterialContext(s.ID, s.Generation), nil
	default:
		return nil, fmt.Errorf("there is no table %s", s.Table)
	}
}
