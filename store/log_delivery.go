package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype/zeronull"

	"github.com/penstock/penstock/lifecycle"
)

// LogDelivery is how far the log of an application has been delivered to one stream of CloudWatch Logs.
type LogDelivery struct {
	ApplicationID int64
	// StreamARN names the stream.
	StreamARN string
	// Next is the sequence of the first event that was not delivered.
	Next int64
	// Delivered and Dropped count events; dropped are those that could not be delivered and never will be.
	Delivered, Dropped int64
	// DeliveredAt is when the last were delivered; zero before any.
	DeliveredAt time.Time
	// Failures is how often in a row delivery failed, Failure why the last time, FailingSince when the first time.
	Failures     int
	Failure      string
	FailingSince time.Time
}

// LogDeliveryLease is one term of the right to deliver.
type LogDeliveryLease struct {
	LogDelivery

	// ApplicationARN is the application's, LogLevel that of its current version; empty means the default.
	ApplicationARN, LogLevel string
	// token is the fencing token.
	token int64
}

const loggingOptions = "document -> 'CloudWatchLoggingOptionDescriptions'"

// SyncLogDeliveries makes the deliveries those that the current versions ask for. A new one begins with the events since
// its version.
func (s *Store) SyncLogDeliveries(ctx context.Context) error {
	// The few versions first, and what belongs to them one by one: the limits keep the planner, which takes them for many, from joining
	// whole tables.
	_, err := s.db.Exec(ctx, `
		WITH asking AS MATERIALIZED (
			SELECT application_id, id, create_time, `+loggingOptions+` AS options FROM application_versions
			WHERE jsonb_array_length(`+loggingOptions+`) > 0
		), wanted AS MATERIALIZED (
			SELECT DISTINCT ON (v.application_id, o.value ->> 'LogStreamARN')
				v.application_id, o.value ->> 'LogStreamARN' AS stream_arn, v.create_time, l.next_sequence
			FROM asking v
			CROSS JOIN LATERAL (SELECT FROM applications a WHERE a.id = v.application_id AND a.current_version_id = v.id LIMIT 1) AS a
			CROSS JOIN LATERAL (SELECT next_sequence FROM application_logs l WHERE l.application_id = v.application_id LIMIT 1) AS l
			CROSS JOIN LATERAL jsonb_array_elements(v.options) AS o
		), gone AS (
			DELETE FROM log_deliveries d WHERE NOT EXISTS (
				SELECT FROM wanted w WHERE w.application_id = d.application_id AND w.stream_arn = d.stream_arn)
		)
		INSERT INTO log_deliveries (application_id, stream_arn, next_sequence)
		SELECT w.application_id, w.stream_arn, coalesce((
			SELECT first_sequence FROM log_chunks c
			WHERE c.application_id = w.application_id AND c.max_time >= w.create_time
			ORDER BY first_sequence LIMIT 1), w.next_sequence)
		FROM wanted w
		WHERE NOT EXISTS (
			SELECT FROM log_deliveries d WHERE d.application_id = w.application_id AND d.stream_arn = w.stream_arn)
		ON CONFLICT DO NOTHING`)
	if err != nil {
		return fmt.Errorf("find what logs are to be delivered: %w", err)
	}
	return nil
}

// ClaimLogDeliveries begins a term for up to limit deliveries that are due, that have something to deliver, and that nobody
// works on.
func (s *Store) ClaimLogDeliveries(ctx context.Context, owner string, limit int, term time.Duration) ([]LogDeliveryLease, error) {
	rows, err := s.db.Query(ctx, `
		WITH due AS MATERIALIZED (
			SELECT d.application_id, d.stream_arn FROM log_deliveries d
			JOIN application_logs l ON l.application_id = d.application_id
			WHERE d.due_at <= now() AND d.next_sequence < l.next_sequence AND (d.expires_at IS NULL OR d.expires_at <= now())
			ORDER BY d.due_at LIMIT $2
			FOR UPDATE OF d SKIP LOCKED
		), claimed AS (
			UPDATE log_deliveries d
			SET owner = $1, fencing_token = d.fencing_token + 1, expires_at = now() + $3
			FROM due WHERE d.application_id = due.application_id AND d.stream_arn = due.stream_arn
			RETURNING d.*
		)
		SELECT c.application_id, c.stream_arn, c.next_sequence, c.delivered, c.dropped, c.delivered_at, c.failures, c.failure,
			c.failing_since, c.fencing_token, a.account_id, a.region, a.name,
			coalesce(v.document #>> '{ApplicationConfigurationDescription,FlinkApplicationConfigurationDescription,`+
		`MonitoringConfigurationDescription,LogLevel}', '')
		FROM claimed c JOIN applications a ON a.id = c.application_id
		JOIN application_versions v ON v.application_id = a.id AND v.id = a.current_version_id`, owner, limit, term)
	if err != nil {
		return nil, fmt.Errorf("claim log deliveries: %w", err)
	}
	leases, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (LogDeliveryLease, error) {
		var l LogDeliveryLease
		var account, region, name string
		err := row.Scan(append(l.targets(), &l.token, &account, &region, &name, &l.LogLevel)...)
		l.ApplicationARN = lifecycle.ARN(region, account, name)
		return l, err
	})
	if err != nil {
		return nil, fmt.Errorf("claim log deliveries: %w", err)
	}
	return leases, nil
}

