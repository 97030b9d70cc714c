package apiserver

import (
	"context"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

// keysOfStart are the keys of a start: the one that the version's configuration names, which the state is written with from then on, and
// that of the snapshot that it goes on from.
func keysOfStart(ctx context.Context, r store.Reader, a *lifecycle.Application, find keyFinder, restore *model.ApplicationRestoreConfiguration,
) (lifecycle.Key, keyUses, error) {
	uses := keyUses{}
	v, err := r.Version(ctx, a.ID, a.CurrentVersionID)
	if err != nil {
		return lifecycle.Key{}, nil, err
	}
	c, err := lifecycle.ParseConfiguration(v.Document)
	if err != nil {
		return lifecycle.Key{}, nil, err
	}
	k, err := find(c)
	if err != nil {
		return k, nil, err
	}
	uses.add(k, KeySeals)
	return k, uses, uses.addRestored(ctx, r, a, restore)
}

// addRestored adds the key of the snapshot that a request goes on from, of those that are there before it.
func (u keyUses) addRestored(ctx context.Context, r store.Reader, a *lifecycle.Application, restore *model.ApplicationRestoreConfiguration) error {
	how := lifecycle.DefaultRunConfiguration().RestoreType
	if restore != nil {
		how = lifecycle.RestoreType(*restore.ApplicationRestoreType)
	}
	var snapshot *lifecycle.Snapshot
	var err error
	switch {
	case how == lifecycle.RestoreCustom && orZero(restore.SnapshotName) != "":
		if snapshot, err = r.Snapshot(ctx, a.ID, *restore.SnapshotName); fault.Is(err, fault.NotFoundKind) {
			return nil // which is found out by what restores it
		}
	case how == lifecycle.RestoreLatest && a.Status() == lifecycle.StatusReady:
		snapshot, _, err = r.LatestSnapshot(ctx, a.ID)
	}
	if err == nil && snapshot != nil {
		u.add(snapshot.Key, KeyOpens)
	}
	return err
}

// keyChange is what an update does as far as keys go.
type keyChange struct {
	// configuration is the new one; named tells that the request chooses a key.
	configuration lifecycle.Configuration
	named         bool
	restore       *model.ApplicationRestoreConfiguration
}

// keysOfUpdate are the key that an update gives the application, and those that it touches: the one that it has, which the snapshot before
// a restart is written with, and the new one. Where nothing runs nothing is read or written, and a key that cannot be used any more can
// still be left.
func keysOfUpdate(ctx context.Context, r store.Reader, a *lifecycle.Application, find keyFinder, change keyChange) (lifecycle.Key, keyUses, error) {
	uses := keyUses{}
	old, err := r.Version(ctx, a.ID, a.CurrentVersionID)
	if err != nil {
		return lifecycle.Key{}, nil, err
	}
	running := a.Status() == lifecycle.StatusRunning
	if !running && !change.named {
		uses.add(old.Key, KeyNamed)
		return old.Key, uses, nil
	}
	k, err := find(change.configuration)
	if err != nil {
		return k, nil, err
	}
	uses.add(k, KeySeals)
	if !running {
		uses.add(old.Key, KeyNamed)
		return k, uses, nil
	}
	if err := uses.addRunning(ctx, r, a); err != nil {
		return k, nil, err
	}
	return k, uses, uses.addRestored(ctx, r, a, change.restore)
}

// addRunning adds the key of the job that runs, whose state is written for the last time.
func (u keyUses) addRunning(ctx context.Context, r store.Reader, a *lifecycle.Application) error {
	v, c, err := runningVersion(ctx, r, a)
	if err != nil {
		return err
	}
	if c.SnapshotsEnabled {
		u.add(v.Key, KeySeals)
		return nil
	}
	u.add(v.Key, KeyNamed)
	return nil
}

// keysOfRollback are the key that the application goes back to, as the version's configuration names it, and those that are touched: that of
// the state that it goes on from, and the one that it leaves.
func keysOfRollback(ctx context.Context, r store.Reader, a *lifecycle.Application, find keyFinder) (lifecycle.Key, keyUses, error) {
	uses := keyUses{}
	current, err := r.Version(ctx, a.ID, a.CurrentVersionID)
	if err != nil {
		return lifecycle.Key{}, nil, err
	}
	target, run, err := r.RollbackTarget(ctx, a, current)
	if err != nil {
		return lifecycle.Key{}, nil, err
	}
	c, err := lifecycle.ParseConfiguration(target.Document)
	if err != nil {
		return lifecycle.Key{}, nil, err
	}
	k, err := find(c)
	if err != nil {
		return k, nil, err
	}
	uses.add(k, KeySeals)
	uses.add(current.Key, KeyNamed)
	if run.RestoreType != lifecycle.RestoreCustom {
		uses.add(target.Key, KeyOpens)
		return k, uses, nil
	}
	snapshot, err := r.Snapshot(ctx, a.ID, run.SnapshotName)
	if err != nil {
		return k, nil, err
	}
	uses.add(snapshot.Key, KeyOpens)
	return k, uses, nil
}

// keysOfSnapshot is the key of the job that runs, where the operation takes a snapshot of it.
func keysOfSnapshot(ctx context.Context, r store.Reader, a *lifecycle.Application, always bool) (keyUses, error) {
	uses := keyUses{}
	v, c, err := runningVersion(ctx, r, a)
	if err == nil && (always || c.SnapshotsEnabled) {
		uses.add(v.Key, KeySeals)
	}
	return uses, err
}
