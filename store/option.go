package store

import (
	"context"
	"log/slog"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Option changes how a store gets to its database.
type Option func(*Store, *pgxpool.Config)

// WithPool changes the pool of connections.
func WithPool(change func(*pgxpool.Config)) Option {
	return func(_ *Store, config *pgxpool.Config) { change(config) }
}

// WithNotifications takes notifications from somewhere else than a connection that waits for them.
func WithNotifications(n Notifications) Option {
	return func(s *Store, _ *pgxpool.Config) { s.notifications = n }
}

// Notifications is where a store hears what was notified in transactions that have committed. Any may be lost.
type Notifications interface {
	// Listen listens to a channel until the context ends, however often it has to begin anew.
	Listen(ctx context.Context, channel string, logger *slog.Logger, events ListenEvents)
}

// ListenEvents are called from one goroutine.
type ListenEvents struct {
	// Connected is called when it listens. What was notified before was missed.
	Connected func()
	// Notified is called for each notification.
	Notified func(payload string)
	// Lost is called when it listens no more; it may be nil.
	Lost func()
	// Listening is called with the connection, where there is one, for tests; it may be nil.
	Listening func(*pgx.Conn)
}
