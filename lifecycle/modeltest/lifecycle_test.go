package modeltest

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/fake"
	"github.com/penstock/penstock/store"
)

// checks is how many runs there are unless -rapid.checks says otherwise.
const checks = "40"

func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", checks); err != nil {
		panic(err)
	}
	flag.Parse() // which sets it again where it is given
	os.Exit(m.Run())
}

// weighted are the kinds of requests, each as often as it shall come.
var weighted = []kind{
	start, start, start, stop, stop, forceStop, update, update, update, update, rollBack, rollBack, cancel, cancel, takeSnapshot,
	deleteSnapshot, maintain, describe, describe, await, await, await, await, await, await, remove,
}

// behaviours are how clusters go.
var behaviours = []fake.Behaviour{
	{}, {}, {PreparingLooks: 3}, {DeployingLooks: 3}, {SavepointLooks: 4}, {PreparingLooks: 2, DeployingLooks: 2, SavepointLooks: 2},
	{ExitInstead: "out of memory"}, {RunError: "cannot be deployed"}, {StateError: "the state does not fit"}, {SavepointError: "disk full"},
	{CompileError: "does not compile"},
}

// TestLifecycle has three clients ask random things of an application at the same time.
func TestLifecycle(t *testing.T) {
	t.Parallel()
	p := newPlant(t)
	names := 0
	rapid.Check(t, func(t *rapid.T) {
		const clients = 3
		courses := make([][]kind, clients)
		for i := range courses {
			courses[i] = rapid.SliceOfN(rapid.SampledFrom(weighted), 2, 10).Draw(t, fmt.Sprintf("client %d", i))
		}
		for _, b := range rapid.SliceOfN(rapid.SampledFrom(behaviours), 0, 6).Draw(t, "clusters") {
			p.world.Behave(b)
		}
		names++
		name := fmt.Sprintf("orders-%d", names)
		ctx := asClient(context.Background())
		c := &check{T: t, plant: p}
		c.create(ctx, name)
		if rapid.Bool().Draw(t, "running") {
			c.run(ctx)
		}
		var all sync.WaitGroup
		all.Add(clients)
		failures := make([]error, clients)
		asking := make([]*client, clients)
		for i := range clients {
			asking[i] = &client{plant: p, app: c.app, name: i, created: model.TimestampOf(c.app.CreateTime), version: 1}
			go func() {
				defer all.Done()
				for _, k := range courses[i] {
					if failures[i] = asking[i].ask(ctx, k); failures[i] != nil {
						return
					}
				}
			}()
		}
		all.Wait()
		for i := range clients {
			require.NoError(t, failures[i])
			c.log = append(c.log, asking[i].log...)
		}
		c.quieten(ctx)
		c.verify(ctx)
	})
}

// check is what one run did.
type check struct {
	*rapid.T
	*plant

	app     *lifecycle.Application
	log     []asked
	history []shown
	// operations are what became of those that were begun.
	operations map[string]told
}

// create makes the application.
func (c *check) create(ctx context.Context, name string) {
	script := "run"
	_, err := c.service.CreateApplication(ctx, &model.CreateApplicationRequest{
		ApplicationName: &name, RuntimeEnvironment: new(model.RuntimeEnvironmentFLINK_1_20), ServiceExecutionRole: new("arn:aws:iam::123456789012:role/orders"),
		ApplicationConfiguration: &model.ApplicationConfiguration{ApplicationCodeConfiguration: &model.ApplicationCodeConfiguration{
			CodeContentType: new(model.CodeContentTypePLAINTEXT), CodeContent: &model.CodeContent{TextContent: &script},
		}},
	})
	require.NoError(c, err)
	c.app, err = c.store.Application(ctx, store.ApplicationKey{AccountID: account, Region: region, Name: name})
	require.NoError(c, err)
}

// run starts the application, which becomes RUNNING, or READY again.
func (c *check) run(ctx context.Context) {
	first := &client{plant: c.plant, app: c.app, version: 1}
	require.NoError(c, first.ask(ctx, start))
	c.log = append(c.log, first.log...)
	c.quieten(ctx)
}

