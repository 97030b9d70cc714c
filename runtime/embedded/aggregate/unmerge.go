package aggregate

// Unmerger is an accumulator from which slots that were merged can be taken out again, in any order, as if they had never been merged.
type Unmerger interface {
	Accumulator
	// Unmerge takes slot from of other, which was merged, out of slot into. It returns false where what is left does not follow from
	// what is there: then into is to be reset, and what it shall hold merged again.
	Unmerge(into int32, other Accumulator, from int32) bool
	// AlwaysUnmerges tells that Unmerge never returns false.
	AlwaysUnmerges() bool
}

// Unmergers returns the accumulators as Unmergers, nil unless all are such: sums of floating point numbers, and what depends on the order
// of rows, are none.
func Unmergers(accs []Accumulator) []Unmerger {
	out := make([]Unmerger, len(accs))
	for i, a := range accs {
		u, ok := a.(Unmerger)
		switch a := a.(type) {
		case *avg:
			_, ok = a.sum.(Unmerger)
		case *extreme[float64]:
			ok = false // 0.0 and -0.0 are equal, and not the same
		}
		if !ok {
			return nil
		}
		out[i] = u
	}
	return out
}

// Unmerge implements Unmerger.
func (a *count) Unmerge(into int32, other Accumulator, from int32) bool {
	a.n[into] -= other.(*count).n[from]
	return true
}

// AlwaysUnmerges implements Unmerger.
func (a *count) AlwaysUnmerges() bool { return true }

// Unmerge implements Unmerger.
func (a *sumInt) Unmerge(into int32, other Accumulator, from int32) bool {
	o := other.(*sumInt)
	a.sum[into] -= o.sum[from]
	a.n[into] -= o.n[from]
	return true
}

// AlwaysUnmerges implements Unmerger.
func (a *sumInt) AlwaysUnmerges() bool { return true }

// Unmerge implements Unmerger.
func (a *avg) Unmerge(into int32, other Accumulator, from int32) bool {
	return a.sum.(Unmerger).Unmerge(into, other.(*avg).sum, from)
}

// AlwaysUnmerges implements Unmerger.
func (a *avg) AlwaysUnmerges() bool { return a.sum.(Unmerger).AlwaysUnmerges() }

// Unmerge implements Unmerger. What the extreme value is without the one that was it is not known.
func (a *extremeInt) Unmerge(into int32, other Accumulator, from int32) bool {
	o := other.(*extremeInt)
	return !o.set[from] || a.value[into] != o.value[from]
}

// AlwaysUnmerges implements Unmerger.
func (a *extremeInt) AlwaysUnmerges() bool { return false }

// Unmerge implements Unmerger.
func (a *extreme[T]) Unmerge(into int32, other Accumulator, from int32) bool {
	o := other.(*extreme[T])
	return !o.has[from] || a.compare(a.value[into], o.value[from]) != 0
}

// AlwaysUnmerges implements Unmerger.
func (a *extreme[T]) AlwaysUnmerges() bool { return false }
