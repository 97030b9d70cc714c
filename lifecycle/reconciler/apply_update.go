package reconciler

import (
	"context"

	"github.com/penstock/penstock/lifecycle/decide"
	"github.com/penstock/penstock/operations"
)

// applyChooseRestore settles what the job of the new version starts from. The old job has ended, and its snapshot, where
// one was taken, is complete.
func (s *session) applyChooseRestore(ctx context.Context, l *look, action decide.Action) error {
	from, err := l.restore()
	if err != nil {
		return err
	}
	c := l.record(action.Slot)
	c.Restore, c.Since = from, l.facts.Now
	return s.write(ctx, l, l.step(ctx, operations.StepRun))
}
