package aggregate

import (
	"errors"
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// Call is an aggregate call whose accumulator is wanted.
type Call struct {
	// Name is the canonical upper-case name.
	Name string
	// Args are the types of the arguments; COUNT(*) has none.
	Args     []types.Type
	Distinct bool
	// Result is the type of the result.
	Result types.Type
	// Options are literal arguments, such as LISTAGG's separator.
	Options []any
	// Retract says that rows may be taken back.
	Retract bool
}

// Rows are rows of a batch that are to be folded into groups.
type Rows struct {
	// Rows are positions in the columns, Slots the group of each.
	Rows, Slots []int32
	// Kinds are the kinds of change by position in the columns; nil where all add.
	Kinds []batch.RowKind
	// Args are the columns of the arguments, Filter a BOOLEAN column that must be TRUE, or nil.
	Args   []*batch.Vector
	Filter *batch.Vector
	// AddsOnly leaves out rows that take others back.
	AddsOnly bool
}

// passes tells whether the row at a position counts.
func (r *Rows) passes(row int32) bool {
	if r.AddsOnly && r.retracts(row) {
		return false
	}
	return r.Filter == nil || r.Filter.Bool[row] && !r.Filter.IsNull(int(row))
}

// retracts tells whether the row at a position takes a row back.
func (r *Rows) retracts(row int32) bool { return r.Kinds != nil && !r.Kinds[row].IsAdd() }

// NewAll returns the accumulators of the calls of an operator. Those that have the same number in same, which is not negative,
// have the same arguments. All are told of the same rows, one after the other, and their slots are reset and restored together.
func NewAll(calls []Call, same []int) ([]Accumulator, error) {
	type group struct {
		values *distinctValues
		bit    uint8
	}
	groups := map[int]*group{}
	all := make([]Accumulator, len(calls))
	for i, c := range calls {
		acc, err := New(c)
		if err != nil {
			return nil, err
		}
		all[i] = acc
		d, ok := acc.(*countDistinct)
		if !ok || same[i] < 0 {
			continue
		}
		g := groups[same[i]]
		if g == nil || g.bit == 1<<(sharers-1) {
			groups[same[i]] = &group{d.values, d.bit}
			continue
		}
		g.bit <<= 1
		d.values, d.bit = g.values, g.bit
	}
	return all, nil
}

// Accumulator is the state of one aggregate call for all groups.
type Accumulator interface {
	// Grow makes room for the slots below n. New slots are empty.
	Grow(n int)
	// Reset makes a slot empty.
	Reset(slot int32)
	// Add folds rows in, in their order.
	Add(in *Rows) error
	// AddEmitting is Add, and stores the result of each row's group before that row in row 2i of out and after it in
	// row 2i+1, i counting in.Rows.
	AddEmitting(in *Rows, out *batch.Vector) error
	// Merge folds slot from of other, an accumulator of the same call, into slot into, as if its rows came after those
	// that are there. What is merged stays as it is.
	Merge(into int32, other Accumulator, from int32) error
	// Result stores the result of a slot in a row.
	Result(slot int32, out *batch.Vector, row int) error
	// Append appends the state of a slot; Restore reads it back into an empty slot and returns what follows. The bytes are
	// never written again.
	Append(dst []byte, slot int32) []byte
	Restore(src []byte, slot int32) (rest []byte, err error)
}

var errState = errors.New("damaged state of an aggregate function")

// New returns the accumulator of a call. Besides the functions that Resolve knows there are ROW_NUMBER and LAG, whose only
// use is over the ordered rows of an OVER window.
func New(c Call) (Accumulator, error) {
	switch c.Name {
	case "ROW_NUMBER":
		return &count{star: true}, nil
	case "LAG":
		return newLag(c)
	}
	if _, err := Resolve(c.Name, c.Args, c.Distinct); err != nil {
		return nil, err
	}
	if c.Distinct {
		switch c.Name {
		case "MIN", "MAX":
			// An extreme value does not change by being there twice.
		case "COUNT":
			if !c.Retract {
				return &countDistinct{values: newDistinctValues(), bit: 1}, nil
			}
			return newDistinct(c)
		default:
			return newDistinct(c)
		}
	}
	switch c.Name {
	case "COUNT":
		return &count{star: len(c.Args) == 0}, nil
	case "SUM", "SUM0":
		return newSum(c)
	case "AVG":
		return newAvg(c)
	case "MIN", "MAX":
		return newExtreme(c)
	}
	s, err := newSingle(c)
	if err != nil {
		return nil, err
	}
	return &perRow{s}, nil
}

func newSingle(c Call) (single, error) {
	switch c.Name {
	case "FIRST_VALUE", "LAST_VALUE":
		return newFirstLast(c), nil
	case "SINGLE_VALUE":
		return newSingleValue(c), nil
	case "LISTAGG":
		return newListAgg(c)
	case "ARRAY_AGG":
		return &list{finish: arrayResult}, nil
	case "JSON_ARRAYAGG":
		return newJSONArray(c), nil
	case "JSON_OBJECTAGG":
		return newJSONObject(c), nil
	case "COLLECT":
		return &multiset{}, nil
	case "STDDEV_POP", "STDDEV_SAMP", "STDDEV", "VAR_POP", "VAR_SAMP", "VARIANCE":
		return newVariance(c), nil
	}
	return nil, fmt.Errorf("aggregate function %s cannot be computed", c.Name)
}

// single is an accumulator that is told its rows one by one.
type single interface {
	Grow(n int)
	Reset(slot int32)
	// add folds a row in, or takes it back.
	add(in *Rows, row, slot int32, retract bool) error
	Merge(into int32, other single, from int32) error
	Result(slot int32, out *batch.Vector, row int) error
	Append(dst []byte, slot int32) []byte
	Restore(src []byte, slot int32) (rest []byte, err error)
}

// perRow makes an Accumulator of a single.
type perRow struct{ single }

func (p *perRow) Add(in *Rows) error {
	for i, row := range in.Rows {
		if in.passes(row) {
			if err := p.add(in, row, in.Slots[i], in.retracts(row)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *perRow) AddEmitting(in *Rows, out *batch.Vector) error {
	for i, row := range in.Rows {
		slot := in.Slots[i]
		if err := p.Result(slot, out, 2*i); err != nil {
			return err
		}
		if in.passes(row) {
			if err := p.add(in, row, slot, in.retracts(row)); err != nil {
				return err
			}
		}
		if err := p.Result(slot, out, 2*i+1); err != nil {
			return err
		}
	}
	return nil
}

func (p *perRow) Merge(into int32, other Accumulator, from int32) error {
	return p.single.Merge(into, other.(*perRow).single, from)
}

// grown makes a slice at least n long, new elements being zero.
func grown[T any](s []T, n int) []T {
	if n <= len(s) {
		return s
	}
	if n <= cap(s) {
		return s[:n]
	}
	out := make([]T, n, max(n, 2*cap(s)))
	copy(out, s)
	return out
}
