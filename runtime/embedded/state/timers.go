package state

import "slices"

// Timer is something to do at a time. What Slot and Value mean is its owner's business.
type Timer struct {
	At    int64
	Slot  int32
	Value int64
}

// Timers is a queue of timers by time, those of the same time in the order in which they were set. Timers are not cancelled:
// the owner finds that there is nothing to do any more.
type Timers struct {
	heap []queued
	next uint64
}

type queued struct {
	Timer
	order uint64
}

// Len is the number of timers that are set.
func (t *Timers) Len() int { return len(t.heap) }

// Due tells whether a timer is due by a time.
func (t *Timers) Due(by int64) bool { return len(t.heap) > 0 && t.heap[0].At <= by }

// Next is when the first timer is due, [Never] if there is none.
func (t *Timers) Next() int64 {
	if len(t.heap) == 0 {
		return Never
	}
	return t.heap[0].At
}

// Keep forgets the timers that are not wanted any more.
func (t *Timers) Keep(wanted func(Timer) bool) {
	t.heap = slices.DeleteFunc(t.heap, func(q queued) bool { return !wanted(q.Timer) })
	for i := len(t.heap)/2 - 1; i >= 0; i-- {
		t.sink(i)
	}
}

func (t *Timers) less(i, j int) bool {
	a, b := &t.heap[i], &t.heap[j]
	return a.At < b.At || a.At == b.At && a.order < b.order
}

// Set adds a timer.
func (t *Timers) Set(timer Timer) {
	t.heap = append(t.heap, queued{timer, t.next})
	t.next++
	for i := len(t.heap) - 1; i > 0; {
		parent := (i - 1) / 2
		if !t.less(i, parent) {
			return
		}
		t.heap[i], t.heap[parent] = t.heap[parent], t.heap[i]
		i = parent
	}
}

// Pop takes the first timer off if it is due by a time.
func (t *Timers) Pop(by int64) (timer Timer, due bool) {
	if len(t.heap) == 0 || t.heap[0].At > by {
		return Timer{}, false
	}
	timer = t.heap[0].Timer
	last := len(t.heap) - 1
	t.heap[0] = t.heap[last]
	t.heap = t.heap[:last]
	t.sink(0)
	return timer, true
}

// sink moves a timer to behind those that are due before it.
func (t *Timers) sink(i int) {
	for {
		least := i
		for _, child := range [2]int{2*i + 1, 2*i + 2} {
			if child < len(t.heap) && t.less(child, least) {
				least = child
			}
		}
		if least == i {
			return
		}
		t.heap[i], t.heap[least] = t.heap[least], t.heap[i]
		i = least
	}
}
