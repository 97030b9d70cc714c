package store

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
)

// retryInterval is how long a lost connection is left before it is made again.
const retryInterval = 500 * time.Millisecond

// listenEvents are called by listen, from one goroutine.
type listenEvents struct {
	// connected is called when a connection listens. What was notified before it stood was missed.
	connected func()
	// notified is called for each notification.
	notified func(payload string)
	// lost is called when there is no connection any more; it may be nil.
	lost func()
	// listening is called with the connection, for tests; it may be nil.
	listening func(*pgx.Conn)
}

// listen listens to a channel of the database until the context ends, on one connection after another.
func listen(ctx context.Context, config *pgx.ConnConfig, channel string, logger *slog.Logger, events listenEvents) {
	for {
		if err := listenOnce(ctx, config, channel, events); ctx.Err() == nil {
			if events.lost != nil {
				events.lost()
			}
			logger.WarnContext(ctx, "lost the connection for notifications, polling until it is back", "channel", channel, "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(retryInterval):
		}
	}
}

// listenOnce listens on one connection until it breaks or the context ends.
func listenOnce(ctx context.Context, config *pgx.ConnConfig, channel string, events listenEvents) error {
	connection, err := pgx.ConnectConfig(ctx, config.Copy())
	if err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	defer func() { _ = connection.Close(context.WithoutCancel(ctx)) }()
	if _, err := connection.Exec(ctx, "LISTEN "+channel); err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	if events.listening != nil {
		events.listening(connection)
	}
	events.connected()
	for {
		n, err := connection.WaitForNotification(ctx)
		if err != nil {
			return fmt.Errorf("wait for notification: %w", err)
		}
		events.notified(n.Payload)
	}
}
