package store_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
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

// Who follows changes hears of each, and where one may have been missed, of that.
func TestEventHub_Follow(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	a := mustCreate(t, s, "orders")
	hub := s.NewEventHub(slog.New(slog.DiscardHandler))
	f := hub.Follow()
	ids, all := f.Take()
	require.True(t, all, "what was before is to be looked at")
	require.Empty(t, ids)
	ids, all = f.Take()
	require.False(t, all)
	require.Empty(t, ids)

	ctx, cancel := context.WithCancel(t.Context())
	var group sync.WaitGroup
	defer group.Wait()
	defer cancel()
	group.Go(func() { hub.Run(ctx) })
	taken := func() (ids []int64, all bool) {
		require.Eventually(t, func() bool {
			ids, all = f.Take()
			return all || len(ids) > 0
		}, time.Minute, time.Millisecond)
		return ids, all
	}
	_, all = taken()
	require.True(t, all, "what was missed before the connection")

	lease := mustClaim(t, s)
	observed := lifecycle.Observed{Status: lifecycle.StatusReady, Generation: a.Desired.Generation, Cluster: &lifecycle.ClusterHandle{Driver: "fake", State: json.RawMessage(`{}`)}}
	mustTx(t, s, func(tx *store.Tx) error { return tx.WriteObserved(ctx, lease, observed) })
	ids, all = taken()
	require.False(t, all)
	require.Equal(t, []int64{a.ID}, ids, "a cluster comes without an event")

	found, err := s.ApplicationClusters(ctx)
	require.NoError(t, err)
	require.Len(t, found, 1)
	of, err := s.ApplicationClustersOf(ctx, []int64{a.ID, 4711})
	require.NoError(t, err)
	require.Equal(t, found, of)
}
