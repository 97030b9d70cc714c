package snapshotstore

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"github.com/penstock/penstock/lifecycle"
)

// holdTerm is how long a snapshot stays held where whoever reads it dies.
const holdTerm = 2 * time.Minute

var errHoldLost = errors.New("the snapshot is not held any more")

// whileHeld does something with the files of a snapshot, which nobody can delete meanwhile.
func (s *Snapshots) whileHeld(ctx context.Context, a *lifecycle.Application, snapshot *lifecycle.Snapshot, reason string, do func(context.Context) error) error {
	id := rand.Text()
	hold := func(ctx context.Context) error {
		return s.Store.HoldSnapshot(ctx, id, a.ID, snapshot.Name, reason, holdTerm)
	}
	if err := hold(ctx); err != nil {
		return err
	}
	held, lose := context.WithCancelCause(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		ticker := time.NewTicker(holdTerm / 4)
		defer ticker.Stop()
		for renewed := time.Now(); ; {
			select {
			case <-held.Done():
				return
			case <-ticker.C:
			}
			if err := hold(held); err == nil {
				renewed = time.Now()
			} else if time.Since(renewed) > holdTerm*3/4 {
				lose(errors.Join(errHoldLost, err))
				return
			}
		}
	}()
	err := do(held)
	lose(nil)
	<-ended
	// Who hung up still lets go.
	return errors.Join(err, s.Store.LetSnapshotGo(context.WithoutCancel(ctx), id))
}
