package state

// Records holds byte strings that are named by numbers. A number may be given again after it was removed.
type Records struct {
	refs pages[ref]
	free []int32
	data arena
}

// Add keeps a copy of a byte string and returns its number.
func (r *Records) Add(p []byte) int32 {
	n := r.refs.n
	if last := len(r.free) - 1; last >= 0 {
		n = r.free[last]
		r.free = r.free[:last]
	} else {
		r.refs.grow(n + 1)
	}
	*r.refs.at(n) = r.data.add(n, p)
	return n
}

// Get is the byte string of a number. The bytes are never written again.
func (r *Records) Get(n int32) []byte { return r.data.at(*r.refs.at(n)) }

// Remove forgets a byte string.
func (r *Records) Remove(n int32) {
	at := r.refs.at(n)
	old := *at
	*at = 0
	r.free = append(r.free, n)
	r.data.free(old, r.refs.at)
}
