package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/penstock/penstock/apiserver"
)

// measureIdle prints the processor time of this process, which has the control planes and the simulated clusters, and of Postgres while
// nothing happens, and how often a table was read from end to end.
func (f *fleet) measureIdle(ctx context.Context) error {
	if err := sleep(ctx, 5*time.Second); err != nil {
		return err
	}
	own, database, scans, err := f.usage(ctx)
	if err != nil {
		return err
	}
	began := time.Now()
	if err := sleep(ctx, f.idle); err != nil {
		return err
	}
	took := time.Since(began)
	ownAfter, databaseAfter, scansAfter, err := f.usage(ctx)
	if err != nil {
		return err
	}
	share := func(d time.Duration) float64 { return 100 * d.Seconds() / took.Seconds() }
	row("idle: control planes and simulated clusters", "%8.2f %% of a core", share(ownAfter-own))
	row("idle: Postgres", "%8.2f %% of a core", share(databaseAfter-database))
	row("idle: rows read by scans of whole tables", "%8d in %s", scansAfter-scans, f.idle)
	return nil
}

// usage is the processor time used so far, and the rows that sequential scans have read.
func (f *fleet) usage(ctx context.Context) (own, database time.Duration, scans int64, err error) {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0, 0, 0, err
	}
	own = time.Duration(r.Utime.Nano() + r.Stime.Nano())
	if database, err = processTime(f.database.PID()); err != nil {
		return 0, 0, 0, err
	}
	// The scans of this very query, of statistics views, are none of the user's tables.
	err = f.sql.QueryRow(ctx, `SELECT coalesce(sum(seq_tup_read), 0)::bigint FROM pg_stat_user_tables`).Scan(&scans)
	return own, database, scans, err
}

// ticksPerSecond is the unit of /proc/PID/stat, the same on every Linux that Go knows.
const ticksPerSecond = 100

// processTime is the processor time of a process and its children.
func processTime(pid int) (time.Duration, error) {
	paths, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return 0, err
	}
	var ticks int64
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			continue // it has ended
		}
		// The name, in parentheses, may have spaces.
		fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
		parent, _ := strconv.Atoi(fields[1])
		if parent != pid && !strings.HasPrefix(string(text), strconv.Itoa(pid)+" ") {
			continue
		}
		for _, field := range fields[11:13] {
			n, err := strconv.ParseInt(field, 10, 64)
			if err != nil {
				return 0, fmt.Errorf("%s: %w", path, err)
			}
			ticks += n
		}
	}
	return time.Duration(ticks) * time.Second / ticksPerSecond, nil
}

// measureChanges stops and starts applications, and prints how long it took from each request to the first step for it.
func (f *fleet) measureChanges(ctx context.Context) error {
	ctx = apiserver.WithIdentity(ctx, apiserver.Identity{AccountID: account, Region: region, AccessKeyID: "bench"})
	var since time.Time
	if err := f.sql.QueryRow(ctx, `SELECT clock_timestamp()`).Scan(&since); err != nil {
		return err
	}
	for _, change := range []func(context.Context, int) error{f.stopApplication, f.start} {
		for i := range f.changes {
			if err := change(ctx, i*f.applications/f.changes); err != nil {
				return err
			}
			if err := sleep(ctx, 20*time.Millisecond); err != nil {
				return err
			}
		}
		if err := f.await(ctx, time.Minute, `SELECT NOT EXISTS (SELECT FROM operations WHERE status = 'IN_PROGRESS')`); err != nil {
			return err
		}
	}
	var median, high, whole float64
	err := f.sql.QueryRow(ctx, `
		SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY acted), percentile_cont(0.99) WITHIN GROUP (ORDER BY acted),
			percentile_cont(0.99) WITHIN GROUP (ORDER BY ended)
		FROM (
			SELECT extract(epoch FROM min(s.start_time) - o.start_time)::float8 * 1000 AS acted,
				extract(epoch FROM o.end_time - o.start_time)::float8 * 1000 AS ended
			FROM operations o JOIN operation_steps s ON s.operation_id = o.id
			WHERE o.start_time >= $1 GROUP BY o.id
		) AS operations`, since).Scan(&median, &high, &whole)
	if err != nil {
		return err
	}
	row("a state change is acted on", "%8.1f ms median, %.1f ms at the 99th percentile", median, high)
	row("a start or a stop by force has ended", "%8.1f ms at the 99th percentile", whole)
	return nil
}

// measureTakeover kills a control plane, and prints how long it takes until all it watched has an owner among the others.
func (f *fleet) measureTakeover(ctx context.Context) error {
	var orphans int
	const orphaned = `FROM application_leases l WHERE l.watcher IS NULL AND EXISTS (
		SELECT FROM applications a WHERE a.id = l.application_id AND a.observed_status = 'RUNNING')
		OR l.watcher IN (SELECT id FROM control_planes WHERE name = 'plane-1')`
	if err := f.sql.QueryRow(ctx, `SELECT count(*) `+orphaned).Scan(&orphans); err != nil {
		return err
	}
	began := time.Now()
	victim := f.planes[0]
	victim.killed.Store(true)
	victim.stop()
	if err := f.await(ctx, 5*time.Minute, `SELECT count(*) = 0 `+orphaned); err != nil {
		return err
	}
	row("one of the control planes is killed", "%8.1f s until its %d applications have another", time.Since(began).Seconds(), orphans)
	return nil
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