// quieten waits until nothing is to be done any more.
func (c *check) quieten(ctx context.Context) {
	end := time.Now().Add(60 * time.Second)
	for {
		var busy bool
		err := c.sql.QueryRow(ctx, `
			SELECT EXISTS (SELECT FROM applications WHERE id = $1 AND (observed_generation < desired_generation
					OR observed_status NOT IN ('READY', 'RUNNING') OR next_cluster IS NOT NULL OR observed_status = 'READY' AND cluster IS NOT NULL))
				OR EXISTS (SELECT FROM operations WHERE application_id = $1 AND status = 'IN_PROGRESS')
				OR EXISTS (SELECT FROM snapshots WHERE application_id = $1 AND status IN ('CREATING', 'DELETING'))`, c.app.ID).Scan(&busy)
		require.NoError(c, err)
		if !busy && c.isSteady(ctx) {
			return
		}
		if time.Now().After(end) {
			c.tell("an application never gets quiet")
		}
		timer := time.NewTimer(2 * time.Millisecond)
		<-timer.C
	}
}

// isSteady tells whether a running application has its job. One whose cluster has died shows RUNNING all the while it gets another.
func (c *check) isSteady(ctx context.Context) bool {
	a, err := c.store.ApplicationByID(ctx, c.app.ID)
	if err != nil || a.Status() != running {
		return true // what is there instead is looked at in the end
	}
	for _, v := range c.world.Clusters() {
		if v.Spec.ApplicationARN == c.app.ARN() && v.Job == driver.JobStateRunning {
			return true
		}
	}
	return false
}

// tell fails with all that was asked and shown.
func (c *check) tell(format string, args ...any) {
	c.Helper()
	var b strings.Builder
	for _, a := range c.log {
		fmt.Fprintf(&b, "\n  %v", a)
	}
	for _, s := range c.history {
		fmt.Fprintf(&b, "\n  %d: %s", s.event, s.status)
	}
	var left string
	err := c.sql.QueryRow(context.Background(), `
		SELECT jsonb_pretty(jsonb_build_object('cluster', cluster, 'failures', failures, 'last error', last_error, 'operations',
			(SELECT jsonb_agg(concat_ws(' ', kind, status, error) ORDER BY start_time) FROM operations o WHERE o.application_id = a.id)))
		FROM applications a WHERE id = $1`, c.app.ID).Scan(&left)
	if err == nil {
		b.WriteString("\n" + left)
	}
	c.Fatalf("%s%s", fmt.Sprintf(format, args...), b.String())
}

// verify compares what was answered and shown with the model.
func (c *check) verify(ctx context.Context) {
	var err error
	c.history, err = c.plant.history(ctx, c.app.ID)
	require.NoError(c, err)
	c.operations, err = c.plant.operations(ctx, c.app.ID)
	require.NoError(c, err)
	for _, a := range c.log {
		c.verifyAnswer(a)
	}
	c.verifyHistory()
	c.verifyVersions(ctx)
	c.verifyEnd(ctx)
}

// during are the statuses that were shown at some time between the request and its answer.
func (c *check) during(a asked) []lifecycle.Status {
	var statuses []lifecycle.Status
	for i, s := range c.history {
		if s.event <= a.after && (i+1 == len(c.history) || c.history[i+1].event > a.before) {
			statuses = append(statuses, s.status)
		}
	}
	return statuses
}

func (c *check) verifyAnswer(a asked) {
	possible := c.during(a)
	if a.code == model.ResourceNotFoundException && slices.Contains(possible, deleting) {
		return // it is gone
	}
	r := rules[a.kind]
	if !slices.ContainsFunc(possible, func(s lifecycle.Status) bool { return r.explains(s, a.code) }) {
		c.tell("no status of %v explains %v", possible, a)
	}
	if a.kind == describe && a.code == "" && !slices.Contains(possible, a.status) {
		c.tell("%v was told, and only %v were shown", a, possible)
	}
}

// claim is a request that was accepted, and the statuses that follow the one it leads to, by its outcome.
type claim struct {
	asked
	next     lifecycle.Status
	optional bool
}

