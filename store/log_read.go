package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/penstock/penstock/logs"
)

// LogQuery selects chunks of an application's log. A chunk is selected when it may hold what is looked for.
type LogQuery struct {
	// From is the sequence of an event: chunks with it or later ones are selected, from the oldest; or, if Backward, with
	// it or earlier ones, from the newest.
	From     int64
	Backward bool
	// Start and End bound the time; zero means without a bound.
	Start, End time.Time
	// WithoutPrinted leaves out what print tables print.
	WithoutPrinted bool
	// Levels are those that are looked for; 0 means all.
	Levels logs.Levels
	// Limit is the most chunks that are returned.
	Limit int
}

// LogChunk is a run of events in an application's log.
type LogChunk struct {
	// First is the sequence of the first event, Events how many there are.
	First  int64
	Events int
	// StoredAt is when the first of them was stored.
	StoredAt time.Time
	// Content is for [logs.ParseChunk].
	Content []byte
}

// LogChunks returns chunks of the application's log.
func (r Reader) LogChunks(ctx context.Context, applicationID int64, q LogQuery) ([]LogChunk, error) {
	place, order := `first_sequence >= coalesce((SELECT max(first_sequence) FROM log_chunks
		WHERE application_id = $1 AND first_sequence <= $2), 0)`, "ASC"
	if q.Backward {
		place, order = "first_sequence <= $2", "DESC"
	}
	levels := q.Levels
	if levels == 0 {
		levels = logs.AtLeast(logs.Debug)
	}
	rows, err := r.db.Query(ctx, `
		SELECT first_sequence, events, stored_at, content FROM log_chunks
		WHERE application_id = $1 AND `+place+`
			AND ($3::timestamptz IS NULL OR max_time >= $3) AND ($4::timestamptz IS NULL OR min_time <= $4)
			AND (levels & $5) <> 0 AND NOT ($6 AND printed)
		ORDER BY first_sequence `+order+` LIMIT $7`,
		applicationID, q.From, orNull(microsecond(q.Start)), orNull(microsecond(q.End)), int16(levels), q.WithoutPrinted, q.Limit)
	if err != nil {
		return nil, fmt.Errorf("read the log of application %d: %w", applicationID, err)
	}
	chunks, err := pgx.CollectRows(rows, pgx.RowToStructByPos[LogChunk])
	if err != nil {
		return nil, fmt.Errorf("read the log of application %d: %w", applicationID, err)
	}
	for i := range chunks {
		if chunks[i].Content, err = r.openLog(applicationID, chunks[i].Content); err != nil {
			return nil, fmt.Errorf("read the log of application %d, from event %d: %w", applicationID, chunks[i].First, err)
		}
	}
	return chunks, nil
}

// LogTrimmed is the sequence up to before which retention has removed events of the log proper; 1 when it has removed none.
func (r Reader) LogTrimmed(ctx context.Context, applicationID int64) (int64, error) {
	var before int64
	err := r.db.QueryRow(ctx, `SELECT trimmed_before FROM application_logs WHERE application_id = $1`, applicationID).Scan(&before)
	if errors.Is(err, pgx.ErrNoRows) {
		return 1, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read the log of application %d: %w", applicationID, err)
	}
	return before, nil
}

// LogEnd is the sequence that the next event of the application's log will have.
func (r Reader) LogEnd(ctx context.Context, applicationID int64) (int64, error) {
	var next int64
	err := r.db.QueryRow(ctx, `SELECT next_sequence FROM application_logs WHERE application_id = $1`, applicationID).Scan(&next)
	if errors.Is(err, pgx.ErrNoRows) {
		return 1, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read the log of application %d: %w", applicationID, err)
	}
	return next, nil
}
