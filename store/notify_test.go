package store_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

// mustListen runs a waker for the test and returns it with the connections that it listens on.
func mustListen(t *testing.T, s *store.Store, interval time.Duration) (*store.Waker, <-chan uint32) {
	t.Helper()
	waker := s.NewWaker(interval, slog.New(slog.DiscardHandler))
	listening := make(chan uint32, 16)
	waker.Signals.Listening = func(connection *pgx.Conn) { listening <- connection.PgConn().PID() }
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		waker.Run(ctx)
	}()
	t.Cleanup(func() {
		cancel()
		<-done
	})
	return waker, listening
}

func mustReceive[T any](t *testing.T, from <-chan T, what string) T {
	t.Helper()
	select {
	case value := <-from:
		return value
	case <-time.After(timeout):
		require.FailNow(t, "waited in vain", what)
		panic("unreachable")
	}
}

func TestWaker(t *testing.T) {
	t.Parallel()

	t.Run("a wake-up arrives when its transaction commits, in every control plane", func(t *testing.T) {
		t.Parallel()
		url := storetest.URL(t)
		s, other := storetest.OpenURL(t, url), storetest.OpenURL(t, url)
		a := mustCreate(t, s, "orders")
		mine, listening := mustListen(t, s, time.Hour)
		theirs, theirListening := mustListen(t, other, time.Hour)
		mustReceive(t, listening, "connection")
		mustReceive(t, theirListening, "connection")
		mustReceive(t, mine.C(), "first signal")
		mustReceive(t, theirs.C(), "first signal")

		mustTx(t, s, func(tx *store.Tx) error {
			require.NoError(t, tx.Wake(t.Context(), a.ID))
			require.Empty(t, mine.C(), "not before the commit")
			return nil
		})
		mustReceive(t, mine.C(), "wake-up")
		mustReceive(t, theirs.C(), "wake-up")
	})

	t.Run("a lost connection is made again, and what it missed is looked for", func(t *testing.T) {
		t.Parallel()
		url := storetest.URL(t)
		s := storetest.OpenURL(t, url)
		a := mustCreate(t, s, "orders")
		waker, listening := mustListen(t, s, time.Hour)
		backend := mustReceive(t, listening, "connection")
		mustReceive(t, waker.C(), "first signal")

		mustExec(t, url, `SELECT pg_terminate_backend($1)`, backend)
		require.NotEqual(t, backend, mustReceive(t, listening, "another connection"))
		mustReceive(t, waker.C(), "signal after the loss")
		mustTx(t, s, func(tx *store.Tx) error { return tx.Wake(t.Context(), a.ID) })
		mustReceive(t, waker.C(), "wake-up on the new connection")
	})

	t.Run("a timer finds what notifications lost", func(t *testing.T) {
		t.Parallel()
		url := storetest.URL(t)
		s := storetest.OpenURL(t, url)
		a := mustCreate(t, s, "orders")
		require.NoError(t, s.ReleaseLease(t.Context(), mustClaim(t, s), time.Hour))
		waker, listening := mustListen(t, s, 20*time.Millisecond)
		mustReceive(t, listening, "connection")
		mustReceive(t, waker.C(), "first signal")

		// Due without a notification, as after a failure between the two.
		mustExec(t, url, `UPDATE application_leases SET due_at = clock_timestamp() WHERE application_id = $1`, a.ID)
		mustReceive(t, waker.C(), "signal of the timer")
		mustClaim(t, s)
	})
}
