package reconciler

import (
	"context"
	"fmt"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/decide"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/snapshots"
	"github.com/penstock/penstock/store"
)

// look is everything that was read for one decision. It is used for one step and then made anew.
type look struct {
	app *lifecycle.Application
	// operation is that of the desire, while it is in progress; nil otherwise.
	operation *lifecycle.Operation
	// wanted is the version that shall run, deployed the one that does; nil where there is none.
	wanted, deployed *version
	// current and beside are the records of the clusters; nil where there is none.
	current, beside *record
	// automatic is the snapshot that the operation takes; nil before it is begun.
	automatic *lifecycle.Snapshot
	// unfinished are the snapshots that are CREATING or DELETING.
	unfinished []lifecycle.Snapshot
	// locations are the URIs of savepoints that are complete, by the name of their snapshot.
	locations map[string]string
	// chosen is the snapshot that a start restores; nil for none.
	chosen *lifecycle.Snapshot

	// back is the parallelism that is gone back to when the one that autoscaling gave the job fails; nil where none is on trial.
	back *scaled

	// changes is how often the state of the current cluster's job had changed when it was read; 0 where that is not told.
	changes int64
	// failures are those of the current cluster's job, the newest first, where they matter.
	failures []driver.JobException

	facts decide.Facts
}

// target is what there is to watch; nil when the current cluster does not tell of changes.
func (l *look) target() *target {
	if l.changes == 0 || l.current == nil || l.current.Handle == nil {
		return nil
	}
	t := &target{
		applicationID: l.app.ID, handle: *l.current.Handle, jobID: l.current.jobID(), changes: l.changes,
		versionID: l.current.VersionID, parallelism: l.current.Parallelism, health: l.app.Observed.Health,
		checkpointsURI: l.current.CheckpointsURI,
	}
	if c := l.deployed.configuration; c.CheckpointingEnabled {
		t.checkpointInterval = c.CheckpointInterval
	}
	return t
}

// version is a version with the part of its document that steers a run.
type version struct {
	*lifecycle.Version
	configuration lifecycle.Configuration
}

// look reads the rows, then looks at the clusters.
func (s *session) look(ctx context.Context) (*look, error) {
	l := &look{locations: map[string]string{}}
	if err := s.readRows(ctx, l); err != nil {
		return nil, err
	}
	l.facts = decide.Facts{
		Now: s.Now(), Name: l.app.Name, Status: l.app.Observed.Status, Pending: l.app.Pending(),
		Desired: l.app.Desired, Limits: s.Limits,
	}
	if l.facts.Pending {
		return l, nil // taking up needs no look outside
	}
	if l.operation != nil {
		l.facts.OperationStart = l.operation.StartTime
	}
	if l.deployed != nil {
		l.facts.SnapshotsEnabled = l.takesSnapshot()
	}
	if err := s.chooseSnapshot(ctx, l); err != nil {
		return nil, err
	}
	if err := s.lookForWayBack(ctx, l); err != nil {
		return nil, err
	}
	l.facts.Cluster = s.observe(ctx, l, l.current)
	l.facts.Next = s.observe(ctx, l, l.beside)
	for _, snapshot := range l.unfinished {
		if l.automatic == nil || snapshot.Name != l.automatic.Name {
			l.facts.Snapshots = append(l.facts.Snapshots, s.observeSnapshot(ctx, l, snapshot))
		}
	}
	if l.automatic != nil {
		automatic := s.observeSnapshot(ctx, l, *l.automatic)
		l.facts.Automatic = &automatic
	}
	return l, s.lookBack(ctx, l)
}

// lookBack looks at what a change that is being rolled back has come to.
func (s *session) lookBack(ctx context.Context, l *look) error {
	if l.app.Observed.Status != lifecycle.StatusRollingBack || l.wanted == nil || l.deployed == nil {
		return nil
	}
	l.facts.Untouched = l.deployed.ID == l.wanted.RolledBackTo
	if !l.facts.Untouched {
		return nil
	}
	// A job may have been told to end by more than the change that is rolled back: by a scaling before it, for one.
	var left *lifecycle.Snapshot
	var ok bool
	var err error
	if last := l.current.LastSnapshot; last != nil {
		left, ok, err = s.Store.AutomaticSnapshotAfter(ctx, l.app.ID, *last)
	} else {
		left, ok, err = s.Store.SnapshotOfChange(ctx, l.app.ID, l.wanted.RolledBackFrom)
	}
	if err != nil {
		return fmt.Errorf("look at the snapshot of the change: %w", err)
	}
	if ok {
		seen := s.observeSnapshot(ctx, l, *left)
		l.facts.Left = &seen
	}
	return nil
}

