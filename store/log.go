package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgerrcode"
	"github.com/jackc/pgx/v5"

	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/logs"
)

// What is appended to the newest chunk instead of beginning another: what comes in small pieces would otherwise be a row
// each. A row of this size is stored in one piece, so that rewriting it costs little.
const (
	mergedChunkBytes = 4096
	mergedChunkAge   = 10 * time.Minute
)

// trimmedChunks is how many chunks at most one append removes.
const trimmedChunks = 256

// ErrLogMoved says that somebody else has stored the events that follow a position in a cluster's log.
var ErrLogMoved = errors.New("the log was collected by somebody else")

// AppendLog adds events to the log of the application. They become visible with the transaction. What cannot be stored of
// a text is replaced.
func (tx *Tx) AppendLog(ctx context.Context, applicationID int64, events []logs.Event) error {
	_, err := tx.appendLog(ctx, applicationID, events)
	return err
}

// held is how much a log holds, in bytes, and how much of that is printed.
type held struct{ bytes, printed int64 }

// appendLog tells also how much the log holds now.
func (tx *Tx) appendLog(ctx context.Context, applicationID int64, events []logs.Event) (held, error) {
	for i := range events {
		events[i].Clean()
	}
	// The log first, so that there are few chunks. What happened when is told by the times.
	slices.SortStableFunc(events, func(a, b logs.Event) int { return printedLast(&a) - printedLast(&b) })
	chunks := logs.Chunks(events)
	var added held
	for i := range chunks {
		var err error
		if chunks[i].Content, err = tx.sealLog(applicationID, chunks[i].Content); err != nil {
			return held{}, err
		}
		added.bytes += int64(len(chunks[i].Content))
		if chunks[i].Printed {
			added.printed += int64(len(chunks[i].Content))
		}
	}
	var first int64
	var now held
	err := tx.db.QueryRow(ctx, `
		INSERT INTO application_logs AS l (application_id, next_sequence, bytes, printed_bytes) VALUES ($1, 1 + $2, $3, $4)
		ON CONFLICT (application_id) DO UPDATE
		SET next_sequence = l.next_sequence + $2, bytes = l.bytes + $3, printed_bytes = l.printed_bytes + $4
		RETURNING next_sequence - $2, bytes, printed_bytes`,
		applicationID, int64(len(events)), added.bytes, added.printed).Scan(&first, &now.bytes, &now.printed)
	if code(err) == pgerrcode.ForeignKeyViolation {
		return held{}, fault.NotFound("application %d does not exist", applicationID)
	}
	if err != nil {
		return held{}, fmt.Errorf("append to the log of application %d: %w", applicationID, err)
	}
	for i := range chunks {
		c := &chunks[i]
		if err := tx.appendChunk(ctx, applicationID, first, c); err != nil {
			return held{}, fmt.Errorf("append to the log of application %d: %w", applicationID, err)
		}
		first += int64(c.Events)
	}
	return now, nil
}

func printedLast(e *logs.Event) int {
	if e.Printed() {
		return 1
	}
	return 0
}

