package health_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/health"
	"github.com/penstock/penstock/runtime/driver"
)

// history tells the health of a job over and over, as a control plane does that keeps readings for the span, and forgets all of them
// when it is replaced by another one.
type history struct {
	told  lifecycle.Health
	facts health.Facts
	limit health.Thresholds
	// changes counts the changes of the state.
	changes int
}

func newHistory() *history {
	return &history{facts: health.Facts{Runs: true, Now: start, Begun: start, CheckpointInterval: time.Minute}, limit: health.DefaultThresholds()}
}

func (h *history) replace() {
	h.facts.Readings, h.facts.Silent, h.facts.Begun = nil, time.Time{}, h.facts.Now
}

func (h *history) read(v driver.Vitals) {
	h.facts.Readings = append(h.facts.Readings, v)
	for len(h.facts.Readings) > 2 && v.At.Sub(h.facts.Readings[1].At) >= h.limit.Span() {
		h.facts.Readings = h.facts.Readings[1:]
	}
	h.facts.Silent = time.Time{}
}

func (h *history) tell(t require.TestingT) {
	before := h.told
	h.told = health.Next(before, h.facts, h.limit)
	if before.State != h.told.State {
		h.changes++
	} else {
		require.Equal(t, before.Since, h.told.Since, "the same state goes on")
	}
	require.False(t, h.told.Since.Before(before.Since), "time goes on")
	require.False(t, h.told.Since.After(h.facts.Now), "nothing is told of the future")
	require.Equal(t, h.told, health.Next(h.told, h.facts, h.limit), "the same facts say the same")
	if h.told.State == "" {
		require.Zero(t, h.told)
		return
	}
	require.NotEmpty(t, h.told.Reason)
	require.Equal(t, h.told.State == lifecycle.HealthHealthy, h.told.Cause == "")
}

// TestNext_Invariants: whatever happens, what is told is well-formed and consistent with what was told before.
func TestNext_Invariants(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		h := newHistory()
		v := driver.Vitals{Pending: -1}
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			h.facts.Now = h.facts.Now.Add(time.Duration(rapid.IntRange(1, 120).Draw(t, "passed")) * time.Second)
			switch rapid.SampledFrom([]string{"read", "read", "read", "read", "fail", "back", "silent", "replace", "stop"}).Draw(t, "what") {
			case "fail":
				h.facts.Restarting = true
				h.facts.Failures = append([]driver.JobException{{At: h.facts.Now, Message: "x"}}, h.facts.Failures...)
			case "back":
				h.facts.Restarting = false
			case "silent":
				h.facts.Silent = h.facts.Now
			case "replace":
				h.replace()
			case "stop":
				h.told = health.Next(h.told, health.Facts{Now: h.facts.Now}, h.limit)
				require.Zero(t, h.told)
			default:
				v.At = h.facts.Now
				v.RecordsIn += rapid.Int64Range(0, 2).Draw(t, "records") * 1000
				v.Pending = rapid.Int64Range(-1, 2).Draw(t, "pending") * 10_000
				v.Busy += time.Duration(rapid.IntRange(0, 60).Draw(t, "busy")) * time.Second
				if rapid.Bool().Draw(t, "watermark") {
					v.Watermark = v.At.Add(-time.Duration(rapid.IntRange(0, 1000).Draw(t, "lag")) * time.Second)
				}
				if rapid.Bool().Draw(t, "checkpoint") {
					v.LastCheckpoint = v.At
				}
				h.read(v)
			}
			h.tell(t)
		}
	})
}

// TestNext_SteadyJobsAreHealthy: a job that reads all that comes, however irregularly it comes, is never anything but healthy, under
// whichever control planes.
func TestNext_SteadyJobsAreHealthy(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		h := newHistory()
		v := driver.Vitals{}
		h.tell(t)
		for range rapid.IntRange(1, 100).Draw(t, "steps") {
			passed := time.Duration(rapid.IntRange(20, 120).Draw(t, "passed")) * time.Second
			h.facts.Now = h.facts.Now.Add(passed)
			if rapid.IntRange(0, 20).Draw(t, "replaced") == 0 {
				h.replace()
			}
			came := rapid.Int64Range(0, 3).Draw(t, "came") * 1000
			v.At, v.RecordsIn, v.RecordsOut = h.facts.Now, v.RecordsIn+came, v.RecordsOut+came/10
			v.LastCheckpoint = v.At
			if came > 0 {
				v.Busy += passed
				v.Watermark = v.At.Add(-time.Second)
			} else {
				v.Idle += passed
			}
			h.read(v)
			h.tell(t)
			require.Equal(t, lifecycle.HealthHealthy, h.told.State, "%+v", h.told)
		}
	})
}

// TestNext_CrashLoopsDoNotFlap: a job that fails again and again, each time after running for less than a minute, is told to be
// restarting but for its first attempts, and healthy for good some time after the last failure.
func TestNext_CrashLoopsDoNotFlap(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		h := newHistory()
		h.tell(t)
		for range rapid.IntRange(3, 40).Draw(t, "failures") {
			h.facts.Now = h.facts.Now.Add(time.Duration(rapid.IntRange(1, 59).Draw(t, "ran")) * time.Second)
			h.tell(t)
			h.facts.Restarting = true
			h.facts.Failures = append([]driver.JobException{{At: h.facts.Now, Message: "x"}}, h.facts.Failures...)
			h.tell(t)
			h.facts.Now = h.facts.Now.Add(10 * time.Second)
			h.facts.Restarting = false
			h.tell(t)
			require.Equal(t, lifecycle.HealthRestarting, h.told.State)
		}
		// Healthy first, restarting, and perhaps trusted too early after the first failure and the second.
		require.LessOrEqual(t, h.changes, 6)
		h.facts.Now = h.facts.Now.Add(10 * time.Minute)
		h.tell(t)
		require.Equal(t, lifecycle.HealthHealthy, h.told.State)
	})
}
