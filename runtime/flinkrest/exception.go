package flinkrest

import (
	"context"
	"strings"
	"time"
)

// Exception is one failure in a job's history.
type Exception struct {
	Name       string `json:"exceptionName"`
	StackTrace string `json:"stacktrace"`
	Timestamp  int64  `json:"timestamp"` // ms since the epoch
	TaskName   string `json:"taskName"`
}

// Time is when it happened.
func (e Exception) Time() time.Time { return millis(e.Timestamp) }

// Message is the line of the stack trace that says what is wrong: the class and message of the innermost cause.
func (e Exception) Message() string {
	trace := e.StackTrace
	if i := strings.LastIndex(trace, causedBy); i >= 0 {
		trace = trace[i+len(causedBy):]
	}
	line, _, _ := strings.Cut(strings.TrimSpace(trace), "\n")
	if line = strings.TrimSpace(line); line != "" {
		return line
	}
	return e.Name
}

// causedBy begins the line of each further cause in a stack trace of Java.
const causedBy = "\nCaused by: "

// Exceptions is what made a job fail or restart, the newest first. It is empty for a job that never failed.
func (c *Client) Exceptions(ctx context.Context, jobID string) ([]Exception, error) {
	var out struct {
		History struct {
			Entries []Exception `json:"entries"`
		} `json:"exceptionHistory"`
	}
	err := c.get(ctx, jobPath(jobID, "exceptions"), &out)
	return out.History.Entries, err
}
