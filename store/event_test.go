package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

func TestStore_SweepEvents(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	a, other := mustCreate(t, s, "orders"), mustCreate(t, s, "refunds")
	events := func(id int64) []store.Event {
		found, err := s.EventsAfter(t.Context(), id, 0, 100)
		require.NoError(t, err)
		return found
	}
	before := events(a.ID)
	require.Len(t, before, 2, "a status and a version")

	deleted, err := s.SweepEvents(t.Context(), time.Hour)
	require.NoError(t, err)
	require.Zero(t, deleted)
	deleted, err = s.SweepEvents(t.Context(), -time.Hour)
	require.NoError(t, err)
	require.EqualValues(t, 2, deleted)
	require.Equal(t, before[1:], events(a.ID), "who has seen the newest can go on after it")
	require.Len(t, events(other.ID), 1)

	for id, want := range map[int64]bool{before[0].ID: false, before[1].ID: true, events(other.ID)[0].ID: false, 1 << 60: false} {
		kept, err := s.KeepsEvent(t.Context(), a.ID, id)
		require.NoError(t, err)
		require.Equal(t, want, kept, id)
	}
}