// readRows reads the application and what belongs to it.
func (s *session) readRows(ctx context.Context, l *look) error {
	var err error
	if l.app, err = s.Store.ApplicationByID(ctx, s.lease.ApplicationID); err != nil {
		return fmt.Errorf("look at application: %w", err)
	}
	if l.current, err = parseRecord(l.app.Observed.Cluster); err != nil {
		return err
	}
	if l.beside, err = parseRecord(l.app.Observed.NextCluster); err != nil {
		return err
	}
	s.at = ""
	for _, c := range []*record{l.current, l.beside} {
		if c == nil || c.Site == "" {
			continue
		}
		if s.at = c.Site; s.at != s.site {
			return errElsewhere
		}
	}
	if l.unfinished, err = s.Store.UnfinishedSnapshots(ctx, l.app.ID); err != nil {
		return fmt.Errorf("look at snapshots: %w", err)
	}
	if err := s.readOperation(ctx, l); err != nil {
		return err
	}
	if l.operation != nil {
		if l.automatic, err = s.snapshotByName(ctx, l, l.automaticName()); err != nil {
			return err
		}
	}
	if id := l.app.Desired.VersionID; id != 0 {
		if l.wanted, err = s.readVersion(ctx, l.app.ID, id); err != nil {
			return err
		}
	}
	switch {
	case l.current == nil:
	case l.wanted != nil && l.wanted.ID == l.current.VersionID:
		l.deployed = l.wanted
	default:
		if l.deployed, err = s.readVersion(ctx, l.app.ID, l.current.VersionID); err != nil {
			return err
		}
	}
	return nil
}

// readOperation reads the operation of the desire. It is ErrStale where another desire has taken its place since the application was
// read: what is under way would be looked at without its operation.
func (s *session) readOperation(ctx context.Context, l *look) error {
	id := l.app.Desired.OperationID
	if id == "" {
		return nil
	}
	operation, err := s.Store.Operation(ctx, l.app.ID, id)
	if err != nil {
		return fmt.Errorf("look at operation: %w", err)
	}
	if operation.Status == lifecycle.OperationInProgress {
		l.operation = operation
		return nil
	}
	if !l.app.Observed.Status.Transient() {
		return nil
	}
	now, err := s.Store.ApplicationByID(ctx, l.app.ID)
	if err != nil {
		return fmt.Errorf("look at application: %w", err)
	}
	if now.Desired.Generation != l.app.Desired.Generation || now.Observed.Status != l.app.Observed.Status {
		return fmt.Errorf("look at operation: %w", store.ErrStale)
	}
	return nil
}

// automaticName is the name of the snapshot that the operation takes.
func (l *look) automaticName() string {
	return snapshots.AutomaticName(l.operation.Kind, l.app.Name, l.operation.StartTime)
}

// snapshotByName reads a snapshot of the application; nil where there is none of that name.
func (s *session) snapshotByName(ctx context.Context, l *look, name string) (*lifecycle.Snapshot, error) {
	snapshot, err := s.Store.Snapshot(ctx, l.app.ID, name)
	if fault.Is(err, fault.NotFoundKind) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look at snapshot: %w", err)
	}
	return snapshot, nil
}

func (s *session) readVersion(ctx context.Context, applicationID, id int64) (*version, error) {
	v, err := s.Store.Version(ctx, applicationID, id)
	if err != nil {
		return nil, fmt.Errorf("look at version: %w", err)
	}
	configuration, err := lifecycle.ParseConfiguration(v.Document)
	if err != nil {
		return nil, fmt.Errorf("look at version %d: %w", id, err)
	}
	return &version{Version: v, configuration: configuration}, nil
}

// chooseSnapshot finds the snapshot that a start restores, or why it cannot.
func (s *session) chooseSnapshot(ctx context.Context, l *look) error {
	run := l.app.Desired.RunConfiguration
	if run == nil || l.wanted == nil || !l.app.Observed.Status.Transient() {
		return nil
	}
	latest, _, err := s.Store.LatestSnapshot(ctx, l.app.ID)
	if err != nil {
		return fmt.Errorf("look at snapshots: %w", err)
	}
	var named *lifecycle.Snapshot
	if run.RestoreType == lifecycle.RestoreCustom {
		if named, err = s.snapshotByName(ctx, l, run.SnapshotName); err != nil {
			return err
		}
	}
	if l.current != nil && run.RestoreType == lifecycle.RestoreLatest && l.app.Observed.Status != lifecycle.StatusStarting &&
		l.app.Observed.Status != lifecycle.StatusRollingBack {
		latest = l.ownSnapshot()
	}
	l.chosen, l.facts.RestoreProblem = snapshots.Choose(*run, l.wanted.Runtime, latest, named)
	return nil
}

// ownSnapshot is the snapshot that a change of the running application goes on from: the one that it takes of the job,
// none where they are disabled. Before it is taken it is as it will be, so that a runtime that cannot read it is found
// out before the job is touched.
func (l *look) ownSnapshot() *lifecycle.Snapshot {
	switch {
	case l.automatic != nil && l.automatic.Status == lifecycle.SnapshotReady:
		return l.automatic
	case l.operation == nil || !l.takesSnapshot():
		return nil
	default:
		return &lifecycle.Snapshot{
			Name: l.automaticName(), Runtime: l.deployed.Runtime,
		}
	}
}
