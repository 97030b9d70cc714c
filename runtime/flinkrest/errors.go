package flinkrest

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// The kinds of failure that callers tell apart, for use with errors.Is.
var (
	// ErrNotFound means that the cluster answered and does not know the job, the operation or the program.
	ErrNotFound = errors.New("not found on the cluster")
	// ErrConflict means that the cluster answered and cannot do this in its present state, for example a savepoint
	// of a job that has ended.
	ErrConflict = errors.New("not possible in the present state of the cluster")
	// ErrUnreachable means that no complete answer came. The call may have had its effect.
	ErrUnreachable = errors.New("cluster not reachable")
)

// Error is an answer of the cluster that tells a failure.
type Error struct {
	// Status is the HTTP status.
	Status int
	// Messages are what the cluster said, first the most general. A Java stack trace is one of them, whole.
	Messages []string
}

// Error gives the status and the first line of each message.
func (e *Error) Error() string {
	lines := make([]string, 0, len(e.Messages))
	for _, m := range e.Messages {
		line, _, _ := strings.Cut(m, "\n")
		lines = append(lines, strings.TrimSpace(line))
	}
	return fmt.Sprintf("the cluster answered %d: %s", e.Status, strings.Join(lines, "; "))
}

// Is maps the status to ErrNotFound and ErrConflict.
func (e *Error) Is(target error) bool {
	switch target {
	case ErrNotFound:
		return e.Status == http.StatusNotFound
	case ErrConflict:
		return e.Status == http.StatusConflict
	}
	return false
}

// unreachableError keeps the transport's error, so that a deadline is still found by errors.Is.
type unreachableError struct{ cause error }

func (e *unreachableError) Error() string        { return ErrUnreachable.Error() + ": " + e.cause.Error() }
func (e *unreachableError) Unwrap() error        { return e.cause }
func (e *unreachableError) Is(target error) bool { return target == ErrUnreachable }
