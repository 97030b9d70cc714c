package apiserver

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// defaultWait is how long a client waits that does not say.
const defaultWait = 30 * time.Second

// WaitForApplication answers when the application has one of the statuses or the version, or the operation has ended, or none of it can
// come any more, or the time is over. Between two changes it holds nothing but memory.
func (s *Service) WaitForApplication(ctx context.Context, in *model.WaitForApplicationRequest) (*model.WaitForApplicationResponse, error) {
	if !ofState(in) && in.OperationId == nil {
		return nil, fault.InvalidArgument("name what to wait for: ApplicationStatus, ApplicationVersionId, or OperationId")
	}
	patience := defaultWait
	if in.TimeoutSeconds != nil {
		patience = time.Duration(*in.TimeoutSeconds) * time.Second
	}
	a, err := s.store.Application(ctx, key(ctx, in.ApplicationName))
	if err != nil {
		return nil, err
	}
	changed, end := s.events.Listen(a.ID)
	defer end()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer endWithServer(ctx, cancel)()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	for {
		out, settled, err := s.waited(ctx, in)
		if err != nil || settled {
			return out, err
		}
		select {
		case <-changed:
		case <-timer.C:
			out.Message = new(fmt.Sprintf("Not within %s.", patience))
			return out, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// waited looks whether what is waited for is there, or cannot come any more.
func (s *Service) waited(ctx context.Context, in *model.WaitForApplicationRequest) (out *model.WaitForApplicationResponse, settled bool, err error) {
	a, v, err := s.store.CurrentApplication(ctx, key(ctx, in.ApplicationName))
	if err != nil {
		return nil, false, err
	}
	described, err := detail(a, v, false)
	if err != nil {
		return nil, false, err
	}
	out = &model.WaitForApplicationResponse{ApplicationDetail: described, Reached: new(false)}
	if in.OperationId != nil {
		o, err := s.store.Operation(ctx, a.ID, *in.OperationId)
		if err != nil {
			return nil, false, err
		}
		out.OperationStatus = new(model.OperationStatus(o.Status))
		if o.Status != lifecycle.OperationInProgress {
			*out.Reached = o.Status == lifecycle.OperationSuccessful
			out.Message = orNil(o.Error)
			return out, true, nil
		}
	}
	if ofState(in) && stateReached(in, described) {
		*out.Reached = true
		return out, true, nil
	}
	if in.OperationId != nil {
		return out, false, nil
	}
	under, err := s.store.OperationsInProgress(ctx, a.ID)
	if err != nil {
		return nil, false, err
	}
	if len(under) == 0 && settledStatus(a.Status()) {
		out.Message = new(fmt.Sprintf("The application is %s at version %d, and no operation is under way that changes that.", a.Status(), a.CurrentVersionID))
		return out, true, nil
	}
	return out, false, nil
}

// ofState tells whether a state of the application is waited for.
func ofState(in *model.WaitForApplicationRequest) bool {
	return len(in.ApplicationStatus) > 0 || in.ApplicationVersionId != nil
}

func stateReached(in *model.WaitForApplicationRequest, a *model.ApplicationDetail) bool {
	return (len(in.ApplicationStatus) == 0 || slices.Contains(in.ApplicationStatus, *a.ApplicationStatus)) &&
		(in.ApplicationVersionId == nil || *a.ApplicationVersionId >= *in.ApplicationVersionId)
}

// settledStatus tells the statuses that an application stays in until somebody asks for something.
func settledStatus(status lifecycle.Status) bool {
	return status == lifecycle.StatusReady || status == lifecycle.StatusRunning
}
