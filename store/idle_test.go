package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/snapshots"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

// What control planes ask again and again while nothing happens reads no large table from end to end, whether it was vacuumed of late or
// changed a lot since.
func TestStore_idleQueriesScanNothing(t *testing.T) {
	t.Parallel()
	for name, prepare := range map[string]string{
		"vacuumed":      `VACUUM ANALYZE`,
		"changed a lot": `ANALYZE; UPDATE applications SET failures = failures + 1; UPDATE usage_intervals SET orchestration_kpus = 1; ANALYZE`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := storetest.URL(t)
			sql := connect(t, url)
			makers, maker := storetest.OpenURL(t, url), connect(t, url)
			fleet(t, makers, maker)
			_, err := maker.Exec(t.Context(), prepare)
			require.NoError(t, err)
			makers.Close()
			require.NoError(t, maker.Close(t.Context()))
			awaitAlone(t, sql)
			before := scans(t, sql)

			s := storetest.OpenURL(t, url)
			for range 7 { // so often that plans are kept
				idle(t, s)
			}
			s.Close()
			awaitAlone(t, sql)
			after := scans(t, sql)
			require.NotEmpty(t, after)
			require.Equal(t, before, after)
		})
	}
}

func connect(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	connection, err := pgx.Connect(t.Context(), url)
	require.NoError(t, err)
	t.Cleanup(func() { _ = connection.Close(context.WithoutCancel(t.Context())) })
	return connection
}

// awaitAlone waits until all other connections have ended, and with that have told what they scanned.
func awaitAlone(t *testing.T, sql *pgx.Conn) {
	t.Helper()
	require.Eventually(t, func() bool {
		var others int
		require.NoError(t, sql.QueryRow(t.Context(), `
			SELECT count(*) FROM pg_stat_activity
			WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`).Scan(&others))
		return others == 0
	}, time.Minute, time.Millisecond)
}

// idle asks everything once.
func idle(t *testing.T, s *store.Store) {
	t.Helper()
	ctx := t.Context()
	_, err := s.HealthCounts(ctx)
	require.NoError(t, err)
	kpus, _, err := s.KPUsInUse(ctx)
	require.NoError(t, err)
	require.EqualValues(t, applications, kpus)
	found, err := s.MaintenanceCandidates(ctx, []string{"build"}, store.MaintenanceQuery{})
	require.NoError(t, err)
	require.Empty(t, found)
	require.NoError(t, s.SyncLogDeliveries(ctx))
	_, err = s.ClaimLogDeliveries(ctx, "test", 10, term)
	require.NoError(t, err)
	clusters, err := s.ApplicationClusters(ctx)
	require.NoError(t, err)
	require.Len(t, clusters, applications)
	_, err = s.ApplicationClustersOf(ctx, []int64{clusters[7].ApplicationID})
	require.NoError(t, err)
	named, err := s.NamedClusters(ctx)
	require.NoError(t, err)
	require.Len(t, named, applications)
	require.Equal(t, clusters[7].Cluster, named[7].Cluster)
	some, err := s.NamedClusters(ctx, named[7].Name, named[applications-1].Name, "none")
	require.NoError(t, err)
	require.Equal(t, []store.NamedCluster{named[7], named[applications-1]}, some)
	_, err = s.OverRetention(ctx, snapshots.Retention{})
	require.NoError(t, err)
	_, err = s.ClaimDue(ctx, "test", 1, term)
	require.NoError(t, err)
	_, err = s.SweepLogs(ctx, time.Hour)
	require.NoError(t, err)
	_, err = s.SweepEvents(ctx, 24*time.Hour)
	require.NoError(t, err)
}

// applications is how many there are, enough for a table of them to be worth an index.
const applications = 1000

// fleet makes applications that run, all like one.
func fleet(t *testing.T, s *store.Store, sql *pgx.Conn) {
	t.Helper()
	a := mustCreate(t, s, "orders")
	mustTx(t, s, func(tx *store.Tx) error { return tx.AppendLog(t.Context(), a.ID, nil) })
	lease := mustClaim(t, s)
	mustTx(t, s, func(tx *store.Tx) error {
		return tx.WriteObserved(t.Context(), lease, lifecycle.Observed{Status: lifecycle.StatusReady, Generation: a.Desired.Generation})
	})
	for _, statement := range []string{
		`UPDATE applications SET observed_status = 'RUNNING', engine_build = 'build', health = 'HEALTHY', deployed_version_id = 1,
			cluster = jsonb_build_object('driver', 'fake', 'version', 1, 'state', jsonb_build_object('id', repeat('x', 1000)))`,
		`CREATE FUNCTION copies(of regclass, key text, n int) RETURNS void LANGUAGE plpgsql AS $$
		DECLARE
			columns text := (SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute
				WHERE attrelid = of AND attnum > 0 AND NOT attisdropped AND attname NOT IN (key, 'name') AND NOT (key <> 'id' AND attidentity <> ''));
		BEGIN
			IF key = 'id' THEN
				EXECUTE format('INSERT INTO %1$s (name, %2$s) SELECT ''a'' || i, %2$s FROM %1$s, generate_series(2, %3$s) AS i', of, columns, n);
			ELSE
				EXECUTE format('INSERT INTO %1$s (%2$s, %3$s) SELECT a.application, %3$s FROM %1$s, (SELECT id AS application FROM applications WHERE name LIKE ''a%%'') AS a',
					of, key, columns);
			END IF;
		END $$`,
	} {
		_, err := sql.Exec(t.Context(), statement)
		require.NoError(t, err)
	}
	_, err := sql.Exec(t.Context(), `
		SELECT copies('applications', 'id', $1), copies('application_versions', 'application_id', 0), copies('application_leases', 'application_id', 0),
			copies('application_logs', 'application_id', 0)`, applications)
	require.NoError(t, err)
	_, err = sql.Exec(t.Context(), `UPDATE applications SET running_parallelism = 1`)
	require.NoError(t, err)
	_, err = sql.Exec(t.Context(), `UPDATE application_leases SET owner = NULL, expires_at = NULL, due_at = now() + random() * interval '1 hour'`)
	require.NoError(t, err)
}

// scans is how often each large table was read from end to end.
func scans(t *testing.T, sql *pgx.Conn) map[string]int64 {
	t.Helper()
	rows, err := sql.Query(t.Context(), `SELECT relname, seq_scan FROM pg_stat_user_tables WHERE n_live_tup > 100`)
	require.NoError(t, err)
	scans := map[string]int64{}
	var table string
	var n int64
	_, err = pgx.ForEachRow(rows, []any{&table, &n}, func() error {
		scans[table] = n
		return nil
	})
	require.NoError(t, err)
	return scans
}
