package operator

import "slices"

// branch is one way in which the rows from the first one on fit the pattern: how many rows each variable has taken. Rows are
// taken one after the other without gaps, so that these numbers tell which ones.
type branch struct {
	taken []int
	// current is the last variable that took a row, -1 before any did.
	current int
}

// length is the number of rows taken.
func (b *branch) length() int {
	n := 0
	for _, taken := range b.taken {
		n += taken
	}
	return n
}

// rowsOf are the numbers of the rows of a variable, -1 being all of them: from first to before end.
func (b *branch) rowsOf(variable int) (first, end int) {
	if variable < 0 {
		return 0, b.length()
	}
	for _, taken := range b.taken[:variable] {
		first += taken
	}
	return first, first + b.taken[variable]
}

// with is the branch after a variable has taken the next row.
func (b *branch) with(variable int) branch {
	next := branch{taken: slices.Clone(b.taken), current: variable}
	next.taken[variable]++
	return next
}

// step has the branches of a partition take its next row. It returns the first branch by which the pattern is complete. No
// branch is left where the row fits none.
func (o *match) step(p *matchPartition) (found *branch, err error) {
	if p.tried == 0 {
		p.branches = []branch{{taken: make([]int, len(o.variables)), current: -1}}
	}
	row := p.rows[p.tried]
	p.tried++
	var next []branch
	if o.node.Within == 0 || row.time-p.rows[0].time < o.node.Within {
		for i := range p.branches {
			if next, err = o.extend(next, p, &p.branches[i]); err != nil {
				return nil, err
			}
		}
	}
	p.branches = next
	for i := range next {
		if o.complete(&next[i]) {
			return &next[i], nil
		}
	}
	return nil, nil
}

// extend adds the branches that a branch becomes by its next row. A greedy variable that may take the row takes it; a
// reluctant one leaves it to those behind it too, which come first, as they are nearer to the end.
func (o *match) extend(next []branch, p *matchPartition, b *branch) ([]branch, error) {
	var reluctant []int
	for v := max(b.current, 0); v < len(o.variables); v++ {
		variable := &o.variables[v]
		fits := false
		if variable.Max < 0 || b.taken[v] < variable.Max {
			var err error
			if fits, err = o.fits(p, b, v); err != nil {
				return nil, err
			}
		}
		if fits {
			if !variable.Reluctant || b.taken[v] < variable.Min {
				next = append(next, b.with(v))
				break
			}
			reluctant = append(reluctant, v)
		}
		if b.taken[v] < variable.Min {
			break
		}
	}
	for _, v := range slices.Backward(reluctant) {
		next = append(next, b.with(v))
	}
	return next, nil
}

// fits tells whether a variable may take the next row of a branch.
func (o *match) fits(p *matchPartition, b *branch, variable int) (bool, error) {
	condition := o.variables[variable].condition
	if condition == nil {
		return true, nil
	}
	tested := b.with(variable)
	v, err := condition.value(p.rows, &tested)
	if err != nil {
		return false, err
	}
	return !v.IsNull(0) && v.Bool[0], nil
}

// complete tells whether no more rows are needed.
func (o *match) complete(b *branch) bool {
	for v := b.current; v < len(o.variables); v++ {
		if b.taken[v] < o.variables[v].Min {
			return false
		}
		// A greedy variable goes on for as long as it can.
		if variable := &o.variables[v]; v == b.current && !variable.Reluctant && v < len(o.variables)-1 &&
			(variable.Max < 0 || b.taken[v] < variable.Max) {
			return false
		}
	}
	return true
}
