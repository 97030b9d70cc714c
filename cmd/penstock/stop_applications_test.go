package main

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/apiserver/model"
)

// shop is an API with some applications, each with the statuses that the next looks at it show.
type shop struct {
	model.UnimplementedHandler
	statuses map[application][]model.ApplicationStatus
	refuse   map[application]error
	stopped  []application
}

func (s *shop) Regions(context.Context, string) ([]string, error) {
	seen := []string{}
	for a := range s.statuses {
		if !slices.Contains(seen, a.region) {
			seen = append(seen, a.region)
		}
	}
	return seen, nil
}

// ListApplications gives one application a page.
func (s *shop) ListApplications(ctx context.Context, in *model.ListApplicationsRequest) (*model.ListApplicationsResponse, error) {
	region := apiserver.IdentityFrom(ctx).Region
	names := []string{}
	for a := range s.statuses {
		if a.region == region {
			names = append(names, a.name)
		}
	}
	slices.Sort(names)
	if in.NextToken != nil {
		names = names[slices.Index(names, *in.NextToken):]
	}
	a := application{region, names[0]}
	next := s.statuses[a]
	if len(next) > 1 {
		s.statuses[a] = next[1:]
	}
	out := &model.ListApplicationsResponse{ApplicationSummaries: []model.ApplicationSummary{{ApplicationName: &a.name, ApplicationStatus: &next[0]}}}
	if len(names) > 1 {
		out.NextToken = &names[1]
	}
	return out, nil
}

func (s *shop) StopApplication(ctx context.Context, in *model.StopApplicationRequest) (*model.StopApplicationResponse, error) {
	a := application{apiserver.IdentityFrom(ctx).Region, *in.ApplicationName}
	s.stopped = append(s.stopped, a)
	return &model.StopApplicationResponse{}, s.refuse[a]
}

func TestStopApplications(t *testing.T) {
	t.Parallel()
	const (
		ready, running, stopping, updating = model.ApplicationStatusREADY, model.ApplicationStatusRUNNING,
			model.ApplicationStatusSTOPPING, model.ApplicationStatusUPDATING
	)
	runs, idles, updates, fails := application{"us-east-1", "runs"}, application{"us-east-1", "idles"},
		application{"eu-west-1", "updates"}, application{"us-east-1", "fails"}
	refused := errors.New("it is restarting")
	cases := []struct {
		name     string
		statuses map[application][]model.ApplicationStatus
		refuse   map[application]error
		stopped  []application
		out      []string
		err      string
	}{
		{name: "none", statuses: map[application][]model.ApplicationStatus{}},
		{name: "ready ones are left alone", statuses: map[application][]model.ApplicationStatus{idles: {ready}}},
		{
			name:     "running ones are stopped once, in every region",
			statuses: map[application][]model.ApplicationStatus{runs: {running, stopping, stopping, ready}, idles: {ready}, updates: {updating, running, stopping, ready}},
			stopped:  []application{runs, updates},
			out:      []string{"stopping runs (us-east-1)", "stopped runs (us-east-1)", "stopped updates (eu-west-1)"},
		},
		{
			name:     "one whose snapshot fails goes on",
			statuses: map[application][]model.ApplicationStatus{runs: {running, stopping, ready}, fails: {running, stopping, running}},
			stopped:  []application{runs, fails}, out: []string{"stopped runs"}, err: "fails (us-east-1) was not stopped: the snapshot failed",
		},
		{
			name:     "one that refuses is asked once",
			statuses: map[application][]model.ApplicationStatus{fails: {running}},
			refuse:   map[application]error{fails: refused},
			stopped:  []application{fails}, err: "it is restarting",
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := &shop{statuses: c.statuses, refuse: c.refuse}
			var out bytes.Buffer
			err := stopApplications(t.Context(), s, s, "000000000000", &out)
			require.ElementsMatch(t, c.stopped, s.stopped)
			for _, line := range c.out {
				require.Contains(t, out.String(), line)
			}
			if c.err == "" {
				require.NoError(t, err)
			} else {
				require.ErrorContains(t, err, c.err)
			}
		})
	}
}
