package autoscale_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/lifecycle/autoscale"
)

var (
	start  = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	bounds = autoscale.Bounds{Configured: 2, PerKPU: 1, MaxKPUs: 64, MaxParallelism: 128}
)

// job is one that uses processor time.
type job struct {
	policy  autoscale.Policy
	bounds  autoscale.Bounds
	window  autoscale.Window
	reading autoscale.Reading
}

func newJob(parallelism int) *job {
	j := &job{policy: autoscale.DefaultPolicy(), bounds: bounds}
	j.reading = autoscale.Reading{JobID: "a", At: start, Parallelism: parallelism}
	j.observe()
	return j
}

func (j *job) observe() autoscale.Decision {
	var d autoscale.Decision
	j.window, d = autoscale.Observe(j.policy, j.bounds, j.window, j.reading)
	return d
}

// use lets it use a share of its cores for a time, and reads once after it.
func (j *job) use(percent float64, d time.Duration) autoscale.Decision {
	cores := float64(j.bounds.KPUs(j.reading.Parallelism))
	j.reading.At = j.reading.At.Add(d)
	j.reading.CPU += time.Duration(percent / 100 * cores * float64(d))
	return j.observe()
}

// until reads every half a minute until something is decided, and tells when that is; 0 if nothing is in a day.
func (j *job) until(percent float64) (autoscale.Decision, time.Duration) {
	began := j.reading.At
	for j.reading.At.Sub(began) < 24*time.Hour {
		if d := j.use(percent, 30*time.Second); d.Direction != autoscale.None {
			return d, j.reading.At.Sub(began)
		}
	}
	return autoscale.Decision{}, 0
}

func TestObserve_ScalesByTheRulesOfTheService(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		parallelism int
		percent     float64
		bounds      func(*autoscale.Bounds)
		direction   autoscale.Direction
		to          int
		after       time.Duration
	}{
		"busy: doubled after 15 minutes":              {2, 75, nil, autoscale.Up, 4, 15 * time.Minute},
		"not quite busy":                              {2, 74.9, nil, autoscale.None, 0, 0},
		"idle: halved after six hours":                {8, 9.9, nil, autoscale.Down, 4, 6 * time.Hour},
		"idle: half of an odd number is rounded up":   {7, 0, nil, autoscale.Down, 4, 6 * time.Hour},
		"not quite idle":                              {8, 10, nil, autoscale.None, 0, 0},
		"idle: never below what is configured":        {3, 1, nil, autoscale.Down, 2, 6 * time.Hour},
		"idle at what is configured":                  {2, 1, nil, autoscale.None, 0, 0},
		"busy: up to the KPUs that there may be":      {40, 99, nil, autoscale.Up, 64, 15 * time.Minute},
		"busy with all the KPUs that there may be":    {64, 99, nil, autoscale.None, 0, 0},
		"busy where KPUs have no limit":               {64, 99, func(b *autoscale.Bounds) { b.MaxKPUs = 0 }, autoscale.Up, 128, 15 * time.Minute},
		"busy: up to the key groups":                  {100, 99, func(b *autoscale.Bounds) { b.PerKPU = 8 }, autoscale.Up, 128, 15 * time.Minute},
		"busy with as many subtasks as key groups":    {128, 99, func(b *autoscale.Bounds) { b.PerKPU = 8 }, autoscale.None, 0, 0},
		"busy beyond what may be: it stays as it is":  {200, 99, func(b *autoscale.Bounds) { b.PerKPU = 8 }, autoscale.None, 0, 0},
		"several subtasks share the cores of a KPU":   {8, 80, func(b *autoscale.Bounds) { b.PerKPU = 4 }, autoscale.Up, 16, 15 * time.Minute},
		"a job that uses more cores than are granted": {2, 300, nil, autoscale.Up, 4, 15 * time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			j := newJob(c.parallelism)
			if c.bounds != nil {
				c.bounds(&j.bounds)
			}
			d, after := j.until(c.percent)
			require.Equal(t, c.direction, d.Direction)
			require.Equal(t, c.to, d.To)
			require.Equal(t, c.after, after)
			if d.Direction != autoscale.None {
				require.Equal(t, c.after, d.For)
				require.InDelta(t, c.percent, d.Utilization, 0.001)
			}
		})
	}
}

func TestObserve_AMinuteCountsWithItsHighestReading(t *testing.T) {
	t.Parallel()
	j := newJob(2)
	for range 14 {
		require.Zero(t, j.use(90, 30*time.Second).Direction)
		require.Zero(t, j.use(20, 30*time.Second).Direction)
	}
	require.Zero(t, j.use(90, 30*time.Second).Direction)
	require.Zero(t, j.use(20, 30*time.Second).Direction)
	require.Equal(t, autoscale.Up, j.use(90, 30*time.Second).Direction, "a low reading is no reason")

	j = newJob(2)
	j.use(90, 14*time.Minute)
	j.use(20, 30*time.Second)
	j.use(20, 30*time.Second)
	require.Zero(t, j.use(90, 14*time.Minute).Direction, "a minute without a high reading begins the window anew")

	j = newJob(8)
	j.use(1, 6*time.Hour-time.Minute)
	j.use(50, 30*time.Second)
	_, after := j.until(1)
	require.Equal(t, 6*time.Hour, after, "one reading that is not low begins the window anew")
}

