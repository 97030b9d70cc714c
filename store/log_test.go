package store_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/logs"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

const keepAll = 1 << 40

func event(message string) logs.Event {
	return logs.Event{Time: created, Level: logs.Info, Logger: "test", Message: message}
}

// mustLog appends events of these messages.
func mustLog(t testing.TB, s *store.Store, applicationID int64, messages ...string) {
	t.Helper()
	events := make([]logs.Event, len(messages))
	for i, m := range messages {
		events[i] = event(m)
	}
	mustTx(t, s, func(tx *store.Tx) error { return tx.AppendLog(t.Context(), applicationID, events) })
}

// readLog gives all messages, after checking that their sequence has no gap unless a query leaves some out.
func readLog(t testing.TB, s *store.Store, applicationID int64, query ...store.LogQuery) (first int64, messages []string) {
	t.Helper()
	q := store.LogQuery{}
	if len(query) > 0 {
		q = query[0]
	}
	q.From, q.Limit = 1, 10_000
	chunks, err := s.LogChunks(t.Context(), applicationID, q)
	require.NoError(t, err)
	for i, c := range chunks {
		if i == 0 {
			first = c.First
		}
		if len(query) == 0 {
			require.Equal(t, first+int64(len(messages)), c.First)
		}
		events, err := logs.ParseChunk(c.Content)
		require.NoError(t, err)
		require.Len(t, events, c.Events)
		for _, e := range events {
			messages = append(messages, e.Message)
		}
	}
	return first, messages
}

