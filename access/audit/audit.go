// Package audit writes decisions into the audit log, and removes old entries from it.
//
// What changes something is written in the transaction of the change, by whoever makes it. A denial is written before it is told.
// What was allowed and changed nothing, which is nearly everything, is gathered and written a few times a second. That takes
// bounded memory: while the database does not keep up, the newest of those are dropped, and the log then says how many.
package audit

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"sync"
	"time"

	"github.com/penstock/penstock/store"
)

const (
	// capacity is how many decisions wait at most; batch how many are written at once.
	capacity = 16384
	batch    = 2048
	// interval is how long a decision waits at most for others to be written with.
	interval = 250 * time.Millisecond
	// pruneInterval is how often old entries are looked for, pruneBatch how many are removed in one transaction.
	pruneInterval = 10 * time.Minute
	pruneBatch    = 1000
	// farewell is how long the last decisions may take to be written.
	farewell = 10 * time.Second
)

// ActionGap is the action of the entry that tells how many decisions were dropped.
const ActionGap = "AuditGap"

// Log is the part of the store that decisions are written to.
type Log interface {
	WriteAudit(ctx context.Context, entries []store.AuditEntry) error
	PruneAudit(ctx context.Context, before time.Time, batch int) (int, error)
	// Now is the time by the clock that all writers of the log agree on.
	Now() time.Time
}

// Recorder writes decisions. It is safe for concurrent use.
type Recorder struct {
	log       Log
	retention time.Duration
	logger    *slog.Logger

	mu      sync.Mutex
	waiting []store.AuditEntry
	// dropped counts those of each account that did not fit, since the last that were written.
	dropped map[string]int
	// full wakes the writer before its time.
	full chan struct{}
}

// New returns a recorder that keeps entries for as long as retention; zero keeps them forever. Nothing but denials is written
// until [Recorder.Run].
func New(log Log, retention time.Duration, logger *slog.Logger) *Recorder {
	return &Recorder{log: log, retention: retention, logger: logger, dropped: map[string]int{}, full: make(chan struct{}, 1)}
}

// Denied writes a denial, at once. It gives the entry its time.
func (r *Recorder) Denied(ctx context.Context, e store.AuditEntry) error {
	// A client that hangs up does not leave without a trace.
	e.Time = r.log.Now()
	if err := r.log.WriteAudit(context.WithoutCancel(ctx), []store.AuditEntry{e}); err != nil {
		return fmt.Errorf("record denial: %w", err)
	}
	return nil
}

// Allowed has a decision written soon, with the time of the call. It never waits.
func (r *Recorder) Allowed(e store.AuditEntry) {
	e.Time = r.log.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.waiting) >= capacity {
		r.dropped[e.AccountID]++
		return
	}
	r.waiting = append(r.waiting, e)
	if len(r.waiting) >= batch {
		select {
		case r.full <- struct{}{}:
		default:
		}
	}
}

// Run writes and prunes until the context ends, and then writes what still waits.
func (r *Recorder) Run(ctx context.Context) {
	var pruning sync.WaitGroup
	pruning.Go(func() { r.prune(ctx) })
	defer pruning.Wait()
	timer := time.NewTicker(interval)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), farewell)
			defer cancel()
			r.flush(last)
			return
		case <-timer.C:
		case <-r.full:
		}
		r.flush(ctx)
	}
}

// flush writes all that waits, until something goes wrong.
func (r *Recorder) flush(ctx context.Context) {
	for {
		r.mu.Lock()
		n := min(len(r.waiting), batch)
		entries := append([]store.AuditEntry(nil), r.waiting[:n]...)
		var dropped map[string]int
		if n == len(r.waiting) {
			dropped = maps.Clone(r.dropped)
		}
		for accountID, count := range dropped {
			entries = append(entries, gap(accountID, count, r.log.Now()))
		}
		r.mu.Unlock()
		if len(entries) == 0 {
			return
		}
		if err := r.log.WriteAudit(ctx, entries); err != nil {
			r.logger.WarnContext(ctx, "cannot write decisions to the audit log, will try again", "waiting", n, "error", err)
			return
		}
		r.mu.Lock()
		r.waiting = append(r.waiting[:0], r.waiting[n:]...)
		for accountID, count := range dropped {
			if r.dropped[accountID] -= count; r.dropped[accountID] == 0 {
				delete(r.dropped, accountID)
			}
		}
		r.mu.Unlock()
	}
}

// gap is the entry that stands for decisions that were dropped.
func gap(accountID string, dropped int, at time.Time) store.AuditEntry {
	detail, err := json.Marshal(map[string]int{"dropped": dropped})
	if err != nil {
		panic("audit: " + err.Error()) // a number always can be written
	}
	return store.AuditEntry{Time: at, AccountID: accountID, Actor: "audit", Action: ActionGap, Detail: detail}
}

func (r *Recorder) prune(ctx context.Context) {
	if r.retention == 0 {
		return
	}
	timer := time.NewTicker(pruneInterval)
	defer timer.Stop()
	for {
		for {
			gone, err := r.log.PruneAudit(ctx, r.log.Now().Add(-r.retention), pruneBatch)
			if err != nil && ctx.Err() == nil {
				r.logger.WarnContext(ctx, "cannot prune the audit log, will try again", "error", err)
			}
			if err != nil || gone < pruneBatch {
				break
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
	}
}
