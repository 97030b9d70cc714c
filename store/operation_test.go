package store_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

func newOperation(applicationID int64, kind lifecycle.OperationKind, at time.Time) *lifecycle.Operation {
	return &lifecycle.Operation{
		ID: lifecycle.NewOperationID(), ApplicationID: applicationID, Kind: kind, StartTime: at, Downtime: -1,
	}
}

func TestOperation_life(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	a := mustCreate(t, s, "orders")
	o := newOperation(a.ID, lifecycle.OperationUpdate, created)
	o.VersionFrom, o.VersionTo = 1, 2
	mustTx(t, s, func(tx *store.Tx) error { return tx.CreateOperation(t.Context(), o) })
	step := lifecycle.Step{
		Name: "take snapshot", StartTime: created, Outcome: lifecycle.StepInProgress, Attempts: 1,
	}
	mustTx(t, s, func(tx *store.Tx) error { return tx.PutStep(t.Context(), o.ID, step) })
	inProgress, err := s.OperationsInProgress(t.Context(), a.ID)
	require.NoError(t, err)
	require.Len(t, inProgress, 1)

	step.EndTime, step.Outcome, step.Attempts = created.Add(time.Second), lifecycle.StepFailed, 2
	step.Detail = "disk full: \x00\xff"
	o.Status, o.EndTime, o.Downtime = lifecycle.OperationFailed, created.Add(2*time.Second), 1500*time.Millisecond
	o.Error, o.RollbackOperationID = strings.Repeat("ä", 600), "other"
	mustTx(t, s, func(tx *store.Tx) error {
		if err := tx.PutStep(t.Context(), o.ID, step); err != nil {
			return err
		}
		return tx.FinishOperation(t.Context(), o)
	})
	require.Equal(t, strings.Repeat("ä", 512), o.Error)

	got, err := s.Operation(t.Context(), a.ID, o.ID)
	require.NoError(t, err)
	step.StartTime, step.EndTime = step.StartTime.Truncate(time.Microsecond), step.EndTime.Truncate(time.Microsecond)
	step.Detail = "disk full: \uFFFD\uFFFD"
	o.Steps = []lifecycle.Step{step}
	require.Empty(t, cmp.Diff(o, got))

	o.Status = lifecycle.OperationSuccessful
	err = s.InTx(t.Context(), func(tx *store.Tx) error { return tx.FinishOperation(t.Context(), o) })
	require.ErrorIs(t, err, store.ErrOperationEnded)
	_, err = s.Operation(t.Context(), a.ID+1, o.ID)
	require.True(t, fault.Is(err, fault.NotFoundKind), "of another application: %v", err)
	_, err = s.Operation(t.Context(), a.ID, "a\x00b")
	require.Error(t, err)
	require.True(t, fault.Is(err, fault.InvalidArgumentKind), "%v", err)
}

func TestReader_ListOperations(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	a := mustCreate(t, s, "orders")
	for _, begun := range []struct {
		kind  lifecycle.OperationKind
		after time.Duration
	}{
		{lifecycle.OperationStart, 0},
		{lifecycle.OperationCreateSnapshot, time.Second},
		{lifecycle.OperationUpdate, time.Minute},
		{lifecycle.OperationUpdate, time.Minute}, // at the same moment
		{lifecycle.OperationStop, time.Hour},
	} {
		o := newOperation(a.ID, begun.kind, created.Add(begun.after))
		if begun.kind == lifecycle.OperationStart {
			o.Status, o.EndTime = lifecycle.OperationSuccessful, created
		}
		mustTx(t, s, func(tx *store.Tx) error { return tx.CreateOperation(t.Context(), o) })
	}
	list := func(query store.OperationQuery) []lifecycle.OperationKind {
		t.Helper()
		var got []lifecycle.OperationKind
		for {
			page, err := s.ListOperations(t.Context(), a.ID, query)
			require.NoError(t, err)
			for _, o := range page {
				got = append(got, o.Kind)
				query.Before = store.OperationCursor{StartTime: o.StartTime, ID: o.ID}
			}
			if len(page) < query.Limit {
				return got
			}
		}
	}
	listed := []lifecycle.OperationKind{
		lifecycle.OperationStop, lifecycle.OperationUpdate, lifecycle.OperationUpdate, lifecycle.OperationStart,
	}
	for _, size := range []int{1, 2, 50} {
		require.Equal(t, listed, list(store.OperationQuery{Limit: size}), "in pages of %d", size)
	}
	require.Len(t, list(store.OperationQuery{Limit: 2, Unlisted: true}), 5)
	require.Equal(t, listed[1:3], list(store.OperationQuery{Limit: 1, Kind: lifecycle.OperationUpdate}))
	require.Equal(t, listed[3:], list(store.OperationQuery{Limit: 1, Status: lifecycle.OperationSuccessful}))
	require.Empty(t, list(store.OperationQuery{Limit: 1, Kind: "Nothing"}))
}
