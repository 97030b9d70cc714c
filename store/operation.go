package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

const operationColumns = `
	id, application_id, kind, status, start_time, end_time, coalesce(version_from, 0), coalesce(version_to, 0), error,
	coalesce(rollback_operation_id, ''), downtime, requested_by, cancelled_by`

// unknownDowntime is how [lifecycle.Operation] says that the downtime is not known.
const unknownDowntime = time.Duration(-1)

func scanOperation(row pgx.CollectableRow) (lifecycle.Operation, error) {
	o := lifecycle.Operation{Downtime: unknownDowntime}
	var end *time.Time
	var downtime *time.Duration
	err := row.Scan(&o.ID, &o.ApplicationID, &o.Kind, &o.Status, &o.StartTime, &end, &o.VersionFrom, &o.VersionTo,
		&o.Error, &o.RollbackOperationID, &downtime, &o.RequestedBy, &o.CancelledBy)
	if end != nil {
		o.EndTime = *end
	}
	if downtime != nil {
		o.Downtime = *downtime
	}
	return o, err
}

// Operation returns the operation of the application with its steps, or a fault of kind NotFound.
func (r Reader) Operation(ctx context.Context, applicationID int64, id string) (*lifecycle.Operation, error) {
	found, err := r.operations(ctx, `WHERE id = $1 AND application_id = $2`, id, applicationID)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, fault.NotFound("operation %s does not exist", id)
	}
	operation := &found[0]
	operation.Steps, err = r.steps(ctx, id)
	return operation, err
}

// OperationsInProgress returns the operations of the application that have no outcome yet, oldest first, without their
// steps.
func (r Reader) OperationsInProgress(ctx context.Context, applicationID int64) ([]lifecycle.Operation, error) {
	return r.operations(ctx, `
		WHERE application_id = $1 AND status = 'IN_PROGRESS' ORDER BY start_time, id`, applicationID)
}

// OperationQuery selects operations for a list.
type OperationQuery struct {
	// Kind and Status select; empty means any.
	Kind   lifecycle.OperationKind
	Status lifecycle.OperationStatus
	// Unlisted adds the kinds that the API does not show.
	Unlisted bool
	// Before is the last operation of the page before; the zero value begins with the newest.
	Before OperationCursor
	// Limit is the most that is returned.
	Limit int
}

// OperationCursor is a place in a list of operations.
type OperationCursor struct {
	StartTime time.Time
	ID        string
}

// ListOperations returns operations of the application without their steps, newest first.
func (r Reader) ListOperations(
	ctx context.Context, applicationID int64, q OperationQuery,
) ([]lifecycle.Operation, error) {
	return r.operations(ctx, `
		WHERE application_id = $1 AND (listed OR $2) AND ($3 = '' OR kind = $3) AND ($4 = '' OR status = $4)
			AND ($5::timestamptz IS NULL OR (start_time, id) < ($5, $6))
		ORDER BY start_time DESC, id DESC LIMIT $7`,
		applicationID, q.Unlisted, string(q.Kind), string(q.Status), orNull(q.Before.StartTime), q.Before.ID, q.Limit)
}

func (r Reader) operations(ctx context.Context, where string, arguments ...any) ([]lifecycle.Operation, error) {
	rows, err := r.db.Query(ctx, `SELECT`+operationColumns+` FROM operations `+where, arguments...)
	if err != nil {
		return nil, fmt.Errorf("read operations: %w", describe(err))
	}
	found, err := pgx.CollectRows(rows, scanOperation)
	if err != nil {
		return nil, fmt.Errorf("read operations: %w", describe(err))
	}
	return found, nil
}

// CreateOperation inserts an operation that begins, or one that began and ended within the call. Its steps are written
// with [Tx.PutStep].
func (tx *Tx) CreateOperation(ctx context.Context, o *lifecycle.Operation) error {
	if o.Status == "" {
		o.Status = lifecycle.OperationInProgress
	}
	o.StartTime, o.EndTime = microsecond(o.StartTime), microsecond(o.EndTime)
	_, err := tx.db.Exec(ctx, `
		INSERT INTO operations (
			id, application_id, kind, listed, status, start_time, end_time, version_from, version_to, error,
			rollback_operation_id, requested_by)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		o.ID, o.ApplicationID, o.Kind, o.Kind.Listed(), o.Status, o.StartTime, orNull(o.EndTime),
		orNull(o.VersionFrom), orNull(o.VersionTo), shorten(o.Error), orNull(o.RollbackOperationID), o.RequestedBy)
	if err != nil {
		return fmt.Errorf("insert operation %s: %w", o.ID, err)
	}
	return tx.logOperation(ctx, o)
}

// ErrOperationEnded says that an operation has an outcome already, which nothing changes.
var ErrOperationEnded = errors.New("operation has ended")

// FinishOperation writes what came of an operation that is in progress: status, end time, error (cut to
// [lifecycle.MaxErrorLength] characters), rollback operation, downtime and who cancelled it are taken from o. It returns
// [ErrOperationEnded] when there is an outcome already.
func (tx *Tx) FinishOperation(ctx context.Context, o *lifecycle.Operation) error {
	o.EndTime, o.Error = microsecond(o.EndTime), shorten(o.Error)
	var downtime *time.Duration
	if o.Downtime >= 0 {
		downtime = &o.Downtime
	}
	logged := *o
	err := tx.db.QueryRow(ctx, `
		UPDATE operations SET status = $2, end_time = $3, error = $4, rollback_operation_id = $5, downtime = $6,
			cancelled_by = $7
		WHERE id = $1 AND status = 'IN_PROGRESS' RETURNING application_id, kind, coalesce(version_to, 0)`,
		o.ID, o.Status, o.EndTime, o.Error, orNull(o.RollbackOperationID), downtime, o.CancelledBy).
		Scan(&logged.ApplicationID, &logged.Kind, &logged.VersionTo)
	if errors.Is(err, pgx.ErrNoRows) {
		return fmt.Errorf("finish operation %s: %w", o.ID, ErrOperationEnded)
	}
	if err != nil {
		return fmt.Errorf("finish operation %s: %w", o.ID, err)
	}
	return tx.logOperation(ctx, &logged)
}

// microsecond is the precision of the database's times. Times are cut to it before they are written, so that what was
// written compares equal with what is read.
func microsecond(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.UTC().Truncate(time.Microsecond)
}

// shorten cuts the text to what an operation can hold.
func shorten(text string) string {
	runes := []rune(printable(text))
	return string(runes[:min(len(runes), lifecycle.MaxErrorLength)])
}

// printable replaces what Postgres cannot store in a text that others wrote.
func printable(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "\uFFFD")
}
