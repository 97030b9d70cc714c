package snapshotstore_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/snapshotstore"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

// errLost is what is said of a commit whose answer did not arrive.
var errLost = errors.New("the connection was lost")

// importing imports an archive with a commit of the test's own.
func (i *installation) importing(a *lifecycle.Application, from io.Reader, commit func(*snapshotstore.Imported) error) error {
	in := snapshotstore.Import{Name: "taken", Check: func(*snapshotstore.Manifest) error { return nil }}
	return i.Import(context.Background(), a, in, from, commit)
}

func (i *installation) commits(got *snapshotstore.Imported) error {
	return i.Store.InTx(context.Background(), func(tx *store.Tx) error { return tx.ImportSnapshot(context.Background(), got.Snapshot, got.DataKey) })
}

// sql runs a statement on the database and returns the number of rows that it changed.
func (i *installation) sql(statement string) int64 {
	i.Helper()
	connection, err := pgx.Connect(i.Context(), i.database)
	require.NoError(i, err)
	defer connection.Close(context.WithoutCancel(i.Context()))
	tag, err := connection.Exec(i.Context(), statement)
	require.NoError(i, err)
	return tag.RowsAffected()
}

// dies has an import end as if its process had died: nothing of it can be tidied up any more. It is told whether the snapshot was made
// before.
func (i *installation) dies(a *lifecycle.Application, archive []byte, committed bool) {
	i.Helper()
	c := i.Config
	c.Store = storetest.OpenURL(i.T, i.database)
	in := snapshotstore.Import{Name: "taken", Check: func(*snapshotstore.Manifest) error { return nil }}
	err := snapshotstore.New(c).Import(i.Context(), a, in, bytes.NewReader(archive), func(got *snapshotstore.Imported) error {
		if committed {
			require.NoError(i, i.commits(got))
		}
		c.Store.Close()
		return errLost
	})
	require.ErrorIs(i, err, errLost)
}

// TestImport_AnswerLost has the connection break after the transaction that makes the snapshot: it is there, and so are its files.
func TestImport_AnswerLost(t *testing.T) {
	t.Parallel()
	i := newInstallation(t)
	orders, billing := i.create("orders"), i.create("billing")
	archive := i.export(orders, i.put(orders, "kept", 5000, true), "")
	require.NoError(t, i.importing(billing, bytes.NewReader(archive), func(got *snapshotstore.Imported) error {
		require.NoError(t, i.commits(got))
		return errLost
	}))
	i.isWhole(billing)

	// The transaction did not take place: nothing is left, and it can be begun again.
	require.ErrorIs(t, i.importing(orders, bytes.NewReader(archive), func(*snapshotstore.Imported) error { return errLost }), errLost)
	require.Len(t, i.Left(orders), 2, "of the one that was exported")
	require.Zero(t, i.sql(`UPDATE snapshot_imports SET until = until`))
	require.NoError(t, i.importing(orders, bytes.NewReader(archive), i.commits))
	i.isWhole(orders)
}

// isWhole tells that the snapshot that was imported is READY and can be read.
func (i *installation) isWhole(a *lifecycle.Application) {
	i.Helper()
	s, err := i.Store.Snapshot(i.Context(), a.ID, "taken")
	require.NoError(i, err)
	require.Equal(i, lifecycle.SnapshotReady, s.Status)
	require.NoError(i, i.Verify(i.Context(), a, s))
	s, err = i.Store.Snapshot(i.Context(), a.ID, "taken")
	require.NoError(i, err)
	require.Empty(i, s.Verified.Problem)
}

// TestImport_ProcessDied kills imports before and after they became snapshots: the files of the former are swept once nobody can be
// importing them any more, and those of the latter stay.
func TestImport_ProcessDied(t *testing.T) {
	t.Parallel()
	i := newInstallation(t)
	orders, billing := i.create("orders"), i.create("billing")
	archive := i.export(orders, i.put(orders, "kept", 5000, true), "")
	i.dies(billing, archive, true)
	i.isWhole(billing)

	i.dies(orders, archive, false)
	require.Len(t, i.Left(orders), 4)
	sweep := func() int {
		t.Helper()
		removed, err := i.Sweep(t.Context())
		require.NoError(t, err)
		return removed
	}
	require.Zero(t, sweep(), "whoever imports it may only be slow")
	require.Len(t, i.Left(orders), 4)
	require.EqualValues(t, 1, i.sql(`UPDATE snapshot_imports SET until = clock_timestamp() - interval '1 second', site = 'elsewhere'`))
	require.Zero(t, sweep(), "another machine has the files")
	require.EqualValues(t, 1, i.sql(`UPDATE snapshot_imports SET site = ''`))
	require.Equal(t, 1, sweep())
	require.Len(t, i.Left(orders), 2)
	require.Zero(t, sweep(), "it was told already")
	require.EqualValues(t, 1, i.sql(`UPDATE snapshot_imports SET abandon_time = abandon_time - interval '2 hours'`))
	require.Zero(t, sweep())
	require.Zero(t, i.sql(`UPDATE snapshot_imports SET until = until`), "it is forgotten")
	i.isWhole(billing)
}

// TestImport_GivenUpByOthers has an import go on that was not heard of for too long: it cannot become a snapshot any more, whose files
// would be gone, and leaves nothing behind.
func TestImport_GivenUpByOthers(t *testing.T) {
	t.Parallel()
	i := newInstallation(t)
	a := i.create("orders")
	archive := i.export(a, i.put(a, "kept", 5000, true), "")
	swept := false
	err := i.importing(a, bytes.NewReader(archive), func(got *snapshotstore.Imported) error {
		require.EqualValues(t, 1, i.sql(`UPDATE snapshot_imports SET until = clock_timestamp() - interval '1 second'`))
		removed, err := i.Sweep(t.Context())
		require.NoError(t, err)
		swept = removed == 1
		return i.commits(got)
	})
	require.True(t, swept)
	require.ErrorIs(t, err, store.ErrImportAbandoned)
	require.Len(t, i.Left(a), 2)
	_, err = i.Store.Snapshot(t.Context(), a.ID, "taken")
	require.True(t, fault.Is(err, fault.NotFoundKind))
	require.Zero(t, i.sql(`UPDATE snapshot_imports SET until = until`))
}
