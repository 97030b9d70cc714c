package reconciler

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/decide"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/store"
)

// DataKeys makes and opens the data keys of applications. What says why a key cannot be used is a *[kms.KeyError]. kms/datakeys
// implements it.
type DataKeys interface {
	// Make makes a data key for the state of the application, wrapped by the key given, and returns its id.
	Make(ctx context.Context, application *lifecycle.Application, by lifecycle.Key) (id string, err error)
	// Open unwraps a data key by asking whatever has the key that wraps it.
	Open(ctx context.Context, id string) (driver.DataKey, error)
	// LogKey is the key of a cluster's log.
	LogKey(cluster driver.ClusterID) (driver.DataKey, error)
}

// beginKey gives the run of a cluster its data key, if it has none yet, and writes down which it is before the driver hears of it.
func (s *session) beginKey(ctx context.Context, l *look, c *record) error {
	if s.Keys == nil || c.DataKey != "" {
		return nil
	}
	if err := s.clearAway(ctx, c); err != nil {
		return err
	}
	v, err := s.readVersion(ctx, l.app.ID, c.VersionID)
	if err != nil {
		return err
	}
	err = s.effect(ctx, "make data key", func(ctx context.Context) (err error) {
		c.DataKey, err = s.Keys.Make(ctx, l.app, v.Key)
		return err
	})
	if err != nil {
		return err
	}
	c.BeganClear = c.Keeps
	return s.write(ctx, l)
}

// clearAway destroys what a control plane of before there were keys may have begun to prepare: it would go on in clear. No job runs in
// it, for nobody has its handle.
func (s *session) clearAway(ctx context.Context, c *record) error {
	return s.effect(ctx, "look for cluster", func(ctx context.Context) error {
		handle := c.handle(s.Driver.Name())
		seen, err := s.Driver.Inspect(ctx, handle)
		if err != nil || seen.State == driver.StateAbsent {
			return err
		}
		return s.Driver.Destroy(ctx, handle)
	})
}

// keys are those that a cluster is given; nil for one that works in clear. Whoever asks for them wipes them.
func (s *session) keys(ctx context.Context, l *look, c *record, v *version) (keys *driver.Keys, err error) {
	if s.Keys == nil || c.DataKey == "" {
		return nil, nil
	}
	reads, clear, err := s.reads(ctx, l, c)
	if err != nil {
		return nil, err
	}
	keys = &driver.Keys{Owner: l.app.Lineage(), TakesClear: clear, Required: !v.Key.Owned()}
	defer func() {
		if err != nil {
			keys.Wipe()
		}
	}()
	err = s.effect(ctx, "open data keys", func(ctx context.Context) (err error) {
		if keys.Sealing, err = s.Keys.Open(ctx, c.DataKey); err != nil {
			return err
		}
		for _, id := range reads {
			key, err := s.Keys.Open(ctx, id)
			if err != nil {
				return err
			}
			keys.Opening = append(keys.Opening, key)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if keys.Log, err = s.Keys.LogKey(c.ID); err != nil {
		return nil, err
	}
	return keys, nil
}

// reads are the data keys, beside its own, of the state that the job of a cluster may begin with, and whether some of that may be in
// clear. Where it is not settled yet it may be the snapshot that was chosen, or what the cluster that still runs will leave, whose
// checkpoints are looked at too.
func (s *session) reads(ctx context.Context, l *look, c *record) (ids []string, clear bool, err error) {
	add := func(id string) {
		switch {
		case id == "":
			clear = true
		case id != c.DataKey && !slices.Contains(ids, id):
			ids = append(ids, id)
		}
	}
	addSnapshot := func(name string) error {
		id, err := s.Store.SnapshotDataKey(ctx, l.app.ID, name)
		if err == nil {
			add(id)
		}
		return err
	}
	switch {
	case c.Restore != nil && c.Restore.Snapshot != "":
		err = addSnapshot(c.Restore.Snapshot)
		return ids, clear, err
	case c.Restore != nil:
		// A checkpoint of its own run, or nothing.
		return nil, c.BeganClear, nil
	}
	if l.chosen != nil && l.chosen.Status == lifecycle.SnapshotReady {
		if err := addSnapshot(l.chosen.Name); err != nil {
			return nil, false, err
		}
	}
	if l.current != nil && l.current != c && !l.current.Gone {
		add(l.current.DataKey)
		clear = clear || l.current.BeganClear
	}
	return ids, clear, nil
}

// withoutKey decides what becomes of a cluster that cannot be given its keys. What passes is tried again for a while; everything is, for as
// long as it takes, where no operation waits for it, such as when the cluster of a running application died: it goes on as soon as the key
// can be used again. Otherwise the operation fails, and is to be asked for again.
func (s *session) withoutKey(ctx context.Context, l *look, slot decide.Slot, err error) error {
	var failure *kms.KeyError
	if !errors.As(err, &failure) || l.operation == nil {
		return err
	}
	reason := failure.Error()
	if failure.Passes() {
		tried := l.facts.Now.Sub(l.record(slot).Since)
		if tried < s.KeyPatience {
			return err
		}
		reason = fmt.Sprintf("%s (it was tried again and again for %v)", reason, tried.Round(time.Second))
	}
	return s.condemn(ctx, l, slot, reason)
}

// protect writes down the data key of what the current cluster writes into a snapshot.
func (l *look) protect(ctx context.Context, name string) func(tx *store.Tx) error {
	return func(tx *store.Tx) error {
		if l.current == nil || l.current.DataKey == "" {
			return nil
		}
		return tx.ProtectSnapshot(ctx, l.app.ID, name, l.current.DataKey)
	}
}