func TestTx_AppendLog(t *testing.T) {
	t.Parallel()

	t.Run("small pieces share a row", func(t *testing.T) {
		t.Parallel()
		url := storetest.URL(t)
		s := storetest.OpenURL(t, url)
		a := mustCreate(t, s, "orders")
		var want []string
		for i := range 100 {
			m := fmt.Sprintf("event %d", i)
			mustLog(t, s, a.ID, m)
			want = append(want, m)
		}
		_, messages := readLog(t, s, a.ID)
		require.Equal(t, want, messages)
		require.Less(t, mustCount(t, url, `SELECT count(*) FROM log_chunks`), 10)
		require.Equal(t, mustCount(t, url, `SELECT sum(length(content)) FROM log_chunks`), mustCount(t, url, `SELECT bytes FROM application_logs`))
	})

	t.Run("what many append at once is numbered without gaps", func(t *testing.T) {
		t.Parallel()
		s := storetest.Open(t)
		a := mustCreate(t, s, "orders")
		var group sync.WaitGroup
		for i := range 8 {
			group.Go(func() {
				for range 10 {
					err := s.InTx(t.Context(), func(tx *store.Tx) error {
						return tx.AppendLog(t.Context(), a.ID, []logs.Event{event(fmt.Sprint(i)), event(strings.Repeat("x", 1000*i))})
					})
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		group.Wait()
		first, messages := readLog(t, s, a.ID)
		require.EqualValues(t, 1, first)
		require.Len(t, messages, 160)
		end, err := s.LogEnd(t.Context(), a.ID)
		require.NoError(t, err)
		require.EqualValues(t, 161, end)
	})

	t.Run("what Postgres cannot store is replaced", func(t *testing.T) {
		t.Parallel()
		s := storetest.Open(t)
		a := mustCreate(t, s, "orders")
		mustLog(t, s, a.ID, "zero \x00 and \xff")
		_, messages := readLog(t, s, a.ID)
		require.Equal(t, []string{"zero \uFFFD and \uFFFD"}, messages)
	})

	t.Run("the log of no application is refused", func(t *testing.T) {
		t.Parallel()
		s := storetest.Open(t)
		err := s.InTx(t.Context(), func(tx *store.Tx) error { return tx.AppendLog(t.Context(), 99, []logs.Event{event("x")}) })
		require.True(t, fault.Is(err, fault.NotFoundKind), "%v", err)
	})

	t.Run("nothing is left of a deleted application", func(t *testing.T) {
		t.Parallel()
		url := storetest.URL(t)
		s := storetest.OpenURL(t, url)
		a := mustCreate(t, s, "orders")
		mustLog(t, s, a.ID, "x")
		require.NoError(t, s.CollectLog(t.Context(), store.CollectedLog{ApplicationID: a.ID, Cluster: "c", To: "1", Keep: keepAll}))
		mustExec(t, url, `DELETE FROM applications`)
		require.Zero(t, mustCount(t, url, `SELECT count(*) FROM log_chunks`)+mustCount(t, url, `SELECT count(*) FROM log_positions`))
	})
}

func TestStore_CollectLog(t *testing.T) {
	t.Parallel()

	t.Run("of several who collect the same events one stores them", func(t *testing.T) {
		t.Parallel()
		url := storetest.URL(t)
		stores := []*store.Store{storetest.OpenURL(t, url), storetest.OpenURL(t, url)}
		a := mustCreate(t, stores[0], "orders")
		const events = 50
		var group sync.WaitGroup
		for i := range 6 {
			s := stores[i%2]
			group.Go(func() {
				for {
					from, err := s.LogPosition(t.Context(), a.ID, "c")
					if err != nil {
						t.Error(err)
						return
					}
					next := 0
					if from != "" {
						_, err = fmt.Sscan(from, &next)
					}
					if err != nil || next == events {
						return
					}
					err = s.CollectLog(t.Context(), store.CollectedLog{
						ApplicationID: a.ID, Cluster: "c", From: from, To: fmt.Sprint(next + 1), Keep: keepAll, Durable: i == 0,
						Events: []logs.Event{event(fmt.Sprint(next))},
					})
					if err != nil {
						require.ErrorIs(t, err, store.ErrLogMoved)
					}
				}
			})
		}
		group.Wait()
		_, messages := readLog(t, stores[0], a.ID)
		require.Len(t, messages, events)
		for i, m := range messages {
			require.Equal(t, fmt.Sprint(i), m)
		}
	})

	t.Run("the oldest events make room", func(t *testing.T) {
		t.Parallel()
		url := storetest.URL(t)
		s := storetest.OpenURL(t, url)
		a := mustCreate(t, s, "orders")
		from := ""
		const keep = 100_000
		for i := range 50 {
			to := fmt.Sprint(i + 1)
			require.NoError(t, s.CollectLog(t.Context(), store.CollectedLog{
				ApplicationID: a.ID, Cluster: "c", From: from, To: to, Keep: keep, Events: []logs.Event{event(strings.Repeat("x", 5000) + to)},
			}))
			from = to
			require.LessOrEqual(t, mustCount(t, url, `SELECT bytes FROM application_logs`), keep)
		}
		first, messages := readLog(t, s, a.ID)
		require.EqualValues(t, 51, first+int64(len(messages)))
		require.Greater(t, len(messages), 15)
		require.Equal(t, mustCount(t, url, `SELECT sum(length(content)) FROM log_chunks`), mustCount(t, url, `SELECT bytes FROM application_logs`))
	})

	t.Run("what is printed makes room for the log", func(t *testing.T) {
		t.Parallel()
		url := storetest.URL(t)
		s := storetest.OpenURL(t, url)
		a := mustCreate(t, s, "orders")
		from := ""
		const keep = 100_000
		for i := range 60 {
			to := fmt.Sprint(i + 1)
			printed := event(strings.Repeat("p", 9000))
			printed.Stream = logs.StreamStdout
			require.NoError(t, s.CollectLog(t.Context(), store.CollectedLog{
				ApplicationID: a.ID, Cluster: "c", From: from, To: to, Keep: keep, Events: []logs.Event{printed, event("log " + to)},
			}))
			from = to
		}
		_, rest := readLog(t, s, a.ID, store.LogQuery{WithoutPrinted: true})
		require.Len(t, rest, 60, "the log is whole")
		_, all := readLog(t, s, a.ID, store.LogQuery{})
		require.Less(t, len(all), 60+keep/4/9000+1)
		require.Greater(t, len(all), 61, "some of what is printed is left")
		trimmed, err := s.LogTrimmed(t.Context(), a.ID)
		require.NoError(t, err)
		require.EqualValues(t, 1, trimmed, "nothing of the log is gone")
		require.LessOrEqual(t, mustCount(t, url, `SELECT printed_bytes FROM application_logs`), keep/4)
		require.Equal(t, mustCount(t, url, `SELECT sum(length(content)) FILTER (WHERE printed) FROM log_chunks`),
			mustCount(t, url, `SELECT printed_bytes FROM application_logs`))

		for range 60 {
			to := from + "x"
			require.NoError(t, s.CollectLog(t.Context(), store.CollectedLog{
				ApplicationID: a.ID, Cluster: "c", From: from, To: to, Keep: keep, Events: []logs.Event{event(strings.Repeat("l", 9000))},
			}))
			from = to
		}
		require.Zero(t, mustCount(t, url, `SELECT printed_bytes FROM application_logs`), "the log needs all of it")
		require.LessOrEqual(t, mustCount(t, url, `SELECT bytes FROM application_logs`), keep)
		trimmed, err = s.LogTrimmed(t.Context(), a.ID)
		require.NoError(t, err)
		require.Greater(t, trimmed, int64(100))
	})

	t.Run("a position is forgotten with its cluster", func(t *testing.T) {
		t.Parallel()
		s := storetest.Open(t)
		a := mustCreate(t, s, "orders")
		require.NoError(t, s.CollectLog(t.Context(), store.CollectedLog{ApplicationID: a.ID, Cluster: "c", To: "1", Keep: keepAll}))
		mustTx(t, s, func(tx *store.Tx) error { return tx.ForgetLogPosition(t.Context(), a.ID, "c") })
		position, err := s.LogPosition(t.Context(), a.ID, "c")
		require.NoError(t, err)
		require.Empty(t, position)
	})
}

func TestStore_SweepLogs(t *testing.T) {
	t.Parallel()
	url := storetest.URL(t)
	s := storetest.OpenURL(t, url)
	a, b := mustCreate(t, s, "orders"), mustCreate(t, s, "flights")
	mustLog(t, s, a.ID, strings.Repeat("x", 5000), "old")
	mustLog(t, s, b.ID, "old too")
	mustExec(t, url, `UPDATE log_chunks SET stored_at = stored_at - interval '8 days'`)
	mustLog(t, s, a.ID, "new")
	removed, err := s.SweepLogs(t.Context(), 7*24*time.Hour)
	require.NoError(t, err)
	require.EqualValues(t, 2, removed)
	first, messages := readLog(t, s, a.ID)
	require.Equal(t, []string{"new"}, messages)
	require.EqualValues(t, 3, first)
	require.Equal(t, mustCount(t, url, `SELECT sum(length(content)) FROM log_chunks`), mustCount(t, url, `SELECT sum(bytes) FROM application_logs`))
}

func TestReader_LogChunks(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	a := mustCreate(t, s, "orders")
	for i, level := range []logs.Level{logs.Debug, logs.Warn, logs.Info} {
		e := event(strings.Repeat("x", 5000))
		e.Level, e.Time = level, created.Add(time.Duration(i)*time.Hour)
		mustTx(t, s, func(tx *store.Tx) error { return tx.AppendLog(t.Context(), a.ID, []logs.Event{e, e}) })
	}
	for name, c := range map[string]struct {
		query store.LogQuery
		want  []int64
	}{
		"all":                {store.LogQuery{From: 1}, []int64{1, 3, 5}},
		"from within":        {store.LogQuery{From: 4}, []int64{3, 5}},
		"beyond the end":     {store.LogQuery{From: 7}, []int64{5}},
		"backward":           {store.LogQuery{From: 4, Backward: true}, []int64{3, 1}},
		"from the end":       {store.LogQuery{From: 1 << 62, Backward: true}, []int64{5, 3, 1}},
		"some":               {store.LogQuery{From: 1, Limit: 2}, []int64{1, 3}},
		"from a time on":     {store.LogQuery{From: 1, Start: created.Add(time.Hour)}, []int64{3, 5}},
		"until a time":       {store.LogQuery{From: 1, End: created.Add(time.Minute)}, []int64{1}},
		"of a level":         {store.LogQuery{From: 1, Levels: logs.AtLeast(logs.Warn)}, []int64{3}},
		"of no event's time": {store.LogQuery{From: 1, Start: created.Add(9 * time.Hour)}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if c.query.Limit == 0 {
				c.query.Limit = 100
			}
			chunks, err := s.LogChunks(t.Context(), a.ID, c.query)
			require.NoError(t, err)
			var got []int64
			for _, chunk := range chunks {
				got = append(got, chunk.First)
			}
			require.Equal(t, c.want, got)
		})
	}
}

func TestOperations_leave_their_trace_in_the_log(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	a := mustCreate(t, s, "orders")
	o := lifecycle.Operation{ID: "op1", ApplicationID: a.ID, Kind: lifecycle.OperationStart, StartTime: created, Downtime: -1}
	mustTx(t, s, func(tx *store.Tx) error { return tx.CreateOperation(t.Context(), &o) })
	o.Status, o.EndTime, o.Error = lifecycle.OperationFailed, created.Add(time.Second), "the code is wrong"
	mustTx(t, s, func(tx *store.Tx) error {
		return tx.FinishOperation(t.Context(), &lifecycle.Operation{
			ID: o.ID, Status: o.Status, EndTime: o.EndTime, Error: o.Error, Downtime: -1,
		})
	})
	chunks, err := s.LogChunks(t.Context(), a.ID, store.LogQuery{From: 1, Limit: 10})
	require.NoError(t, err)
	require.Len(t, chunks, 1)
	events, err := logs.ParseChunk(chunks[0].Content)
	require.NoError(t, err)
	require.Len(t, events, 2)
	require.Equal(t, "StartApplication began (operation op1).", events[0].Message)
	require.Equal(t, "StartApplication failed (operation op1): the code is wrong", events[1].Message)
	require.Equal(t, logs.Error, events[1].Level)
	require.EqualValues(t, 1, events[1].Version)
	require.True(t, strings.HasPrefix(events[1].Logger, logs.ControlPlaneLogger))
}

const stream = "arn:aws:logs:eu-west-1:123456789012:log-group:g:log-stream:s"

// withStreams is a version that names streams.
func withStreams(t testing.TB, streams ...string) *lifecycle.Version {
	t.Helper()
	options := []map[string]string{}
	for _, s := range streams {
		options = append(options, map[string]string{"LogStreamARN": s})
	}
	document, err := json.Marshal(map[string]any{"CloudWatchLoggingOptionDescriptions": options})
	require.NoError(t, err)
	v := newVersion()
	v.Document = document
	return v
}

func TestStore_LogDeliveries(t *testing.T) {
	t.Parallel()
	url := storetest.URL(t)
	s := storetest.OpenURL(t, url)
	other := mustCreate(t, s, "flights")
	mustLog(t, s, other.ID, "of nobody's interest")
	a := newApplication("orders")
	mustTx(t, s, func(tx *store.Tx) error { return tx.CreateApplication(t.Context(), a, withStreams(t, stream)) })
	sync := func() []store.LogDelivery {
		require.NoError(t, s.SyncLogDeliveries(t.Context()))
		deliveries, err := s.LogDeliveries(t.Context(), a.ID)
		require.NoError(t, err)
		return deliveries
	}
	claim := func() []store.LogDeliveryLease {
		leases, err := s.ClaimLogDeliveries(t.Context(), "me", 10, term)
		require.NoError(t, err)
		return leases
	}
	require.Empty(t, sync(), "there is no log yet")
	mustLog(t, s, a.ID, "one", "two")
	require.Equal(t, []store.LogDelivery{{ApplicationID: a.ID, StreamARN: stream, Next: 1}}, sync())

	leases := claim()
	require.Len(t, leases, 1)
	l := leases[0]
	require.Equal(t, a.ARN(), l.ApplicationARN)
	require.Empty(t, claim(), "it has one owner")
	require.NoError(t, s.RecordLogFailure(t.Context(), l, "denied", time.Hour))
	require.ErrorIs(t, s.RecordLogProgress(t.Context(), l, store.LogProgress{Next: 3, Term: term}), store.ErrLeaseLost)
	require.Empty(t, claim(), "it is not due")
	d := sync()[0]
	require.Equal(t, "denied", d.Failure)
	require.Equal(t, 1, d.Failures)
	require.False(t, d.FailingSince.IsZero())
	lag, err := s.LogLag(t.Context())
	require.NoError(t, err)
	require.Equal(t, 1, lag.Failing)
	require.Positive(t, lag.Oldest)

	mustExec(t, url, `UPDATE log_deliveries SET due_at = now()`)
	late := claim()[0]
	mustExec(t, url, `UPDATE log_deliveries SET expires_at = now()`)
	l = claim()[0]
	require.ErrorIs(t, s.RecordLogProgress(t.Context(), late, store.LogProgress{Next: 3, Term: term}), store.ErrLeaseLost, "a term that ended")
	require.NoError(t, s.RecordLogProgress(t.Context(), l, store.LogProgress{Next: 3, Delivered: 1, Dropped: 1, Term: term}))
	require.NoError(t, s.ReleaseLogDelivery(t.Context(), l, 0))
	require.Empty(t, claim(), "nothing is left to deliver")
	d = sync()[0]
	require.Equal(t, []int64{3, 1, 1, 0}, []int64{d.Next, d.Delivered, d.Dropped, int64(d.Failures)})
	require.False(t, d.DeliveredAt.IsZero())

	mustExec(t, url, `UPDATE application_versions SET document = '{}' WHERE application_id = $1`, a.ID)
	require.Empty(t, sync(), "the option was deleted")
}
