package datakeys

import (
	"context"
	"crypto/rand"
	"errors"

	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/store"
)

// errLost is said of a data key that is not in the database.
var errLost = errors.New("the wrapped data key was removed from the database, and what it encrypted cannot be read any more")

// Keeper makes data keys, stores them wrapped, and opens them. It is safe for concurrent use.
type Keeper struct {
	store *store.Store
	ring  *kms.Keyring
	logs  *logKey
}

// New returns the keeper of the data keys in a database. It makes the data key of logs where there is none.
func New(ctx context.Context, s *store.Store, ring *kms.Keyring) (*Keeper, error) {
	k := &Keeper{store: s, ring: ring}
	var err error
	k.logs, err = k.openLogKey(ctx)
	return k, err
}

// Make makes a data key for the state of an application, wrapped by the key given, stores it and returns its id. What says why the key
// cannot be used is a *[kms.KeyError]. A key that nothing names within an hour is removed.
func (k *Keeper) Make(ctx context.Context, application *lifecycle.Application, by lifecycle.Key) (id string, err error) {
	w, err := k.ring.Make(ctx, reference(by), application.ARN())
	if err != nil {
		return "", err
	}
	key := store.DataKey{ID: rand.Text(), ApplicationARN: w.ApplicationARN, Provider: w.Provider, KeyID: w.KeyID, Wrapped: w.Ciphertext}
	return key.ID, k.store.AddStateKey(ctx, application.ID, &key)
}

// Close wipes the data key of logs, and no other is derived from it. Those of before go on being of use.
func (k *Keeper) Close() { k.logs.wipe() }

// reference is the key for a keyring.
func reference(by lifecycle.Key) kms.Reference {
	if by.Owned() {
		return kms.Reference{Provider: kms.OwnedKey}
	}
	return kms.Reference{Provider: by.Provider, KeyID: by.ARN}
}

// Open unwraps a data key by asking whatever wrapped it. What says why that key cannot be used is a *[kms.KeyError]. The caller wipes
// what is returned.
func (k *Keeper) Open(ctx context.Context, id string) (driver.DataKey, error) {
	key, err := k.store.DataKey(ctx, id)
	if fault.Is(err, fault.NotFoundKind) {
		// It is not the application that is gone.
		return driver.DataKey{}, &kms.KeyError{Kind: kms.KeyNotFound, Action: "kms:Decrypt", KeyID: "of data key " + id, Err: errLost}
	}
	if err != nil {
		return driver.DataKey{}, err
	}
	plain, err := k.ring.Unwrap(ctx, wrapped(&key))
	if err != nil {
		return driver.DataKey{}, err
	}
	if err := k.store.MarkOpened(ctx, []string{id}); err != nil {
		clear(plain)
		return driver.DataKey{}, err
	}
	return driver.DataKey{ID: id, Key: driver.NewSecret(plain)}, nil
}

func wrapped(k *store.DataKey) kms.Wrapped {
	return kms.Wrapped{
		Reference: kms.Reference{Provider: k.Provider, KeyID: k.KeyID}, ApplicationARN: k.ApplicationARN, Ciphertext: k.Wrapped,
	}
}
