package plan

import "github.com/penstock/penstock/runtime/embedded/types"

// TimeAttribute tells whether a column is a time attribute.
type TimeAttribute uint8

// The time attributes.
const (
	NoTimeAttribute TimeAttribute = iota
	Rowtime                       // event time: rows are ordered against the watermark by it
	Proctime                      // processing time: the wall clock when it is read
)

// Column is a column of a node's output.
type Column struct {
	Name string
	Type types.Type
	Time TimeAttribute
}

// Schema is the columns of a node's output, in order.
type Schema struct {
	Columns []Column
	// PrimaryKeys and upsert keys, as indexes of columns: each is a set that identifies a row. nil where unknown.
	Keys [][]int
}

// Types are the types of the columns.
func (s Schema) Types() []types.Type {
	out := make([]types.Type, len(s.Columns))
	for i, c := range s.Columns {
		out[i] = c.Type
	}
	return out
}

// ChangelogMode is the set of row kinds that a node may send.
type ChangelogMode uint8

// The changelog modes, from the narrowest to the widest.
const (
	InsertOnly ChangelogMode = iota // +I
	Upsert                          // +I, +U, -D; an update is told by its new value alone, found by the key
	Retract                         // +I, -U, +U, -D
)
