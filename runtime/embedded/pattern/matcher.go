package pattern

// Conditions tells whether rows fit variables.
type Conditions interface {
	// Fits tells whether the row of a step, which is the last of a run, may be taken for the variable of the step.
	Fits(s *Step) (bool, error)
}

// Matcher finds the matches of partitions.
type Matcher struct {
	Automaton  *Automaton
	Conditions Conditions
	Skip       Skip
	// Within is the time in milliseconds from a run's first row on at which it is given up; 0 means never.
	Within int64
	// Found is given each match by its last step, and the time at which it is given out: that of its last row, or a later one
	// if it had to wait.
	Found func(last *Step, time int64) error

	spare runs
	trial Step
}

// Partition holds the runs of the rows of one key. The zero value has seen no row.
type Partition struct {
	// partial are the runs that need more rows; once there was a row, one of them waits for its first.
	partial runs
	// complete are matches that wait for runs that began earlier.
	complete runs
	next     uint64
}

// Idle tells that nothing is known of the partition that a new one would not know.
func (p *Partition) Idle() bool { return len(p.partial) <= 1 && len(p.complete) == 0 }

// Began calls f with the time of the first row of each run that needs more rows.
func (p *Partition) Began(f func(time int64)) {
	for i := range p.partial {
		if first := p.partial[i].first; first != nil {
			f(first.Time)
		}
	}
}

// Take offers the next row to all runs. Rows come in the order of time; runs for which its time is too late are given up.
// The result tells that a run began with the row, for the owner to call Advance when it is to be given up.
func (m *Matcher) Take(p *Partition, time int64, data string) (began bool, err error) {
	if err := m.Advance(p, time); err != nil {
		return false, err
	}
	if p.Idle() {
		p.next = 0 // as for a partition that was forgotten meanwhile
	}
	if len(p.partial) == 0 {
		p.partial = append(p.partial, run{state: m.Automaton.start})
	}
	row := &Row{Time: time, Number: p.next, Data: data}
	p.next++
	next := m.spare[:0]
	var found runs
	for i := range p.partial {
		r, before := &p.partial[i], len(next)
		if err := m.follow(r, row, &next, &found); err != nil {
			return false, err
		}
		if r.first == nil {
			began = len(next) > before
			next.push(*r)
		}
	}
	clear(p.partial)
	p.partial, m.spare = next, p.partial
	for _, r := range found {
		p.complete.push(r)
	}
	return began, m.give(p, time)
}

// follow adds what a run becomes by a row to the runs that need more rows and to those that are complete.
func (m *Matcher) follow(r *run, row *Row, partial, complete *runs) error {
	s := &m.Automaton.states[r.state]
	for i := range s.takes {
		t := &s.takes[i]
		if fits, err := m.fits(r, t, row); err != nil {
			return err
		} else if !fits {
			continue
		}
		m.trial.extend(r.last, t.variable, row)
		to := run{state: t.target, last: m.trial.moved(), first: r.first}
		if to.first == nil {
			to.first = row
		}
		if t.target != final {
			partial.push(to)
		}
		target := &m.Automaton.states[t.target]
		if !target.accepts {
			continue
		}
		if fits, err := m.fitsAny(r, target.unless, row); err != nil {
			return err
		} else if !fits {
			to.state = final
			complete.push(to)
		}
	}
	return nil
}

// fits tells whether a run may go over a transition with a row.
func (m *Matcher) fits(r *run, t *transition, row *Row) (bool, error) {
	m.trial.extend(r.last, t.variable, row)
	if fits, err := m.Conditions.Fits(&m.trial); !fits || err != nil {
		return false, err
	}
	other, err := m.fitsAny(r, t.unless, row)
	return !other && err == nil, err
}

// fitsAny tells whether a row that comes after a run fits any of variables.
func (m *Matcher) fitsAny(r *run, variables []int, row *Row) (bool, error) {
	for _, v := range variables {
		m.trial.extend(r.last, v, row)
		if fits, err := m.Conditions.Fits(&m.trial); fits || err != nil {
			return fits, err
		}
	}
	return false, nil
}

// Advance gives up the runs that are too old at a time, before the rows of that time are taken. Matches that waited for them
// are given out.
func (m *Matcher) Advance(p *Partition, time int64) error {
	if m.Within > 0 {
		p.partial.expire(func(r *run) bool { return r.first != nil && time-r.first.Time >= m.Within })
	}
	return m.give(p, time)
}

// give gives out the matches that no run can come before, and skips what is to be skipped after each.
func (m *Matcher) give(p *Partition, time int64) error {
	for len(p.complete) > 0 {
		if len(p.partial) > 0 && p.partial[0].before(&p.complete[0]) {
			return nil
		}
		match := p.complete.pop()
		skipped, err := m.Skip.after(match.last)
		if err != nil {
			return err
		}
		p.partial.remove(skipped)
		p.complete.remove(skipped)
		if err := m.Found(match.last, time); err != nil {
			return err
		}
	}
	return nil
}
