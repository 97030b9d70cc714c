package reconciler

import (
	"errors"
	"fmt"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/fake"
	"github.com/penstock/penstock/snapshots"
	"github.com/penstock/penstock/store"
)

// events are the things that happen to an application, each as often as it stands here.
var events = []struct {
	name string
	do   func(m *mayhem) error
}{
	{"start", (*mayhem).eventStart}, {"start", (*mayhem).eventStart}, {"start", (*mayhem).eventStart},
	{"stop", func(m *mayhem) error { _, err := m.stop(chaotic, false); return err }},
	{"stop", func(m *mayhem) error { _, err := m.stop(chaotic, false); return err }},
	{"forced stop", (*mayhem).eventForceStop},
	{"update", (*mayhem).eventUpdate}, {"update", (*mayhem).eventUpdate}, {"update", (*mayhem).eventUpdate},
	{"rollback", (*mayhem).eventRollback}, {"rollback", (*mayhem).eventRollback}, {"rollback", (*mayhem).eventRollback},
	{"snapshot", (*mayhem).eventSnapshot},
	{"deletion of a snapshot", (*mayhem).eventDeleteSnapshot},
	{"cancellation", (*mayhem).eventCancel}, {"cancellation", (*mayhem).eventCancel},
	{"scaling", (*mayhem).eventScale}, {"scaling", (*mayhem).eventScale}, {"maintenance", (*mayhem).eventMaintain},
	{"deletion", (*mayhem).eventDelete},
	{"progress", (*mayhem).eventProgress}, {"progress", (*mayhem).eventProgress}, {"progress", (*mayhem).eventProgress},
}

// happen does one thing that is open now, of several that may be refused.
func (m *mayhem) happen() {
	m.Helper()
	for range 8 {
		if m.deleted {
			return
		}
		event := events[m.random.IntN(len(events))]
		before := m.app(chaotic).Status()
		if m.chance(3) {
			m.behaveMildly()
		}
		if err := event.do(m); err == nil {
			m.tell("%s in %s", event.name, before)
			return
		}
	}
}

// behaveMildly lets the next cluster take its time.
func (m *mayhem) behaveMildly() {
	m.world.Behave(fake.Behaviour{
		PreparingLooks: m.random.IntN(5), DeployingLooks: m.random.IntN(5), SavepointLooks: m.random.IntN(20),
	})
}

func (m *mayhem) eventStart() error {
	run := lifecycle.DefaultRunConfiguration()
	if m.chance(6) {
		run.RestoreType = lifecycle.RestoreSkip
	}
	_, err := m.start(chaotic, run)
	if err == nil && run.RestoreType == lifecycle.RestoreSkip {
		m.sink.skips[m.app(chaotic).Desired.Generation] = true
	}
	return err
}

func (m *mayhem) eventForceStop() error {
	_, err := m.stop(chaotic, true)
	if err == nil {
		m.sink.forced = append(m.sink.forced, m.app(chaotic).Desired.Generation)
	}
	return err
}

func (m *mayhem) eventUpdate() error {
	m.names++
	code := fmt.Sprintf("run %d", m.names)
	switch {
	case m.chance(6):
		code = fake.BrokenCode
	case m.chance(6):
		code = fake.RefusedCode
	}
	_, err := m.update(chaotic, code, lifecycle.DefaultRunConfiguration())
	return err
}

func (m *mayhem) eventRollback() error {
	_, err := m.rollBack(chaotic)
	return err
}

func (m *mayhem) eventSnapshot() error {
	m.names++
	name := fmt.Sprintf("manual-%d", m.names)
	if err := m.takeSnapshot(chaotic, name); err != nil {
		return err
	}
	s, err := m.store.Snapshot(m.Context(), m.app(chaotic).ID, name)
	require.NoError(m, err)
	m.sink.beside[snapshots.Directory(s)] = true
	return nil
}

// eventDeleteSnapshot wants one gone that a request may delete: READY or FAILED, and made by a request.
func (m *mayhem) eventDeleteSnapshot() error {
	rows, err := m.store.ListSnapshots(m.Context(), m.app(chaotic).ID, store.SnapshotCursor{}, 50)
	require.NoError(m, err)
	for _, s := range rows {
		if !s.Automatic && (s.Status == lifecycle.SnapshotReady || s.Status == lifecycle.SnapshotFailed) {
			delete(m.ready, s.Name)
			return m.removeSnapshot(chaotic, s.Name)
		}
	}
	return errors.New("there is none")
}

