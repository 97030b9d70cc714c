// Package codestoretest gives tests packages of code with a key of their own.
package codestoretest

import (
	"testing"

	"github.com/penstock/penstock/codestore"
	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/kms/kmstest"
	"github.com/penstock/penstock/store"
)

// New returns the packages in a test's database, under an installation's key of the test's own.
func New(t testing.TB, s *store.Store) *codestore.Packages {
	t.Helper()
	return NewWith(t, s, kmstest.NewVault(t))
}

// NewWith is New with keys of applications' owners beside it.
func NewWith(t testing.TB, s *store.Store, vault *kmstest.Vault) *codestore.Packages {
	t.Helper()
	ring := kms.NewKeyring(map[string]kms.Provider{kms.OwnedKey: kmstest.NewOwned(t), kmstest.VaultName: vault})
	t.Cleanup(ring.Close)
	return codestore.New(s, ring)
}
