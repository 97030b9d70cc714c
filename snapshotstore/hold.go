package snapshotstore

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
)

// holdTerm is how long a snapshot stays held where whoever reads it dies, and an import under way where whoever writes it does.
const holdTerm = 2 * time.Minute

var errHoldLost = errors.New("the database was not told for too long that the transfer goes on")

// whileHeld does something with the files of a snapshot, which nobody can delete meanwhile.
func (s *Snapshots) whileHeld(ctx context.Context, a *lifecycle.Application, snapshot *lifecycle.Snapshot, reason string, do func(context.Context) error) error {
	id := rand.Text()
	hold := func(ctx context.Context) error {
		return s.Store.HoldSnapshot(ctx, id, a.ID, snapshot.Name, reason, holdTerm)
	}
	if err := hold(ctx); err != nil {
		return err
	}
	err := whileExtended(ctx, hold, do)
	// Who hung up still lets go.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), cleanupPatience)
	defer cancel()
	return errors.Join(err, s.Store.LetSnapshotGo(ctx, id))
}

// whileExtended does something that others have to be told of at least once in [holdTerm], and ends it where they could not be told, or
// where it was taken away.
func whileExtended(ctx context.Context, extend, do func(context.Context) error) error {
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
			switch err := extend(held); {
			case err == nil:
				renewed = time.Now()
			case errors.Is(err, store.ErrImportAbandoned), time.Since(renewed) > holdTerm*3/4:
				lose(errors.Join(errHoldLost, err))
				return
			}
		}
	}()
	err := do(held)
	lose(nil)
	<-ended
	return err
}
