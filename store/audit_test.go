package store_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

func decision(action string, at time.Time) store.AuditEntry {
	return store.AuditEntry{
		Time: at, AccountID: account, Region: region, Application: "orders", Actor: "PSTK1", Principal: "arn:aws:iam::" + account + ":user/ann",
		SourceIP: "10.0.0.1", RequestID: "r", Action: action, Resource: "arn:x", Outcome: store.OutcomeAllowed,
	}
}

func actions(entries []store.AuditEntry) (names []string) {
	for _, e := range entries {
		names = append(names, e.Action)
	}
	return names
}

func TestListAudit_Filters(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	at := time.Now().UTC().Truncate(time.Second)
	denied := decision("StopApplication", at.Add(2*time.Second))
	denied.Outcome, denied.Principal, denied.ErrorCode = store.OutcomeDenied, "arn:aws:iam::"+account+":user/eve", "AccessDeniedException"
	other := decision("List_Other", at.Add(3*time.Second))
	other.Application, other.Region = "", "us-east-1"
	stranger := decision("Foreign", at)
	stranger.AccountID = "210987654321"
	require.NoError(t, s.WriteAudit(t.Context(), []store.AuditEntry{
		decision("DescribeApplication", at), decision("ListApplications", at.Add(time.Second)), denied, other, stranger,
	}))
	mustTx(t, s, func(tx *store.Tx) error { return tx.Audit(t.Context(), decision("StartApplication", time.Time{})) })
	for name, test := range map[string]struct {
		query store.AuditQuery
		want  []string
	}{
		"all":           {store.AuditQuery{}, []string{"List_Other", "StopApplication", "ListApplications", "StartApplication", "DescribeApplication"}},
		"action":        {store.AuditQuery{Action: "StopApplication"}, []string{"StopApplication"}},
		"a wildcard":    {store.AuditQuery{Action: "List*"}, []string{"List_Other", "ListApplications"}},
		"no other ones": {store.AuditQuery{Action: "List_*"}, []string{"List_Other"}},
		"outcome":       {store.AuditQuery{Outcome: store.OutcomeDenied}, []string{"StopApplication"}},
		"principal":     {store.AuditQuery{Principal: denied.Principal}, []string{"StopApplication"}},
		"region":        {store.AuditQuery{Region: "us-east-1"}, []string{"List_Other"}},
		"changes":       {store.AuditQuery{ChangesOnly: true}, []string{"StartApplication"}},
		"time":          {store.AuditQuery{Start: at.Add(time.Second), End: at.Add(3 * time.Second), Action: "*"}, nil},
	} {
		test.query.AccountID = account
		got, err := s.ListAudit(t.Context(), test.query, store.AuditCursor{}, 10)
		require.NoError(t, err, name)
		if name == "time" {
			require.Subset(t, actions(got), []string{"StopApplication", "ListApplications"})
			require.NotContains(t, actions(got), "List_Other")
			require.NotContains(t, actions(got), "DescribeApplication")
			continue
		}
		require.ElementsMatch(t, test.want, actions(got), name)
	}
	first, err := s.ListAudit(t.Context(), store.AuditQuery{AccountID: account, Outcome: store.OutcomeDenied}, store.AuditCursor{}, 1)
	require.NoError(t, err)
	denied.ID, denied.Position = first[0].ID, first[0].Position
	require.Equal(t, denied, first[0])
	rest, err := s.ListAudit(t.Context(), store.AuditQuery{AccountID: account}, store.AuditCursor{Time: first[0].Time, ID: first[0].ID}, 10)
	require.NoError(t, err)
	require.NotContains(t, actions(rest), "StopApplication")
	require.Contains(t, actions(rest), "DescribeApplication")
}

