package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/logs"
)

// operationLogger is the logger of what an operation leaves in the application's log.
const operationLogger = logs.ControlPlaneLogger + ".Operation"

// logOperation writes into the application's log that an operation begins, or what came of it.
func (tx *Tx) logOperation(ctx context.Context, o *lifecycle.Operation) error {
	version := o.VersionTo
	if version == 0 {
		err := tx.db.QueryRow(ctx, `SELECT current_version_id FROM applications WHERE id = $1`, o.ApplicationID).Scan(&version)
		if err != nil {
			return fmt.Errorf("log operation %s: %w", o.ID, err)
		}
	}
	return tx.AppendLog(ctx, o.ApplicationID, []logs.Event{operationEvent(o, version, tx.Now())})
}

// operationEvent tells how an operation is.
func operationEvent(o *lifecycle.Operation, version int64, now time.Time) logs.Event {
	e := logs.Event{
		Time: o.EndTime, Level: logs.Info, Version: version, Logger: operationLogger, Thread: o.ID,
	}
	switch o.Status {
	case lifecycle.OperationInProgress:
		e.Time = o.StartTime
		e.Message = fmt.Sprintf("%s began (operation %s).", o.Kind, o.ID)
	case lifecycle.OperationFailed:
		e.Level = logs.Error
		e.Message = fmt.Sprintf("%s failed (operation %s).", o.Kind, o.ID)
		if o.Error != "" {
			e.Message = fmt.Sprintf("%s failed (operation %s): %s", o.Kind, o.ID, o.Error)
		}
	case lifecycle.OperationCancelled:
		e.Level = logs.Warn
		e.Message = fmt.Sprintf("%s was cancelled (operation %s).", o.Kind, o.ID)
	default:
		e.Message = fmt.Sprintf("%s was %s (operation %s).", o.Kind, strings.ToLower(string(o.Status)), o.ID)
	}
	if e.Time.IsZero() {
		e.Time = now
	}
	return e
}
