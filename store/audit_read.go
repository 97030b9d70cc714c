package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// AuditQuery selects entries of the audit log. Members that are empty select all.
type AuditQuery struct {
	AccountID, Region, Application, Principal, Outcome string
	// Action is such as StartApplication; an asterisk stands for any text.
	Action string
	// ChangesOnly leaves out what changed nothing.
	ChangesOnly bool
	// Start and End are times; the end is not within.
	Start, End time.Time
}

// AuditCursor is a place in the list of entries by time.
type AuditCursor struct {
	Time time.Time
	ID   int64
}

// AuditPosition is a place in the order in which entries became visible. That order is not quite that of their times: a
// transaction that takes long writes its entry early and shows it late. A reader who goes by positions misses none.
type AuditPosition struct {
	Transaction uint64
	ID          int64
}

// conditions are the query's as SQL, and what its parameters stand for, of which some are there already.
func (q *AuditQuery) conditions(arguments []any) (string, []any) {
	text := []string{"true"}
	add := func(condition string, argument any) {
		arguments = append(arguments, argument)
		text = append(text, fmt.Sprintf(condition, len(arguments)))
	}
	for _, c := range []struct{ condition, value string }{
		{"account_id = $%d", q.AccountID}, {"region = $%d", q.Region}, {"application = $%d", q.Application},
		{"principal = $%d", q.Principal}, {"outcome = $%d", q.Outcome},
	} {
		if c.value != "" {
			add(c.condition, c.value)
		}
	}
	switch {
	case strings.Contains(q.Action, "*"):
		add("action LIKE $%d", strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`, `*`, `%`).Replace(q.Action))
	case q.Action != "":
		add("action = $%d", q.Action)
	}
	if q.ChangesOnly {
		text = append(text, "change")
	}
	if !q.Start.IsZero() {
		add("time >= $%d", q.Start)
	}
	if !q.End.IsZero() {
		add("time < $%d", q.End)
	}
	return strings.Join(text, " AND "), arguments
}

const auditColumns = `id, time, account_id, region, application, actor, principal, source_ip, request_id, action, resource,
	outcome, error_code, change, coalesce(operation_id, ''), detail, transaction_id::text::bigint`

func scanAudit(row pgx.CollectableRow) (AuditEntry, error) {
	var e AuditEntry
	err := row.Scan(&e.ID, &e.Time, &e.AccountID, &e.Region, &e.Application, &e.Actor, &e.Principal, &e.SourceIP, &e.RequestID, &e.Action,
		&e.Resource, &e.Outcome, &e.ErrorCode, &e.Change, &e.OperationID, &e.Detail, &e.Position.Transaction)
	e.Position.ID = e.ID
	return e, err
}

// ListAudit returns the entries, newest first, beginning before the cursor unless that is zero, at most limit of them.
func (r Reader) ListAudit(ctx context.Context, q AuditQuery, before AuditCursor, limit int) ([]AuditEntry, error) {
	where, arguments := q.conditions(nil)
	if before != (AuditCursor{}) {
		where += fmt.Sprintf(" AND (time, id) < ($%d, $%d)", len(arguments)+1, len(arguments)+2)
		arguments = append(arguments, before.Time, before.ID)
	}
	arguments = append(arguments, limit)
	return r.audit(ctx, where+fmt.Sprintf(" ORDER BY time DESC, id DESC LIMIT $%d", len(arguments)), arguments)
}

func (r Reader) audit(ctx context.Context, where string, arguments []any) ([]AuditEntry, error) {
	rows, err := r.db.Query(ctx, `SELECT `+auditColumns+` FROM audit_log WHERE `+where, arguments...)
	if err != nil {
		return nil, fmt.Errorf("read audit log: %w", err)
	}
	entries, err := pgx.CollectRows(rows, scanAudit)
	if err != nil {
		return nil, fmt.Errorf("read audit log: %w", err)
	}
	return entries, nil
}

// oldTransaction is what entries count as written by whose transaction numbers are of another Postgres; it is the first number of all.
const oldTransaction = 3

// AdoptAudit gives the entries their place whose transaction numbers are of another Postgres, from which the database was
// copied: they come before all that is written here.
func (s *Store) AdoptAudit(ctx context.Context) error {
	var newest, next uint64
	err := s.pool.QueryRow(ctx, `
		SELECT coalesce((SELECT transaction_id FROM audit_log ORDER BY transaction_id DESC LIMIT 1)::text::bigint, 0),
			pg_snapshot_xmax(pg_current_snapshot())::text::bigint`).Scan(&newest, &next)
	if err == nil && newest >= next {
		_, err = s.pool.Exec(ctx, `UPDATE audit_log SET transaction_id = $1::text::xid8`, fmt.Sprint(oldTransaction))
	}
	if err != nil {
		return fmt.Errorf("order audit log: %w", err)
	}
	return nil
}

// visible are the entries that no entry can come before any more: those of transactions older than all that still run.
const visible = `transaction_id < pg_snapshot_xmin(pg_current_snapshot())`

// AuditEnd is the position of the last entry that readers of positions see.
func (r Reader) AuditEnd(ctx context.Context) (AuditPosition, error) {
	return r.auditPosition(ctx, `WHERE `+visible+` ORDER BY transaction_id DESC, id DESC LIMIT 1`)
}

func (r Reader) auditPosition(ctx context.Context, where string, arguments ...any) (AuditPosition, error) {
	rows, err := r.db.Query(ctx, `SELECT transaction_id::text::bigint, id FROM audit_log `+where, arguments...)
	if err != nil {
		return AuditPosition{}, fmt.Errorf("read positions of audit log: %w", err)
	}
	found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[AuditPosition])
	if err != nil {
		return AuditPosition{}, fmt.Errorf("read positions of audit log: %w", err)
	}
	if len(found) == 0 {
		return AuditPosition{}, nil
	}
	return found[0], nil
}

// AuditAfter returns entries in the order in which they became visible, beginning after the position, and the position to go on
// after. It looks at no more than limit of them, selected or not; next is after where there is nothing to look at.
func (r Reader) AuditAfter(ctx context.Context, q AuditQuery, after AuditPosition, limit int) (entries []AuditEntry, next AuditPosition, err error) {
	var now uint64
	if err := r.db.QueryRow(ctx, `SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint`).Scan(&now); err != nil {
		return nil, after, fmt.Errorf("read audit log: %w", err)
	}
	if after.Transaction >= now {
		after.Transaction = oldTransaction // a position of another Postgres, see AdoptAudit
	}
	from := fmt.Sprint(after.Transaction)
	next, err = r.auditPosition(ctx, `WHERE (transaction_id, id) = (
		SELECT transaction_id, id FROM (
			SELECT transaction_id, id FROM audit_log WHERE (transaction_id, id) > ($1::text::xid8, $2) AND `+visible+`
			ORDER BY transaction_id, id LIMIT $3) AS scanned
		ORDER BY transaction_id DESC, id DESC LIMIT 1)`, from, after.ID, limit)
	if err != nil || next == (AuditPosition{}) {
		return nil, after, err
	}
	where, arguments := q.conditions([]any{from, after.ID, fmt.Sprint(next.Transaction), next.ID})
	entries, err = r.audit(ctx, `(transaction_id, id) > ($1::text::xid8, $2) AND (transaction_id, id) <= ($3::text::xid8, $4) AND `+where+
		` ORDER BY transaction_id, id`, arguments)
	if err != nil {
		return nil, after, err
	}
	return entries, next, nil
}