// claims are what was accepted and leads to another status.
func (c *check) claims() []claim {
	var claims []claim
	for _, a := range c.log {
		next := rules[a.kind].next
		switch {
		case a.code != "":
			continue
		case a.kind == update && a.status == ready:
			continue // only a version
		case a.kind == cancel && a.operation != "":
			// Another operation follows. That of a rollback leads to where it is.
			claims = append(claims, claim{a, a.status, a.status == rolling})
			continue
		case next != "":
			claims = append(claims, claim{a, next, false})
		}
	}
	return claims
}

// verifyHistory goes through what was shown: each change is a status's own, or the beginning of a request that was accepted, each of which
// is there once, and followed as its outcome wants.
func (c *check) verifyHistory() {
	claims := c.claims()
	slices.SortStableFunc(claims, func(a, b claim) int { return int(a.after - b.after) })
	for i := 1; i < len(c.history); i++ {
		from, to := c.history[i-1].status, c.history[i]
		at := c.claimOf(claims, to)
		cancelled := from == stopping && to.status == running
		if at < 0 {
			if !slices.Contains(own[from], to.status) && !cancelled {
				c.tell("nobody asked for the change from %s to %s at %d", from, to.status, to.event)
			}
			continue
		}
		r := claims[at]
		claims = slices.Delete(claims, at, at+1)
		if wanted, known := outcomes[r.kind][c.operations[r.operation].status]; known && i+1 < len(c.history) {
			if next := c.history[i+1]; !slices.Contains(wanted, next.status) {
				c.tell("%v was %s, and %s followed at %d", r.asked, c.operations[r.operation].status, next.status, next.event)
			}
		}
	}
	for _, r := range claims {
		if !r.optional {
			c.tell("%v was accepted and never shown", r.asked)
		}
	}
}

// claimOf is the request that led to a status: where several may have, the one whose operation began with it, in one transaction; -1
// for none.
func (c *check) claimOf(claims []claim, to shown) (at int) {
	at = -1
	var nearest int64
	for i, r := range claims {
		if r.next != to.status || to.event <= r.before || r.after < to.event {
			continue
		}
		apart := to.event - c.operations[r.operation].begun
		if apart = max(apart, -apart); at < 0 || apart < nearest {
			at, nearest = i, apart
		}
	}
	return at
}

// verifyVersions checks that each accepted change made exactly one version, the next.
func (c *check) verifyVersions(ctx context.Context) {
	made, err := c.versions(ctx, c.app.ID)
	require.NoError(c, err)
	for i, v := range made {
		if v != int64(i)+1 {
			c.tell("the versions %v do not follow one another", made)
		}
	}
	changes := 1
	seen := map[int64]asked{}
	for _, a := range c.log {
		makes := a.kind == update || a.kind == rollBack || a.kind == cancel && a.operation != "" && a.status == rolling
		if a.code != "" || !makes {
			continue
		}
		changes++
		if other, twice := seen[a.version]; twice {
			c.tell("%v and %v both made version %d", a, other, a.version)
		}
		seen[a.version] = a
	}
	if changes != len(made) {
		c.tell("%d versions for %d changes", len(made), changes)
	}
}

// verifyEnd checks what is left at the end.
func (c *check) verifyEnd(ctx context.Context) {
	last := c.history[len(c.history)-1].status
	clusters := 0
	for _, v := range c.world.Clusters() {
		if v.Spec.ApplicationARN == c.app.ARN() {
			clusters++
		}
	}
	expected := map[lifecycle.Status]int{running: 1}[last]
	if clusters != expected || last.Transient() && last != deleting {
		c.tell("%d clusters in %s", clusters, last)
	}
	for id, o := range c.operations {
		if o.status == lifecycle.OperationInProgress && last != deleting {
			c.tell("operation %s has no outcome", id)
		}
	}
	if v := c.world.Violations(); len(v) > 0 {
		c.tell("two jobs at once: %v", v)
	}
	var lost int
	require.NoError(c, c.sql.QueryRow(ctx, `SELECT count(*) FROM operations WHERE application_id = $1 AND kind = 'RollbackApplication' AND error LIKE '%does not exist%'`, c.app.ID).Scan(&lost))
	if lost > 0 {
		c.tell("the snapshot of a rollback vanished")
	}
}
