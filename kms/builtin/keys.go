package builtin

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/tink-crypto/tink-go/v2/subtle/random"
	"github.com/tink-crypto/tink-go/v2/tink"

	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

// Keys are the keys of all accounts of an installation. It is safe for concurrent use.
type Keys struct {
	store *store.Store
	root  tink.AEAD
}

// New returns the keys in the store, whose material root seals.
func New(s *store.Store, root tink.AEAD) *Keys { return &Keys{store: s, root: root} }

// Scope is where keys and their names are: an account in a region.
type Scope struct{ AccountID, Region string }

// ARN is the ARN of a key in the scope.
func (s Scope) ARN(id string) string { return s.prefix() + "key/" + id }

// AliasARN is the ARN of an alias in the scope.
func (s Scope) AliasARN(name string) string { return s.prefix() + name }

func (s Scope) prefix() string { return "arn:aws:kms:" + s.Region + ":" + s.AccountID + ":" }

// The bounds of the time between the wish that a key be deleted and its end, in days; the longest is the default.
const (
	ShortestWait = 7
	LongestWait  = 30
)

// DefaultRotation is how many days lie between two rotations where that is not said.
const DefaultRotation = 365

// sealedDomain begins what sealed material is bound to.
const sealedDomain = "penstock kms material\x00"

func (k *Keys) newMaterial(id string, generation int) ([]byte, error) {
	material := random.GetRandomBytes(materialSize)
	defer clear(material)
	sealed, err := k.root.Encrypt(material, materialName(id, generation))
	if err != nil {
		return nil, fmt.Errorf("seal material of key %s: %w", id, err)
	}
	return sealed, nil
}

// MaterialContext is what the root key binds a generation of a key's material to.
func MaterialContext(id string, generation int) []byte { return materialName(id, generation) }

func materialName(id string, generation int) []byte {
	return fmt.Appendf(nil, "%s%s\x00%d", sealedDomain, id, generation)
}

// unseal unseals one generation. The caller wipes it.
func (k *Keys) unseal(id string, m store.KMSMaterial) ([]byte, error) {
	material, err := k.root.Decrypt(m.Sealed, materialName(id, m.Generation))
	if err != nil {
		return nil, fmt.Errorf("unseal material %d of key %s: is the root key another? %w", m.Generation, id, err)
	}
	return material, nil
}

// material reads and unseals one generation. The caller wipes it.
func (k *Keys) material(ctx context.Context, id string, generation int) ([]byte, error) {
	all, err := k.store.KMSMaterials(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, m := range all {
		if m.Generation == generation {
			return k.unseal(id, m)
		}
	}
	return nil, fmt.Errorf("key %s has no material %d", id, generation)
}

// Create makes a key with the description and policy given, and fills in the rest.
func (k *Keys) Create(ctx context.Context, in Scope, key *store.KMSKey) error {
	key.ID, key.AccountID, key.Region, key.Enabled = uuid.NewString(), in.AccountID, in.Region, true
	if key.Tags == nil {
		key.Tags = map[string]string{}
	}
	sealed, err := k.newMaterial(key.ID, 1)
	if err != nil {
		return err
	}
	return k.store.InTx(ctx, func(tx *store.Tx) error { return tx.InsertKMSKey(ctx, key, sealed) })
}

// Find returns the key that an id, an ARN, the name of an alias or its ARN stands for. One that is not there, or elsewhere, is a
// fault of kind NotFound; what cannot be a key's name, one of kind InvalidArgument.
func (k *Keys) Find(ctx context.Context, in Scope, name string) (*store.KMSKey, error) {
	if arn, isARN := strings.CutPrefix(name, "arn:"); isARN {
		rest, here := strings.CutPrefix("arn:"+arn, in.prefix())
		if !here {
			return nil, fault.NotFound("There is no key %s in region %s of account %s", name, in.Region, in.AccountID)
		}
		id, isKey := strings.CutPrefix(rest, "key/")
		if !isKey && !strings.HasPrefix(rest, aliasPrefix) {
			return nil, fault.InvalidArgument("%s is the ARN of neither a key nor an alias", name)
		}
		name = id
	}
	if strings.HasPrefix(name, aliasPrefix) {
		alias, err := k.store.KMSAlias(ctx, in.AccountID, in.Region, name)
		if err != nil {
			return nil, err
		}
		name = alias.KeyID
	}
	if uuid.Validate(name) != nil {
		return nil, fault.NotFound("There is no key %q: a key is named by its id, its ARN, an alias or the ARN of one", name)
	}
	return k.store.KMSKey(ctx, in.AccountID, in.Region, strings.ToLower(name))
}

const aliasPrefix = "alias/"

// Change locks the key, lets do change it, and writes it.
func (k *Keys) Change(ctx context.Context, key *store.KMSKey, do func(*store.KMSKey) error) error {
	return k.store.InTx(ctx, func(tx *store.Tx) error {
		locked, err := tx.LockKMSKey(ctx, key.AccountID, key.Region, key.ID)
		if err != nil {
			return err
		}
		if err := do(locked); err != nil {
			return err
		}
		*key = *locked
		return tx.UpdateKMSKey(ctx, key)
	})
}

// Usable refuses a key that is disabled or about to be deleted with a *[kms.KeyError].
func Usable(key *store.KMSKey, action string) error {
	arn := Scope{key.AccountID, key.Region}.ARN(key.ID)
	switch {
	case key.DeletionTime != nil:
		return &kms.KeyError{Kind: kms.KeyPendingDeletion, Action: action, KeyID: arn}
	case !key.Enabled:
		return &kms.KeyError{Kind: kms.KeyDisabled, Action: action, KeyID: arn}
	}
	return nil
}

// Encrypt encrypts with the newest material of a key that is usable.
func (k *Keys) Encrypt(ctx context.Context, key *store.KMSKey, plain []byte, ec kms.Context) ([]byte, error) {
	all, err := k.store.KMSMaterials(ctx, key.ID)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("key %s is being deleted", key.ID)
	}
	newest := all[len(all)-1]
	material, err := k.unseal(key.ID, newest)
	if err != nil {
		return nil, err
	}
	defer clear(material)
	id, err := uuid.Parse(key.ID)
	if err != nil {
		return nil, fmt.Errorf("key %s: %w", key.ID, err)
	}
	return head{id, newest.Generation}.seal(material, plain, ec)
}

