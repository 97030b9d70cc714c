package ast

// Expr is an expression.
type Expr interface {
	Node
	expr()
}

// Unary is an operator before its operand: "-", "+", "NOT", and RUNNING and FINAL of MATCH_RECOGNIZE.
type Unary struct {
	Pos
	Op   string
	Expr Expr
}

// Binary is an operator between two operands: "OR", "AND", "=", "<>", "<", "<=", ">", ">=", "||", "+", "-", "*", "/",
// "%", "IS DISTINCT FROM", "IS NOT DISTINCT FROM", "OVERLAPS", "MEMBER OF", "NOT MEMBER OF". Its place is that of its
// left side; OpPos is that of the operator.
type Binary struct {
	Pos
	OpPos       Pos
	Op          string
	Left, Right Expr
}

// Difference is (a - b) DAY and its like: the interval between two dates or times.
type Difference struct {
	Pos
	Left, Right Expr
	Qualifier   IntervalQualifier
}

// Is is a test with IS [NOT]: What is NULL, TRUE, FALSE, UNKNOWN, JSON VALUE, JSON OBJECT, JSON ARRAY or JSON SCALAR (IS
// JSON is JSON VALUE).
type Is struct {
	Pos
	Expr Expr
	Not  bool
	What string
}

// Between is [NOT] BETWEEN [SYMMETRIC]. ASYMMETRIC is the default.
type Between struct {
	Pos
	Expr      Expr
	Not       bool
	Symmetric bool
	Low, High Expr
}

// In is [NOT] IN (list) or [NOT] IN (query): exactly one of List and Query is set. The left side of a tuple is a RowExpr.
type In struct {
	Pos
	Expr  Expr
	Not   bool
	List  []Expr
	Query *Query
}

// LikeExpr is [NOT] LIKE or, with Similar, [NOT] SIMILAR TO.
type LikeExpr struct {
	Pos
	Expr    Expr
	Not     bool
	Similar bool
	Pattern Expr
	// Escape is nil where none is told.
	Escape Expr
}

// Exists is EXISTS (query). NOT EXISTS is a Unary of it.
type Exists struct {
	Pos
	Query *Query
}

// Quantified compares with SOME (ANY) or ALL of a list or query.
type Quantified struct {
	Pos
	Left Expr
	Op   string
	// All is ALL, otherwise SOME.
	All   bool
	List  []Expr
	Query *Query
}

// ScalarQuery is a query in parentheses as a value.
type ScalarQuery struct {
	Pos
	Query *Query
}

// Case is CASE in both forms.
type Case struct {
	Pos
	// Operand is that of CASE operand WHEN ...; nil for CASE WHEN ...
	Operand Expr
	Whens   []*When
	Else    Expr
}

// When is WHEN conditions THEN result. Several conditions occur only with an operand.
type When struct {
	Pos
	Conditions []Expr
	Result     Expr
}

// Cast is CAST or, with Try, TRY_CAST.
type Cast struct {
	Pos
	Try  bool
	Expr Expr
	Type *DataType
}

// Item is collection[index].
type Item struct {
	Pos
	Expr, Index Expr
}

// FieldAccess is expression.field, where the expression is not itself a Name.
type FieldAccess struct {
	Pos
	Expr  Expr
	Field *Ident
}

// RowExpr is ROW(a, b) or (a, b).
type RowExpr struct {
	Pos
	// Explicit is the word ROW.
	Explicit bool
	Items    []Expr
}

// CollectionKind is ARRAY, MAP or MULTISET.
type CollectionKind string

// The kinds of collections.
const (
	ArrayCollection    CollectionKind = "ARRAY"
	MapCollection      CollectionKind = "MAP"
	MultisetCollection CollectionKind = "MULTISET"
)

// Collection is ARRAY[a, b], MAP[k, v, ...], MULTISET[a] or the same over a query in parentheses.
type Collection struct {
	Pos
	Kind  CollectionKind
	Items []Expr
	Query *Query
}

func (*Name) expr()        {}
func (*Unary) expr()       {}
func (*Binary) expr()      {}
func (*Difference) expr()  {}
func (*Is) expr()          {}
func (*Between) expr()     {}
func (*In) expr()          {}
func (*LikeExpr) expr()    {}
func (*Exists) expr()      {}
func (*Quantified) expr()  {}
func (*ScalarQuery) expr() {}
func (*Case) expr()        {}
func (*Cast) expr()        {}
func (*Item) expr()        {}
func (*FieldAccess) expr() {}
func (*RowExpr) expr()     {}
func (*Collection) expr()  {}
