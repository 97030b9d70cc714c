package reconciler

import (
	"context"
	"errors"
	"io/fs"
	"time"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/decide"
	"github.com/penstock/penstock/operations"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/snapshots"
)

// applyCheckState finds out whether the program of the new version could go on from the state that it will be given. That state is
// not there before the old job ends with its snapshot, so the job's newest checkpoint stands for it: the same operators wrote it.
func (s *session) applyCheckState(ctx context.Context, l *look, action decide.Action) error {
	c := l.record(action.Slot)
	path, err := s.stateToCheck(ctx, l)
	if err != nil {
		return err
	}
	if path != "" {
		client, err := s.client(ctx, c)
		if err != nil {
			return err
		}
		request := driver.RunRequest{
			JobID: c.jobID(), SavepointPath: path, AllowNonRestoredState: l.app.Desired.RunConfiguration.AllowNonRestoredState,
		}
		looked := &restore{URI: path}
		if l.chosen.Status == lifecycle.SnapshotReady {
			request.MetadataDigest, looked.Snapshot = l.chosen.MetadataDigest, l.chosen.Name
		}
		err = s.effect(ctx, "check state", func(ctx context.Context) error { return client.CheckRestore(ctx, request) })
		if reason, terminal := driver.IsTerminal(err); terminal {
			if again, err := s.stateToCheck(ctx, l); err != nil || again != path {
				return errors.Join(errReplaced, err)
			}
			return s.condemn(ctx, l, action.Slot, "The new version cannot go on from the state of the application: "+looked.told(reason))
		}
		if err != nil {
			return err
		}
		if err := s.preload(ctx, l, client, request); err != nil {
			return err
		}
	}
	c.Checked = true
	return s.write(ctx, l)
}

// errReplaced says that a newer checkpoint took the place of one while it was looked at.
var errReplaced = errors.New("the checkpoint was replaced by a newer one while it was looked at")

// checkpointPatience bounds the wait for a checkpoint that is taken only to be looked at.
const checkpointPatience = 10 * time.Second

// stateToCheck is the state that stands for what the new job will be given; empty for none, and for one that nobody knows yet.
func (s *session) stateToCheck(ctx context.Context, l *look) (string, error) {
	switch {
	case l.chosen == nil:
		return "", nil
	case l.chosen.Status == lifecycle.SnapshotReady:
		location, err := snapshots.ParseLocation(l.chosen.Location)
		return location.URI, err
	}
	newest := func() (checkpoint string, err error) {
		err = s.effect(ctx, "find newest checkpoint", func(ctx context.Context) (err error) {
			checkpoint, err = s.Storage.NewestCheckpoint(ctx, l.current.CheckpointsURI)
			if errors.Is(err, fs.ErrNotExist) {
				err = nil // the job makes a new one
			}
			return err
		})
		return checkpoint, err
	}
	checkpoint, err := newest()
	if checkpoint != "" || err != nil || l.facts.Cluster.Job != decide.JobRunning {
		return checkpoint, err
	}
	if err := s.takeCheckpoint(ctx, l, "check state"); err != nil {
		s.log.WarnContext(ctx, "no checkpoint of the old job, so it is not known whether its state fits", "error", err)
		return "", nil
	}
	return newest()
}

// takeCheckpoint has the old job take a checkpoint now.
func (s *session) takeCheckpoint(ctx context.Context, l *look, purpose string) error {
	client, err := s.client(ctx, l.current)
	if err != nil {
		return err
	}
	return s.effect(ctx, "take checkpoint", func(ctx context.Context) error {
		ctx, cancel := context.WithTimeout(ctx, checkpointPatience)
		defer cancel()
		return client.Checkpoint(ctx, l.current.jobID(), snapshots.TriggerID(l.operation.ID, purpose))
	})
}

// applyChooseRestore settles what the job of the new version starts from. The old job has ended, and its snapshot, where
// one was taken, is complete.
func (s *session) applyChooseRestore(ctx context.Context, l *look, action decide.Action) error {
	from, err := l.restore()
	if err != nil {
		return err
	}
	c := l.record(action.Slot)
	c.Restore, c.Since = from, l.facts.Now
	return s.write(ctx, l, l.tellingStep(ctx, operations.StepRun, from.origin()))
}
