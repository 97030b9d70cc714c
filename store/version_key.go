package store

import (
	"context"
	"fmt"

	"github.com/penstock/penstock/lifecycle"
)

// knowsKeys is the version of the schema that programs have to know to run applications with keys of their owners: others would write
// their state under the installation's key.
const knowsKeys = 26

// needKeys keeps programs that know no keys of owners from being started on this database from now on.
func (tx *Tx) needKeys(ctx context.Context, key lifecycle.Key) error {
	if key.Owned() {
		return nil
	}
	_, err := tx.db.Exec(ctx, `UPDATE schema_compatibility SET works_with = $1 WHERE works_with < $1`, knowsKeys)
	if err != nil {
		return fmt.Errorf("say which programs know keys: %w", err)
	}
	return nil
}

// SetVersionKey writes down what the name of the key in a version's configuration stands for now. It is for versions that do not run.
func (tx *Tx) SetVersionKey(ctx context.Context, applicationID, id int64, key lifecycle.Key) error {
	_, err := tx.db.Exec(ctx, `UPDATE application_versions SET key_provider = $3, key_arn = $4 WHERE application_id = $1 AND id = $2`,
		applicationID, id, key.Provider, key.ARN)
	if err != nil {
		return fmt.Errorf("set key of version %d: %w", id, err)
	}
	return tx.needKeys(ctx, key)
}
