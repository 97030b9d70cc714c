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

	"github.com/jackc/pgx/v5"

	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/lifecycle/reconciler"
)

// smallTable is the number of rows up to which a table is read from end to end because that is cheapest: that of the control planes
// has three.
const smallTable = 100

// measureIdle prints the processor time of this process, which has the control planes and the simulated clusters, and of Postgres while
// nothing happens, and how often a table was read from end to end, which is a failure.
func (f *fleet) measureIdle(ctx context.Context) error {
	if err := f.settle(ctx); err != nil {
		return err
	}
	before, err := f.cost(ctx)
	if err != nil {
		return err
	}
	began := time.Now()
	if err := sleep(ctx, f.idle); err != nil {
		return err
	}
	took := time.Since(began)
	after, err := f.cost(ctx)
	if err != nil {
		return err
	}
	share := func(d time.Duration) float64 { return 100 * d.Seconds() / took.Seconds() }
	row("idle: control planes and simulated clusters", "%8.2f %% of a core", share(after.own-before.own))
	row("idle: Postgres", "%8.2f %% of a core", share(after.database-before.database))
	row("idle: looks at applications that nothing has changed", "%8d", after.terms-before.terms)
	var scanned []string
	for table, scans := range after.scans {
		if n := scans - before.scans[table]; n > 0 {
			scanned = append(scanned, fmt.Sprintf("%s %d times", table, n))
		}
	}
	row(fmt.Sprintf("idle: tables of more than %d rows that were scanned", smallTable), "%8d", len(scanned))
	if len(scanned) > 0 {
		return fmt.Errorf("tables were read from end to end while nothing happened: %s", strings.Join(scanned, ", "))
	}
	return nil
}

// settle makes the fleet one that has run for long: its idle looks are spread evenly over the time between two of them, what does
// nothing is sampled seldom, and the statistics of the tables are up to date.
func (f *fleet) settle(ctx context.Context) error {
	_, err := f.sql.Exec(ctx, `UPDATE application_leases SET due_at = clock_timestamp() + random() * $1::interval WHERE owner IS NULL`,
		reconciler.DefaultIdleInterval)
	if err == nil {
		_, err = f.sql.Exec(ctx, `VACUUM ANALYZE`)
	}
	if err != nil {
		return err
	}
	return sleep(ctx, settlePeriod)
}

// settlePeriod is after what jobs that do nothing are sampled as seldom as they will be.
const settlePeriod = 150 * time.Second

// cost is what was used so far.
type cost struct {
	own, database time.Duration
	// terms is how often an application was claimed.
	terms int64
	// scans is how often each table that is not small was read from end to end.
	scans map[string]int64
}

func (f *fleet) cost(ctx context.Context) (u cost, err error) {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return u, err
	}
	u.own = time.Duration(r.Utime.Nano() + r.Stime.Nano())
	if u.database, err = processTime(f.database.PID()); err != nil {
		return u, err
	}
	rows, err := f.sql.Query(ctx, `
		SELECT s.relname, s.seq_scan FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid WHERE c.reltuples > $1`, smallTable)
	if err != nil {
		return u, err
	}
	u.scans = map[string]int64{}
	var table string
	var scans int64
	if _, err := pgx.ForEachRow(rows, []any{&table, &scans}, func() error {
		u.scans[table] = scans
		return nil
	}); err != nil {
		return u, err
	}
	// One by one and from the index, so that this is no scan of its own.
	err = f.sql.QueryRow(ctx, `
		SELECT sum((SELECT fencing_token FROM application_leases l WHERE l.application_id = a))::bigint
		FROM generate_series(1, $1::bigint) AS a`, f.applications).Scan(&u.terms)
	return u, err
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
		own := fields[11:13]
		if parent != pid {
			own = fields[11:15] // the process itself, which also has the time of those of its children that have ended
		}
		for _, field := range own {
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
