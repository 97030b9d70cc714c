package store

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
)

// wakeChannel is the notification channel. Notifications reach every control plane on the database.
const wakeChannel = "penstock_wake"

// Wake makes the application due now, and once the transaction commits wakes whoever waits for that.
func (tx *Tx) Wake(ctx context.Context, applicationID int64) error {
	_, err := tx.db.Exec(ctx, `
		UPDATE application_leases SET due_at = least(due_at, clock_timestamp()), wakes = wakes + 1
		WHERE application_id = $1`, applicationID)
	if err == nil {
		_, err = tx.db.Exec(ctx, `SELECT pg_notify($1, '')`, wakeChannel)
	}
	if err != nil {
		return fmt.Errorf("wake application %d: %w", applicationID, err)
	}
	return nil
}

// Waker tells when it is worth looking for due applications: when one was woken, after a connection that may have
// missed a notification, and at the latest after an interval. Signals merge, none is needed for correctness.
type Waker struct {
	// Signals of the loop for tests; the zero value costs nothing.
	Signals WakerSignals

	notifications Notifications
	interval      time.Duration
	logger        *slog.Logger
	wakes         chan struct{}
}

// WakerSignals are points in a [Waker]'s life that a test can wait for.
type WakerSignals struct {
	// Listening is called when a connection listens.
	Listening func(connection *pgx.Conn)
}

// NewWaker returns a waker that signals at least once each interval. It does nothing until [Waker.Run].
func (s *Store) NewWaker(interval time.Duration, logger *slog.Logger) *Waker {
	return &Waker{
		notifications: s.notifications, interval: interval, logger: logger, wakes: make(chan struct{}, 1),
	}
}

// C receives the signals.
func (w *Waker) C() <-chan struct{} { return w.wakes }

// Run listens until the context ends. It survives the loss of the database.
func (w *Waker) Run(ctx context.Context) {
	timer := time.NewTicker(w.interval)
	defer timer.Stop()
	listening := make(chan struct{})
	go func() {
		defer close(listening)
		w.notifications.Listen(ctx, wakeChannel, w.logger, ListenEvents{
			Connected: w.wake, Notified: func(string) { w.wake() }, Listening: w.Signals.Listening,
		})
	}()
	for {
		select {
		case <-ctx.Done():
			<-listening
			return
		case <-timer.C:
			w.wake()
		}
	}
}

func (w *Waker) wake() {
	select {
	case w.wakes <- struct{}{}:
	default:
	}
}
