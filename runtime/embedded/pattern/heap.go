package pattern

// runs are a binary heap by the row that a run began with. How runs that began with the same row lie decides which of their
// matches comes first, so all that is done to the heap is done in the way of java.util.PriorityQueue.
type runs []run

// push adds a run.
func (r *runs) push(x run) {
	*r = append(*r, x)
	h := *r
	for i := len(h) - 1; i > 0; {
		parent := (i - 1) / 2
		if !h[i].before(&h[parent]) {
			return
		}
		h[i], h[parent] = h[parent], h[i]
		i = parent
	}
}

// pop removes the first run.
func (r *runs) pop() run {
	h := *r
	first, last := h[0], len(h)-1
	h[0], h[last] = h[last], run{}
	*r = h[:last]
	r.sink(0)
	return first
}

// sink moves a run down to where it belongs.
func (r *runs) sink(i int) {
	for h := *r; ; {
		child := 2*i + 1
		if child >= len(h) {
			return
		}
		if right := child + 1; right < len(h) && h[right].before(&h[child]) {
			child = right
		}
		if !h[child].before(&h[i]) {
			return
		}
		h[i], h[child] = h[child], h[i]
		i = child
	}
}

// remove drops the runs for which drop is true and puts the others in order.
func (r *runs) remove(drop func(*run) bool) {
	if r.filter(drop) {
		for i := len(*r)/2 - 1; i >= 0; i-- {
			r.sink(i)
		}
	}
}

// expire drops the runs for which drop is true and adds the others again.
func (r *runs) expire(drop func(*run) bool) {
	if r.filter(drop) {
		h := *r
		*r = h[:0]
		for _, x := range h {
			r.push(x)
		}
	}
}

// filter drops the runs for which drop is true, without putting the others in order. It tells whether there were any.
func (r *runs) filter(drop func(*run) bool) bool {
	kept := (*r)[:0]
	for i := range *r {
		if x := &(*r)[i]; !drop(x) {
			kept = append(kept, *x)
		}
	}
	dropped := (*r)[len(kept):]
	*r = kept
	clear(dropped)
	return len(dropped) > 0
}
