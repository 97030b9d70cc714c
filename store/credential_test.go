package store_test

import (
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tink-crypto/tink-go/v2/tink"

	"github.com/penstock/penstock/kms/rootkey"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

func mustKeyset(t *testing.T) tink.AEAD {
	t.Helper()
	key, err := rootkey.OpenFile(filepath.Join(t.TempDir(), "keys", "keyset.json"))
	require.NoError(t, err)
	return key
}

func TestCredentials(t *testing.T) {
	t.Parallel()

	t.Run("the first one is made once, by whichever control plane is first", func(t *testing.T) {
		t.Parallel()
		s, key := storetest.Open(t), mustKeyset(t)
		roots, created := make([]store.Credential, 8), make([]bool, 8)
		var group sync.WaitGroup
		for i := range roots {
			group.Go(func() {
				var err error
				roots[i], created[i], err = store.NewCredentials(s, key).EnsureRoot(t.Context(), "123456789012", nil)
				if err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		made := 0
		for i := range roots {
			require.Equal(t, roots[0], roots[i])
			if created[i] {
				made++
			}
		}
		require.Equal(t, 1, made)
		require.Len(t, roots[0].AccessKeyID, 20)
		require.Len(t, roots[0].SecretAccessKey, 40)

		found, err := store.NewCredentials(s, key).Lookup(t.Context(), roots[0].AccessKeyID)
		require.NoError(t, err)
		require.Equal(t, roots[0], found)
	})

	t.Run("one that is given is stored, and its secret can be changed", func(t *testing.T) {
		t.Parallel()
		s, key := storetest.Open(t), mustKeyset(t)
		for _, secret := range []string{"first", "second"} {
			given := &store.Credential{AccessKeyID: "test", SecretAccessKey: secret}
			root, created, err := store.NewCredentials(s, key).EnsureRoot(t.Context(), "123456789012", given)
			require.NoError(t, err)
			require.Equal(t, secret == "first", created)
			found, err := store.NewCredentials(s, key).Lookup(t.Context(), "test")
			require.NoError(t, err)
			require.Equal(t, root, found)
			require.Equal(t, secret, found.SecretAccessKey)
			require.Equal(t, "123456789012", found.AccountID)
		}
		_, _, err := store.NewCredentials(s, key).EnsureRoot(t.Context(), "999999999999",
			&store.Credential{AccessKeyID: "test", SecretAccessKey: "stolen"})
		require.ErrorContains(t, err, "belongs to another account")
	})

	t.Run("unknown keys", func(t *testing.T) {
		t.Parallel()
		c := store.NewCredentials(storetest.Open(t), mustKeyset(t))
		for _, id := range []string{"", "nobody", "a\x00b", "\xff"} {
			_, err := c.Lookup(t.Context(), id)
			require.ErrorIs(t, err, store.ErrUnknownAccessKey, "%q", id)
		}
	})

	t.Run("a secret opens with its own key and in its own row only", func(t *testing.T) {
		t.Parallel()
		url := storetest.URL(t)
		s, key := storetest.OpenURL(t, url), mustKeyset(t)
		root, _, err := store.NewCredentials(s, key).EnsureRoot(t.Context(), "123456789012", nil)
		require.NoError(t, err)

		_, err = store.NewCredentials(s, mustKeyset(t)).Lookup(t.Context(), root.AccessKeyID)
		require.ErrorContains(t, err, "need the same keyset file")
		require.NotErrorIs(t, err, store.ErrUnknownAccessKey)

		mustExec(t, url, `INSERT INTO access_keys (id, account_id, sealed_secret)
			SELECT 'copy', account_id, sealed_secret FROM access_keys`)
		_, err = store.NewCredentials(s, key).Lookup(t.Context(), "copy")
		require.ErrorContains(t, err, "open secret of access key copy")
	})

	t.Run("no secret is in the database in the clear", func(t *testing.T) {
		t.Parallel()
		url := storetest.URL(t)
		root, _, err := store.NewCredentials(storetest.OpenURL(t, url), mustKeyset(t)).
			EnsureRoot(t.Context(), "123456789012", nil)
		require.NoError(t, err)
		require.Equal(t, 0, mustCount(t, url,
			`SELECT count(*) FROM access_keys WHERE position($1::bytea IN sealed_secret) > 0`,
			[]byte(root.SecretAccessKey)))
	})
}

func TestRootFromEnvironment(t *testing.T) {
	for name, test := range map[string]struct {
		id, secret string
		want       *store.Credential
		failure    string
	}{
		"nothing":            {},
		"both":               {id: "test", secret: "secret", want: &store.Credential{AccessKeyID: "test", SecretAccessKey: "secret"}},
		"no secret":          {id: "test", failure: "together"},
		"no id":              {secret: "secret", failure: "together"},
		"an id with a slash": {id: "a/b", secret: "secret", failure: "letters"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv(store.RootAccessKeyIDVariable, test.id)
			t.Setenv(store.RootSecretAccessKeyVariable, test.secret)
			got, err := store.RootFromEnvironment()
			if test.failure != "" {
				require.ErrorContains(t, err, test.failure)
				return
			}
			require.NoError(t, err)
			require.Equal(t, test.want, got)
		})
	}
}
