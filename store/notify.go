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

	config   *pgx.ConnConfig
	interval time.Duration
	logger   *slog.Logger
	wakes    chan struct{}
}

// WakerSignals are points in a [Waker]'s life that a test can wait for.
type WakerSignals struct {
	// Listening is called when a connection listens.
	Listening func(connection *pgx.Conn)
}

// retryInterval is how long a lost connection is left before it is made again.
const retryInterval = 500 * time.Millisecond

// NewWaker returns a waker that signals at least once each interval. It does nothing until [Waker.Run].
func (s *Store) NewWaker(interval time.Duration, logger *slog.Logger) *Waker {
	return &Waker{
		config: s.pool.Config().ConnConfig, interval: interval, logger: logger, wakes: make(chan struct{}, 1),
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
		w.listen(ctx)
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

func (w *Waker) listen(ctx context.Context) {
	for {
		if err := w.listenOnce(ctx); ctx.Err() == nil {
			w.logger.WarnContext(ctx, "lost the connection for notifications, polling until it is back", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(retryInterval):
		}
	}
}

// listenOnce listens on one connection until it breaks or the context ends.
func (w *Waker) listenOnce(ctx context.Context) error {
	connection, err := pgx.ConnectConfig(ctx, w.config.Copy())
	if err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	defer func() { _ = connection.Close(context.WithoutCancel(ctx)) }()
	if _, err := connection.Exec(ctx, "LISTEN "+wakeChannel); err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	if w.Signals.Listening != nil {
		w.Signals.Listening(connection)
	}
	for {
		// Also the first time: what was notified before the connection stood was missed.
		w.wake()
		if _, err := connection.WaitForNotification(ctx); err != nil {
			return fmt.Errorf("wait for notification: %w", err)
		}
	}
}

func (w *Waker) wake() {
	select {
	case w.wakes <- struct{}{}:
	default:
	}
}