func (tx *Tx) appendChunk(ctx context.Context, applicationID, first int64, c *logs.Chunk) error {
	if len(c.Content) < mergedChunkBytes {
		merged, err := tx.db.Exec(ctx, `
			UPDATE log_chunks SET content = content || $2, events = events + $3, bytes = bytes + $4,
				min_time = least(min_time, $5), max_time = greatest(max_time, $6), levels = levels | $7
			WHERE application_id = $1
				AND first_sequence = (SELECT max(first_sequence) FROM log_chunks WHERE application_id = $1)
				AND bytes + $4 <= $8 AND stored_at > clock_timestamp() - $9::interval AND printed = $10`,
			applicationID, c.Content, c.Events, len(c.Content), c.MinTime, c.MaxTime, int16(c.Levels), mergedChunkBytes, mergedChunkAge,
			c.Printed)
		if err != nil || merged.RowsAffected() > 0 {
			return err
		}
	}
	_, err := tx.db.Exec(ctx, `
		INSERT INTO log_chunks (application_id, first_sequence, events, bytes, min_time, max_time, levels, content, printed)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		applicationID, first, c.Events, len(c.Content), c.MinTime, c.MaxTime, int16(c.Levels), c.Content, c.Printed)
	return err
}

// CollectedLog is a part of a cluster's log.
type CollectedLog struct {
	ApplicationID int64
	// Cluster is the cluster's id; From and To are positions in its log: before the events, and after them.
	Cluster, From, To string
	Events            []logs.Event
	// Keep is how many bytes of the application's log are kept; the oldest events beyond are removed, those of print tables
	// before the others, which have a quarter at most.
	Keep int64
	// Durable waits until the disk has it. What is not durable may be collected again after a crash of the database, with
	// the position of before.
	Durable bool
}

// CollectLog stores a part of a cluster's log together with the position after it. It returns [ErrLogMoved] when the
// position is not From any more, and a fault of kind NotFound when the application is gone.
func (s *Store) CollectLog(ctx context.Context, c CollectedLog) error {
	return s.InTx(ctx, func(tx *Tx) error {
		if !c.Durable {
			if _, err := tx.db.Exec(ctx, `SET LOCAL synchronous_commit = off`); err != nil {
				return fmt.Errorf("collect log: %w", err)
			}
		}
		held, err := tx.appendLog(ctx, c.ApplicationID, c.Events)
		if err != nil {
			return err
		}
		if err := tx.movePosition(ctx, &c); err != nil {
			return err
		}
		excess := held.bytes - c.Keep
		if printed := min(held.printed, max(held.printed-c.Keep/4, excess)); printed > 0 {
			removed, err := tx.trimLog(ctx, c.ApplicationID, printed, true)
			if err != nil {
				return err
			}
			excess -= removed
		}
		if excess > 0 {
			_, err = tx.trimLog(ctx, c.ApplicationID, excess, false)
		}
		return err
	})
}

func (tx *Tx) movePosition(ctx context.Context, c *CollectedLog) error {
	statement := `
		UPDATE log_positions SET position = $4, update_time = clock_timestamp()
		WHERE application_id = $1 AND cluster_id = $2 AND position = $3`
	if c.From == "" {
		statement = `
			INSERT INTO log_positions (application_id, cluster_id, position) SELECT $1, $2, $4 WHERE $3 = ''
			ON CONFLICT DO NOTHING`
	}
	moved, err := tx.db.Exec(ctx, statement, c.ApplicationID, c.Cluster, c.From, c.To)
	if err != nil {
		return fmt.Errorf("move position in the log of cluster %s: %w", c.Cluster, err)
	}
	if moved.RowsAffected() == 0 {
		return fmt.Errorf("log of cluster %s: %w", c.Cluster, ErrLogMoved)
	}
	return nil
}

// trimLog removes the oldest chunks, of what is printed or of the rest, until at least excess bytes are gone, and tells how
// many are. The caller holds the log.
func (tx *Tx) trimLog(ctx context.Context, applicationID, excess int64, printed bool) (removed int64, err error) {
	err = tx.db.QueryRow(ctx, `
		WITH oldest AS (
			SELECT first_sequence, bytes, sum(bytes) OVER (ORDER BY first_sequence) - bytes AS before
			FROM (SELECT first_sequence, bytes FROM log_chunks WHERE application_id = $1 AND printed = $4
				ORDER BY first_sequence LIMIT $3) AS first_ones
		), gone AS (
			DELETE FROM log_chunks c USING oldest o
			WHERE c.application_id = $1 AND c.first_sequence = o.first_sequence AND o.before < $2
			RETURNING c.bytes, c.first_sequence + c.events AS next
		), counted AS (
			SELECT coalesce(sum(bytes), 0)::bigint AS bytes, coalesce(max(next), 1) AS next FROM gone
		)
		UPDATE application_logs l SET bytes = l.bytes - g.bytes,
			printed_bytes = l.printed_bytes - CASE WHEN $4 THEN g.bytes ELSE 0 END,
			trimmed_before = CASE WHEN $4 THEN l.trimmed_before ELSE greatest(l.trimmed_before, g.next) END
		FROM counted g WHERE application_id = $1 RETURNING g.bytes`,
		applicationID, excess, trimmedChunks, printed).Scan(&removed)
	if err != nil {
		return 0, fmt.Errorf("trim the log of application %d: %w", applicationID, err)
	}
	return removed, nil
}

// SweepLogs removes events that were stored longer ago than age, some at a time, and tells how many chunks they were.
func (s *Store) SweepLogs(ctx context.Context, age time.Duration) (removed int64, err error) {
	err = s.InTx(ctx, func(tx *Tx) error {
		err := tx.db.QueryRow(ctx, `
			WITH old AS (
				SELECT application_id, first_sequence FROM log_chunks WHERE stored_at < now() - $1::interval
				ORDER BY stored_at LIMIT 1000 FOR UPDATE SKIP LOCKED
			), gone AS (
				DELETE FROM log_chunks c USING old o
				WHERE c.application_id = o.application_id AND c.first_sequence = o.first_sequence
				RETURNING c.application_id, c.bytes, c.printed, c.first_sequence + c.events AS next
			), counted AS (
				UPDATE application_logs l SET bytes = l.bytes - g.bytes, printed_bytes = l.printed_bytes - g.printed,
					trimmed_before = greatest(l.trimmed_before, g.next)
				FROM (
					SELECT application_id, sum(bytes) AS bytes, coalesce(sum(bytes) FILTER (WHERE printed), 0) AS printed,
						coalesce(max(next) FILTER (WHERE NOT printed), 1) AS next
					FROM gone GROUP BY application_id
				) AS g
				WHERE l.application_id = g.application_id
			)
			SELECT count(*) FROM gone`, age).Scan(&removed)
		if err != nil {
			return fmt.Errorf("sweep logs: %w", err)
		}
		return nil
	})
	return removed, err
}

// LogPosition is how far the log of a cluster has been collected; empty when nothing has.
func (r Reader) LogPosition(ctx context.Context, applicationID int64, cluster string) (string, error) {
	var position string
	err := r.db.QueryRow(ctx, `SELECT position FROM log_positions WHERE application_id = $1 AND cluster_id = $2`,
		applicationID, cluster).Scan(&position)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read position in the log of cluster %s: %w", cluster, err)
	}
	return position, nil
}

// ForgetLogPosition removes the position in the log of a cluster that does not exist any more.
func (tx *Tx) ForgetLogPosition(ctx context.Context, applicationID int64, cluster string) error {
	_, err := tx.db.Exec(ctx, `DELETE FROM log_positions WHERE application_id = $1 AND cluster_id = $2`, applicationID, cluster)
	if err != nil {
		return fmt.Errorf("forget position in the log of cluster %s: %w", cluster, err)
	}
	return nil
}
