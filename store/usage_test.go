package store_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

// interval is a time in which an application ran.
type interval struct {
	application  int64
	name         string
	began, ended time.Time
	kpus         int64
}

// use is what the intervals come to in the months, counted millisecond by millisecond's part in Go.
func use(intervals []interval, from, to time.Time) []store.Usage {
	var found []store.Usage
	for month := from; !month.After(to); month = month.AddDate(0, 1, 0) {
		end, kpu := month.AddDate(0, 1, 0), map[int64]*store.Usage{}
		for _, i := range intervals {
			began, ended := i.began, i.ended
			if began.Before(month) {
				began = month
			}
			if ended.After(end) {
				ended = end
			}
			if !i.began.Before(end) || !i.ended.After(month) {
				continue
			}
			if kpu[i.application] == nil {
				kpu[i.application] = &store.Usage{Month: month, ApplicationID: i.application, Name: i.name}
			}
			u := kpu[i.application]
			u.KPU += time.Duration(i.kpus) * ended.Sub(began)
			u.Orchestration += ended.Sub(began)
		}
		for _, u := range kpu {
			u.KPU, u.Orchestration = u.KPU.Truncate(time.Millisecond), u.Orchestration.Truncate(time.Millisecond)
			found = append(found, *u)
		}
	}
	slices.SortFunc(found, func(a, b store.Usage) int {
		return cmp.Or(a.Month.Compare(b.Month), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ApplicationID, b.ApplicationID))
	})
	return found
}

// TestReader_ListUsage_model writes random intervals and compares with what Go makes of them, page by page.
func TestReader_ListUsage_model(t *testing.T) {
	t.Parallel()
	url := storetest.URL(t)
	s := storetest.OpenURL(t, url)
	admin, err := pgx.Connect(t.Context(), url)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, admin.Close(t.Context())) })
	start := time.Date(2025, 11, 1, 0, 0, 0, 0, time.UTC)
	rapid.Check(t, func(rt *rapid.T) {
		_, err := admin.Exec(rt.Context(), `TRUNCATE usage_intervals`)
		require.NoError(rt, err)
		var intervals []interval
		for range rapid.IntRange(0, 12).Draw(rt, "intervals") {
			i := interval{application: rapid.Int64Range(1, 4).Draw(rt, "application"), kpus: rapid.Int64Range(1, 64).Draw(rt, "KPUs")}
			i.name = fmt.Sprintf("a%d", i.application/2) // two have one name
			i.began = start.Add(time.Duration(rapid.Int64Range(0, int64(100*24*time.Hour)).Draw(rt, "began"))).Truncate(time.Microsecond)
			i.ended = i.began.Add(time.Duration(rapid.Int64Range(1000, int64(70*24*time.Hour)).Draw(rt, "for"))).Truncate(time.Microsecond)
			intervals = append(intervals, i)
			_, err := admin.Exec(rt.Context(), `INSERT INTO usage_intervals (application_id, account_id, region, name, began, ended, kpus)
				VALUES ($1, $2, $3, $4, $5, $6, $7)`, i.application, account, region, i.name, i.began, i.ended, i.kpus)
			require.NoError(rt, err)
		}
		from := start.AddDate(0, rapid.IntRange(0, 3).Draw(rt, "from"), 0)
		to := from.AddDate(0, rapid.IntRange(0, 3).Draw(rt, "to"), 0)
		q := store.UsageQuery{AccountID: account, Region: region, From: from, To: to, Limit: rapid.IntRange(1, 5).Draw(rt, "page")}
		var found []store.Usage
		for {
			page, err := s.ListUsage(rt.Context(), q)
			require.NoError(rt, err)
			found = append(found, page...)
			if len(page) < q.Limit {
				break
			}
			last := page[len(page)-1]
			q.After = store.UsageCursor{Month: last.Month, Name: last.Name, ApplicationID: last.ApplicationID}
		}
		require.Equal(rt, use(intervals, from, to), found)
	})
}

