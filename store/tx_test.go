package store_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

func TestStore_InTx(t *testing.T) {
	t.Parallel()

	t.Run("of two transactions that lock each other out at least one runs again", func(t *testing.T) {
		t.Parallel()
		s := storetest.Open(t)
		mustCreate(t, s, "a")
		mustCreate(t, s, "b")
		var attempts atomic.Int32
		var met sync.WaitGroup // both hold their first lock before either asks for its second
		met.Add(2)
		lock := func(first, second string) error {
			arrive := sync.OnceFunc(met.Done)
			return s.InTx(t.Context(), func(tx *store.Tx) error {
				attempts.Add(1)
				if _, err := tx.LockApplication(t.Context(), key(first)); err != nil {
					return err
				}
				arrive()
				met.Wait()
				_, err := tx.LockApplication(t.Context(), key(second))
				return err
			})
		}
		failures := make(chan error, 2)
		go func() { failures <- lock("a", "b") }()
		go func() { failures <- lock("b", "a") }()
		require.NoError(t, mustReceive(t, failures, "first transaction"))
		require.NoError(t, mustReceive(t, failures, "second transaction"))
		// Both may be told to run again, or one more than once.
		require.GreaterOrEqual(t, attempts.Load(), int32(3))
	})

	t.Run("a failure undoes everything", func(t *testing.T) {
		t.Parallel()
		s := storetest.Open(t)
		undone := errors.New("undone")
		require.ErrorIs(t, s.InTx(t.Context(), func(tx *store.Tx) error {
			require.NoError(t, tx.CreateApplication(t.Context(), newApplication("orders"), newVersion()))
			return undone
		}), undone)
		count, err := s.CountApplications(t.Context(), account, region)
		require.NoError(t, err)
		require.Zero(t, count)
	})

	t.Run("ends with its context", func(t *testing.T) {
		t.Parallel()
		s := storetest.Open(t)
		ctx, cancel := context.WithCancel(t.Context())
		err := s.InTx(ctx, func(tx *store.Tx) error {
			cancel()
			return tx.LockAccount(ctx, account, region)
		})
		require.ErrorIs(t, err, context.Canceled)
	})
}
