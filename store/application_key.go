package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/penstock/penstock/lifecycle"
)

// keyUses has a row for each application and key that protects something of it.
const keyUses = `
	SELECT u.key_provider, u.key_arn, a.id, a.account_id, a.region, a.name, bool_or(u.configured), bool_or(u.running), sum(u.snapshots)::int
	FROM (
		SELECT application_id, key_provider, key_arn, v.id = a.current_version_id AS configured,
			v.id IS NOT DISTINCT FROM a.deployed_version_id AS running, 0 AS snapshots
		FROM application_versions v JOIN applications a ON a.id = v.application_id
		WHERE v.key_arn <> '' AND v.id IN (a.current_version_id, coalesce(a.deployed_version_id, 0))
		UNION ALL
		SELECT application_id, key_provider, key_arn, false, false, 1 FROM snapshots WHERE key_arn <> '' AND status <> 'FAILED'
	) u JOIN applications a ON a.id = u.application_id`

const groupKeyUses = ` GROUP BY u.key_provider, u.key_arn, a.id ORDER BY u.key_arn, u.key_provider, a.account_id, a.region, a.name`

func scanKeyUse(row pgx.CollectableRow) (u lifecycle.KeyUse, err error) {
	err = row.Scan(&u.Key.Provider, &u.Key.ARN, &u.ApplicationID, &u.AccountID, &u.Region, &u.Application, &u.Configured, &u.Running, &u.Snapshots)
	return u, err
}

// KeyUses tells what keys of owners protect, of all accounts: of one key, or of all with an empty ARN, in the order of the keys' ARNs.
func (r Reader) KeyUses(ctx context.Context, arn string) ([]lifecycle.KeyUse, error) {
	return r.keyUses(ctx, ` WHERE $1 = '' OR u.key_arn = $1`, arn)
}

// KeyUsesIn is [Reader.KeyUses] of the applications of one account and region.
func (r Reader) KeyUsesIn(ctx context.Context, accountID, region string) ([]lifecycle.KeyUse, error) {
	return r.keyUses(ctx, ` WHERE a.account_id = $1 AND a.region = $2`, accountID, region)
}

func (r Reader) keyUses(ctx context.Context, where string, arguments ...any) ([]lifecycle.KeyUse, error) {
	rows, err := r.db.Query(ctx, keyUses+where+groupKeyUses, arguments...)
	if err != nil {
		return nil, fmt.Errorf("find what keys protect: %w", err)
	}
	uses, err := pgx.CollectRows(rows, scanKeyUse)
	if err != nil {
		return nil, fmt.Errorf("find what keys protect: %w", err)
	}
	return uses, nil
}

const keyStateColumns = `provider, arn, state, reason, deletion_time, since, checked_at, usable_at`

func scanKeyState(row pgx.CollectableRow) (s lifecycle.KeyState, err error) {
	err = row.Scan(&s.Key.Provider, &s.Key.ARN, &s.Condition, &s.Reason, &s.DeletionTime, &s.Since, &s.CheckTime, &s.UsableTime)
	return s, err
}

// KeyStates tells what was seen of keys, of all that were looked at.
func (r Reader) KeyStates(ctx context.Context) ([]lifecycle.KeyState, error) {
	rows, err := r.db.Query(ctx, `SELECT `+keyStateColumns+` FROM application_keys ORDER BY arn, provider`)
	if err != nil {
		return nil, fmt.Errorf("read states of keys: %w", err)
	}
	states, err := pgx.CollectRows(rows, scanKeyState)
	if err != nil {
		return nil, fmt.Errorf("read states of keys: %w", err)
	}
	return states, nil
}

// KeyState tells what was seen of a key; false where nobody has looked yet.
func (r Reader) KeyState(ctx context.Context, key lifecycle.Key) (lifecycle.KeyState, bool, error) {
	rows, err := r.db.Query(ctx, `SELECT `+keyStateColumns+` FROM application_keys WHERE provider = $1 AND arn = $2`, key.Provider, key.ARN)
	if err != nil {
		return lifecycle.KeyState{}, false, fmt.Errorf("read state of key %s: %w", key, err)
	}
	state, err := pgx.CollectExactlyOneRow(rows, scanKeyState)
	if errors.Is(err, pgx.ErrNoRows) {
		return lifecycle.KeyState{}, false, nil
	}
	if err != nil {
		return lifecycle.KeyState{}, false, fmt.Errorf("read state of key %s: %w", key, err)
	}
	return state, true, nil
}

// keyWatchLock is the advisory lock of whoever looks at keys.
const keyWatchLock = 0x6b657973

// TryLockKeyWatch keeps other control planes from writing down how keys are until the transaction ends. It is false where one does so
// already.
func (tx *Tx) TryLockKeyWatch(ctx context.Context) (locked bool, err error) {
	if err = tx.db.QueryRow(ctx, `SELECT pg_try_advisory_xact_lock($1, 0)`, keyWatchLock).Scan(&locked); err != nil {
		return false, fmt.Errorf("lock states of keys: %w", err)
	}
	return locked, nil
}

// PutKeyState writes down what was seen of a key. Since is kept where the condition is as it was; changed tells that it is not, and was is the
// condition before, empty for a key that nobody had looked at.
func (tx *Tx) PutKeyState(ctx context.Context, s lifecycle.KeyState) (was lifecycle.KeyCondition, changed bool, err error) {
	err = tx.db.QueryRow(ctx, `SELECT state FROM application_keys WHERE provider = $1 AND arn = $2 FOR UPDATE`, s.Key.Provider, s.Key.ARN).Scan(&was)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return "", false, fmt.Errorf("read state of key %s: %w", s.Key, err)
	}
	var usable *time.Time
	if s.Condition == lifecycle.KeyUsable {
		usable = &s.CheckTime
	}
	_, err = tx.db.Exec(ctx, `
		INSERT INTO application_keys AS k (`+keyStateColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $6, $7)
		ON CONFLICT (provider, arn) DO UPDATE SET state = $3, reason = $4, deletion_time = $5, checked_at = $6, usable_at = coalesce($7, k.usable_at),
			since = CASE WHEN k.state = $3 THEN k.since ELSE $6 END`,
		s.Key.Provider, s.Key.ARN, s.Condition, s.Reason, s.DeletionTime, s.CheckTime, usable)
	if err != nil {
		return "", false, fmt.Errorf("write state of key %s: %w", s.Key, err)
	}
	return was, was != s.Condition, nil
}

// ForgetKeyStates removes what was seen of keys that protect nothing any more: all but those given.
func (tx *Tx) ForgetKeyStates(ctx context.Context, but []lifecycle.Key) error {
	arns := make([]string, len(but))
	for i, k := range but {
		arns[i] = k.ARN
	}
	if _, err := tx.db.Exec(ctx, `DELETE FROM application_keys WHERE arn <> ALL($1)`, arns); err != nil {
		return fmt.Errorf("forget states of keys: %w", err)
	}
	return nil
}

// RecordKeyEvent tells those who follow an application how a key of it is.
func (tx *Tx) RecordKeyEvent(ctx context.Context, applicationID int64, s lifecycle.KeyState) error {
	detail, err := json.Marshal(map[string]string{"KeyARN": s.Key.ARN, "KeyState": string(s.Condition), "KeyStateReason": s.Reason})
	if err != nil {
		return fmt.Errorf("tell of key %s: %w", s.Key, err)
	}
	if _, err := tx.db.Exec(ctx, `SELECT record_application_event($1, 'KEY', $2)`, applicationID, detail); err != nil {
		return fmt.Errorf("tell of key %s: %w", s.Key, err)
	}
	return nil
}