// LogProgress is what an attempt to deliver has come to.
type LogProgress struct {
	// Next is the sequence to go on with; Delivered and Dropped are how many events were since the last progress.
	Next               int64
	Delivered, Dropped int64
	// Term is how long the delivery goes on being worked on.
	Term time.Duration
}

// RecordLogProgress writes down how far a delivery has come, and makes its term last on. It returns [ErrLeaseLost] when the
// term has ended.
func (s *Store) RecordLogProgress(ctx context.Context, l LogDeliveryLease, p LogProgress) error {
	return s.changeDelivery(ctx, l, `
		next_sequence = greatest(next_sequence, $4), delivered = delivered + $5, dropped = dropped + $6,
		delivered_at = CASE WHEN $5 > 0 THEN clock_timestamp() ELSE delivered_at END,
		failures = 0, failure = '', failing_since = NULL, expires_at = clock_timestamp() + $7::interval`,
		p.Next, p.Delivered, p.Dropped, p.Term)
}

// RecordLogFailure writes down why a delivery failed, ends its term and makes it due again after the time given.
func (s *Store) RecordLogFailure(ctx context.Context, l LogDeliveryLease, failure string, again time.Duration) error {
	return s.changeDelivery(ctx, l, `
		failures = failures + 1, failure = $4, failing_since = coalesce(failing_since, clock_timestamp()),
		owner = NULL, expires_at = NULL, due_at = clock_timestamp() + $5::interval`,
		shorten(failure), again)
}

// ReleaseLogDelivery ends the term; the delivery is due again after the time given.
func (s *Store) ReleaseLogDelivery(ctx context.Context, l LogDeliveryLease, again time.Duration) error {
	return s.changeDelivery(ctx, l, `owner = NULL, expires_at = NULL, due_at = clock_timestamp() + $4::interval`, again)
}

func (s *Store) changeDelivery(ctx context.Context, l LogDeliveryLease, set string, arguments ...any) error {
	changed, err := s.db.Exec(ctx, `UPDATE log_deliveries SET `+set+`
		WHERE application_id = $1 AND stream_arn = $2 AND fencing_token = $3 AND expires_at > clock_timestamp()`,
		append([]any{l.ApplicationID, l.StreamARN, l.token}, arguments...)...)
	if err != nil {
		return fmt.Errorf("write down the delivery to %s: %w", l.StreamARN, err)
	}
	if changed.RowsAffected() == 0 {
		return fmt.Errorf("delivery to %s: %w", l.StreamARN, ErrLeaseLost)
	}
	return nil
}

// LogDeliveries are the deliveries of an application.
func (r Reader) LogDeliveries(ctx context.Context, applicationID int64) ([]LogDelivery, error) {
	rows, err := r.db.Query(ctx, `
		SELECT application_id, stream_arn, next_sequence, delivered, dropped, delivered_at, failures, failure, failing_since
		FROM log_deliveries WHERE application_id = $1 ORDER BY stream_arn`, applicationID)
	if err != nil {
		return nil, fmt.Errorf("read log deliveries: %w", err)
	}
	deliveries, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (LogDelivery, error) {
		var d LogDelivery
		err := row.Scan(d.targets()...)
		return d, err
	})
	if err != nil {
		return nil, fmt.Errorf("read log deliveries: %w", err)
	}
	return deliveries, nil
}

// targets are where the columns of a delivery go.
func (d *LogDelivery) targets() []any {
	return []any{
		&d.ApplicationID, &d.StreamARN, &d.Next, &d.Delivered, &d.Dropped, (*zeronull.Timestamptz)(&d.DeliveredAt), &d.Failures, &d.Failure,
		(*zeronull.Timestamptz)(&d.FailingSince),
	}
}

// LogLag tells how late deliveries are, over all applications.
type LogLag struct {
	// Failing is how many deliveries fail.
	Failing int
	// Oldest is for how long the oldest event that waits for its delivery has been stored.
	Oldest time.Duration
}

// LogLag looks how late deliveries are.
func (r Reader) LogLag(ctx context.Context) (LogLag, error) {
	var lag LogLag
	err := r.db.QueryRow(ctx, `
		SELECT count(*) FILTER (WHERE d.failures > 0), coalesce(max(clock_timestamp() - (
			SELECT stored_at FROM log_chunks c
			WHERE c.application_id = d.application_id AND c.first_sequence + c.events > d.next_sequence
				AND c.first_sequence >= coalesce((SELECT max(first_sequence) FROM log_chunks f
					WHERE f.application_id = d.application_id AND f.first_sequence <= d.next_sequence), 0)
			ORDER BY first_sequence LIMIT 1)), interval '0')
		FROM log_deliveries d JOIN application_logs l ON l.application_id = d.application_id
		WHERE d.next_sequence < l.next_sequence`).Scan(&lag.Failing, &lag.Oldest)
	if err != nil {
		return LogLag{}, fmt.Errorf("read the lag of log deliveries: %w", err)
	}
	return lag, nil
}
