// Package codestoretest gives tests packages of code with a key of their own.
package codestoretest

import (
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/keyset"

	"github.com/penstock/penstock/codestore"
	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/store"
)

// New returns the packages in a test's database, under an installation's key of the test's own.
func New(t testing.TB, s *store.Store) *codestore.Packages {
	t.Helper()
	handle, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	require.NoError(t, err)
	key, err := aead.New(handle)
	require.NoError(t, err)
	return codestore.New(s, kms.NewKeyring(map[string]kms.Provider{kms.OwnedKey: kms.NewOwned(key)}))
}
