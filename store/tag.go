package store

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"
)

// Tag is a label that the owner put on an application.
type Tag struct {
	Key   string
	Value string
}

// Tags returns the application's tags in key order.
func (r Reader) Tags(ctx context.Context, applicationID int64) ([]Tag, error) {
	rows, err := r.db.Query(ctx, `SELECT key, value FROM tags WHERE application_id = $1 ORDER BY key`, applicationID)
	if err != nil {
		return nil, fmt.Errorf("list tags: %w", err)
	}
	tags, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Tag])
	if err != nil {
		return nil, fmt.Errorf("list tags: %w", err)
	}
	return tags, nil
}

// TagsOf returns the tags of the application of that name; one that does not exist has none.
func (r Reader) TagsOf(ctx context.Context, key ApplicationKey) (map[string]string, error) {
	rows, err := r.db.Query(ctx, `SELECT t.key, t.value FROM tags t JOIN applications a ON a.id = t.application_id
		WHERE a.account_id = $1 AND a.region = $2 AND a.name = $3`, key.AccountID, key.Region, key.Name)
	if err != nil {
		return nil, fmt.Errorf("read tags of application %s: %w", key.Name, err)
	}
	tags, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Tag])
	if err != nil {
		return nil, fmt.Errorf("read tags of application %s: %w", key.Name, err)
	}
	byKey := make(map[string]string, len(tags))
	for _, t := range tags {
		byKey[t.Key] = t.Value
	}
	return byKey, nil
}

// PutTags adds the tags, replacing values of keys that are there, and returns how many the application has then. The
// limit is the caller's business: lock the application first, and return an error when there are too many.
func (tx *Tx) PutTags(ctx context.Context, applicationID int64, tags map[string]string) (int, error) {
	keys := slices.Sorted(maps.Keys(tags))
	values := make([]string, len(keys))
	for i, key := range keys {
		values[i] = tags[key]
	}
	_, err := tx.db.Exec(ctx, `
		INSERT INTO tags (application_id, key, value) SELECT $1, * FROM unnest($2::text[], $3::text[])
		ON CONFLICT (application_id, key) DO UPDATE SET value = excluded.value`, applicationID, keys, values)
	if err != nil {
		return 0, fmt.Errorf("put tags: %w", err)
	}
	var count int
	err = tx.db.QueryRow(ctx, `SELECT count(*) FROM tags WHERE application_id = $1`, applicationID).Scan(&count)
	if err != nil {
		return 0, fmt.Errorf("count tags: %w", err)
	}
	return count, nil
}

// DeleteTags removes the tags of those keys; keys that are not there are passed over.
func (tx *Tx) DeleteTags(ctx context.Context, applicationID int64, keys []string) error {
	_, err := tx.db.Exec(ctx, `DELETE FROM tags WHERE application_id = $1 AND key = ANY($2)`, applicationID, keys)
	if err != nil {
		return fmt.Errorf("delete tags: %w", err)
	}
	return nil
}
