package simulation

import (
	"context"
	"fmt"
	"time"

	"github.com/penstock/penstock/runtime/driver"
)

// violate notes what must never be.
func (f *fleet) violate(format string, args ...any) {
	f.violations = append(f.violations, time.Since(f.began).String()+": "+fmt.Sprintf(format, args...))
}

// checkOwners looks for running applications that no living control plane watches, nor works on.
func (f *fleet) checkOwners(ctx context.Context) error {
	var orphans int
	err := f.sql.QueryRow(ctx, `
		SELECT count(*) FROM application_leases l JOIN applications a ON a.id = l.application_id
		WHERE a.observed_status = 'RUNNING' AND a.observed_generation = a.desired_generation AND l.owner IS NULL AND l.due_at > $1
		AND NOT EXISTS (SELECT FROM control_planes c WHERE c.id = l.watcher AND c.seen_at > $1 - $2::interval)`,
		time.Now(), silence).Scan(&orphans)
	if err != nil {
		return fmt.Errorf("look for applications without an owner: %w", err)
	}
	if orphans > 0 {
		f.violate("%d applications are watched by nobody", orphans)
	}
	return nil
}

// check looks for what must not be when everything has come to rest.
func (f *fleet) check(ctx context.Context) error {
	for _, v := range f.world.Violations() {
		f.violate("%s", v)
	}
	running := map[string]int{}
	for _, c := range f.world.Clusters() {
		if !c.Dead && c.Job == driver.JobStateRunning {
			running[c.Spec.ApplicationName]++
		}
	}
	for _, a := range f.applications {
		if n := running[a.name]; n != 1 {
			f.violate("%s has %d running jobs", a.name, n)
		}
	}
	for _, never := range []struct{ what, query string }{
		{"operations without an end", `SELECT count(*) FROM operations WHERE status = 'IN_PROGRESS'`},
		{"snapshots without an end", `SELECT count(*) FROM snapshots WHERE status NOT IN ('READY', 'FAILED')`},
		{"snapshots without a state", `SELECT count(*) FROM snapshots WHERE status = 'READY' AND size = 0`},
		{"applications that use something else than one thing at a time", `
			SELECT count(*) FROM applications a WHERE 1 <> (SELECT count(*) FROM usage_intervals u WHERE u.application_id = a.id AND u.ended IS NULL)`},
		{"overlapping times of usage", `
			SELECT count(*) FROM usage_intervals u JOIN usage_intervals v ON u.application_id = v.application_id AND u.id < v.id
			WHERE u.ended IS NULL OR v.began < u.ended`},
		{"updates that succeeded without a new version", `
			SELECT count(*) FROM operations WHERE kind = 'UpdateApplication' AND status = 'SUCCESSFUL' AND version_to <= version_from`},
	} {
		var n int
		if err := f.sql.QueryRow(ctx, never.query).Scan(&n); err != nil {
			return fmt.Errorf("look for %s: %w", never.what, err)
		}
		if n > 0 {
			f.violate("%d %s", n, never.what)
		}
	}
	return f.checkOwners(ctx)
}
