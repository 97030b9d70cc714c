package command

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/terminal"
)

// step is a step of an operation. Times are in milliseconds.
type step struct {
	Name     string `json:"name"`
	Outcome  string `json:"outcome"`
	Offset   int64  `json:"offsetMilliseconds"`
	Duration int64  `json:"durationMilliseconds"`
	Attempts int64  `json:"attempts"`
	Message  string `json:"message,omitempty"`
}

// course is how an operation went.
type course struct {
	Duration int64 `json:"durationMilliseconds"`
	// Downtime is how long nothing was processed; nil where it is not known.
	Downtime *int64 `json:"downtimeMilliseconds,omitempty"`
	Steps    []step `json:"steps"`

	// record is the operation itself; nil with a server that is older than this program.
	record *operation
}

// course asks how an operation went, or goes. A server that is older than this program knows no steps, so there are none.
func (b *base) course(ctx context.Context, name, id string) (*course, error) {
	out, err := b.api.ListOperationSteps(ctx, &model.ListOperationStepsRequest{ApplicationName: &name, OperationId: &id})
	if client.IsCode(err, "UnknownOperationException") {
		return &course{Steps: []step{}}, nil
	}
	if err != nil {
		return nil, err
	}
	c := &course{Downtime: out.DowntimeMilliseconds, Steps: []step{}}
	if out.OperationRecord != nil {
		c.record = new(toldOperation(out.OperationRecord))
	}
	if out.DurationMilliseconds != nil {
		c.Duration = *out.DurationMilliseconds
	}
	for _, s := range out.Steps {
		told := step{
			Name: *s.StepName, Outcome: string(*s.StepOutcome), Offset: *s.OffsetMilliseconds,
			Duration: *s.DurationMilliseconds, Attempts: *s.Attempts,
		}
		if s.Message != nil {
			told.Message = *s.Message
		}
		c.Steps = append(c.Steps, told)
	}
	return c, nil
}

// toldAttempts is after how many attempts a step that goes on is told with why it failed: what fails once is often right a moment later.
const toldAttempts = 3

// current is the step that is under way, and why it has not come further.
func (c *course) current() string {
	if len(c.Steps) == 0 || c.Steps[len(c.Steps)-1].Outcome != string(model.StepOutcomeIN_PROGRESS) {
		return ""
	}
	last := c.Steps[len(c.Steps)-1]
	if last.Attempts < toldAttempts || last.Message == "" {
		return ", " + last.Name
	}
	return ", " + last.Name + " is tried again: " + strings.TrimPrefix(last.Message, last.Name+": ")
}

func milliseconds(n int64) string { return terminal.Duration(time.Duration(n) * time.Millisecond) }

// table shows the steps one below the other.
func (c *course) table() terminal.Table {
	t := terminal.Table{Columns: []terminal.Column{
		{Title: "STEP"}, {Title: "OUTCOME"}, {Title: "AFTER", Right: true}, {Title: "TOOK", Right: true}, {Title: "MESSAGE", Shrink: true},
	}}
	for _, s := range c.Steps {
		message := s.Message
		if s.Attempts > 1 {
			message = strings.TrimSpace(fmt.Sprintf("%d attempts %s", s.Attempts, message))
		}
		color := map[string]terminal.Color{"SUCCEEDED": terminal.Good, "FAILED": terminal.Bad, "IN_PROGRESS": terminal.Busy}[s.Outcome]
		t.Rows = append(t.Rows, []terminal.Cell{
			{Text: s.Name}, {Text: s.Outcome, Color: color}, {Text: milliseconds(s.Offset)}, {Text: milliseconds(s.Duration)}, {Text: message},
		})
	}
	return t
}

// summary tells how long the operation took, and for how long nothing was processed.
func (c *course) summary() string {
	text := "took " + milliseconds(c.Duration)
	if c.Downtime != nil {
		text += ", nothing was processed for " + milliseconds(*c.Downtime)
	}
	return text
}

// paused tells, of an update, for how long nothing was processed, and what the job went on from; nothing where that is not known.
func (b *base) paused(ctx context.Context, name string, id *string) (text string, err error) {
	c, err := b.course(ctx, name, *id)
	if err != nil {
		return "", err
	}
	if c.Downtime != nil {
		text = "; nothing was processed for " + milliseconds(*c.Downtime)
	}
	if from := c.origin(); from != "" {
		text += "; it went on " + from
	}
	return text, nil
}

// origin says what the job was started from, such as "from snapshot nightly"; empty where it was not started, or that is not known.
func (c *course) origin() string {
	for _, s := range c.Steps {
		if s.Name == "run job" && s.Outcome == string(model.StepOutcomeSUCCEEDED) {
			return s.Message
		}
	}
	return ""
}