// KeyOf returns the key that a ciphertext was made with, where it is in the scope. What is none is a *[kms.KeyError] of kind
// KeyInvalid.
func (k *Keys) KeyOf(ctx context.Context, in Scope, blob []byte) (*store.KMSKey, error) {
	h, err := decodeHead(blob)
	if err != nil {
		return nil, &kms.KeyError{Kind: kms.KeyInvalid, Action: actionDecrypt, Err: err}
	}
	key, err := k.store.KMSKey(ctx, in.AccountID, in.Region, h.key.String())
	if fault.Is(err, fault.NotFoundKind) {
		return nil, &kms.KeyError{Kind: kms.KeyNotFound, Action: actionDecrypt, KeyID: in.ARN(h.key.String()), Err: err}
	}
	return key, err
}

// Decrypt opens a ciphertext of a key that is usable. What does not open is a *[kms.KeyError] of kind KeyInvalid.
func (k *Keys) Decrypt(ctx context.Context, key *store.KMSKey, blob []byte, ec kms.Context) ([]byte, error) {
	invalid := func(err error) error {
		return &kms.KeyError{Kind: kms.KeyInvalid, Action: actionDecrypt, KeyID: Scope{key.AccountID, key.Region}.ARN(key.ID), Err: err}
	}
	h, err := decodeHead(blob)
	if err != nil {
		return nil, invalid(err)
	}
	if h.key.String() != key.ID {
		return nil, invalid(errors.New("it was encrypted with another key"))
	}
	material, err := k.material(ctx, key.ID, h.generation)
	if err != nil {
		return nil, err
	}
	defer clear(material)
	plain, err := open(material, blob, ec)
	if err != nil {
		return nil, invalid(err)
	}
	return plain, nil
}

// Rotate gives a key new material. Ciphertexts of before stay readable.
func (k *Keys) Rotate(ctx context.Context, key *store.KMSKey) error {
	return k.store.InTx(ctx, func(tx *store.Tx) error {
		locked, err := tx.LockKMSKey(ctx, key.AccountID, key.Region, key.ID)
		if err != nil {
			return err
		}
		if err := Usable(locked, "kms:RotateKeyOnDemand"); err != nil {
			return err
		}
		return k.rotate(ctx, tx, locked, true)
	})
}

func (k *Keys) rotate(ctx context.Context, tx *store.Tx, key *store.KMSKey, onDemand bool) error {
	all, err := tx.KMSMaterials(ctx, key.ID)
	if err != nil {
		return err
	}
	next := len(all) + 1
	sealed, err := k.newMaterial(key.ID, next)
	if err != nil {
		return err
	}
	return tx.InsertKMSMaterial(ctx, key.ID, store.KMSMaterial{Generation: next, Sealed: sealed, OnDemand: onDemand})
}

// Housekeep deletes the keys and rotates those whose time has come. It is for whoever runs it now and then: several may at once.
func (k *Keys) Housekeep(ctx context.Context, now time.Time) (deleted []string, rotated int, err error) {
	if deleted, err = k.store.DeleteDueKMSKeys(ctx); err != nil {
		return nil, 0, err
	}
	for {
		found := false
		err := k.store.InTx(ctx, func(tx *store.Tx) error {
			key, err := tx.LockDueKMSKey(ctx)
			if found = key != nil; err != nil || !found {
				return err
			}
			if err := k.rotate(ctx, tx, key, false); err != nil {
				return err
			}
			next := now.AddDate(0, 0, *key.RotationDays)
			key.NextRotation = &next
			return tx.UpdateKMSKey(ctx, key)
		})
		if err != nil || !found {
			return deleted, rotated, err
		}
		rotated++
	}
}
