package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

func TestNewestCheckpoints(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	a := newApplication("orders")
	mustTx(t, s, func(tx *store.Tx) error { return tx.CreateApplication(t.Context(), a, newVersion()) })
	record := func(run string, number int64) {
		t.Helper()
		require.NoError(t, s.RecordNewestCheckpoints(t.Context(), []store.NewestCheckpoint{
			{ApplicationID: a.ID, RunURI: run, Number: number}, {ApplicationID: a.ID + 1000, RunURI: run, Number: number},
		}))
	}
	of := func(run string) int64 {
		t.Helper()
		number, err := s.NewestCheckpointOf(t.Context(), a.ID, run)
		require.NoError(t, err)
		return number
	}
	require.Zero(t, of("1-0"))
	record("1-0", 7)
	record("1-0", 6)
	require.EqualValues(t, 7, of("1-0"), "a run never goes back")
	require.Zero(t, of("2-0"))
	record("2-0", 3)
	require.EqualValues(t, 3, of("2-0"))
	require.Zero(t, of("1-0"), "only the run that was seen last")
	require.NoError(t, s.RecordNewestCheckpoints(t.Context(), nil))
}
