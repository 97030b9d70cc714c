package ast

// Query is a query expression: a body with what applies to the whole.
type Query struct {
	Pos
	With    []*CTE
	Body    QueryBody
	OrderBy []*OrderItem
	// Offset and Limit are nil where there are none (LIMIT ALL is none). FETCH FIRST n ROWS ONLY is a Limit.
	Offset, Limit Expr
}

// CTE is name [(columns)] AS (query) of WITH.
type CTE struct {
	Pos
	Name    *Ident
	Columns []*Ident
	Query   *Query
}

// QueryBody is *Select, *SetOp, *Values, *TableQuery, or a *Query in parentheses that has clauses of its own.
type QueryBody interface {
	Node
	queryBody()
}

// Select is SELECT without ORDER BY and LIMIT.
type Select struct {
	Pos
	Hints    []*Hint
	Distinct bool
	Items    []*SelectItem
	// From is nil for a SELECT without FROM; tables joined by commas are a Join of kind CommaJoin.
	From  TableRef
	Where Expr
	// GroupBy are the elements of GROUP BY; GROUP BY () is one GroupSet without expressions.
	GroupBy []*GroupElement
	// GroupDistinct is GROUP BY DISTINCT.
	GroupDistinct bool
	Having        Expr
	Windows       []*NamedWindow
}

// SelectItem is an expression with an optional alias, or a star.
type SelectItem struct {
	Pos
	Expr  Expr
	Alias *Ident
	// Star is *, or t.* with Qualifier.
	Star      bool
	Qualifier *Name
}

// SetOperator is UNION, INTERSECT or EXCEPT.
type SetOperator string

// The set operators.
const (
	Union     SetOperator = "UNION"
	Intersect SetOperator = "INTERSECT"
	Except    SetOperator = "EXCEPT"
)

// SetOp combines two queries. INTERSECT binds closer than UNION and EXCEPT, which are left associative.
type SetOp struct {
	Pos
	Op          SetOperator
	All         bool
	Left, Right QueryBody
}

// Values is VALUES (..), (..). A row without parentheses is a row of one.
type Values struct {
	Pos
	Rows []*RowExpr
}

// TableQuery is TABLE name as a query.
type TableQuery struct {
	Pos
	Name *Name
}

func (*Select) queryBody()     {}
func (*SetOp) queryBody()      {}
func (*Values) queryBody()     {}
func (*TableQuery) queryBody() {}
func (*Query) queryBody()      {}

// GroupKind tells the kinds of elements of GROUP BY.
type GroupKind uint8

// The kinds of elements of GROUP BY.
const (
	GroupSet     GroupKind = iota // an expression, (a, b) or ()
	GroupingSets                  // GROUPING SETS (...)
	Rollup                        // ROLLUP (...)
	Cube                          // CUBE (...)
)

// GroupElement is an element of GROUP BY.
type GroupElement struct {
	Pos
	Kind GroupKind
	// Exprs are those of a GroupSet: one for a plain expression, none for ().
	Exprs []Expr
	// Elements are those of GROUPING SETS (any kind), ROLLUP and CUBE (GroupSets).
	Elements []*GroupElement
}

// OrderItem is an element of ORDER BY.
type OrderItem struct {
	Pos
	Expr Expr
	Desc bool
	// Nulls is "FIRST", "LAST" or empty for the default (NULL is the smallest value).
	Nulls string
}

// Hint is name(arguments) of a hint comment /*+ ... */.
type Hint struct {
	Pos
	Name *Ident
	// Options are those of OPTIONS('k' = 'v') and of hints with key-value arguments.
	Options []*Option
	// Args are plain arguments: names and literals as text.
	Args []string
}

// NamedWindow is name AS (specification) of the WINDOW clause.
type NamedWindow struct {
	Pos
	Name *Ident
	Spec *WindowSpec
}

// WindowSpec is the specification of an OVER window.
type WindowSpec struct {
	Pos
	// Base is the window that this one extends; nil mostly. OVER name is a spec with Base alone and Bare set.
	Base        *Ident
	Bare        bool
	PartitionBy []Expr
	OrderBy     []*OrderItem
	// Frame is nil where none is told.
	Frame *Frame
}

// Frame is ROWS or RANGE of a window. Without BETWEEN, End is CURRENT ROW.
type Frame struct {
	Pos
	// Rows is ROWS, otherwise RANGE.
	Rows       bool
	Start, End FrameBound
}

// FrameBoundKind tells the kinds of frame bounds.
type FrameBoundKind uint8

// The kinds of frame bounds.
const (
	UnboundedPreceding FrameBoundKind = iota
	Preceding                         // Offset PRECEDING
	CurrentRow
	Following // Offset FOLLOWING
	UnboundedFollowing
)

// FrameBound is one end of a frame.
type FrameBound struct {
	Pos
	Kind FrameBoundKind
	// Offset is that of Preceding and Following.
	Offset Expr
}
