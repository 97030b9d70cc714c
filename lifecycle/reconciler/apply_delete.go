package reconciler

import (
	"context"
	"errors"
	"fmt"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/decide"
	"github.com/penstock/penstock/store"
)

// errGone says that the application was removed: nothing is left to be done, and no lease to be given back.
var errGone = errors.New("the application is gone")

// applyDeleteApplication removes the files of the application and then its rows, so that files without rows never stay
// behind. No cluster of it exists any more.
func (s *session) applyDeleteApplication(ctx context.Context, l *look, _ decide.Action) error {
	err := s.effect(ctx, "remove durable state", func(ctx context.Context) error {
		return s.Storage.Remove(ctx, s.Storage.ApplicationURI(l.app.ID))
	})
	if err != nil {
		return err
	}
	if err := s.Signals.point("before write"); err != nil {
		return err
	}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error { return tx.DeleteApplication(ctx, s.lease) })
	if err != nil {
		return fmt.Errorf("delete rows: %w", err)
	}
	if l.operation != nil {
		o := *l.operation
		o.Status, o.EndTime = lifecycle.OperationSuccessful, s.Now()
		s.metrics.finished(&o)
	}
	s.log.InfoContext(ctx, "deleted", "name", l.app.Name)
	if err := s.Signals.point("after write"); err != nil {
		return err
	}
	return errGone
}
