package apiserver_test

import (
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/store/storetest"
)

// All times are the database's. Here it is two days ahead of the machine.
func TestTimes_AreTheDatabases(t *testing.T) {
	t.Parallel()
	url := storetest.URL(t)
	f := newFixtureOn(t, aheadBy(t, url, "2 days"), apiserver.DefaultQuotas())
	ctx := t.Context()
	detail := f.create("orders")
	require.NotNil(t, detail.CreateTimestamp)

	version := detail.ApplicationVersionId
	added, err := f.api.AddApplicationCloudWatchLoggingOption(ctx, &model.AddApplicationCloudWatchLoggingOptionRequest{
		ApplicationName: new("orders"), CurrentApplicationVersionId: version,
		CloudWatchLoggingOption: &model.CloudWatchLoggingOption{LogStreamARN: new("arn:aws:logs:us-east-1:123456789012:log-group:g:log-stream:s")},
	})
	require.NoError(t, err)
	_, err = f.api.UpdateApplication(ctx, &model.UpdateApplicationRequest{
		ApplicationName: new("orders"), CurrentApplicationVersionId: added.ApplicationVersionId, ServiceExecutionRoleUpdate: new("arn:aws:iam::123456789012:role/other"),
	})
	require.NoError(t, err)

	for _, statement := range []string{
		`SELECT create_time FROM applications`, `SELECT update_time FROM applications`, `SELECT min(create_time) FROM application_versions`,
		`SELECT min(start_time) FROM operations`,
	} {
		var at time.Time
		sql, err := pgx.Connect(ctx, url)
		require.NoError(t, err)
		require.NoError(t, sql.QueryRow(ctx, statement).Scan(&at), statement)
		require.NoError(t, sql.Close(ctx))
		require.Greater(t, time.Until(at), 24*time.Hour, statement)
	}
}

// aheadBy is the URL of a database for which it is later: its own clock_timestamp comes before that of Postgres.
func aheadBy(t *testing.T, url, interval string) string {
	t.Helper()
	sql, err := pgx.Connect(t.Context(), url)
	require.NoError(t, err)
	_, err = sql.Exec(t.Context(), `
		CREATE SCHEMA ahead;
		CREATE FUNCTION ahead.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS
			$$ SELECT pg_catalog.clock_timestamp() + interval '`+interval+`' $$`)
	require.NoError(t, err)
	require.NoError(t, sql.Close(t.Context()))
	return url + "&search_path=ahead,pg_catalog,public"
}
