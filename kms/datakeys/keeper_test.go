package datakeys_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/keyset"

	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/kms/datakeys"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

func newRing(t *testing.T) *kms.Keyring {
	t.Helper()
	handle, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	require.NoError(t, err)
	root, err := aead.New(handle)
	require.NoError(t, err)
	return kms.NewKeyring(map[string]kms.Provider{kms.OwnedKey: kms.NewOwned(root)})
}

func newKeeper(t *testing.T, s *store.Store, ring *kms.Keyring) *datakeys.Keeper {
	t.Helper()
	k, err := datakeys.New(t.Context(), s, ring)
	require.NoError(t, err)
	return k
}

func TestKeeper_OpensWhatItMade(t *testing.T) {
	t.Parallel()
	url := storetest.URL(t)
	s, ring := storetest.OpenURL(t, url), newRing(t)
	k := newKeeper(t, s, ring)
	a := &lifecycle.Application{AccountID: "000000000000", Region: "eu-west-1", Name: "orders"}
	require.NoError(t, s.InTx(t.Context(), func(tx *store.Tx) error {
		return tx.CreateApplication(t.Context(), a, &lifecycle.Version{ID: 1, Runtime: "FLINK-1_20", Document: []byte(`{}`)})
	}))
	id, err := k.Make(t.Context(), a, lifecycle.Key{})
	require.NoError(t, err)
	other, err := k.Make(t.Context(), a, lifecycle.Key{})
	require.NoError(t, err)
	require.NotEqual(t, id, other, "each run has a key of its own")

	key, err := k.Open(t.Context(), id)
	require.NoError(t, err)
	require.Len(t, key.Key.Bytes(), kms.DataKeySize)
	again, err := newKeeper(t, storetest.OpenURL(t, url), ring).Open(t.Context(), id)
	require.NoError(t, err)
	require.Equal(t, key.Key.Bytes(), again.Key.Bytes(), "also another control plane opens it")
	key.Key.Wipe()
	key, err = k.Open(t.Context(), id)
	require.NoError(t, err)
	require.Equal(t, key.Key.Bytes(), again.Key.Bytes(), "wiping one copy leaves the others")

	_, err = k.Make(t.Context(), a, lifecycle.Key{Provider: "nobody's", ARN: "arn"})
	require.ErrorContains(t, err, "nobody's")
	_, err = k.Open(t.Context(), "no such key")
	require.ErrorContains(t, err, "no such key")
}

func TestKeeper_LogKeys(t *testing.T) {
	t.Parallel()
	s, ring := storetest.Open(t), newRing(t)
	k, another := newKeeper(t, s, ring), newKeeper(t, s, ring)
	one, err := k.LogKey("ps-1")
	require.NoError(t, err)
	same, err := another.LogKey("ps-1")
	require.NoError(t, err)
	two, err := k.LogKey("ps-2")
	require.NoError(t, err)
	require.Equal(t, one.ID, same.ID)
	require.Equal(t, one.Key.Bytes(), same.Key.Bytes())
	require.NotEqual(t, one.Key.Bytes(), two.Key.Bytes())

	stored, err := k.StoredLogs()
	require.NoError(t, err)
	sealed, err := stored.Seal(1, []byte("what happened"))
	require.NoError(t, err)
	require.NotContains(t, string(sealed), "happened")
	reader, err := another.StoredLogs()
	require.NoError(t, err)
	opened, err := reader.Open(1, sealed)
	require.NoError(t, err)
	require.Equal(t, "what happened", string(opened))
	_, err = reader.Open(2, sealed)
	require.Error(t, err, "it belongs to its application")
	_, err = datakeys.New(t.Context(), s, newRing(t))
	require.Error(t, err, "another root key opens none of it")
}

func TestKeeper_WipesTheKeyOfLogs(t *testing.T) {
	t.Parallel()
	k := newKeeper(t, storetest.Open(t), newRing(t))
	stored, err := k.StoredLogs()
	require.NoError(t, err)
	key, err := k.LogKey("ps-1")
	require.NoError(t, err)
	derived := string(key.Key.Bytes())
	k.Close()
	require.Equal(t, derived, string(key.Key.Bytes()), "what was handed out is its owner's")
	_, err = stored.Seal(1, []byte("the last words"))
	require.NoError(t, err)
	_, err = k.LogKey("ps-1")
	require.ErrorContains(t, err, "wiped", "nothing is encrypted with a key of zeros")
	_, err = k.StoredLogs()
	require.ErrorContains(t, err, "wiped")
	k.Close()
}