// intervalsOf are the intervals of all applications: KPUs, and whether they go on.
func intervalsOf(t *testing.T, url string) []string {
	t.Helper()
	connection, err := pgx.Connect(t.Context(), url)
	require.NoError(t, err)
	defer func() { require.NoError(t, connection.Close(t.Context())) }()
	rows, err := connection.Query(t.Context(), `
		SELECT name || ' ' || kpus || '+' || orchestration_kpus || CASE WHEN ended IS NULL THEN ' goes on' ELSE '' END
		FROM usage_intervals ORDER BY id`)
	require.NoError(t, err)
	found, err := pgx.CollectRows(rows, pgx.RowTo[string])
	require.NoError(t, err)
	return found
}

// TestUsage_FollowsWhatRuns goes through the life of an application.
func TestUsage_FollowsWhatRuns(t *testing.T) {
	t.Parallel()
	month := func() time.Time {
		now := time.Now().UTC()
		return time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, time.UTC)
	}
	from := month()
	url := storetest.URL(t)
	s := storetest.OpenURL(t, url)
	a := newApplication("orders")
	v := newVersion()
	v.Document = json.RawMessage(`{"ApplicationConfigurationDescription": {"FlinkApplicationConfigurationDescription":
		{"ParallelismConfigurationDescription": {"Parallelism": 3, "ParallelismPerKPU": 2}}}}`)
	mustTx(t, s, func(tx *store.Tx) error { return tx.CreateApplication(t.Context(), a, v) })
	lease := mustClaim(t, s)
	mustTx(t, s, func(tx *store.Tx) error { return tx.SetDesired(t.Context(), a.ID, start(2, "")) })
	observe := func(status lifecycle.Status, version int64, parallelism int) {
		t.Helper()
		mustTx(t, s, func(tx *store.Tx) error {
			return tx.WriteObserved(t.Context(), lease, lifecycle.Observed{
				Status: status, Generation: 2, DeployedVersionID: version, Parallelism: parallelism,
			})
		})
	}
	observe(lifecycle.StatusStarting, 0, 0)
	require.Empty(t, intervalsOf(t, url))
	observe(lifecycle.StatusRunning, 1, 3)
	observe(lifecycle.StatusRunning, 1, 3)
	require.Equal(t, []string{"orders 2+1 goes on"}, intervalsOf(t, url), "two subtasks share a KPU")
	observe(lifecycle.StatusRunning, 1, 4)
	require.Equal(t, []string{"orders 2+1 goes on"}, intervalsOf(t, url), "as many KPUs are no change")
	observe(lifecycle.StatusRunning, 1, 6)
	require.Equal(t, []string{"orders 2+1", "orders 3+1 goes on"}, intervalsOf(t, url))
	kpus, orchestration, err := s.KPUsInUse(t.Context())
	require.NoError(t, err)
	require.EqualValues(t, []int64{3, 1}, []int64{kpus, orchestration})

	mustTx(t, s, func(tx *store.Tx) error {
		return tx.SetDesired(t.Context(), a.ID, lifecycle.Desired{Goal: lifecycle.GoalDelete, Via: lifecycle.StatusDeleting, Generation: 3})
	})
	mustTx(t, s, func(tx *store.Tx) error { return tx.DeleteApplication(t.Context(), lease) })
	require.Equal(t, []string{"orders 2+1", "orders 3+1"}, intervalsOf(t, url), "the end of the application ends it, and it stays")

	to := month() // which may be another one by now
	used, err := s.ListUsage(t.Context(), store.UsageQuery{AccountID: account, Region: region, From: from, To: to, Limit: 10})
	require.NoError(t, err)
	require.NotEmpty(t, used)
	require.GreaterOrEqual(t, used[0].KPU, 2*used[0].Orchestration)
	other, err := s.ListUsage(t.Context(), store.UsageQuery{AccountID: account, Region: "us-east-1", From: from, To: to, Limit: 10})
	require.NoError(t, err)
	require.Empty(t, other, "another region's")
}
