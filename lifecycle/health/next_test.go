package health_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/health"
	"github.com/penstock/penstock/runtime/driver"
)

var start = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// healthy is what was told an hour before the start.
var healthy = lifecycle.Health{
	State: lifecycle.HealthHealthy, Since: start.Add(-time.Hour), Reason: "Nothing holds the job up.",
}

func told(state lifecycle.HealthState, cause lifecycle.HealthCause) lifecycle.Health {
	return lifecycle.Health{State: state, Cause: cause, Since: start.Add(-time.Minute), Reason: "It was told."}
}

// course is a reading every half minute from the start on, for some minutes, and the facts at its end.
func course(duration time.Duration, at func(elapsed time.Duration, v *driver.Vitals)) health.Facts {
	f := health.Facts{Runs: true, Begun: start, Now: start.Add(duration)}
	for elapsed := time.Duration(0); elapsed <= duration; elapsed += 30 * time.Second {
		v := driver.Vitals{At: start.Add(elapsed), Pending: -1, LastCheckpoint: start.Add(elapsed)}
		at(elapsed, &v)
		f.Readings = append(f.Readings, v)
	}
	return f
}

func seconds(d time.Duration) int64 { return int64(d.Seconds()) }

func failed(before time.Duration, times int) []driver.JobException {
	var list []driver.JobException
	for i := range times {
		list = append(list, driver.JobException{
			Message: "boom\n\tat somewhere", At: start.Add(-before - time.Duration(i)*time.Minute),
		})
	}
	return list
}

