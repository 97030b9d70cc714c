package collector

import (
	"container/heap"
	"time"

	"github.com/penstock/penstock/runtime/driver"
)

// watched is a cluster whose log is collected.
type watched struct {
	Target
	// due is when its log is asked for next, pause what was waited before.
	due   time.Time
	pause time.Duration
	// place is where it is in the queue; -1 while its log is being asked for.
	place int
	// gone tells that the cluster was not there any more when its log was being asked for.
	gone bool
}

// watch is the clusters whose logs are collected, in the order in which they are due. The zero value is not ready.
type watch struct {
	clusters map[driver.ClusterID]*watched
	queue    queue
	// discovered is when all clusters were asked for.
	discovered time.Time
}

func newWatch() *watch { return &watch{clusters: make(map[driver.ClusterID]*watched)} }

// begin watches a cluster, at once where it is a new one.
func (w *watch) begin(t Target) {
	if c := w.clusters[t.Handle.ID]; c != nil {
		c.Target, c.gone = t, false
		return
	}
	c := &watched{Target: t}
	w.clusters[t.Handle.ID] = c
	heap.Push(&w.queue, c)
}

// end watches a cluster no more; one whose log is being asked for goes when that is done.
func (w *watch) end(c *watched) {
	if c.place < 0 {
		c.gone = true
		return
	}
	heap.Remove(&w.queue, c.place)
	delete(w.clusters, c.Handle.ID)
}

// next takes the cluster that is due first; nil where none is yet.
func (w *watch) next(now time.Time) *watched {
	if len(w.queue) == 0 || w.queue[0].due.After(now) {
		return nil
	}
	return heap.Pop(&w.queue).(*watched)
}

// again puts a cluster back that was taken, or ends it where it has gone meanwhile.
func (w *watch) again(c *watched, due time.Time) {
	if c.gone {
		delete(w.clusters, c.Handle.ID)
		return
	}
	c.due = due
	heap.Push(&w.queue, c)
}

// queue is a heap: what is due first is at its top.
type queue []*watched

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].due.Before(q[j].due) }

func (q queue) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].place, q[j].place = i, j
}

func (q *queue) Push(x any) {
	c := x.(*watched)
	c.place = len(*q)
	*q = append(*q, c)
}

func (q *queue) Pop() any {
	last := len(*q) - 1
	c := (*q)[last]
	(*q)[last] = nil
	*q = (*q)[:last]
	c.place = -1
	return c
}
