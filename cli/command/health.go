package command

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/terminal"
)

// health is how the job of an application gets on.
type health struct {
	State  string    `json:"state"`
	Cause  string    `json:"cause,omitempty"`
	Since  time.Time `json:"since"`
	Reason string    `json:"reason"`
}

// healths asks for the health of all applications that have a job, by name.
func (b *base) healths(ctx context.Context) (map[string]*health, error) {
	all := map[string]*health{}
	var token *string
	for {
		page, err := b.api.ListApplicationHealth(ctx, &model.ListApplicationHealthRequest{NextToken: token})
		if err != nil {
			return nil, err
		}
		for _, h := range page.ApplicationHealths {
			all[*h.ApplicationName] = newHealth(*h.Health, h.HealthCause, *h.HealthSince, *h.HealthReason)
		}
		if token = page.NextToken; token == nil {
			return all, nil
		}
	}
}

// health asks for the health of one application; nil where it has no job.
func (b *base) health(ctx context.Context, name string) (*health, error) {
	h, err := b.api.DescribeApplicationHealth(ctx, &model.DescribeApplicationHealthRequest{ApplicationName: &name})
	if err != nil || h.Health == nil {
		return nil, err
	}
	return newHealth(*h.Health, h.HealthCause, *h.HealthSince, *h.HealthReason), nil
}

func newHealth(state model.Health, cause *model.HealthCause, since model.Timestamp, reason string) *health {
	h := &health{State: string(state), Since: since.Time(), Reason: reason}
	if cause != nil {
		h.Cause = string(*cause)
	}
	return h
}

// healthLine is how many applications are in which health, the worst first.
func (b *base) healthLine(apps []app) string {
	counts := healthCounts(apps)
	var parts []string
	for _, state := range []model.Health{model.HealthRESTARTING, model.HealthSTALLED, model.HealthBEHIND, model.HealthHEALTHY} {
		if n := counts[string(state)]; n > 0 {
			h := &health{State: string(state)}
			parts = append(parts, b.paint.Text(h.color(), strconv.Itoa(n)+" "+h.word()))
		}
	}
	return strings.Join(parts, ", ")
}

// word is the state for people; a dash where there is none.
func (h *health) word() string {
	if h == nil {
		return "-"
	}
	return strings.ToLower(h.State)
}

func (h *health) color() terminal.Color {
	switch {
	case h == nil:
		return ""
	case h.State == string(model.HealthHEALTHY):
		return terminal.Good
	case h.State == string(model.HealthBEHIND):
		return terminal.Busy
	default:
		return terminal.Bad
	}
}

// sentence is all that is known, in one line.
func (h *health) sentence(p terminal.Paint, now time.Time) string {
	if h == nil {
		return ""
	}
	return p.Text(h.color(), h.word()) + " for " + terminal.Duration(now.Sub(h.Since).Truncate(time.Second)) + ". " + h.Reason
}
