package command

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// Who waits for an operation sees what it waits for, once that is no matter of a moment.
func TestCourse_current(t *testing.T) {
	t.Parallel()
	waiting := func(outcome string, attempts int64, message string) string {
		c := course{Steps: []step{{Name: "find a place", Outcome: "SUCCEEDED"}, {Name: "prepare cluster", Outcome: outcome, Attempts: attempts, Message: message}}}
		return c.current()
	}
	require.Empty(t, (&course{}).current())
	require.Empty(t, waiting("SUCCEEDED", 9, "x"))
	require.Equal(t, ", prepare cluster", waiting("IN_PROGRESS", 1, ""))
	require.Equal(t, ", prepare cluster", waiting("IN_PROGRESS", 2, "prepare cluster: the quota is used up"))
	require.Equal(t, ", prepare cluster is tried again: the quota is used up", waiting("IN_PROGRESS", 3, "prepare cluster: the quota is used up"))
}
