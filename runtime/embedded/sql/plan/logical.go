package plan

import (
	"github.com/penstock/penstock/runtime/embedded/expr"
)

// TableSource is a table as a query reads it, with its computed columns and its watermark. It is in no final plan: all uses of
// a table share one Scan, Calc and Watermark, which the planner makes when it knows which columns are used.
type TableSource struct {
	Base
	// Source is shared by all uses of the table in a script.
	Source *Source
	// Projected are the columns of Source that are read, in the order of the output.
	Projected []int
}

// Source is the definition that TableSource nodes share.
type Source struct {
	Table *Table
	// Columns are all columns of the table as declared.
	Columns []SourceColumn
	// Rowtime is the index in Columns of the watermark's column, -1 where there is none; Strategy is over Columns.
	Rowtime  int
	Strategy expr.Expr
}

// SourceColumn is a column as declared.
type SourceColumn struct {
	Column
	// Expr is over the columns of Table: a plain column, or the expression of a computed one.
	Expr expr.Expr
}

// NewTableSource reads all columns of a source.
func NewTableSource(s *Source) *TableSource {
	n := &TableSource{Source: s}
	for i, c := range s.Columns {
		n.Projected = append(n.Projected, i)
		n.Out.Columns = append(n.Out.Columns, c.Column)
	}
	return n
}
