package reconciler

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"github.com/penstock/penstock/lifecycle/decide"
	"github.com/penstock/penstock/logs"
	"github.com/penstock/penstock/operations"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/store"
)

// applyPlanCluster writes down the cluster that is about to be prepared. From here on it is found again, whatever
// becomes of the call that makes it.
func (s *session) applyPlanCluster(ctx context.Context, l *look, action decide.Action) error {
	c := &record{
		ID:         clusterID(l.app, l.app.Desired.Generation, 0),
		Generation: l.app.Desired.Generation, Site: s.site, VersionID: l.app.Desired.VersionID,
		Parallelism: l.parallelism(), Scaled: l.scaling(), Since: l.facts.Now,
	}
	c.Trial = !l.wanted.Deployed && l.wanted.RolledBackTo == 0
	c.CheckpointsURI = s.Storage.CheckpointsURI(l.app.ID, c.run())
	if action.Slot == decide.Current {
		from, err := l.restore()
		if err != nil {
			return err
		}
		c.Restore = from
	}
	l.setRecord(action.Slot, c)
	return s.write(ctx, l, l.step(ctx, operations.StepPrepare))
}

// applyReplaceCluster writes down another cluster in the place of one that is gone. Its job goes on from the newest
// checkpoint of the run, or from where the run began when there is none.
func (s *session) applyReplaceCluster(ctx context.Context, l *look, action decide.Action) error {
	c := *l.record(action.Slot)
	if c.Restore != nil {
		checkpoint, err := s.newestCheckpoint(ctx, l.app.ID, &c)
		if err != nil {
			return err
		}
		if checkpoint != "" {
			c.Restore = &restore{URI: checkpoint, AllowNonRestoredState: c.Restore.AllowNonRestoredState}
		}
	}
	c.Attempt++
	c.ID = clusterID(l.app, c.Generation, c.Attempt)
	c.Handle, c.Condemned, c.Gone, c.Retired = nil, "", false, false
	c.Since = l.facts.Now
	s.log.InfoContext(ctx, "another cluster takes the place of one that is gone", "cluster", c.ID, "restore", c.restoreURI())
	l.setRecord(action.Slot, &c)
	from := "without state"
	if uri := c.restoreURI(); uri != "" {
		from = "from " + path.Base(uri)
	}
	return s.write(ctx, l, l.step(ctx, operations.StepPrepare),
		s.tell(ctx, l, logs.Warn, "The cluster is gone. Another one takes its place, whose job goes on %s.", from))
}

// newestCheckpoint is what the job of a cluster that is gone had come to; empty where it had taken no checkpoint. Where it may have
// taken some and they have vanished, to begin from anything older would give rows twice, so the application waits for them.
func (s *session) newestCheckpoint(ctx context.Context, applicationID int64, c *record) (checkpoint string, err error) {
	err = s.effect(ctx, "find newest checkpoint", func(ctx context.Context) (err error) {
		checkpoint, err = s.Storage.NewestCheckpoint(ctx, c.CheckpointsURI)
		return err
	})
	switch {
	case err == nil:
		return checkpoint, s.checkNewest(ctx, applicationID, c.CheckpointsURI, checkpoint)
	case !errors.Is(err, fs.ErrNotExist):
		return "", err
	case !c.Keeps:
		return "", nil
	default:
		return "", fmt.Errorf("the cluster is gone and its checkpoints are gone, too: %s is not there. Bring that directory back, and the job "+
			"goes on from it; or stop the application by force and start it from a snapshot, to process again what came after that",
			c.CheckpointsURI)
	}
}

// applyPrepareCluster has the driver bring up the cluster.
func (s *session) applyPrepareCluster(ctx context.Context, l *look, action decide.Action) error {
	c := l.record(action.Slot)
	if err := s.beginKey(ctx, l, c); err != nil {
		return s.withoutKey(ctx, l, action.Slot, err)
	}
	spec, err := s.spec(ctx, l, c)
	if err != nil {
		return s.withoutKey(ctx, l, action.Slot, err)
	}
	defer spec.Keys.Wipe()
	var handle driver.Handle
	err = s.effect(ctx, "prepare cluster", func(ctx context.Context) (err error) {
		if err = s.Storage.MakeCheckpoints(ctx, c.CheckpointsURI); err == nil {
			handle, err = s.Driver.Prepare(ctx, spec)
		}
		return err
	})
	if reason, terminal := driver.IsTerminal(err); terminal {
		return s.condemn(ctx, l, action.Slot, reason)
	}
	if err != nil {
		return err
	}
	c.Handle, c.Keeps = &handle, true
	if handle.InClear {
		c.DataKey = ""
	}
	return s.write(ctx, l)
}

// applyCondemn writes down why the cluster failed for good, before it is destroyed and can no longer tell.
func (s *session) applyCondemn(ctx context.Context, l *look, action decide.Action) error {
	return s.condemn(ctx, l, action.Slot, action.Text)
}

func (s *session) condemn(ctx context.Context, l *look, slot decide.Slot, reason string) error {
	c := l.record(slot)
	c.Condemned = operations.ErrorText(c.Restore.told(reason))
	s.log.WarnContext(ctx, "a cluster failed", "cluster", c.ID, "reason", reason)
	return s.write(ctx, l, s.tell(ctx, l, logs.Error, "The cluster failed: %s", c.Condemned))
}

// applyRetire writes down that the cluster has done its work.
func (s *session) applyRetire(ctx context.Context, l *look, action decide.Action) error {
	l.record(action.Slot).Retired = true
	return s.write(ctx, l, l.step(ctx, operations.StepRemove))
}

// applyDestroy has the driver destroy the cluster, whatever it does.
func (s *session) applyDestroy(ctx context.Context, l *look, action decide.Action) error {
	c := l.record(action.Slot)
	if err := s.drain(ctx, l, c); err != nil {
		return err
	}
	err := s.effect(ctx, "destroy cluster", func(ctx context.Context) error {
		return s.Driver.Destroy(ctx, c.handle(s.Driver.Name()))
	})
	if err != nil {
		return err
	}
	if client, ok := s.clients[c.ID]; ok {
		client.Close()
		delete(s.clients, c.ID)
	}
	c.Gone = true
	return s.write(ctx, l, func(tx *store.Tx) error { return tx.ForgetLogPosition(ctx, l.app.ID, string(c.ID)) })
}

// applyForget removes the checkpoints of a run that is over, and then the record of its last cluster.
func (s *session) applyForget(ctx context.Context, l *look, action decide.Action) error {
	c := l.record(action.Slot)
	err := s.effect(ctx, "remove checkpoints", func(ctx context.Context) error {
		return s.Storage.Remove(ctx, c.CheckpointsURI)
	})
	if err != nil {
		return err
	}
	l.setRecord(action.Slot, nil)
	return s.write(ctx, l)
}
