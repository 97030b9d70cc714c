package pattern

// Row is a row of a partition.
type Row struct {
	// Time is its event time, or the time at which it was processed, in milliseconds.
	Time int64
	// Number tells the rows of a partition apart; it rises in the order in which they are taken.
	Number uint64
	// Data is what the owner of the automaton wants to know of it.
	Data string
}

// Step is a row that was taken for a variable, after the steps before it. Steps are not changed any more, and runs that have
// the same beginning share them. A variable's steps follow each other without gaps.
type Step struct {
	Variable int
	Row      *Row
	// Previous is the step before, nil for the first.
	Previous *Step
	// First is the first step of the same variable, and Index its distance from it.
	First *Step
	Index int
}

// extend makes s the step that takes a row after previous.
func (s *Step) extend(previous *Step, variable int, row *Row) {
	*s = Step{Variable: variable, Row: row, Previous: previous}
	if previous != nil && previous.Variable == variable {
		s.First, s.Index = previous.First, previous.Index+1
		return
	}
	s.First = s
}

// moved is s in memory of its own.
func (s *Step) moved() *Step {
	kept := *s
	if s.First == s {
		kept.First = &kept
	}
	return &kept
}

// Last returns the last step of a variable up to s, nil where it has taken no row. A variable of -1 stands for all.
func (s *Step) Last(variable int) *Step {
	for s != nil && variable >= 0 && s.Variable != variable {
		if s.Variable < variable {
			return nil
		}
		s = s.First.Previous
	}
	return s
}

// FromLast returns the step of a variable that is offset steps before its last one, nil where there is none.
func (s *Step) FromLast(variable, offset int) *Step {
	for s = s.Last(variable); s != nil && offset > 0; offset-- {
		if variable >= 0 && s.Index == 0 {
			return nil
		}
		s = s.Previous
	}
	return s
}

// FromFirst returns the step of a variable that is offset steps after its first one, nil where there is none.
func (s *Step) FromFirst(variable, offset int) *Step {
	if offset == 0 {
		switch s = s.Last(variable); {
		case s == nil:
			return nil
		case variable < 0:
			return s.beginning()
		}
		return s.First
	}
	n := s.Count(variable)
	if offset >= n {
		return nil
	}
	return s.FromLast(variable, n-1-offset)
}

// Count is how many rows a variable has taken.
func (s *Step) Count(variable int) int {
	s = s.Last(variable)
	switch {
	case s == nil:
		return 0
	case variable >= 0:
		return s.Index + 1
	}
	n := 0
	for ; s != nil; s = s.First.Previous {
		n += s.Index + 1
	}
	return n
}

// beginning is the first step of all up to s.
func (s *Step) beginning() *Step {
	for s.First.Previous != nil {
		s = s.First.Previous
	}
	return s.First
}

// run is a way in which rows fit the beginning of a pattern, or all of it in the final state.
type run struct {
	state int
	// last is the step of the last row, first the row that it began with; both are nil for the run that waits for its
	// first row.
	last  *Step
	first *Row
}

// before tells which of two runs began earlier. The one that waits for its first row is the last.
func (r *run) before(other *run) bool {
	switch {
	case r.first == nil:
		return false
	case other.first == nil:
		return true
	}
	return r.first.Number < other.first.Number
}