// eventCancel cancels the newest operation that is in progress.
func (m *mayhem) eventCancel() error {
	app := m.app(chaotic)
	list, err := m.store.ListOperations(m.Context(), app.ID, store.OperationQuery{Unlisted: true, Status: lifecycle.OperationInProgress, Limit: 1})
	require.NoError(m, err)
	if len(list) == 0 {
		return errors.New("there is none")
	}
	m.clock.nextSecond()
	err = m.store.InTx(m.Context(), func(tx *store.Tx) error {
		a, err := tx.LockApplicationByID(m.Context(), app.ID)
		if err != nil {
			return err
		}
		_, err = tx.Cancel(m.Context(), a, list[0].ID, "somebody", m.clock.Now())
		return err
	})
	if err == nil && list[0].Kind == lifecycle.OperationStart {
		m.sink.forced = append(m.sink.forced, m.app(chaotic).Desired.Generation)
	}
	return err
}

func (m *mayhem) eventScale() error {
	kind := lifecycle.OperationScaleUp
	if m.chance(2) {
		kind = lifecycle.OperationScaleDown
	}
	return m.replace(kind, lifecycle.StatusAutoscaling, 1+m.random.IntN(8))
}

func (m *mayhem) eventMaintain() error {
	return m.replace(lifecycle.OperationMaintenance, lifecycle.StatusMaintenance, m.app(chaotic).Observed.Parallelism)
}

// replace wants a restart that makes no version, as the autoscaler and the keeper of maintenance windows do.
func (m *mayhem) replace(kind lifecycle.OperationKind, via lifecycle.Status, parallelism int) error {
	app := m.app(chaotic)
	m.clock.nextSecond()
	return m.store.InTx(m.Context(), func(tx *store.Tx) error {
		_, err := tx.Replace(m.Context(), app.ID, store.Replacement{
			Kind: kind, Via: via, Parallelism: parallelism, RequestedBy: "autoscaler", Expected: app.Observed,
		}, m.clock.Now())
		return err
	})
}

func (m *mayhem) eventDelete() error {
	if !m.chance(4) {
		return errors.New("not this time")
	}
	_, err := m.remove(chaotic)
	m.deleted = err == nil
	return err
}

// eventProgress lets the job come further, and write a checkpoint.
func (m *mayhem) eventProgress() error {
	for _, c := range m.world.Clusters() {
		if c.Job != driver.JobStateRunning {
			continue
		}
		if err := m.world.Advance(c.ID, 1+m.random.Int64N(9)); err != nil {
			return err
		}
		if m.chance(2) {
			return nil
		}
		return m.world.Checkpoint(c.ID)
	}
	return errors.New("no job runs")
}

// goWrong lets one thing go wrong at a point.
func (m *mayhem) goWrong(point string) error {
	m.Helper()
	switch m.random.IntN(8) {
	case 0, 1:
		m.tell("at %q: the control plane dies", point)
		m.died = true
		return errDied
	case 2:
		m.tell("at %q: connections to the database break", point)
		m.breakConnections()
	case 3:
		m.tell("at %q: another control plane takes over, while this one hangs", point)
		m.overtake()
	case 4:
		m.misbehave(point)
	case 5:
		for _, c := range m.world.Clusters() {
			if c.Job != driver.JobStateAbsent || m.chance(2) {
				m.tell("at %q: a cluster is killed", point)
				require.NoError(m, m.world.Kill(c.ID))
				break
			}
		}
	default:
		fault := fake.Fault{
			Call: fake.Calls()[m.random.IntN(len(fake.Calls()))], Mode: fake.Modes()[m.random.IntN(len(fake.Modes()))],
			Skip: m.random.IntN(3), Times: 1 + m.random.IntN(2),
		}
		if fault.Mode == fake.Hang || fault.Mode == fake.LoseSlowly {
			fault.Times = 1
			m.hurry(impatience)
		}
		m.tell("at %q: %s will %s after %d, %d times", point, fault.Call, fault.Mode, fault.Skip, fault.Times)
		m.world.Inject(fault)
	}
	return nil
}

// impatience bounds calls where some hang: long enough for those that do not, on whatever machine.
const impatience = 300 * time.Millisecond

// misbehave makes the next cluster one that does not do as it should.
func (m *mayhem) misbehave(point string) {
	behaviours := []fake.Behaviour{
		{PreparingLooks: 3, DeployingLooks: 3}, {NeverReady: true}, {ExitInstead: "out of memory"}, {RunError: "no such state"},
		{StateError: "the state does not fit"}, {DeployingLooks: 60}, {JobError: "division by zero"}, {SavepointLooks: 5},
		{SavepointError: "disk full"}, {SavepointLooks: 60},
	}
	n := m.random.IntN(len(behaviours))
	m.tell("at %q: the next cluster is of kind %d, %+v", point, n, behaviours[n])
	m.world.Behave(behaviours[n])
}

// overtake lets another control plane do all there is to do, and then the one that hung goes on, not knowing.
func (m *mayhem) overtake() {
	m.Helper()
	hanging := m.r
	m.boot(m.patience)
	m.tick()
	m.r = hanging
}
