package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// AuditEntry is one line of the audit log: who changed what. It holds no secrets and no code.
type AuditEntry struct {
	// ID and Time are filled in by the database.
	ID   int64
	Time time.Time
	// AccountID, Region and Application name what was changed; Application may be empty.
	AccountID   string
	Region      string
	Application string
	// Actor is the access key that signed the request, or the component that acts on its own account.
	Actor string
	// RequestID is the one the client was told.
	RequestID string
	// Action is the operation of the API, or what the component did.
	Action string
	// OperationID is the operation that it began; it may be empty.
	OperationID string
	// Detail is a JSON object with whatever else is worth keeping; it may be nil.
	Detail json.RawMessage
}

// Audit writes the entry together with the changes of the transaction.
func (tx *Tx) Audit(ctx context.Context, e AuditEntry) error {
	_, err := tx.db.Exec(ctx, `
		INSERT INTO audit_log (account_id, region, actor, request_id, action, application, operation_id, detail)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		e.AccountID, e.Region, e.Actor, e.RequestID, e.Action, e.Application, orNull(e.OperationID), e.Detail)
	if err != nil {
		return fmt.Errorf("write audit log: %w", err)
	}
	return nil
}

// ListAudit returns the entries of the applications of that name, newest first, beginning before the entry given, at
// most limit of them. Start with 0.
func (r Reader) ListAudit(ctx context.Context, key ApplicationKey, before int64, limit int) ([]AuditEntry, error) {
	rows, err := r.db.Query(ctx, `
		SELECT id, time, account_id, region, application, actor, request_id, action, coalesce(operation_id, ''), detail
		FROM audit_log
		WHERE account_id = $1 AND region = $2 AND application = $3 AND ($4 = 0 OR id < $4)
		ORDER BY id DESC LIMIT $5`, key.AccountID, key.Region, key.Name, before, limit)
	if err != nil {
		return nil, fmt.Errorf("list audit log: %w", err)
	}
	entries, err := pgx.CollectRows(rows, pgx.RowToStructByPos[AuditEntry])
	if err != nil {
		return nil, fmt.Errorf("list audit log: %w", err)
	}
	return entries, nil
}
