package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/store"
)

func newMigrateCommand() *cobra.Command {
	var url string
	var to int
	cmd := &cobra.Command{
		Use:   "migrate",
		Short: "Bring the schema of a database to the newest version, or to another",
		Long: `Bring the schema of a Postgres database to the newest version that this build knows.

"penstock serve" does this by itself when it starts; this command is for databases whose schema somebody else is in
charge of, and for going back.`,
		Example: `  penstock migrate --database-url postgres://penstock@db/penstock
  penstock migrate --database-url postgres://penstock@db/penstock --to 3`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if url == "" {
				return errors.New("--database-url is missing")
			}
			var err error
			if to < 0 {
				err = store.Migrate(cmd.Context(), url)
			} else {
				err = store.MigrateTo(cmd.Context(), url, uint(to))
			}
			if err != nil {
				return err
			}
			version, err := store.SchemaVersion(cmd.Context(), url)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "schema version %d\n", version)
			return err
		},
	}
	cmd.Flags().StringVar(&url, "database-url", "", "the database, as postgres://user:password@host/name")
	cmd.Flags().IntVar(&to, "to", -1, "the version to go to, up or down; 0 removes everything (default the newest)")
	return cmd
}
