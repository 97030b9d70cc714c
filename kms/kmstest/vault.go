package kmstest

import (
	"context"
	"maps"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/keyset"

	"github.com/penstock/penstock/kms"
)

// NewOwned returns an installation's key.
func NewOwned(t testing.TB) *kms.Owned {
	t.Helper()
	handle, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	require.NoError(t, err)
	root, err := aead.New(handle)
	require.NoError(t, err)
	return kms.NewOwned(root)
}

// VaultName is what a keyring knows a Vault by.
const VaultName = "vault"

// Vault has any key that it is asked for, and each can be made to fail.
type Vault struct {
	owned *kms.Owned

	mu     sync.Mutex
	broken map[string]kms.FailureKind
	calls  int
}

var _ kms.Provider = (*Vault)(nil)

// NewVault returns a vault.
func NewVault(t testing.TB) *Vault {
	t.Helper()
	return &Vault{owned: NewOwned(t), broken: map[string]kms.FailureKind{}}
}

// Break makes a key fail from now on, in a way; the empty one mends it.
func (v *Vault) Break(keyID string, kind kms.FailureKind) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.broken[keyID] = kind
}

// Calls is how often it was asked for anything.
func (v *Vault) Calls() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.calls
}

// GenerateDataKey implements kms.Provider.
func (v *Vault) GenerateDataKey(ctx context.Context, keyID string, ec kms.Context) (plain, wrapped []byte, err error) {
	if err := v.use("kms:GenerateDataKey", keyID); err != nil {
		return nil, nil, err
	}
	return v.owned.GenerateDataKey(ctx, "", named(keyID, ec))
}

// Decrypt implements kms.Provider.
func (v *Vault) Decrypt(ctx context.Context, keyID string, wrapped []byte, ec kms.Context) ([]byte, error) {
	if err := v.use("kms:Decrypt", keyID); err != nil {
		return nil, err
	}
	return v.owned.Decrypt(ctx, "", wrapped, named(keyID, ec))
}

func (v *Vault) use(action, keyID string) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.calls++
	if kind := v.broken[keyID]; kind != "" {
		return &kms.KeyError{Kind: kind, Action: action, KeyID: keyID}
	}
	return nil
}

// named has the key's name in the context, for the one key below stands for all.
func named(keyID string, ec kms.Context) kms.Context {
	with := kms.Context{"key": keyID}
	maps.Copy(with, ec)
	return with
}