// TestNext goes through what leads to each state, what does not, and what leads out of it.
func TestNext(t *testing.T) {
	t.Parallel()
	still := func(time.Duration, *driver.Vitals) {}
	flows := func(elapsed time.Duration, v *driver.Vitals) {
		v.RecordsIn, v.RecordsOut, v.Pending = 100*seconds(elapsed), 10*seconds(elapsed), 0
	}
	stuck := func(elapsed time.Duration, v *driver.Vitals) { v.RecordsIn, v.Pending = 7, 40+seconds(elapsed) }
	piles := func(elapsed time.Duration, v *driver.Vitals) {
		v.RecordsIn, v.Pending = 100*seconds(elapsed), 50*seconds(elapsed)
	}
	lags := func(elapsed time.Duration, v *driver.Vitals) {
		v.RecordsIn, v.Watermark = 100*seconds(elapsed), start.Add(elapsed/2-time.Minute)
	}
	const fiveMinutes = 5 * time.Minute
	for name, c := range map[string]struct {
		told   lifecycle.Health
		facts  health.Facts
		change func(f *health.Facts)
		state  lifecycle.HealthState
		cause  lifecycle.HealthCause
		// since is after the start; reason is all of it, where it is not that of before.
		since  time.Duration
		reason string
	}{
		"no job, no health": {told: told("STALLED", "INPUT"), facts: health.Facts{Now: start}},
		"a new job":         {facts: health.Facts{Now: start, Runs: true}, state: "HEALTHY", reason: "Nothing holds the job up."},
		"a job at work":     {told: healthy, facts: course(fiveMinutes, flows), state: "HEALTHY", since: -time.Hour},
		"a job without work": {
			told: healthy, facts: course(time.Hour, still), state: "HEALTHY", since: -time.Hour,
		},

		"it fails": {
			told: healthy, facts: health.Facts{Now: start, Runs: true, Restarting: true, Failures: failed(time.Second, 1)},
			state: "RESTARTING", cause: "FAILURE", since: -time.Second, reason: "The job failed at 2026-03-01 11:59:59 UTC: boom.",
		},
		"it fails again": {
			told:  told("RESTARTING", "FAILURE"),
			facts: health.Facts{Now: start, Runs: true, Restarting: true, Failures: failed(time.Second, 3)},
			state: "RESTARTING", cause: "FAILURE", since: -time.Minute,
			reason: "The job failed 3 times within 10 minutes, last at 2026-03-01 11:59:59 UTC: boom.",
		},
		"failures of long ago do not count": {
			told:  healthy,
			facts: health.Facts{Now: start, Runs: true, Restarting: true, Failures: append(failed(time.Second, 1), failed(time.Hour, 9)...)},
			state: "RESTARTING", cause: "FAILURE", since: -time.Second, reason: "The job failed at 2026-03-01 11:59:59 UTC: boom.",
		},
		"it fails, and why is not known": {
			told: healthy, facts: health.Facts{Now: start, Runs: true, Restarting: true},
			state: "RESTARTING", cause: "FAILURE", reason: "The job failed and is being brought back.",
		},
		"it is back, but not for long enough": {
			told: told("RESTARTING", "FAILURE"), facts: health.Facts{Now: start, Runs: true, Failures: failed(29*time.Second, 1)},
			state: "RESTARTING", cause: "FAILURE", since: -time.Minute,
		},
		"it is back for long enough": {
			told: told("RESTARTING", "FAILURE"), facts: health.Facts{Now: start, Runs: true, Failures: failed(30*time.Second, 1)},
			state: "HEALTHY", reason: "Nothing holds the job up.",
		},
		"who fails often has to run for longer": {
			told: told("RESTARTING", "FAILURE"), facts: health.Facts{Now: start, Runs: true, Failures: failed(89*time.Second, 3)},
			state: "RESTARTING", cause: "FAILURE", since: -time.Minute,
		},
		"a failure that is over before it was seen": {
			told: healthy, facts: health.Facts{Now: start, Runs: true, Failures: failed(time.Second, 1)},
			state: "HEALTHY", since: -time.Hour,
		},
		"failures that are over before they were seen": {
			told: healthy, facts: health.Facts{Now: start, Runs: true, Failures: failed(time.Second, 2)},
			state: "RESTARTING", cause: "FAILURE", since: -time.Second,
			reason: "The job failed 2 times within 10 minutes, last at 2026-03-01 11:59:59 UTC: boom.",
		},
		"the cluster's clock is ahead": {
			told: healthy, facts: health.Facts{Now: start, Runs: true, Restarting: true, Failures: failed(-time.Hour, 1)},
			state: "RESTARTING", cause: "FAILURE", reason: "The job failed at 2026-03-01 12:00:00 UTC: boom.",
		},

		"input waits for 5 minutes": {
			told: healthy, facts: course(fiveMinutes, stuck), state: "STALLED", cause: "INPUT",
			reason: "About 340 records wait, and none was read or written since 2026-03-01 12:00:00 UTC.",
		},
		"input waits for less": {told: healthy, facts: course(fiveMinutes-30*time.Second, stuck), state: "HEALTHY", since: -time.Hour},
		"input did not wait all the time": {
			told: healthy, facts: course(fiveMinutes, func(elapsed time.Duration, v *driver.Vitals) {
				stuck(elapsed, v)
				if elapsed == time.Minute {
					v.Pending = 0
				}
			}), state: "HEALTHY", since: -time.Hour,
		},
		"one task of four is stuck": {
			told: healthy, facts: course(fiveMinutes, func(elapsed time.Duration, v *driver.Vitals) { v.Busy, v.Idle = elapsed, 3*elapsed }),
			state: "STALLED", cause: "INPUT",
			reason: "The job is at work without a pause, and no record was read or written since 2026-03-01 12:00:00 UTC.",
		},
		"backpressured, nothing moves": {
			told: healthy, facts: course(fiveMinutes, func(elapsed time.Duration, v *driver.Vitals) { v.Backpressured = elapsed }),
			state: "STALLED", cause: "INPUT",
			reason: "The job is at work without a pause, and no record was read or written since 2026-03-01 12:00:00 UTC.",
		},
		"backpressured, records are written": {
			told: healthy, facts: course(fiveMinutes, func(elapsed time.Duration, v *driver.Vitals) {
				v.Backpressured, v.RecordsOut = elapsed, seconds(elapsed)/300
			}), state: "HEALTHY", since: -time.Hour,
		},
		"still stalled, as a new control plane sees it": {
			told: told("STALLED", "INPUT"), facts: course(0, stuck), state: "STALLED", cause: "INPUT", since: -time.Minute,
		},
		"a stalled job goes on": {
			told: told("STALLED", "INPUT"), facts: course(30*time.Second, piles), state: "HEALTHY", since: 30 * time.Second,
			reason: "Nothing holds the job up.",
		},
		"what a stalled job had to do is gone": {
			told: told("STALLED", "INPUT"), facts: course(30*time.Second, still), state: "HEALTHY", since: 30 * time.Second,
			reason: "Nothing holds the job up.",
		},

		"no checkpoint for 10 minutes": {
			told: healthy, facts: course(10*time.Minute, func(elapsed time.Duration, v *driver.Vitals) {
				flows(elapsed, v)
				v.LastCheckpoint = start.Add(-time.Hour)
			}), change: func(f *health.Facts) { f.CheckpointInterval = time.Minute },
			state: "STALLED", cause: "CHECKPOINTS",
			reason: "No checkpoint has completed since 2026-03-01 12:00:00 UTC, although one is due every 1 minute.",
		},
		"checkpoints fail for 10 minutes": {
			told: healthy, facts: course(12*time.Minute, func(elapsed time.Duration, v *driver.Vitals) {
				flows(elapsed, v)
				v.LastCheckpoint, v.CheckpointsFailed = start.Add(time.Minute), 3+seconds(elapsed)/60
			}), change: func(f *health.Facts) { f.CheckpointInterval = time.Minute },
			state: "STALLED", cause: "CHECKPOINTS", since: time.Minute,
			reason: "No checkpoint has completed since 2026-03-01 12:01:00 UTC; those that were begun failed.",
		},
		"no checkpoint for 10 minutes of an hour": {
			told: healthy, facts: course(10*time.Minute, func(elapsed time.Duration, v *driver.Vitals) { v.LastCheckpoint = time.Time{} }),
			change: func(f *health.Facts) { f.CheckpointInterval = time.Hour }, state: "HEALTHY", since: -time.Hour,
		},
		"checkpoints are off": {
			told: healthy, facts: course(time.Hour, func(_ time.Duration, v *driver.Vitals) { v.LastCheckpoint = time.Time{} }),
			state: "HEALTHY", since: -time.Hour,
		},
		"a checkpoint completes": {
			told: told("STALLED", "CHECKPOINTS"), facts: course(0, flows), change: func(f *health.Facts) { f.CheckpointInterval = time.Minute },
			state: "HEALTHY", reason: "Nothing holds the job up.",
		},
		"still none, as a new control plane sees it": {
			told:   told("STALLED", "CHECKPOINTS"),
			facts:  course(0, func(_ time.Duration, v *driver.Vitals) { v.LastCheckpoint = start.Add(-time.Hour) }),
			change: func(f *health.Facts) { f.CheckpointInterval = time.Minute },
			state:  "STALLED", cause: "CHECKPOINTS", since: -time.Minute,
		},

		"the cluster does not answer": {
			told: healthy, facts: health.Facts{Now: start.Add(fiveMinutes), Runs: true, Silent: start},
			state: "STALLED", cause: "UNREACHABLE", reason: "The job's cluster has not answered since 2026-03-01 12:00:00 UTC.",
		},
		"the cluster has just fallen silent": {
			told: healthy, facts: health.Facts{Now: start.Add(fiveMinutes - 1), Runs: true, Silent: start}, state: "HEALTHY", since: -time.Hour,
		},
		"it does not answer the next control plane either": {
			told: told("STALLED", "UNREACHABLE"), facts: health.Facts{Now: start, Runs: true, Silent: start},
			state: "STALLED", cause: "UNREACHABLE", since: -time.Minute,
		},
		"it answers again": {
			told: told("STALLED", "UNREACHABLE"), facts: course(0, flows), state: "HEALTHY", reason: "Nothing holds the job up.",
		},

		"input piles up": {
			told: healthy, facts: course(fiveMinutes, piles), state: "BEHIND", cause: "INPUT",
			reason: "More comes in than is read: about 15000 records wait, 15000 more than 5 minutes before.",
		},
		"input piles up, but would soon be read": {
			told: healthy, facts: course(fiveMinutes, func(elapsed time.Duration, v *driver.Vitals) {
				v.RecordsIn, v.Pending = 1000*seconds(elapsed), 100*seconds(elapsed)
			}), state: "HEALTHY", since: -time.Hour,
		},
		"much came at once": {
			told: healthy, facts: course(fiveMinutes, func(elapsed time.Duration, v *driver.Vitals) {
				v.RecordsIn = 100 * seconds(elapsed)
				if elapsed > 4*time.Minute {
					v.Pending = 1_000_000
				}
			}), state: "HEALTHY", since: -time.Hour,
		},
		"much waits, and becomes less": {
			told: healthy, facts: course(fiveMinutes, func(elapsed time.Duration, v *driver.Vitals) {
				v.RecordsIn, v.Pending = 100*seconds(elapsed), 1_000_000-100*seconds(elapsed)
			}), state: "HEALTHY", since: -time.Hour,
		},
		"it catches up": {
			told: told("BEHIND", "INPUT"), facts: course(fiveMinutes, func(elapsed time.Duration, v *driver.Vitals) {
				v.RecordsIn, v.Pending = 100*seconds(elapsed), 1_000_000-100*seconds(elapsed)
			}), state: "BEHIND", cause: "INPUT", since: -time.Minute,
		},
		"it has caught up": {
			told: told("BEHIND", "INPUT"), facts: course(fiveMinutes, func(elapsed time.Duration, v *driver.Vitals) {
				v.RecordsIn, v.Pending = 100*seconds(elapsed), 3000-seconds(elapsed)
			}), state: "HEALTHY", since: fiveMinutes, reason: "Nothing holds the job up.",
		},
		"behind, as a new control plane sees it": {
			told: told("BEHIND", "INPUT"), facts: course(0, stuck), state: "BEHIND", cause: "INPUT", since: -time.Minute,
		},
		"behind, and then nothing goes on": {
			told: told("BEHIND", "INPUT"), facts: course(fiveMinutes, stuck), state: "STALLED", cause: "INPUT",
			reason: "About 340 records wait, and none was read or written since 2026-03-01 12:00:00 UTC.",
		},

		"event time falls behind": {
			told: healthy, facts: course(fiveMinutes, lags), state: "BEHIND", cause: "WATERMARK",
			reason: "Event time is 3m30s behind real time, 2m30s more than 5 minutes before.",
		},
		"event time stands still, without input": {
			told: healthy, facts: course(time.Hour, func(_ time.Duration, v *driver.Vitals) { v.Watermark = start }),
			state: "HEALTHY", since: -time.Hour,
		},
		"event time is far behind, and keeps up": {
			told: healthy, facts: course(fiveMinutes, func(elapsed time.Duration, v *driver.Vitals) {
				v.RecordsIn, v.Watermark = seconds(elapsed), start.Add(elapsed-time.Hour)
			}), state: "HEALTHY", since: -time.Hour,
		},
		"event time falls behind, but all was read": {
			told: healthy, facts: course(fiveMinutes, func(elapsed time.Duration, v *driver.Vitals) {
				lags(elapsed, v)
				v.Pending = 0
			}), state: "HEALTHY", since: -time.Hour,
		},
		"event time catches up": {
			told: told("BEHIND", "WATERMARK"), facts: course(fiveMinutes, func(elapsed time.Duration, v *driver.Vitals) {
				v.RecordsIn, v.Watermark = seconds(elapsed), start.Add(elapsed-31*time.Second)
			}), state: "BEHIND", cause: "WATERMARK", since: -time.Minute,
		},
		"event time has caught up": {
			told: told("BEHIND", "WATERMARK"), facts: course(fiveMinutes, func(elapsed time.Duration, v *driver.Vitals) {
				v.RecordsIn, v.Watermark = seconds(elapsed), start.Add(elapsed-30*time.Second)
			}), state: "HEALTHY", since: fiveMinutes, reason: "Nothing holds the job up.",
		},
		"the input of a job that was behind has ended": {
			told: told("BEHIND", "WATERMARK"), facts: course(fiveMinutes, func(_ time.Duration, v *driver.Vitals) { v.Watermark = start.Add(-time.Hour) }),
			state: "HEALTHY", since: fiveMinutes, reason: "Nothing holds the job up.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if c.change != nil {
				c.change(&c.facts)
			}
			want := lifecycle.Health{State: c.state, Cause: c.cause, Since: start.Add(c.since), Reason: c.reason}
			switch {
			case c.state == "":
				want = lifecycle.Health{}
			case c.reason == "":
				want.Reason = c.told.Reason
			}
			got := health.Next(c.told, c.facts, health.DefaultThresholds())
			require.Empty(t, cmp.Diff(want, got))
			require.Empty(t, cmp.Diff(got, health.Next(got, c.facts, health.DefaultThresholds())), "the same facts say the same")
		})
	}
}
