package ast

// TableRef is an element of FROM.
type TableRef interface {
	Node
	tableRef()
}

// Alias is [AS] name [(columns)].
type Alias struct {
	Pos
	Name    *Ident
	Columns []*Ident
}

// TableName is a table or view by name.
type TableName struct {
	Pos
	Name  *Name
	Hints []*Hint
	// SystemTime is the expression of FOR SYSTEM_TIME AS OF.
	SystemTime Expr
	Alias      *Alias
}

// Subquery is a query in parentheses as a table, VALUES included.
type Subquery struct {
	Pos
	Lateral bool
	Query   *Query
	Alias   *Alias
}

// TableFunction is [LATERAL] TABLE(f(...)): a window table-valued function or a user's table function. TABLE(name)
// without a call is a TableName.
type TableFunction struct {
	Pos
	Lateral bool
	// Call has *TableArg, *Descriptor and *NamedArg among its arguments.
	Call  *FuncCall
	Alias *Alias
}

// Unnest is UNNEST(collections) [WITH ORDINALITY].
type Unnest struct {
	Pos
	Exprs      []Expr
	Ordinality bool
	Alias      *Alias
}

// JoinKind tells the kinds of joins.
type JoinKind string

// The kinds of joins.
const (
	InnerJoin JoinKind = "INNER"
	LeftJoin  JoinKind = "LEFT"
	RightJoin JoinKind = "RIGHT"
	FullJoin  JoinKind = "FULL"
	CrossJoin JoinKind = "CROSS"
	CommaJoin JoinKind = ","
)

// Join joins two tables. Its place is that of its left side; OpPos is that of JOIN.
type Join struct {
	Pos
	OpPos       Pos
	Kind        JoinKind
	Natural     bool
	Left, Right TableRef
	// On and Using are nil where there is none.
	On    Expr
	Using []*Ident
}

// AliasedTable gives an alias to a join in parentheses.
type AliasedTable struct {
	Pos
	Table TableRef
	Alias *Alias
}

// Pivot is input PIVOT (aggregates FOR columns IN (values)): the aggregates of each value of the columns beside each other.
type Pivot struct {
	Pos
	Input TableRef
	// Aggregates are calls with optional names.
	Aggregates []*SelectItem
	// Columns are what the values are of.
	Columns []*Ident
	Values  []*PivotValue
	Alias   *Alias
}

// PivotValue is one value, with one expression for each column, and its optional name.
type PivotValue struct {
	Pos
	Exprs []Expr
	Alias *Ident
}

func (*TableName) tableRef()      {}
func (*Subquery) tableRef()       {}
func (*TableFunction) tableRef()  {}
func (*Unnest) tableRef()         {}
func (*Join) tableRef()           {}
func (*MatchRecognize) tableRef() {}
func (*AliasedTable) tableRef()   {}
func (*Pivot) tableRef()          {}
