package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// NewestCheckpoint is the newest checkpoint that the job of an application was seen to have.
type NewestCheckpoint struct {
	ApplicationID int64
	// RunURI is the directory of the checkpoints of the run, whose checkpoints are numbered.
	RunURI string
	Number int64
}

// RecordNewestCheckpoints writes down which checkpoints jobs were seen to have. Those of a run never go back; another run begins anew.
func (s *Store) RecordNewestCheckpoints(ctx context.Context, all []NewestCheckpoint) error {
	ids, runs, numbers := make([]int64, len(all)), make([]string, len(all)), make([]int64, len(all))
	for i, c := range all {
		ids[i], runs[i], numbers[i] = c.ApplicationID, c.RunURI, c.Number
	}
	// In one order, so that two control planes do not wait for each other.
	_, err := s.db.Exec(ctx, `
		INSERT INTO newest_checkpoints (application_id, run_uri, number)
		SELECT id, run, number FROM unnest($1::bigint[], $2::text[], $3::bigint[]) AS seen (id, run, number)
		WHERE EXISTS (SELECT FROM applications a WHERE a.id = seen.id)
		ORDER BY id
		ON CONFLICT (application_id) DO UPDATE SET run_uri = excluded.run_uri, number = excluded.number
		WHERE newest_checkpoints.run_uri <> excluded.run_uri OR newest_checkpoints.number < excluded.number`, ids, runs, numbers)
	if err != nil {
		return fmt.Errorf("record the newest checkpoints of %d applications: %w", len(all), err)
	}
	return nil
}

// NewestCheckpointOf is the number of the newest checkpoint that a run of the application was seen to have; 0 for none.
func (r Reader) NewestCheckpointOf(ctx context.Context, applicationID int64, runURI string) (number int64, err error) {
	err = r.db.QueryRow(ctx, `SELECT number FROM newest_checkpoints WHERE application_id = $1 AND run_uri = $2`, applicationID, runURI).Scan(&number)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return 0, fmt.Errorf("read the newest checkpoint of application %d: %w", applicationID, err)
	}
	return number, nil
}
