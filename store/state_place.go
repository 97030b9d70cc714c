package store

import (
	"context"
	"fmt"
)

// StateElsewhere is state of applications that lies outside of a place.
type StateElsewhere struct {
	// Snapshots and Runs are how many snapshots, and checkpoints of applications that run, lie outside.
	Snapshots, Runs int
	// URI is one of them, of the application named.
	URI, Application string
}

// FindStateElsewhere looks for state whose URI does not begin with a prefix. Nil is none.
func (r Reader) FindStateElsewhere(ctx context.Context, prefix string) (*StateElsewhere, error) {
	var found StateElsewhere
	err := r.db.QueryRow(ctx, `
		WITH places AS (
			SELECT 1 AS snapshots, 0 AS runs, s.location ->> 'uri' AS uri, a.name FROM snapshots s JOIN applications a ON a.id = s.application_id
			WHERE s.location IS NOT NULL
			UNION ALL
			SELECT 0, 1, c.uri, a.name FROM applications a
			CROSS JOIN LATERAL (VALUES (a.cluster -> 'state' ->> 'checkpointsUri'), (a.next_cluster -> 'state' ->> 'checkpointsUri')) AS c (uri)
		), outside AS (SELECT * FROM places WHERE uri <> '' AND NOT starts_with(uri, $1))
		SELECT coalesce(sum(snapshots), 0), coalesce(sum(runs), 0), coalesce(min(uri), ''),
			coalesce((SELECT name FROM outside ORDER BY uri LIMIT 1), '')
		FROM outside`, prefix).Scan(&found.Snapshots, &found.Runs, &found.URI, &found.Application)
	if err != nil {
		return nil, fmt.Errorf("look for state outside of %s: %w", prefix, err)
	}
	if found.Snapshots == 0 && found.Runs == 0 {
		return nil, nil
	}
	return &found, nil
}
