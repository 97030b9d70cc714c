package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/apiserver/model"
)

// stopInterval is how often the applications that are being stopped are looked at.
const stopInterval = 50 * time.Millisecond

// stopper stops all applications of an account the way a client would, by asking for it, and tells how far it is.
type stopper struct {
	api     model.Handler
	account string
	out     io.Writer
	// asked are the applications whose stop was accepted, given those that could not be stopped.
	asked, given map[application]bool
	failures     []error
}

// application is one of any region.
type application struct{ region, name string }

func (a application) String() string { return a.name + " (" + a.region + ")" }

// regionLister tells where an account has applications.
type regionLister interface {
	Regions(ctx context.Context, accountID string) ([]string, error)
}

// stopApplications stops every application with a snapshot, where its snapshots are enabled, and returns when none runs any
// more, but for those that cannot be stopped, which are the error.
func stopApplications(ctx context.Context, api model.Handler, regions regionLister, account string, out io.Writer) error {
	s := &stopper{api: api, account: account, out: out, asked: map[application]bool{}, given: map[application]bool{}}
	tick := time.NewTicker(stopInterval)
	defer tick.Stop()
	for {
		left, err := s.look(ctx, regions)
		if err != nil {
			return errors.Join(append(s.failures, fmt.Errorf("stop applications: %w", err))...)
		}
		if left == 0 {
			return errors.Join(s.failures...)
		}
		select {
		case <-ctx.Done():
			return errors.Join(append(s.failures, fmt.Errorf("stop applications: %w", ctx.Err()))...)
		case <-tick.C:
		}
	}
}

// look asks every application that can be asked to stop, and tells how many are not there yet.
func (s *stopper) look(ctx context.Context, regions regionLister) (left int, err error) {
	names, err := regions.Regions(ctx, s.account)
	if err != nil {
		return 0, err
	}
	for _, region := range names {
		ctx := apiserver.WithIdentity(ctx, apiserver.Identity{AccountID: s.account, Region: region, RequestID: "stop-applications"})
		var token *string
		for {
			page, err := s.api.ListApplications(ctx, &model.ListApplicationsRequest{NextToken: token})
			if err != nil {
				return 0, err
			}
			for _, a := range page.ApplicationSummaries {
				if s.advance(ctx, application{region, *a.ApplicationName}, *a.ApplicationStatus) {
					left++
				}
			}
			if token = page.NextToken; token == nil {
				break
			}
		}
	}
	return left, nil
}

// advance brings one application nearer to its stop and tells whether it has to be looked at again.
func (s *stopper) advance(ctx context.Context, a application, status model.ApplicationStatus) (again bool) {
	switch {
	case s.given[a]:
		return false
	case status == model.ApplicationStatusREADY:
		if s.asked[a] {
			s.tell("stopped %s", a)
			delete(s.asked, a)
		}
		return false
	case status != model.ApplicationStatusRUNNING:
		return true // on its way; what follows is READY, RUNNING, or nothing
	case s.asked[a]:
		s.giveUp(a, errors.New("the snapshot failed, and it goes on"))
		return false
	}
	_, err := s.api.StopApplication(ctx, &model.StopApplicationRequest{ApplicationName: &a.name})
	if err != nil {
		s.giveUp(a, err)
		return false
	}
	s.asked[a] = true
	s.tell("stopping %s with a snapshot …", a)
	return true
}

func (s *stopper) giveUp(a application, err error) {
	s.given[a] = true
	s.failures = append(s.failures, fmt.Errorf("%s was not stopped: %w", a, err))
	s.tell("%s was not stopped: %v", a, err)
}

// tell writes a line for whoever watches. That nobody can read it is no reason to stop stopping.
func (s *stopper) tell(format string, args ...any) {
	fmt.Fprintf(s.out, format+"\n", args...)
}
