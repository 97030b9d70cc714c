package rootexchange_test

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/kms/datakeys"
	"github.com/penstock/penstock/kms/rootexchange"
	"github.com/penstock/penstock/kms/rootkey"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

// controlPlane is one of several on a database, with a copy of the root key.
type controlPlane struct {
	*testing.T
	store  *store.Store
	dir    string
	ring   *rootkey.Ring
	keeper *rootexchange.Keeper
}

func open(t *testing.T, s *store.Store, dir, name string) *controlPlane {
	t.Helper()
	ring, err := rootkey.OpenRing(t.Context(), rootkey.Source{Dir: dir})
	require.NoError(t, err)
	keeper := rootexchange.New(rootexchange.Config{
		Store: s, Ring: ring, Name: name, Settle: time.Nanosecond, RetireAfter: time.Nanosecond, Logger: slog.New(slog.DiscardHandler),
	})
	return &controlPlane{t, s, dir, ring, keeper}
}

// copied is a directory with a copy of the root key.
func (c *controlPlane) copied() string {
	c.Helper()
	dir := c.TempDir()
	content, err := os.ReadFile(filepath.Join(c.dir, "keyset.json"))
	require.NoError(c, err)
	require.NoError(c, os.WriteFile(filepath.Join(dir, "keyset.json"), content, 0o600))
	return dir
}

func (c *controlPlane) run() {
	c.Helper()
	require.NoError(c, c.keeper.RunOnce(c.Context()))
}

// begin begins an exchange.
func (c *controlPlane) begin() uint32 {
	c.Helper()
	id, sealed, err := c.ring.NewSuccessor()
	require.NoError(c, err)
	require.NoError(c, c.store.InTx(c.Context(), func(tx *store.Tx) error {
		return tx.BeginRootKeyExchange(c.Context(), store.RootKeyExchange{KeyID: id, Sealed: sealed, RequestedBy: "ada"})
	}))
	return id
}

func (c *controlPlane) newest() store.RootKeyExchange {
	c.Helper()
	all, err := c.store.RootKeyExchanges(c.Context())
	require.NoError(c, err)
	return all[len(all)-1]
}

// fill has something sealed in each table, and returns what opens all of it.
func (c *controlPlane) fill() (opens func(*controlPlane)) {
	c.Helper()
	credentials := store.NewCredentials(c.store, c.ring)
	root, _, err := credentials.EnsureRoot(c.Context(), "000000000000", nil)
	require.NoError(c, err)
	a := &lifecycle.Application{AccountID: "000000000000", Region: "eu-west-1", Name: "orders"}
	require.NoError(c, c.store.InTx(c.Context(), func(tx *store.Tx) error {
		return tx.CreateApplication(c.Context(), a, &lifecycle.Version{ID: 1, Runtime: "FLINK-1_20", Document: []byte(`{}`)})
	}))
	keys, err := datakeys.New(c.Context(), c.store, ringOf(c))
	require.NoError(c, err)
	id, err := keys.Make(c.Context(), a, lifecycle.Key{})
	require.NoError(c, err)
	before, err := keys.Open(c.Context(), id)
	require.NoError(c, err)
	return func(by *controlPlane) {
		c.Helper()
		found, err := store.NewCredentials(by.store, by.ring).Lookup(by.Context(), root.AccessKeyID)
		require.NoError(c, err)
		require.Equal(c, root.SecretAccessKey, found.SecretAccessKey)
		keys, err := datakeys.New(by.Context(), by.store, ringOf(by))
		require.NoError(c, err)
		after, err := keys.Open(by.Context(), id)
		require.NoError(c, err)
		require.Equal(c, before.Key.Bytes(), after.Key.Bytes())
	}
}

func ringOf(c *controlPlane) *kms.Keyring {
	return kms.NewKeyring(map[string]kms.Provider{kms.OwnedKey: kms.NewOwned(c.ring)})
}

func TestKeeper_ExchangesTheRootKey(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	a := open(t, s, t.TempDir(), "a")
	old := a.ring.Primary()
	oldFile := a.copied()
	b := open(t, s, a.copied(), "b")
	for _, name := range []string{"a", "b"} {
		_, err := s.JoinControlPlanes(t.Context(), name)
		require.NoError(t, err)
	}
	opens := a.fill()
	id := a.begin()
	_, err := func() (uint32, error) {
		next, sealed, err := a.ring.NewSuccessor()
		require.NoError(t, err)
		return next, s.InTx(t.Context(), func(tx *store.Tx) error {
			return tx.BeginRootKeyExchange(t.Context(), store.RootKeyExchange{KeyID: next, Sealed: sealed})
		})
	}()
	require.True(t, fault.Is(err, fault.InUseKind), "one after the other: %v", err)

	a.run()
	require.Equal(t, old, a.ring.Primary(), "it does not seal before all have it")
	opens(a)
	b.run()
	require.Equal(t, id, b.ring.Primary(), "the last one that takes it promotes it")
	sealed, err := b.ring.Encrypt([]byte("x"), nil)
	require.NoError(t, err)
	plain, err := a.ring.Decrypt(sealed, nil)
	require.NoError(t, err, "who does not know that yet opens what it sealed")
	require.Equal(t, "x", string(plain))
	_, count, err := s.SealedElsewhere(t.Context(), b.ring.Prefix(), 10)
	require.NoError(t, err)
	require.Equal(t, 3, count, "an access key, the application's data key and that of the logs")
	a.run()
	_, count, err = s.SealedElsewhere(t.Context(), b.ring.Prefix(), 10)
	require.NoError(t, err)
	require.Zero(t, count)
	require.False(t, a.newest().CompleteTime.IsZero())
	opens(a)
	opens(b)

	// A control plane that comes with the old file finds the new key, also when something new meets it before it has looked.
	late := open(t, s, oldFile, "late")
	late.ring.OnUnknown(func(ctx context.Context) error {
		_, err := late.keeper.Sync(ctx)
		return err
	})
	opens(late)
	require.Equal(t, id, late.ring.Primary())

	a.run()
	require.Equal(t, []uint32{id}, a.ring.IDs(), "the old key is removed at last")
	opens(open(t, s, a.dir, "a"))
	a.run()
	next := a.begin()
	a.run()
	b.run()
	a.run()
	require.Equal(t, next, a.ring.Primary(), "and again")
	opens(open(t, s, a.dir, "a"))
}

func TestRing_OutlivesItsProcess(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	a := open(t, s, t.TempDir(), "a")
	opens := a.fill()
	content, err := os.ReadFile(filepath.Join(a.dir, "keyset.json"))
	require.NoError(t, err)
	id := a.begin()
	a.run()
	a.run()
	again := open(t, s, a.dir, "a")
	require.Equal(t, id, again.ring.Primary())
	opens(again)

	// From the environment nothing is written: the ring is built anew each time.
	ring, err := rootkey.OpenRing(t.Context(), rootkey.Source{Dir: t.TempDir(), Environment: string(content)})
	require.NoError(t, err)
	require.False(t, ring.Kept())
	env := &controlPlane{t, s, "", ring, rootexchange.New(rootexchange.Config{Store: s, Ring: ring, Name: "env", Logger: slog.New(slog.DiscardHandler)})}
	env.run()
	require.Equal(t, id, ring.Primary())
	opens(env)
	env.run()
	require.Len(t, ring.IDs(), 2, "the key in the environment stays: it opens the others")
}
