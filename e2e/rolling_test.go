package e2e

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

// olderBinary names a penstock from before the newest change of the schema; scripts/older builds one.
const olderBinary = "PENSTOCK_OLDER_BINARY"

// Control planes of two versions work on one database: the newer one changes the schema under the older one, which goes on, may be
// started again, and is replaced on its machine by the newer one, and that by the older one again,
// which leaves alone what it does not know how to read.
func TestRollingUpgrade(t *testing.T) {
	t.Parallel()
	older := os.Getenv(olderBinary)
	if older == "" {
		t.Skip(olderBinary + " names no older penstock; make nightly builds one")
	}
	database := storetest.EmptyURL(t)
	before, after := newServer(t, "--database-url", database), newServer(t, "--database-url", database)
	before.binary = older
	before.start()
	f, out := newFeed(t), filepath.Join(shortDir(t), "out")
	copied := func(n int) {
		t.Helper()
		f.add(10)
		eventually(t, "output", func() bool { return len(lines(t, filepath.Join(out, "copies"))) == n })
	}
	before.create("rolled", script, f.properties(out))
	before.run("rolled")
	copied(10)
	schema, err := store.SchemaVersion(t.Context(), database)
	require.NoError(t, err)

	copyFile(t, filepath.Join(before.dir, "keyset.json"), filepath.Join(after.dir, "keyset.json"))
	after.start()
	now, err := store.SchemaVersion(t.Context(), database)
	require.NoError(t, err)
	t.Logf("the schema was at %d and is at %d now", schema, now)
	changes := 0
	changed := func(by *server) {
		t.Helper()
		changes++
		by.await("rolled", types.ApplicationStatusRunning)
		u := &types.ApplicationConfigurationUpdate{EnvironmentPropertyUpdates: propertiesOf(f.properties(out), changes)}
		o := by.outcome("rolled", by.change("rolled", u, nil))
		require.Equal(t, types.OperationStatusSuccessful, o.OperationStatus, "%v", o.OperationFailureDetails)
		copied(10 * (changes + 1))
	}
	changed(before)
	changed(after) // asked of the one and done by the other, where the cluster is

	cluster := before.cluster()
	require.Zero(t, before.stop())
	before.start()
	require.Equal(t, cluster, before.cluster(), "the older one finds its application on the newer schema")
	changed(before)

	replaced := func(binary string) {
		t.Helper()
		cluster := before.cluster()
		require.Zero(t, before.stop())
		before.binary = binary
		before.start()
		require.Equal(t, cluster, before.cluster())
	}
	record := recordVersion(t, database)
	replaced(binary)
	changed(before)
	replaced(older)
	if recordVersion(t, database) == record {
		changed(before)
	} else { // the older one cannot read what the newer one wrote, and leaves the application to it
		f.add(10)
		changes++
		eventually(t, "output", func() bool { return len(lines(t, filepath.Join(out, "copies"))) == 10*(changes+1) })
		replaced(binary)
		changed(before)
	}

	// What does not run is anybody's.
	after.create("free", script, f.properties(filepath.Join(out, "free")))
	after.run("free")
	before.create("other", script, f.properties(filepath.Join(out, "other")))
	before.run("other")
	for _, name := range []string{"free", "other"} {
		eventually(t, "output of "+name, func() bool { return len(lines(t, filepath.Join(out, name, "copies"))) == f.next })
	}
}

// recordVersion is the version of what is written down of the only cluster.
func recordVersion(t *testing.T, database string) (version int) {
	t.Helper()
	connection, err := pgx.Connect(t.Context(), database)
	require.NoError(t, err)
	defer connection.Close(context.WithoutCancel(t.Context()))
	require.NoError(t, connection.QueryRow(t.Context(), `SELECT (cluster ->> 'version')::int FROM applications`).Scan(&version))
	return version
}
