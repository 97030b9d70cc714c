package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// The outcomes of decisions.
const (
	OutcomeAllowed = "Allowed"
	OutcomeDenied  = "Denied"
)

// AuditEntry is one line of the audit log: who did what, or wanted to. It holds no secrets and no code.
type AuditEntry struct {
	// ID is filled in by the database, and so is Time for what is written with a change.
	ID   int64
	Time time.Time
	// AccountID, Region and Application name what it was done to; Application may be empty, Region is for what has none.
	AccountID   string
	Region      string
	Application string
	// Actor is the access key that signed the request, or the component that acts on its own account.
	Actor string
	// Principal is the ARN of whoever made the request, and SourceIP where from; both are empty for components.
	Principal string
	SourceIP  string
	// RequestID is the one the client was told.
	RequestID string
	// Action is the operation of the API, or what the component did. Resource is the ARN it was done to.
	Action   string
	Resource string
	// Outcome is OutcomeAllowed, as which empty counts, or OutcomeDenied. ErrorCode is the answer's, where it was an error.
	Outcome   string
	ErrorCode string
	// Change says that it was written in the transaction of a change.
	Change bool
	// OperationID is the operation that it began; it may be empty.
	OperationID string
	// Detail is a JSON object with whatever else is worth keeping; it may be nil.
	Detail json.RawMessage
	// Position is its place in the order in which entries became visible; the database fills it in.
	Position AuditPosition
}

func (e *AuditEntry) outcome() string {
	if e.Outcome == "" {
		return OutcomeAllowed
	}
	return e.Outcome
}

// Audit writes the entry together with the changes of the transaction.
func (tx *Tx) Audit(ctx context.Context, e AuditEntry) error {
	_, err := tx.db.Exec(ctx, `
		INSERT INTO audit_log (account_id, region, actor, request_id, action, application, operation_id, detail,
			principal, source_ip, resource, outcome, error_code, change)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, true)`,
		e.AccountID, e.Region, e.Actor, e.RequestID, e.Action, e.Application, orNull(e.OperationID), e.Detail,
		e.Principal, e.SourceIP, e.Resource, e.outcome(), e.ErrorCode)
	if err != nil {
		return fmt.Errorf("write audit log: %w", err)
	}
	return nil
}

// WriteAudit writes decisions, which are of no change, all or none. Their times are given.
func (s *Store) WriteAudit(ctx context.Context, entries []AuditEntry) error {
	_, err := s.pool.CopyFrom(ctx, pgx.Identifier{"audit_log"}, []string{
		"time", "account_id", "region", "actor", "request_id", "action", "application", "operation_id", "detail",
		"principal", "source_ip", "resource", "outcome", "error_code", "change",
	}, pgx.CopyFromSlice(len(entries), func(i int) ([]any, error) {
		e := &entries[i]
		return []any{
			e.Time, e.AccountID, e.Region, e.Actor, e.RequestID, e.Action, e.Application, orNull(e.OperationID), e.Detail,
			e.Principal, e.SourceIP, e.Resource, e.outcome(), e.ErrorCode, false,
		}, nil
	}))
	if err != nil {
		return fmt.Errorf("write %d decisions to the audit log: %w", len(entries), err)
	}
	return nil
}

// PruneAudit removes entries that are older, of the oldest batch of so many at most, and tells how many it removed.
func (s *Store) PruneAudit(ctx context.Context, before time.Time, batch int) (int, error) {
	gone, err := s.pool.Exec(ctx, `
		DELETE FROM audit_log WHERE id IN (
			SELECT id FROM (SELECT id, time FROM audit_log ORDER BY id LIMIT $2) AS oldest WHERE time < $1)`, before, batch)
	if err != nil {
		return 0, fmt.Errorf("prune audit log: %w", err)
	}
	return int(gone.RowsAffected()), nil
}
