// Package batch holds what flows between the operators of the embedded engine: columns of typed values with the kind of
// change that each row is, and the watermark that each row met.
//
// It is a leaf of the engine: it imports only types. A batch belongs to whoever received it until the call that handed
// it over returns; an operator that keeps anything copies it.
package batch

import "github.com/penstock/penstock/runtime/embedded/types"

// RowKind tells what kind of change a row of a changelog is. The values are Flink's RowKind bytes.
type RowKind uint8

// The kinds of change.
const (
	Insert       RowKind = iota // +I
	UpdateBefore                // -U, retracts the previous value
	UpdateAfter                 // +U
	Delete                      // -D
)

// String is the kind as Flink's print connector writes it.
func (k RowKind) String() string { return [...]string{"+I", "-U", "+U", "-D"}[k] }

// IsAdd tells the kinds that add a row, as opposed to those that take one back.
func (k RowKind) IsAdd() bool { return k == Insert || k == UpdateAfter }

// NoWatermark is the watermark before any was told.
const NoWatermark int64 = -1 << 63

// MaxWatermark says that event time has come to its end: no row follows.
const MaxWatermark int64 = 1<<63 - 1

// Batch is a run of rows. Len rows are in the columns; Sel, when not nil, lists those that count, in ascending order.
// Everything that works on a batch honours Sel, and leaves the rows outside it untouched and unevaluated.
type Batch struct {
	Len  int
	Sel  []int32
	Cols []*Vector
	// Kinds is the kind of change of each of the Len rows; nil means that all are Insert.
	Kinds []RowKind
	// Watermarks is the event-time watermark that held just before each of the Len rows, milliseconds since the epoch,
	// never falling from row to row; nil means the watermark that the stream last told before this batch. It is what
	// makes results independent of the batch size: a row is late by its own watermark, not by its batch's.
	Watermarks []int64
}

// New returns an empty batch with a column for each type.
func New(columns []types.Type) *Batch {
	b := &Batch{Cols: make([]*Vector, len(columns))}
	for i, t := range columns {
		b.Cols[i] = &Vector{Type: t}
	}
	return b
}

// Resize makes all columns n rows long with undefined contents, and drops Sel, Kinds and Watermarks.
func (b *Batch) Resize(n int) {
	b.Len, b.Sel, b.Kinds, b.Watermarks = n, nil, nil, nil
	for _, c := range b.Cols {
		c.Resize(n)
	}
}

// Rows is the number of rows that count.
func (b *Batch) Rows() int {
	if b.Sel != nil {
		return len(b.Sel)
	}
	return b.Len
}

// Row returns the position in the columns of the i-th row that counts.
func (b *Batch) Row(i int) int {
	if b.Sel != nil {
		return int(b.Sel[i])
	}
	return i
}

// Kind is the kind of change of the row at a position in the columns.
func (b *Batch) Kind(row int) RowKind {
	if b.Kinds == nil {
		return Insert
	}
	return b.Kinds[row]
}
