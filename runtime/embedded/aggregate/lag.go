package aggregate

import (
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
)

// lag is LAG: the value of the row a number of rows before, or the default of the row itself where there is none. It keeps the
// last values of each group.
type lag struct {
	offset int
	groups []lagGroup
}

// lagGroup has the values of the last rows, the newest last, and the default of the newest.
type lagGroup struct {
	values   []batch.Datum
	fallback batch.Datum
}

func newLag(c Call) (Accumulator, error) {
	offset := int64(1)
	if len(c.Options) > 0 {
		n, ok := c.Options[0].(int64)
		if !ok || n < 0 {
			return nil, fmt.Errorf("the offset of LAG must be an integer that is not negative, not %v", c.Options[0])
		}
		offset = n
	}
	return &perRow{&lag{offset: int(offset)}}, nil
}

func (a *lag) Grow(n int)       { a.groups = grown(a.groups, n) }
func (a *lag) Reset(slot int32) { a.groups[slot] = lagGroup{} }

// add takes the next row. Rows that leave the window leave the values as they are: LAG does not depend on the frame.
func (a *lag) add(in *Rows, row, slot int32, retract bool) error {
	if retract {
		return nil
	}
	g := &a.groups[slot]
	if len(g.values) > a.offset {
		copy(g.values, g.values[1:])
		g.values = g.values[:a.offset]
	}
	g.values = append(g.values, keepDatum(in.Args[0].Get(int(row))))
	g.fallback = nil
	if len(in.Args) > 1 {
		g.fallback = keepDatum(in.Args[1].Get(int(row)))
	}
	return nil
}

func (a *lag) Merge(int32, single, int32) error { return fmt.Errorf("LAG cannot be merged") }

func (a *lag) Result(slot int32, out *batch.Vector, row int) error {
	g := &a.groups[slot]
	if len(g.values) > a.offset {
		out.Set(row, g.values[len(g.values)-1-a.offset])
	} else {
		out.Set(row, g.fallback)
	}
	return nil
}

func (a *lag) Append(dst []byte, slot int32) []byte {
	return batch.AppendDatum(batch.AppendDatum(dst, a.groups[slot].values), a.groups[slot].fallback)
}

func (a *lag) Restore(src []byte, slot int32) (rest []byte, err error) {
	g := &a.groups[slot]
	if g.values, src, err = cutDatum[[]batch.Datum](src); err != nil {
		return nil, err
	}
	g.fallback, rest, err = batch.DecodeDatum(src)
	return rest, err
}
