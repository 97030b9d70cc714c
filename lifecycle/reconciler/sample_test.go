package reconciler

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/fake"
)

// samples collects what it is given.
type samples chan Sample

func (s samples) Sampled(ctx context.Context, sample Sample) {
	select {
	case s <- sample:
	case <-ctx.Done():
	}
}

// A running application is sampled over and over by the control plane that watches it, and no more once it is stopped.
func TestRun_SamplesWhatItWatches(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.realTime()
	taken := make(samples)
	f.live(func(c *Config) { c.SampleInterval, c.Vitals = time.Millisecond, []VitalsConsumer{taken} })
	f.create("a", "run", nil)
	_, err := f.start("a", lifecycle.DefaultRunConfiguration())
	require.NoError(t, err)

	first := <-taken
	require.Equal(t, f.app("a").ID, first.ApplicationID)
	require.Equal(t, int64(1), first.VersionID)
	require.Equal(t, 1, first.Parallelism)
	require.Equal(t, time.Minute, first.CheckpointInterval)
	require.Equal(t, f.job("a").Spec.JobID, first.JobID)

	want := driver.Vitals{
		CPU: 3 * time.Second, RecordsIn: 5, RecordsOut: 6, Busy: 7, Idle: 8, Backpressured: 9, Pending: 10,
		Watermark: time.UnixMilli(11), CheckpointsCompleted: 12, CheckpointsFailed: 13, LastCheckpoint: time.UnixMilli(14),
	}
	require.NoError(t, f.world.SetVitals(f.job("a").ID, want))
	require.NoError(t, f.world.Advance(f.job("a").ID, 100))
	want.RecordsIn, want.RecordsOut = 105, 106
	for seen := range taken {
		at := seen.Vitals.At
		seen.Vitals.At = time.Time{}
		if seen.Vitals == want {
			require.WithinDuration(t, time.Now(), at, time.Minute)
			break
		}
	}

	_, err = f.stop("a", false)
	require.NoError(t, err)
	for stopped := false; !stopped; {
		select {
		case <-taken: // taken before the stop was
		default:
			stopped = f.app("a").Status() == lifecycle.StatusReady
		}
	}
	select {
	case late := <-taken:
		require.Fail(t, "sampled after its end", "%+v", late)
	default:
	}
}

// read counts the readings of jobs.
type read struct {
	JobClient

	mu    sync.Mutex
	times []time.Time
	jobs  map[string]int
	err   error
	slow  time.Duration
	now   int
	most  int
	// idle jobs read no records.
	idle bool
}

func (r *read) records() int64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.idle {
		return 0
	}
	return int64(len(r.times))
}

func (r *read) Vitals(ctx context.Context, jobID string) (driver.Vitals, error) {
	r.mu.Lock()
	r.times = append(r.times, time.Now())
	r.jobs[jobID]++
	r.now++
	r.most = max(r.most, r.now)
	r.mu.Unlock()
	defer func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.now--
	}()
	if !sleepOr(ctx, r.slow) {
		return driver.Vitals{}, ctx.Err()
	}
	return driver.Vitals{At: time.Now(), RecordsIn: r.records()}, r.err
}

func sleepOr(ctx context.Context, pause time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(pause):
		return true
	}
}

// sampling runs a sampler for some time and returns how often each job was taken and missed.
func sampling(t *testing.T, client *read, jobs int, concurrency int, during time.Duration) (taken, missed int) {
	t.Helper()
	client.jobs = map[string]int{}
	s := newSampler(30*time.Second, 5*time.Second, concurrency)
	var mu sync.Mutex
	s.taken = func(context.Context, *followed, driver.Vitals) {
		mu.Lock()
		defer mu.Unlock()
		taken++
	}
	s.missed = func(context.Context, *followed, error) {
		mu.Lock()
		defer mu.Unlock()
		missed++
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.run(ctx)
	}()
	for i := range jobs {
		s.follow(&target{applicationID: int64(i), jobID: string(rune('a' + i))}, client)
	}
	<-time.After(during)
	cancel()
	<-done
	return taken, missed
}

// Each job is read once in an interval, and all of them spread over it.
func TestSampler_SpreadsItsReadings(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := &read{}
		taken, missed := sampling(t, client, 20, 8, 10*time.Minute+time.Second)
		require.Zero(t, missed)
		require.Equal(t, len(client.times), taken)
		for job, n := range client.jobs {
			require.InDelta(t, 20, n, 1, job)
		}
		distinct := map[time.Time]bool{}
		for _, at := range client.times[:20] {
			distinct[at.Truncate(time.Second)] = true
		}
		require.Greater(t, len(distinct), 5, "all at once")
	})
}

// Jobs that do nothing are read seldomer.
func TestSampler_QuietJobs(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := &read{idle: true}
		sampling(t, client, 20, 8, 20*time.Minute)
		for job, n := range client.jobs {
			require.InDelta(t, 11, n, 1, job)
		}
	})
	before := driver.Vitals{At: time.Now(), Pending: -1}
	require.True(t, quiet(before, before))
	for name, now := range map[string]driver.Vitals{
		"reads": {RecordsIn: 1}, "writes": {RecordsOut: 1}, "has to": {Pending: 1}, "cannot": {Backpressured: 1}, "restarts": {Restarts: 1},
		"fails": {CheckpointsFailed: 1},
	} {
		require.False(t, quiet(before, now), name)
	}
}

// Clusters that do not answer hold up at most as many readings as may go on at once, each for as long as its patience, and are told of.
func TestSampler_ClustersThatHang(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := &read{slow: time.Hour}
		taken, missed := sampling(t, client, 20, 3, 10*time.Minute)
		require.Zero(t, taken)
		require.Greater(t, missed, 20)
		require.Equal(t, 3, client.most)
	})
	synctest.Test(t, func(t *testing.T) {
		taken, missed := sampling(t, &read{err: errors.New("no")}, 2, 3, 10*time.Minute)
		require.Zero(t, taken)
		require.InDelta(t, 40, missed, 2)
	})
}

// Another job of the same application takes the place of the one before, whose end changes nothing any more.
func TestSampler_FollowsTheNewestJob(t *testing.T) {
	t.Parallel()
	s := newSampler(time.Minute, time.Second, 1)
	endOld := s.follow(&target{applicationID: 1, jobID: "old"}, nil)
	endNew := s.follow(&target{applicationID: 1, jobID: "new"}, nil)
	endOld()
	f, _ := s.next(time.Now().Add(time.Hour))
	require.Equal(t, "new", f.target.jobID)
	require.True(t, s.follows(f))
	endNew()
	require.False(t, s.follows(f))
	s.again(f)
	none, _ := s.next(time.Now().Add(time.Hour))
	require.Nil(t, none)
}

// A cluster that fails to tell its vitals goes on being watched.
func TestRun_SamplingFails(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.realTime()
	taken := make(samples)
	f.world.Inject(fake.Fault{Call: fake.CallVitals, Mode: fake.Fail, Times: 3})
	f.live(func(c *Config) { c.SampleInterval, c.Vitals = time.Millisecond, []VitalsConsumer{taken} })
	f.create("a", "run", nil)
	_, err := f.start("a", lifecycle.DefaultRunConfiguration())
	require.NoError(t, err)
	require.Equal(t, f.app("a").ID, (<-taken).ApplicationID)
	require.Equal(t, lifecycle.StatusRunning, f.app("a").Status())
}
