package operations_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/operations"
)

var start = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func at(ms int) time.Time { return start.Add(time.Duration(ms) * time.Millisecond) }

// walk goes through steps by name, one each 10 ms.
func walk(names ...string) []lifecycle.Step {
	var steps []lifecycle.Step
	for i, name := range names {
		steps, _ = operations.Advance(steps, name, at(10*i))
	}
	return steps
}

func TestAdvance_HasOneOpenStepAndNoOverlap(t *testing.T) {
	t.Parallel()
	names := []string{operations.StepPrepare, operations.StepSnapshot, operations.StepRun, operations.StepRemove}
	rapid.Check(t, func(t *rapid.T) {
		path := rapid.SliceOfN(rapid.SampledFrom(names), 1, 12).Draw(t, "path")
		steps := walk(path...)
		open := 0
		seen := map[string]bool{}
		for _, s := range steps {
			require.False(t, seen[s.Name], "%s is there twice", s.Name)
			seen[s.Name] = true
			require.Equal(t, s.Outcome == lifecycle.StepInProgress, s.EndTime.IsZero())
			if s.Outcome == lifecycle.StepInProgress {
				open++
				require.Equal(t, path[len(path)-1], s.Name)
			}
		}
		require.Equal(t, 1, open)
	})
}

func TestAdvance_CountsAnotherAttemptOnReturn(t *testing.T) {
	t.Parallel()
	steps := walk(operations.StepPrepare, operations.StepRun, operations.StepPrepare)
	require.Equal(t, 2, steps[0].Attempts)
	require.Equal(t, at(0), steps[0].StartTime)
	_, changed := operations.Advance(steps, operations.StepPrepare, at(99))
	require.Empty(t, changed)
}

func TestDowntime(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		path []string
		want time.Duration
		ok   bool
	}{
		"an update pauses from its snapshot to its new job": {
			[]string{operations.StepPrepare, operations.StepSnapshot, operations.StepRun}, 20 * time.Millisecond, true,
		},
		"an update without snapshots pauses from the cancellation": {
			[]string{operations.StepPrepare, operations.StepStop, operations.StepRun}, 20 * time.Millisecond, true,
		},
		"a start pauses nothing": {[]string{operations.StepPrepare, operations.StepRun}, 0, false},
		"a change that failed before it ran a job has none": {
			[]string{operations.StepPrepare, operations.StepSnapshot}, 0, false,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			steps, _ := operations.Close(walk(c.path...), lifecycle.StepSucceeded, "", at(10*len(c.path)))
			got, ok := operations.Downtime(steps)
			require.Equal(t, c.ok, ok)
			require.Equal(t, c.want, got)
		})
	}
}

func TestProgress_NeverGoesBackAndEndsComplete(t *testing.T) {
	t.Parallel()
	o := lifecycle.Operation{Kind: lifecycle.OperationUpdate, Status: lifecycle.OperationInProgress}
	last := -1
	for i := range 3 {
		o.Steps = walk([]string{operations.StepPrepare, operations.StepSnapshot, operations.StepRun}[:i+1]...)
		done, total := operations.Progress(o)
		require.Equal(t, 3, total)
		require.Greater(t, done, last)
		last = done
	}
	o.Status = lifecycle.OperationFailed
	done, total := operations.Progress(o)
	require.Equal(t, total, done)
}

func TestRetry_KeepsTheReasonInTheOpenStep(t *testing.T) {
	t.Parallel()
	changed := operations.Retry(walk(operations.StepPrepare, operations.StepRun), "connection refused")
	require.Len(t, changed, 1)
	require.Equal(t, operations.StepRun, changed[0].Name)
	require.Equal(t, 2, changed[0].Attempts)
	require.Equal(t, "connection refused", changed[0].Detail)
}

func FuzzErrorText(f *testing.F) {
	f.Add("")
	f.Add("a.sql:3:7: no such column\n\tat line 3")
	f.Add(strings.Repeat("ü", 600))
	f.Add("\xff\x00")
	f.Fuzz(func(t *testing.T, reason string) {
		text := operations.ErrorText(reason)
		require.True(t, utf8.ValidString(text))
		n := utf8.RuneCountInString(text)
		require.True(t, n >= 1 && n <= lifecycle.MaxErrorLength, "%d characters", n)
		require.NotContains(t, text, "\n")
		require.NotContains(t, text, "\x00")
	})
}
