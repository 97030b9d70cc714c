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

// postgresNotifications are those of the database, on a connection for each channel.
type postgresNotifications struct{ config *pgx.ConnConfig }

// Listen listens on one connection after another.
func (n postgresNotifications) Listen(ctx context.Context, channel string, logger *slog.Logger, events ListenEvents) {
	for {
		if err := listenOnce(ctx, n.config, channel, events); ctx.Err() == nil {
			if events.Lost != nil {
				events.Lost()
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
func listenOnce(ctx context.Context, config *pgx.ConnConfig, channel string, events ListenEvents) error {
	connection, err := pgx.ConnectConfig(ctx, config.Copy())
	if err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	defer func() { _ = connection.Close(context.WithoutCancel(ctx)) }()
	if _, err := connection.Exec(ctx, "LISTEN "+channel); err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	if events.Listening != nil {
		events.Listening(connection)
	}
	events.Connected()
	for {
		n, err := connection.WaitForNotification(ctx)
		if err != nil {
			return fmt.Errorf("wait for notification: %w", err)
		}
		events.Notified(n.Payload)
	}
}
