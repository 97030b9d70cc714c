package builtin_test

import (
	"bytes"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/kms/builtin"
	"github.com/penstock/penstock/kms/kmstest"
	"github.com/penstock/penstock/kms/rootkey"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

var scope = builtin.Scope{AccountID: "123456789012", Region: "eu-west-1"}

func newKeys(t *testing.T) (*builtin.Keys, *store.Store) {
	s := storetest.Open(t)
	root, err := rootkey.OpenFile(filepath.Join(t.TempDir(), "keyset.json"))
	require.NoError(t, err)
	return builtin.New(s, root), s
}

func newKey(t *testing.T, keys *builtin.Keys) *store.KMSKey {
	key := &store.KMSKey{Policy: kmstest.OpenKeyPolicy(scope.AccountID)}
	require.NoError(t, keys.Create(t.Context(), scope, key))
	return key
}

func TestProvider(t *testing.T) {
	t.Parallel()
	keys, _ := newKeys(t)
	kmstest.TestProvider(t, builtin.NewProvider(keys), scope.ARN(newKey(t, keys).ID))
}

func TestKeys_rotate_and_still_open_what_was_encrypted_before(t *testing.T) {
	t.Parallel()
	keys, _ := newKeys(t)
	key := newKey(t, keys)
	var blobs [][]byte
	for i := range 4 {
		blob, err := keys.Encrypt(t.Context(), key, []byte{byte(i)}, kms.Context{"a": "b"})
		require.NoError(t, err)
		blobs = append(blobs, blob)
		require.NoError(t, keys.Rotate(t.Context(), key))
	}
	for i, blob := range blobs {
		found, err := keys.KeyOf(t.Context(), scope, blob)
		require.NoError(t, err)
		require.Equal(t, key.ID, found.ID)
		plain, err := keys.Decrypt(t.Context(), key, blob, kms.Context{"a": "b"})
		require.NoError(t, err)
		require.Equal(t, []byte{byte(i)}, plain)
	}
}

func TestProvider_says_why_a_key_cannot_be_used(t *testing.T) {
	t.Parallel()
	keys, _ := newKeys(t)
	provider := builtin.NewProvider(keys)
	key := newKey(t, keys)
	arn := scope.ARN(key.ID)
	plain, wrapped, err := provider.GenerateDataKey(t.Context(), arn, nil)
	require.NoError(t, err)
	requireKind := func(want kms.FailureKind) {
		t.Helper()
		var failure *kms.KeyError
		_, _, err := provider.GenerateDataKey(t.Context(), arn, nil)
		require.ErrorAs(t, err, &failure)
		require.Equal(t, want, failure.Kind)
		_, err = provider.Decrypt(t.Context(), arn, wrapped, nil)
		require.ErrorAs(t, err, &failure)
		require.Equal(t, want, failure.Kind)
		require.ErrorContains(t, err, arn)
	}
	change := func(do func(k *store.KMSKey)) {
		t.Helper()
		require.NoError(t, keys.Change(t.Context(), key, func(k *store.KMSKey) error { do(k); return nil }))
	}
	change(func(k *store.KMSKey) { k.Enabled = false })
	requireKind(kms.KeyDisabled)
	require.Error(t, keys.Rotate(t.Context(), key))
	soon := time.Now().Add(time.Hour)
	change(func(k *store.KMSKey) { k.DeletionTime = &soon })
	requireKind(kms.KeyPendingDeletion)
	change(func(k *store.KMSKey) { k.DeletionTime, k.Enabled = nil, true })
	opened, err := provider.Decrypt(t.Context(), arn, wrapped, nil)
	require.NoError(t, err)
	require.Equal(t, plain, opened)
	past := time.Now().Add(-time.Minute)
	change(func(k *store.KMSKey) { k.DeletionTime = &past })
	deleted, rotated, err := keys.Housekeep(t.Context(), time.Now())
	require.NoError(t, err)
	require.Equal(t, []string{key.ID}, deleted)
	require.Zero(t, rotated)
	requireKind(kms.KeyNotFound)
}

func TestHousekeep_rotates_what_is_due(t *testing.T) {
	t.Parallel()
	keys, s := newKeys(t)
	due, later, disabled := newKey(t, keys), newKey(t, keys), newKey(t, keys)
	now, days := time.Now(), 90
	past, future := now.Add(-time.Minute), now.Add(time.Hour)
	for key, next := range map[*store.KMSKey]*time.Time{due: &past, later: &future, disabled: &past} {
		require.NoError(t, keys.Change(t.Context(), key, func(k *store.KMSKey) error {
			k.RotationDays, k.NextRotation, k.Enabled = &days, next, key != disabled
			return nil
		}))
	}
	_, rotated, err := keys.Housekeep(t.Context(), now)
	require.NoError(t, err)
	require.Equal(t, 1, rotated)
	for key, want := range map[*store.KMSKey]int{due: 2, later: 1, disabled: 1} {
		all, err := s.KMSMaterials(t.Context(), key.ID)
		require.NoError(t, err)
		require.Len(t, all, want)
	}
	found, err := keys.Find(t.Context(), scope, due.ID)
	require.NoError(t, err)
	require.WithinDuration(t, now.AddDate(0, 0, days), *found.NextRotation, time.Second)
}

func TestFind(t *testing.T) {
	t.Parallel()
	keys, s := newKeys(t)
	key := newKey(t, keys)
	require.NoError(t, s.InTx(t.Context(), func(tx *store.Tx) error {
		return tx.CreateKMSAlias(t.Context(), store.KMSAlias{Name: "alias/orders", AccountID: scope.AccountID, Region: scope.Region, KeyID: key.ID})
	}))
	for _, name := range []string{key.ID, scope.ARN(key.ID), "alias/orders", scope.AliasARN("alias/orders")} {
		found, err := keys.Find(t.Context(), scope, name)
		require.NoError(t, err, name)
		require.Equal(t, key.ID, found.ID)
	}
	elsewhere := builtin.Scope{AccountID: scope.AccountID, Region: "us-east-1"}
	for _, name := range []string{"", "orders", "alias/none", elsewhere.ARN(key.ID), scope.ARN("x"), "arn:aws:kms", "00000000-0000-0000-0000-000000000000"} {
		_, err := keys.Find(t.Context(), scope, name)
		require.True(t, fault.Is(err, fault.NotFoundKind), "%s: %v", name, err)
	}
	_, err := keys.Find(t.Context(), elsewhere, key.ID)
	require.True(t, fault.Is(err, fault.NotFoundKind))
}

func TestCiphertexts(t *testing.T) {
	t.Parallel()
	keys, _ := newKeys(t)
	key, other := newKey(t, keys), newKey(t, keys)
	rapid.Check(t, func(r *rapid.T) {
		plain := rapid.SliceOfN(rapid.Byte(), 0, 100).Draw(r, "plain")
		ec := kms.Context(rapid.MapOf(rapid.String(), rapid.String()).Draw(r, "context"))
		blob, err := keys.Encrypt(t.Context(), key, plain, ec)
		require.NoError(r, err)
		opened, err := keys.Decrypt(t.Context(), key, blob, ec)
		require.NoError(r, err)
		require.True(r, bytes.Equal(plain, opened))
		_, err = keys.Decrypt(t.Context(), other, blob, ec)
		require.Error(r, err)
		changed := bytes.Clone(blob)
		changed[rapid.IntRange(0, len(blob)-1).Draw(r, "byte")] ^= 1 << rapid.IntRange(0, 7).Draw(r, "bit")
		_, err = keys.Decrypt(t.Context(), key, changed, ec)
		require.Error(r, err)
		_, err = keys.Decrypt(t.Context(), key, blob[:rapid.IntRange(0, len(blob)-1).Draw(r, "length")], ec)
		require.Error(r, err)
	})
}
