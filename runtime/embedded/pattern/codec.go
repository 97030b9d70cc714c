package pattern

import (
	"encoding/binary"
	"errors"
)

var errDamaged = errors.New("damaged state of a pattern")

// Append appends the state of a partition: its rows, the steps that took them, and the runs.
func (p *Partition) Append(dst []byte) []byte {
	e := encoder{rows: map[*Row]int{}, steps: map[*Step]int{}}
	for _, runs := range [...]runs{p.partial, p.complete} {
		for i := range runs {
			e.step(runs[i].last)
		}
	}
	dst = binary.AppendUvarint(dst, p.next)
	dst = binary.AppendUvarint(dst, uint64(len(e.rowOrder)))
	for _, r := range e.rowOrder {
		dst = binary.AppendUvarint(binary.AppendVarint(dst, r.Time), r.Number)
		dst = append(binary.AppendUvarint(dst, uint64(len(r.Data))), r.Data...)
	}
	dst = binary.AppendUvarint(dst, uint64(len(e.stepOrder)))
	for _, s := range e.stepOrder {
		dst = binary.AppendUvarint(dst, uint64(s.Variable))
		dst = binary.AppendUvarint(dst, uint64(e.rows[s.Row]))
		dst = binary.AppendUvarint(dst, uint64(e.number(s.Previous)))
	}
	for _, runs := range [...]runs{p.partial, p.complete} {
		dst = binary.AppendUvarint(dst, uint64(len(runs)))
		for i := range runs {
			dst = binary.AppendUvarint(dst, uint64(runs[i].state))
			dst = binary.AppendUvarint(dst, uint64(e.number(runs[i].last)))
		}
	}
	return dst
}

// encoder numbers the rows and steps of runs, each step after the one before it.
type encoder struct {
	rows      map[*Row]int
	rowOrder  []*Row
	steps     map[*Step]int
	stepOrder []*Step
}

// number is that of a step, counted from 1; 0 stands for none.
func (e *encoder) number(s *Step) int {
	if s == nil {
		return 0
	}
	return e.steps[s] + 1
}

func (e *encoder) step(last *Step) {
	var path []*Step
	for s := last; s != nil; s = s.Previous {
		if _, known := e.steps[s]; known {
			break
		}
		path = append(path, s)
	}
	for i := len(path) - 1; i >= 0; i-- {
		s := path[i]
		e.steps[s] = len(e.stepOrder)
		e.stepOrder = append(e.stepOrder, s)
		if _, known := e.rows[s.Row]; !known {
			e.rows[s.Row] = len(e.rowOrder)
			e.rowOrder = append(e.rowOrder, s.Row)
		}
	}
}

// Decode reads what Append appended for the same pattern. The bytes are shared and must not be written again.
func (a *Automaton) Decode(src []byte) (Partition, error) {
	d := decoder{src: src}
	p := Partition{next: d.uvarint()}
	rows := make([]*Row, d.count())
	for i := range rows {
		rows[i] = &Row{Time: d.varint(), Number: d.uvarint(), Data: d.text()}
	}
	steps := make([]*Step, d.count()+1)
	for i := range steps[1:] {
		variable, row, previous := d.below(1<<31), d.below(len(rows)), d.below(i+1)
		if d.err != nil {
			return Partition{}, d.err
		}
		steps[i+1] = &Step{}
		steps[i+1].extend(steps[previous], variable, rows[row])
	}
	for _, runs := range [...]*runs{&p.partial, &p.complete} {
		for range d.count() {
			r := run{state: d.below(len(a.states)), last: steps[d.below(len(steps))]}
			if r.last != nil {
				r.first = r.last.beginning().Row
			}
			*runs = append(*runs, r)
		}
	}
	for i := range p.complete {
		if p.complete[i].last == nil {
			d.err = errDamaged
		}
	}
	if len(d.src) > 0 {
		d.err = errDamaged
	}
	return p, d.err
}

// decoder cuts values off; after an error all are zero.
type decoder struct {
	src []byte
	err error
}

func (d *decoder) uvarint() uint64 {
	v, n := binary.Uvarint(d.src)
	return cut(d, v, n)
}

func (d *decoder) varint() int64 {
	v, n := binary.Varint(d.src)
	return cut(d, v, n)
}

func cut[T any](d *decoder, v T, n int) T {
	if n <= 0 {
		var zero T
		d.src, d.err = nil, errDamaged
		return zero
	}
	d.src = d.src[n:]
	return v
}

// below is a number that must be less than a limit.
func (d *decoder) below(limit int) int {
	v := d.uvarint()
	if v >= uint64(limit) {
		d.src, d.err = nil, errDamaged
		return 0
	}
	return int(v)
}

// count is how many things follow, each of which takes a byte at least.
func (d *decoder) count() int {
	n := d.uvarint()
	if n > uint64(len(d.src)) {
		d.src, d.err = nil, errDamaged
		return 0
	}
	return int(n)
}

func (d *decoder) text() string {
	n := d.count()
	s := string(d.src[:n])
	d.src = d.src[n:]
	return s
}