// TestAuditAfter_MissesNothing has a transaction write early and commit late: an id that is lower than one already seen.
func TestAuditAfter_MissesNothing(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	written, commit := make(chan struct{}), make(chan struct{})
	var slow sync.WaitGroup
	finish := sync.OnceFunc(func() {
		close(commit)
		slow.Wait()
	})
	defer finish()
	slow.Go(func() {
		mustTx(t, s, func(tx *store.Tx) error {
			err := tx.Audit(t.Context(), decision("Slow", time.Time{}))
			close(written)
			<-commit
			return err
		})
	})
	<-written
	require.NoError(t, s.WriteAudit(t.Context(), []store.AuditEntry{decision("Fast", time.Now())}))
	got, position, err := s.AuditAfter(t.Context(), store.AuditQuery{}, store.AuditPosition{}, 10)
	require.NoError(t, err)
	require.Empty(t, got, "Slow may come yet, before Fast")
	finish()
	require.NoError(t, s.WriteAudit(t.Context(), []store.AuditEntry{decision("Last", time.Now())}))
	var all []string
	require.Eventually(t, func() bool {
		got, next, err := s.AuditAfter(t.Context(), store.AuditQuery{}, position, 1)
		require.NoError(t, err)
		all, position = append(all, actions(got)...), next
		return len(all) == 3
	}, timeout, tick)
	require.Equal(t, []string{"Slow", "Fast", "Last"}, all)
	end, err := s.AuditEnd(t.Context())
	require.NoError(t, err)
	require.Equal(t, position, end)
	got, next, err := s.AuditAfter(t.Context(), store.AuditQuery{}, position, 10)
	require.NoError(t, err)
	require.Empty(t, got)
	require.Equal(t, position, next)
}

func TestAuditAfter_GoesOnPastWhatIsNotSelected(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	for i := range 5 {
		require.NoError(t, s.WriteAudit(t.Context(), []store.AuditEntry{decision(fmt.Sprint("Do", i), time.Now())}))
	}
	var position store.AuditPosition
	var all []string
	require.Eventually(t, func() bool {
		got, next, err := s.AuditAfter(t.Context(), store.AuditQuery{Action: "Do4"}, position, 2)
		require.NoError(t, err)
		all, position = append(all, actions(got)...), next
		return len(all) > 0
	}, timeout, tick)
	require.Equal(t, []string{"Do4"}, all)
}

// TestAdoptAudit has entries whose transaction numbers are beyond this Postgres', as after a move to another.
func TestAdoptAudit(t *testing.T) {
	t.Parallel()
	url := storetest.URL(t)
	s := storetest.OpenURL(t, url)
	require.NoError(t, s.WriteAudit(t.Context(), []store.AuditEntry{decision("Old", time.Now()), decision("Older", time.Now())}))
	old, err := s.ListAudit(t.Context(), store.AuditQuery{Action: "Old"}, store.AuditCursor{}, 1)
	require.NoError(t, err)
	mustExec(t, url, `UPDATE audit_log SET transaction_id = '9000000000'`)
	require.NoError(t, s.AdoptAudit(t.Context()))
	require.NoError(t, s.WriteAudit(t.Context(), []store.AuditEntry{decision("New", time.Now())}))
	var got []store.AuditEntry
	require.Eventually(t, func() bool {
		got, _, err = s.AuditAfter(t.Context(), store.AuditQuery{}, store.AuditPosition{Transaction: 9000000000, ID: old[0].ID}, 10)
		require.NoError(t, err)
		return len(got) == 2
	}, timeout, tick)
	require.Equal(t, []string{"Older", "New"}, actions(got), "a position of the other Postgres still says how far its reader was")
}

func TestPruneAudit_InSmallBatches(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	now := time.Now()
	for i := range 5 {
		require.NoError(t, s.WriteAudit(t.Context(), []store.AuditEntry{decision(fmt.Sprint("Do", i), now.Add(time.Duration(i-3)*time.Hour))}))
	}
	for _, want := range []int{2, 1, 0} {
		gone, err := s.PruneAudit(t.Context(), now.Add(-30*time.Minute), 2)
		require.NoError(t, err)
		require.Equal(t, want, gone)
	}
	left, err := s.ListAudit(context.Background(), store.AuditQuery{}, store.AuditCursor{}, 10)
	require.NoError(t, err)
	require.Equal(t, []string{"Do4", "Do3"}, actions(left))
}
