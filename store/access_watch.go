package store

import (
	"context"
	"fmt"
	"log/slog"
)

// accessChannel is the notification channel of changes of who may do what.
const accessChannel = "penstock_access"

// AccessChanged tells every control plane, once the transaction commits, that somebody may do more or less than before.
func (tx *Tx) AccessChanged(ctx context.Context) error {
	if _, err := tx.db.Exec(ctx, `SELECT pg_notify($1, '')`, accessChannel); err != nil {
		return fmt.Errorf("notify of access: %w", err)
	}
	return nil
}

// WatchAccess calls changed whenever who may do what may have changed, until the context ends: at each notification, and whenever
// a connection that could miss one begins or is lost. connected tells whether there is one.
func (s *Store) WatchAccess(ctx context.Context, logger *slog.Logger, changed func(connected bool)) {
	s.notifications.Listen(ctx, accessChannel, logger, ListenEvents{
		Connected: func() { changed(true) }, Notified: func(string) { changed(true) }, Lost: func() { changed(false) },
	})
}
