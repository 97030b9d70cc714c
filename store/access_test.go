package store_test

import (
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

// withAccount is a store with an account and its first credential.
func withAccount(t *testing.T, s *store.Store) (*store.Credentials, store.Credential) {
	t.Helper()
	c := store.NewCredentials(s, mustKeyset(t))
	root, _, err := c.EnsureRoot(t.Context(), account, nil)
	require.NoError(t, err)
	return c, root
}

func user(id, name string) *store.Principal {
	return &store.Principal{ID: id, AccountID: account, Kind: store.KindUser, Name: name}
}

func TestPrincipals(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	withAccount(t, s)
	role := &store.Principal{
		ID: "AROA1", AccountID: account, Kind: store.KindRole, Name: "ann", Description: "a role", TrustPolicy: "{}", MaxSession: time.Hour,
	}
	mustTx(t, s, func(tx *store.Tx) error { return tx.CreatePrincipal(t.Context(), role) })
	for _, name := range []string{"cid", "ann", "bob"} {
		mustTx(t, s, func(tx *store.Tx) error { return tx.CreatePrincipal(t.Context(), user("AIDA"+name, name)) })
	}
	err := s.InTx(t.Context(), func(tx *store.Tx) error { return tx.CreatePrincipal(t.Context(), user("AIDA2", "ann")) })
	require.True(t, fault.Is(err, fault.InUseKind), "%v", err)

	found, err := s.Principal(t.Context(), account, store.KindRole, "ann")
	require.NoError(t, err)
	require.Equal(t, role, found)
	found.SessionsValidSince, found.Description = time.Now().UTC().Truncate(time.Second), "changed"
	mustTx(t, s, func(tx *store.Tx) error { return tx.UpdatePrincipal(t.Context(), found) })
	byID, err := s.PrincipalByID(t.Context(), "AROA1")
	require.NoError(t, err)
	require.Equal(t, found, byID)

	page, err := s.ListPrincipals(t.Context(), account, store.KindUser, "ann", 1)
	require.NoError(t, err)
	require.Len(t, page, 1)
	require.Equal(t, "bob", page[0].Name)

	mustTx(t, s, func(tx *store.Tx) error { return tx.DeletePrincipal(t.Context(), account, store.KindUser, "ann") })
	for _, do := range []func(tx *store.Tx) error{
		func(tx *store.Tx) error { return tx.DeletePrincipal(t.Context(), account, store.KindUser, "ann") },
		func(tx *store.Tx) error {
			_, err := tx.LockPrincipal(t.Context(), account, store.KindUser, "ann")
			return err
		},
	} {
		err := s.InTx(t.Context(), do)
		require.True(t, fault.Is(err, fault.NotFoundKind), "%v", err)
	}
	_, err = s.Principal(t.Context(), account, store.KindRole, "ann")
	require.NoError(t, err, "the role of the same name is another")
}

func TestAccessKeys_OfUsersAreNoneOfTheRoot(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	c, root := withAccount(t, s)
	mustTx(t, s, func(tx *store.Tx) error {
		if err := tx.CreatePrincipal(t.Context(), user("AIDA1", "ann")); err != nil {
			return err
		}
		return c.Create(t.Context(), tx, store.Credential{AccessKeyID: "PSTK1", SecretAccessKey: "secret", AccountID: account, PrincipalID: "AIDA1"})
	})
	found, err := c.Lookup(t.Context(), "PSTK1")
	require.NoError(t, err)
	require.Equal(t, "AIDA1", found.PrincipalID)
	require.Equal(t, "secret", found.SecretAccessKey)
	listed, err := s.ListAccessKeys(t.Context(), account, "AIDA1")
	require.NoError(t, err)
	require.Len(t, listed, 1)
	require.Equal(t, "ann", listed[0].UserName)
	listed, err = s.ListAccessKeys(t.Context(), account, "")
	require.NoError(t, err)
	require.Equal(t, root.AccessKeyID, listed[0].ID)
	require.Len(t, listed, 1)

	_, _, err = c.EnsureRoot(t.Context(), account, &store.Credential{AccessKeyID: "PSTK1", SecretAccessKey: "mine"})
	require.ErrorContains(t, err, "or to a user", "nobody becomes root by the id of a key of a user")
	mustTx(t, s, func(tx *store.Tx) error {
		return tx.SetAccessKeyDisabled(t.Context(), account, "", root.AccessKeyID, true)
	})
	again, created, err := c.EnsureRoot(t.Context(), account, nil)
	require.NoError(t, err)
	require.True(t, created, "the key of a user is no root's")
	require.NotEqual(t, root.AccessKeyID, again.AccessKeyID)
	_, err = c.Lookup(t.Context(), root.AccessKeyID)
	require.ErrorIs(t, err, store.ErrUnknownAccessKey, "disabled")

	for _, do := range []func(tx *store.Tx) error{
		func(tx *store.Tx) error { return tx.DeleteAccessKey(t.Context(), account, "", "PSTK1") },
		func(tx *store.Tx) error { return tx.DeleteAccessKey(t.Context(), "210987654321", "AIDA1", "PSTK1") },
		func(tx *store.Tx) error { return tx.SetAccessKeyDisabled(t.Context(), account, "", "PSTK1", true) },
	} {
		err := s.InTx(t.Context(), do)
		require.True(t, fault.Is(err, fault.NotFoundKind), "%v", err)
	}
	mustTx(t, s, func(tx *store.Tx) error { return tx.DeletePrincipal(t.Context(), account, store.KindUser, "ann") })
	_, err = c.Lookup(t.Context(), "PSTK1")
	require.ErrorIs(t, err, store.ErrUnknownAccessKey, "gone with its user")
}

func TestPolicies(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	withAccount(t, s)
	p := &store.Policy{AccountID: account, Name: "teams", Description: "of teams", Document: "{}"}
	mustTx(t, s, func(tx *store.Tx) error { return tx.CreatePolicy(t.Context(), p) })
	err := s.InTx(t.Context(), func(tx *store.Tx) error { return tx.CreatePolicy(t.Context(), p) })
	require.True(t, fault.Is(err, fault.InUseKind), "%v", err)
	const arn = "arn:aws:iam::" + account + ":policy/teams"
	mustTx(t, s, func(tx *store.Tx) error {
		if err := tx.CreatePrincipal(t.Context(), user("AIDA1", "ann")); err != nil {
			return err
		}
		for range 2 {
			if err := tx.AttachPolicy(t.Context(), "AIDA1", arn); err != nil {
				return err
			}
		}
		return tx.AttachPolicy(t.Context(), "AIDA1", "arn:aws:iam::aws:policy/ApplicationViewer")
	})
	arns, err := s.AttachedPolicies(t.Context(), "AIDA1")
	require.NoError(t, err)
	require.Equal(t, []string{arn, "arn:aws:iam::aws:policy/ApplicationViewer"}, arns)
	own, err := s.PoliciesOf(t.Context(), "AIDA1")
	require.NoError(t, err)
	require.Equal(t, []store.Policy{*p}, own)
	to, err := s.AttachedTo(t.Context(), account, arn, 10)
	require.NoError(t, err)
	require.Len(t, to, 1)
	for _, was := range []bool{true, false} {
		mustTx(t, s, func(tx *store.Tx) error {
			detached, err := tx.DetachPolicy(t.Context(), "AIDA1", arn)
			require.Equal(t, was, detached)
			return err
		})
	}
	mustTx(t, s, func(tx *store.Tx) error {
		locked, err := tx.LockPolicy(t.Context(), account, "teams")
		if err != nil {
			return err
		}
		locked.Document = "changed"
		if err := tx.UpdatePolicy(t.Context(), locked); err != nil {
			return err
		}
		require.True(t, locked.UpdateTime.After(p.UpdateTime))
		return tx.DeletePolicy(t.Context(), account, "teams")
	})
	_, err = s.Policy(t.Context(), account, "teams")
	require.True(t, fault.Is(err, fault.NotFoundKind), "%v", err)
}

func TestWatchAccess_TellsOfChanges(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	told := make(chan bool, 8)
	var running sync.WaitGroup
	ctx := t.Context()
	running.Go(func() { s.WatchAccess(ctx, slog.New(slog.DiscardHandler), func(connected bool) { told <- connected }) })
	t.Cleanup(running.Wait)
	require.True(t, <-told, "a connection begins")
	mustTx(t, s, func(tx *store.Tx) error { return tx.AccessChanged(t.Context()) })
	require.True(t, <-told)
}
