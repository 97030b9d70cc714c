package reconciler

import (
	"container/heap"
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/penstock/penstock/runtime/driver"
)

// Sample is one reading of the running job of one application.
type Sample struct {
	// ApplicationID is the application.
	ApplicationID int64
	// JobID is the job: counters are those of one job, and another one begins anew.
	JobID string
	// VersionID and Parallelism are what it runs.
	VersionID   int64
	Parallelism int
	// CheckpointInterval is the time between two checkpoints of the job; 0 where there are none.
	CheckpointInterval time.Duration
	// Vitals is what was read.
	Vitals driver.Vitals
}

// VitalsConsumer is given each sample that a control plane takes.
//
// Samples of one application arrive one after the other, those of several at once. All of them are taken by the one control plane
// that watches the application; after it dies, or after any change of the application, another one may go on. So what a consumer
// keeps in memory begins anew now and then. Since counters are sums, two samples of one job that lie far apart are as good as
// many between. The time until Sampled returns is taken from the other applications.
type VitalsConsumer interface {
	Sampled(ctx context.Context, sample Sample)
}

// quietStretch is how many times longer the interval becomes for a job that does nothing.
const quietStretch = 4

// slackPart is the part of the interval by which a reading may come early: a large fleet is read in groups, since to wake up for each
// reading costs as much as the reading.
const slackPart = 30

// sampler reads the vitals of the jobs that this control plane watches, each once in an interval, or seldomer while it does nothing: a
// fleet is mostly quiet, and what a reading costs is all that it costs. They are spread over the interval, so that a fleet is read evenly.
type sampler struct {
	interval time.Duration
	timeout  time.Duration
	// free has room for as many readings as may go on at once.
	free chan struct{}
	// taken and missed are told of each reading, by the application's turn.
	taken  func(ctx context.Context, f *followed, v driver.Vitals)
	missed func(ctx context.Context, f *followed, err error)

	mu       sync.Mutex
	followed map[int64]*followed
	queue    followedQueue
	// sooner is told when the head of the queue has changed.
	sooner chan struct{}
}

// followed is one job that is sampled.
type followed struct {
	target *target
	client JobClient
	due    time.Time
	// pause is the time between two readings now, last the newest one; its At is zero before the first.
	pause time.Duration
	last  driver.Vitals
	// noted is the newest checkpoint that was taken note of.
	noted int64
	// index is the place in the queue, -1 while it is being read.
	index int
}

func newSampler(interval, timeout time.Duration, concurrency int) *sampler {
	return &sampler{
		interval: interval, timeout: timeout, free: make(chan struct{}, concurrency), followed: map[int64]*followed{},
		sooner: make(chan struct{}, 1),
	}
}

// follow begins to sample a job in place of an earlier one of the same application. It ends when the function that it returns is called.
func (s *sampler) follow(t *target, client JobClient) (unfollow func()) {
	f := &followed{target: t, client: client, due: time.Now().Add(rand.N(s.interval)), pause: s.interval}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.drop(s.followed[t.applicationID])
	s.followed[t.applicationID] = f
	heap.Push(&s.queue, f)
	s.tell(f)
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.drop(f)
	}
}

// drop forgets a job. The caller holds the lock.
func (s *sampler) drop(f *followed) {
	if f == nil || s.followed[f.target.applicationID] != f {
		return
	}
	delete(s.followed, f.target.applicationID)
	if f.index >= 0 {
		heap.Remove(&s.queue, f.index)
	}
}

// tell wakes the loop when a job is the next one to be read. The caller holds the lock.
func (s *sampler) tell(f *followed) {
	if f.index != 0 {
		return
	}
	select {
	case s.sooner <- struct{}{}:
	default:
	}
}

// run samples until the context ends, and waits for the readings under way.
func (s *sampler) run(ctx context.Context) {
	var group sync.WaitGroup
	defer group.Wait()
	timer := time.NewTimer(s.interval)
	defer timer.Stop()
	for {
		f, wait := s.next(time.Now())
		if f == nil {
			timer.Reset(wait)
			select {
			case <-ctx.Done():
				return
			case <-timer.C:
			case <-s.sooner:
			}
			continue
		}
		select {
		case <-ctx.Done():
			return
		case s.free <- struct{}{}:
		}
		group.Go(func() {
			s.read(ctx, f)
			s.again(f)
			<-s.free
		})
	}
}

// next takes the job that is due, or tells how long it is until one may be.
func (s *sampler) next(now time.Time) (f *followed, wait time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.queue) == 0 {
		return nil, s.interval
	}
	if wait := s.queue[0].due.Sub(now); wait > s.interval/slackPart {
		return nil, wait
	}
	return heap.Pop(&s.queue).(*followed), 0
}

// again queues a job that was read, unless it is followed no more.
func (s *sampler) again(f *followed) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.followed[f.target.applicationID] != f {
		return
	}
	// From when it was due, which keeps jobs apart; but a sampler that has fallen behind does not make up for what it missed.
	now := time.Now()
	if f.due = f.due.Add(f.pause); f.due.Before(now) {
		f.due = now.Add(rand.N(f.pause))
	}
	heap.Push(&s.queue, f)
	s.tell(f)
}

func (s *sampler) read(ctx context.Context, f *followed) {
	reading, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	v, err := f.client.Vitals(reading, f.target.jobID)
	switch {
	case ctx.Err() != nil || !s.follows(f):
	case err != nil:
		f.pause = s.interval
		s.missed(ctx, f, fmt.Errorf("sample application %d: %w", f.target.applicationID, err))
	default:
		if f.pause = s.interval; quiet(f.last, v) {
			f.pause *= quietStretch
		}
		f.last = v
		s.taken(ctx, f, v)
	}
}

// quiet tells that a job has done nothing between two readings, had nothing to do, and nothing befell it.
func quiet(before, now driver.Vitals) bool {
	return !before.At.IsZero() && now.Pending <= 0 && now.Backpressured == before.Backpressured && now.Restarts == before.Restarts &&
		now.RecordsIn == before.RecordsIn && now.RecordsOut == before.RecordsOut && now.CheckpointsFailed == before.CheckpointsFailed
}

// follows tells whether a job is still followed: what is read of one that is not may belong to another owner's business already.
func (s *sampler) follows(f *followed) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.followed[f.target.applicationID] == f
}

// followedQueue is a heap by due time.
type followedQueue []*followed

func (q followedQueue) Len() int           { return len(q) }
func (q followedQueue) Less(i, k int) bool { return q[i].due.Before(q[k].due) }

func (q followedQueue) Swap(i, k int) {
	q[i], q[k] = q[k], q[i]
	q[i].index, q[k].index = i, k
}

// Push implements heap.Interface.
func (q *followedQueue) Push(f any) {
	f.(*followed).index = len(*q)
	*q = append(*q, f.(*followed))
}

// Pop implements heap.Interface.
func (q *followedQueue) Pop() any {
	last := len(*q) - 1
	f := (*q)[last]
	(*q)[last] = nil
	*q = (*q)[:last]
	f.index = -1
	return f
}