func TestObserve_ATimeThatNobodyLookedCountsWithItsMean(t *testing.T) {
	t.Parallel()
	j := newJob(2)
	j.use(90, 2*time.Minute)
	// What is kept of a window is read by another control plane, minutes later.
	j.window.HighLast = j.window.ReadAt
	d := j.use(80, 13*time.Minute)
	require.Equal(t, autoscale.Up, d.Direction)
	require.Equal(t, 15*time.Minute, d.For)
}

func TestObserve_AnotherJobBeginsAnew(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*job){
		"another job":                    func(j *job) { j.reading.JobID, j.reading.CPU = "b", 0 },
		"a counter that began anew":      func(j *job) { j.reading.CPU = 0 },
		"a clock that was set back":      func(j *job) { j.reading.At = j.reading.At.Add(-time.Hour) },
		"the same reading a second time": func(*job) {},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			j := newJob(2)
			j.use(99, 14*time.Minute)
			change(j)
			require.Negative(t, j.observe().Utilization)
			_, after := j.until(99)
			require.Equal(t, 15*time.Minute, after)
		})
	}
}

func TestWindow_PausesAfterFailures(t *testing.T) {
	t.Parallel()
	j := newJob(2)
	var pauses []time.Duration
	for range 9 {
		_, after := j.until(99)
		pauses = append(pauses, after)
		j.window = j.window.Begun("op")
		require.Zero(t, j.use(99, 20*time.Minute).Direction, "one change at a time")
		j.use(0, time.Minute)
		j.window = j.window.Ended(j.policy, false, j.reading.At)
	}
	require.Equal(t, []time.Duration{
		15 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour, 4 * time.Hour, 8 * time.Hour, 16 * time.Hour,
		24 * time.Hour, 24 * time.Hour,
	}, pauses, "the longest pause is a day")
	j.window = j.window.Ended(j.policy, true, j.reading.At)
	require.Equal(t, autoscale.Up, j.use(99, 15*time.Minute).Direction)
}

// TestObserve_Properties plays random loads and compares with the rules, read from the whole history each time.
func TestObserve_Properties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		configured := rapid.IntRange(1, 8).Draw(t, "configured")
		j := newJob(rapid.IntRange(configured, 64).Draw(t, "parallelism"))
		j.bounds = autoscale.Bounds{
			Configured: configured, PerKPU: rapid.IntRange(1, 8).Draw(t, "per KPU"),
			MaxKPUs: rapid.IntRange(1, 64).Draw(t, "KPUs"), MaxParallelism: 128,
		}
		j.policy = autoscale.Policy{UpPercent: 75, UpFor: 15 * time.Minute, DownPercent: 10, DownFor: 20 * time.Minute}
		history := []float64{}
		load := rapid.SampledFrom([]float64{0, 5, 40, 76, 95})
		for range rapid.IntRange(1, 12).Draw(t, "phases") {
			percent := load.Draw(t, "percent")
			for range rapid.IntRange(1, 50).Draw(t, "readings") {
				d := j.use(percent, 30*time.Second)
				history = append(history, percent)
				p := j.reading.Parallelism
				switch d.Direction {
				case autoscale.Up:
					require.Greater(t, d.To, p)
					require.LessOrEqual(t, d.To, 2*p)
					require.LessOrEqual(t, j.bounds.KPUs(d.To), j.bounds.MaxKPUs)
					require.True(t, busy(history), "%v", history)
				case autoscale.Down:
					require.Less(t, d.To, p)
					require.GreaterOrEqual(t, d.To, j.bounds.Configured)
					require.GreaterOrEqual(t, 2*d.To, p)
					require.True(t, idle(history), "%v", history)
				default:
					require.False(t, idle(history) && p > j.bounds.Configured, "%v", history)
				}
				if d.Direction != autoscale.None {
					j.reading.Parallelism, j.reading.JobID = d.To, j.reading.JobID+"'"
					j.reading.CPU = 0
					j.observe()
					history = nil
				}
			}
		}
	})
}

// busy tells whether each minute of the last 15 had a high reading. Minutes begin anywhere: no two readings in a row are low.
func busy(history []float64) bool {
	if len(history) < 30 || history[len(history)-1] < 75 {
		return false
	}
	last := history[len(history)-30:]
	for i := 1; i < len(last); i++ {
		if last[i] < 75 && last[i-1] < 75 {
			return false
		}
	}
	return true
}

// idle tells whether the last 20 minutes were low.
func idle(history []float64) bool {
	if len(history) < 40 {
		return false
	}
	for _, percent := range history[len(history)-40:] {
		if percent >= 10 {
			return false
		}
	}
	return true
}

func TestPolicy_Check(t *testing.T) {
	t.Parallel()
	require.NoError(t, autoscale.DefaultPolicy().Check())
	for name, change := range map[string]func(*autoscale.Policy){
		"nothing is high":          func(p *autoscale.Policy) { p.UpPercent = 0 },
		"more than all":            func(p *autoscale.Policy) { p.UpPercent = 101 },
		"what is halved is high":   func(p *autoscale.Policy) { p.DownPercent = 38 },
		"less than nothing is low": func(p *autoscale.Policy) { p.DownPercent = -1 },
		"at once up":               func(p *autoscale.Policy) { p.UpFor = 0 },
		"at once down":             func(p *autoscale.Policy) { p.DownFor = -time.Second },
	} {
		p := autoscale.DefaultPolicy()
		change(&p)
		require.Error(t, p.Check(), name)
	}
}
