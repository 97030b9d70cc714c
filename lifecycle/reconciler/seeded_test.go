package reconciler

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle/decide"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/fake"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

// What selects the runs of TestSeeded; CONTRIBUTING.md tells how they are used.
const (
	// seedVariable runs the one seed that it names, and tells what happens.
	seedVariable = "PENSTOCK_SEED"
	// seedsVariable is how many seeds are run, and firstVariable the first of them.
	seedsVariable = "PENSTOCK_SEEDS"
	firstVariable = "PENSTOCK_FIRST_SEED"
)

// seeds are those to run.
func seeds(t *testing.T) (first, count uint64) {
	t.Helper()
	read := func(variable string, otherwise uint64) uint64 {
		text := os.Getenv(variable)
		if text == "" {
			return otherwise
		}
		n, err := strconv.ParseUint(text, 10, 64)
		require.NoError(t, err, variable)
		return n
	}
	if os.Getenv(seedVariable) != "" {
		return read(seedVariable, 0), 1
	}
	return read(firstVariable, 1), read(seedsVariable, 100)
}

// TestSeeded lets random things be asked of an application while everything that can go wrong does, as a seed has it: control planes
// die and are overtaken, connections to the database break, calls fail, hang, and succeed without an answer, clusters and jobs misbehave.
// Then the world heals, and nothing may be lost, left over, or twice.
func TestSeeded(t *testing.T) {
	t.Parallel()
	first, count := seeds(t)
	const workers = 4
	next := make(chan uint64)
	go func() {
		defer close(next)
		for seed := first; seed < first+count; seed++ {
			select {
			case next <- seed:
			case <-t.Context().Done():
				return
			}
		}
	}()
	for worker := range min(workers, int(count)) {
		t.Run(strconv.Itoa(worker), func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			plane := unsteady(f)
			for seed := range next {
				m := &mayhem{fixture: f, plane: plane, random: rand.New(rand.NewPCG(seed, 0)), seed: seed, loud: count == 1}
				m.run()
			}
		})
	}
}

// unsteady is a connection to the database of its own for the control planes, so that it can break without those of the test.
func unsteady(f *fixture) *store.Store {
	f.Helper()
	url := f.sql.Config().ConnString()
	separator := "?"
	if strings.Contains(url, "?") {
		separator = "&"
	}
	return storetest.OpenURL(f, url+separator+"application_name="+planeName)
}

const planeName = "plane"

// mayhem is one run.
type mayhem struct {
	*fixture
	plane  *store.Store
	random *rand.Rand
	seed   uint64
	loud   bool
	// story is what happened, for whoever reads of a failure.
	story []string
	// due is after how many points the next thing happens, and nested that one happens now.
	due    int
	nested bool
	// trouble is how many more things may go wrong, and requests how many more may come while something is done.
	trouble, requests int
	deleted           bool
	// snapshots is whether they are enabled.
	snapshots bool
	// sink is what an exactly-once sink has committed.
	sink sink
	// ready are the snapshots that were READY at some time and that nobody wanted gone.
	ready map[string]bool
	names int
}

func (m *mayhem) tell(format string, args ...any) {
	line := fmt.Sprintf(format, args...)
	m.story = append(m.story, line)
	if m.loud {
		m.Log(line)
	}
}

// fail ends the test with all that is needed to see what went wrong.
func (m *mayhem) fail(format string, args ...any) {
	m.Helper()
	m.Fatalf("%s\n\n%s=%d go test -run TestSeeded ./lifecycle/reconciler reproduces it:\n  %s\nactions: %s",
		fmt.Sprintf(format, args...), seedVariable, m.seed, strings.Join(m.story, "\n  "), strings.Join(m.actions, ", "))
}

// chance tells yes in one of n times.
func (m *mayhem) chance(n int) bool { return m.random.IntN(n) == 0 }

// run is the whole of a seed.
func (m *mayhem) run() {
	m.Helper()
	m.clear()
	m.points, m.actions, m.watches, m.dieAt = nil, nil, 0, 0
	m.clock.now = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	m.world.Close()
	m.world = fake.NewWorld()
	m.story, m.ready, m.deleted, m.names, m.nested = nil, map[string]bool{}, false, 0, false
	m.sink = sink{skips: map[int64]bool{}, beside: map[string]bool{}, started: map[driver.ClusterID]bool{}, files: map[string]int64{}}
	m.boot(time.Minute)
	m.behaveMildly()
	snapshots, rollback := !m.chance(5), m.chance(3)
	m.tell("created, snapshots %t, system rollback %t", snapshots, rollback)
	m.create(chaotic, "run", map[string]bool{"snapshots": snapshots, "rollback": rollback})
	m.snapshots = snapshots
	m.trouble, m.requests = m.random.IntN(12), m.random.IntN(16)
	require.NoError(m, m.eventStart())
	m.settleDown()
	require.NoError(m, m.eventProgress())
	for range 3 + m.random.IntN(8) {
		m.happen()
		if m.deleted {
			break
		}
		m.due = 1 + m.random.IntN(12)
		m.settleDown()
	}
	m.heal()
	m.verify()
}

// settleDown lets control planes work, one after the other dies, until nothing is left to do.
func (m *mayhem) settleDown() {
	m.Helper()
	for {
		m.tick()
		m.look()
		m.remember()
		if !m.died {
			m.verifyGoal()
			return
		}
		m.boot(m.patience)
	}
}

// boot makes a new control plane, whose calls have that much time.
func (m *mayhem) boot(patience time.Duration) {
	m.Helper()
	m.patience = patience
	m.reboot()
	m.r.Store = m.plane
	m.r.Signals.Point = m.arrive
	m.r.Signals.Applied = m.watched
}

// arrive is a control plane at a point.
func (m *mayhem) arrive(name string) error {
	if err := m.point(name); err != nil {
		return err
	}
	return m.meddle(name)
}

// watched is a control plane that has done something, or watches what something comes to, which has no points.
func (m *mayhem) watched(id int64, action decide.Action) {
	m.applied(id, action)
	if action.Kind == decide.Watch && m.meddle("watching: "+action.Why) != nil {
		m.died = false // it dies at points only
	}
}

// meddle lets the next thing happen, or go wrong, when it is time.
func (m *mayhem) meddle(where string) error {
	if m.nested {
		return nil
	}
	m.nested = true
	defer func() { m.nested = false }()
	m.look()
	if m.due--; m.due != 0 {
		return nil
	}
	m.due = 1 + m.random.IntN(12)
	if m.trouble > 0 && !m.chance(3) {
		m.trouble--
		return m.goWrong(where)
	}
	if m.requests > 0 {
		m.requests--
		m.tell("at %q:", where)
		m.happen()
	}
	return nil
}

// heal ends all that goes wrong, and waits until nothing happens any more.
func (m *mayhem) heal() {
	m.Helper()
	m.trouble, m.requests, m.due = 0, 0, 0
	m.world.Heal()
	m.hurry(time.Minute)
	for range 4 {
		for _, c := range m.world.Clusters() {
			if c.Job == driver.JobStateRestarting {
				require.NoError(m, m.world.SetJob(c.ID, driver.JobStateRunning))
			}
		}
		m.settleDown()
		m.clock.pass(longerThanAnyPause)
	}
}

// breakConnections ends the control planes' connections to the database.
func (m *mayhem) breakConnections() {
	m.Helper()
	_, err := m.sql.Exec(m.Context(), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
		WHERE datname = current_database() AND application_name = $1`, planeName)
	require.NoError(m, err)
}
