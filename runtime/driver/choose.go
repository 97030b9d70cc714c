package driver

import (
	"context"
	"errors"
	"fmt"
)

// ChooseWorkload asks the engines in their order how to run an application, and tells which answered. Where none takes the code, the
// error is what the last one said of it.
func ChooseWorkload(ctx context.Context, engines []Engine, spec Spec) (Workload, Engine, error) {
	refused := error(&TerminalError{
		Reason: fmt.Sprintf("No engine of this installation runs %s code on %s.", spec.Code.Kind, spec.Runtime),
	})
	for _, e := range engines {
		if !e.Takes(spec.Runtime, spec.Code.Kind) {
			continue
		}
		w, err := e.Workload(ctx, spec)
		if err == nil && !w.Sealed && spec.Keys != nil && spec.Keys.Required {
			err = &TerminalError{Reason: fmt.Sprintf("The application has a customer managed key, and engine %s would keep its state "+
				"in the clear. Give the application KeyType AWS_OWNED_KEY, or code that the embedded engine runs.", e.Name())}
		}
		if err == nil {
			return w, e, nil
		}
		refused = fmt.Errorf("workload of engine %s: %w", e.Name(), err)
		if !errors.Is(err, ErrOtherEngine) {
			break
		}
	}
	return Workload{}, nil, refused
}
