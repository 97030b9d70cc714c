package storetest_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

// Leases run out, and what is due comes due, by the clock of the bubble; a day of it takes no time.
func TestVirtual(t *testing.T) {
	t.Parallel()
	v := storetest.NewVirtual(t)
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		var gate error
		s, err := v.Open(ctx, func(context.Context) error { return gate })
		require.NoError(t, err)
		defer s.Close()
		waker := s.NewWaker(30*24*time.Hour, slog.New(slog.DiscardHandler))
		listening, stop := context.WithCancel(ctx)
		defer stop()
		go waker.Run(listening)
		<-waker.C() // it listens

		began := time.Now()
		a := &lifecycle.Application{AccountID: "000000000000", Region: "us-east-1", Name: "a", CreateTime: began}
		require.NoError(t, s.InTx(ctx, func(tx *store.Tx) error {
			if err := tx.CreateApplication(ctx, a, &lifecycle.Version{Runtime: "FLINK-1_20", Document: []byte("{}"), CreateTime: began}); err != nil {
				return err
			}
			return tx.Wake(ctx, a.ID)
		}))
		<-waker.C()
		require.Equal(t, began, time.Now(), "the clock stands still while the database works")

		leases, err := s.ClaimDue(ctx, "first", 1, time.Hour)
		require.NoError(t, err)
		require.Len(t, leases, 1)
		<-time.After(59 * time.Minute) // of the bubble, which takes none
		again, err := s.ClaimDue(ctx, "second", 1, time.Hour)
		require.NoError(t, err)
		require.Empty(t, again)
		<-time.After(2 * time.Minute)
		again, err = s.ClaimDue(ctx, "second", 1, time.Hour)
		require.NoError(t, err)
		require.Len(t, again, 1)
		require.NoError(t, s.ReleaseLease(ctx, again[0], 24*time.Hour))
		wait, ok, err := s.NextDue(ctx)
		require.NoError(t, err)
		require.True(t, ok)
		require.Equal(t, 24*time.Hour, wait)

		events, err := s.EventsAfter(ctx, a.ID, 0, 1)
		require.NoError(t, err)
		require.True(t, began.Equal(events[0].Time), "triggers and defaults have the same clock")

		gate = errors.New("hung")
		require.ErrorIs(t, s.Ping(ctx), gate)
	})
}
