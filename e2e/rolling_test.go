package e2e

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

// olderBinary names a penstock from before the newest change of the schema; scripts/older builds one.
const olderBinary = "PENSTOCK_OLDER_BINARY"

// Control planes of two versions work on one database: the newer one changes the schema under the older one, which goes on, may be
// started again, and is replaced on its machine by the newer one, and that by the older one again.
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

	for _, binary := range []string{binary, older} {
		cluster := before.cluster()
		require.Zero(t, before.stop())
		before.binary = binary
		before.start()
		require.Equal(t, cluster, before.cluster())
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
