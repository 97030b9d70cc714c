package operator

import (
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/pattern"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// matchRows decodes rows of matches. The last few stay decoded, as an expression reads the same row many times.
type matchRows struct {
	columns []types.Type
	decoded [4]struct {
		row     *pattern.Row
		columns []*batch.Vector
	}
	next int
}

func newMatchRows(columns []types.Type) *matchRows {
	r := &matchRows{columns: columns}
	for i := range r.decoded {
		r.decoded[i].columns = vectorsOf(columns, 1)
	}
	return r
}

// read returns the columns of a row, which lies in their row 0. They are valid until the next call.
func (r *matchRows) read(row *pattern.Row) ([]*batch.Vector, error) {
	for i := range r.decoded {
		if r.decoded[i].row == row {
			return r.decoded[i].columns, nil
		}
	}
	d := &r.decoded[r.next]
	r.next = (r.next + 1) % len(r.decoded)
	d.row = nil
	if err := encodedRow(row.Data).decode(d.columns, 0); err != nil {
		return nil, err
	}
	d.row = row
	return d.columns, nil
}
