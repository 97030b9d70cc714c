package store

import (
	"errors"

	"github.com/jackc/pgerrcode"
	"github.com/jackc/pgx/v5/pgconn"
)

// Outage tells whether the database could not do what it was asked because of its own state, and in a sentence which: it may be asked
// again, as soon as somebody has seen to it. Nothing that it has said yes to is lost by that.
func Outage(err error) (sentence string, ok bool) {
	switch c := code(err); {
	case c == pgerrcode.DiskFull:
		return "The disk of the database is full. Nothing can be changed until there is room on it again; what was accepted is kept.", true
	case pgerrcode.IsInsufficientResources(c):
		return "The database has too much to do at the moment. Try again.", true
	case pgerrcode.IsSystemError(c):
		return "The database cannot use its disk at the moment. Its log has the reason.", true
	case c == pgerrcode.AdminShutdown, c == pgerrcode.CrashShutdown, c == pgerrcode.CannotConnectNow, pgerrcode.IsConnectionException(c):
		return noDatabase, true
	case c == pgerrcode.ReadOnlySQLTransaction:
		return "The database takes no changes: it is a standby. Try again when it has taken over.", true
	}
	var connect *pgconn.ConnectError
	if errors.As(err, &connect) {
		return noDatabase, true
	}
	return "", false
}

const noDatabase = "The database cannot be reached at the moment. Try again."
