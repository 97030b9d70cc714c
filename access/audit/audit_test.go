package audit_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/access/audit"
	"github.com/penstock/penstock/store"
)

// log is an audit log that can fail.
type log struct {
	mu      sync.Mutex
	failing bool
	entries []store.AuditEntry
	writes  int
	pruned  []time.Time
	// old is how many entries are left to prune.
	old int
}

func (l *log) WriteAudit(_ context.Context, entries []store.AuditEntry) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.failing {
		return errors.New("down")
	}
	l.writes++
	l.entries = append(l.entries, entries...)
	return nil
}

func (l *log) PruneAudit(_ context.Context, before time.Time, batch int) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pruned = append(l.pruned, before)
	n := min(l.old, batch)
	l.old -= n
	return n, nil
}

func (l *log) Now() time.Time { return time.Now() }

func (l *log) set(failing bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.failing = failing
}

// seen is how often it was written, the times of prunings, and what is left of old entries.
func (l *log) seen() (writes int, pruned []time.Time, old int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.writes, append([]time.Time(nil), l.pruned...), l.old
}

func (l *log) written() []store.AuditEntry {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]store.AuditEntry(nil), l.entries...)
}

// run runs a recorder until the returned function is called.
func run(t *testing.T, r *audit.Recorder) (stop func()) {
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { r.Run(ctx) })
	return func() {
		cancel()
		running.Wait()
	}
}

func newRecorder(l *log, retention time.Duration) *audit.Recorder {
	return audit.New(l, retention, slog.New(slog.DiscardHandler))
}

func TestAllowed_IsWrittenInBatchesAndAtTheEnd(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := &log{}
		r := newRecorder(l, 0)
		stop := run(t, r)
		for i := range 100 {
			r.Allowed(store.AuditEntry{RequestID: fmt.Sprint(i)})
		}
		require.Empty(t, l.written())
		synctest.Wait()
		pass(time.Second)
		require.Len(t, l.written(), 100)
		writes, _, _ := l.seen()
		require.Equal(t, 1, writes)
		r.Allowed(store.AuditEntry{RequestID: "last"})
		stop()
		got := l.written()
		require.Equal(t, "last", got[len(got)-1].RequestID)
		_, pruned, _ := l.seen()
		require.Empty(t, pruned, "nothing is removed that shall be kept forever")
	})
}

func TestAllowed_WaitsForADatabaseThatIsAwayWithBoundedMemoryAndTellsOfGaps(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const many = 20_000
		l := &log{failing: true}
		r := newRecorder(l, 0)
		stop := run(t, r)
		defer stop()
		for i := range many {
			r.Allowed(store.AuditEntry{AccountID: "1", RequestID: fmt.Sprint(i)})
		}
		pass(10 * time.Second)
		require.Empty(t, l.written())
		l.set(false)
		pass(time.Second)
		got := l.written()
		last := got[len(got)-1]
		require.Equal(t, audit.ActionGap, last.Action)
		require.Equal(t, "1", last.AccountID)
		require.JSONEq(t, fmt.Sprintf(`{"dropped": %d}`, many-len(got)+1), string(last.Detail), "all are written or counted")
		for i, e := range got[:len(got)-1] {
			require.Equal(t, fmt.Sprint(i), e.RequestID)
		}
		r.Allowed(store.AuditEntry{RequestID: "more"})
		pass(time.Second)
		require.Len(t, l.written(), len(got)+1, "the gap is told once")
	})
}

func TestDenied_IsWrittenBeforeItIsTold(t *testing.T) {
	t.Parallel()
	l := &log{}
	r := newRecorder(l, 0)
	gone, hangUp := context.WithCancel(t.Context())
	hangUp()
	require.NoError(t, r.Denied(gone, store.AuditEntry{RequestID: "denied"}))
	require.Len(t, l.written(), 1)
	l.set(true)
	require.ErrorContains(t, r.Denied(t.Context(), store.AuditEntry{}), "record denial")
}

func TestRun_PrunesInBatches(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := &log{old: 2500}
		stop := run(t, newRecorder(l, time.Hour))
		synctest.Wait()
		_, pruned, old := l.seen()
		require.Equal(t, 0, old)
		require.Len(t, pruned, 3)
		require.Equal(t, time.Now().Add(-time.Hour), pruned[0])
		pass(time.Hour)
		_, pruned, _ = l.seen()
		require.Greater(t, len(pruned), 4)
		stop()
	})
}

func TestFlush_SaysWhyItCannotWrite(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var said bytes.Buffer
		r := audit.New(&log{failing: true}, 0, slog.New(slog.NewTextHandler(&said, nil)))
		r.Allowed(store.AuditEntry{})
		run(t, r)()
		require.Contains(t, said.String(), "down")
	})
}

// pass lets the time of a bubble pass, and all that it makes happen.
func pass(d time.Duration) {
	<-time.After(d)
	synctest.Wait()
}
