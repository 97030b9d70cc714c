package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Event is something that happened to an application. The database writes events itself, with every change.
type Event struct {
	// ID grows with time within an application.
	ID   int64
	Time time.Time
	// Type is STATUS, HEALTH, VERSION, OPERATION, STEP or SNAPSHOT.
	Type string
	// Detail is a JSON object whose members are named as the API names them.
	Detail json.RawMessage
}

// EventsAfter returns what happened to an application after the event of that id, oldest first, at most limit of it.
func (r Reader) EventsAfter(ctx context.Context, applicationID, after int64, limit int) ([]Event, error) {
	rows, err := r.db.Query(ctx, `
		SELECT id, time, type, detail FROM application_events
		WHERE application_id = $1 AND id > $2 ORDER BY id LIMIT $3`, applicationID, after, limit)
	if err != nil {
		return nil, fmt.Errorf("read events: %w", err)
	}
	events, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Event])
	if err != nil {
		return nil, fmt.Errorf("read events: %w", err)
	}
	return events, nil
}

// LatestEvent is the id of the newest event of an application; 0 when there is none.
func (r Reader) LatestEvent(ctx context.Context, applicationID int64) (id int64, err error) {
	err = r.db.QueryRow(ctx, `
		SELECT coalesce(max(id), 0) FROM application_events WHERE application_id = $1`, applicationID).Scan(&id)
	if err != nil {
		return 0, fmt.Errorf("read newest event: %w", err)
	}
	return id, nil
}

// KeepsEvent tells whether an event is one of the application, and kept.
func (r Reader) KeepsEvent(ctx context.Context, applicationID, id int64) (kept bool, err error) {
	err = r.db.QueryRow(ctx, `
		SELECT EXISTS (SELECT FROM application_events WHERE application_id = $1 AND id = $2)`, applicationID, id).Scan(&kept)
	if err != nil {
		return false, fmt.Errorf("look for event %d: %w", id, err)
	}
	return kept, nil
}

// sweptEvents is how many events one statement deletes at most, so that none takes long.
const sweptEvents = 10_000

// SweepEvents deletes events that are older than the age, and tells how many. The newest of each application stays: whoever has seen it
// can go on after it, however long nothing happens.
func (s *Store) SweepEvents(ctx context.Context, age time.Duration) (deleted int64, err error) {
	for {
		// now() and not clock_timestamp(), so that the index finds what is old; an array, so that the one of ids is used, too.
		tag, err := s.db.Exec(ctx, `
			DELETE FROM application_events WHERE id = ANY(ARRAY(
				SELECT id FROM application_events AS e
				WHERE time < now() - $1::interval
				AND EXISTS (SELECT FROM application_events AS newer WHERE newer.application_id = e.application_id AND newer.id > e.id)
				ORDER BY time LIMIT $2))`,
			age, sweptEvents)
		if err != nil {
			return deleted, fmt.Errorf("delete old events: %w", err)
		}
		deleted += tag.RowsAffected()
		if tag.RowsAffected() < sweptEvents {
			return deleted, nil
		}
	}
}
