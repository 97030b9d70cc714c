package ast

import "strings"

// FuncCall is a call of a function, of any kind. Special syntaxes have these arguments:
//
//	EXTRACT(unit FROM x)                    UnitArg, x
//	FLOOR(x TO unit), CEIL(x TO unit)       x, UnitArg
//	TIMESTAMPADD(unit, n, x)                UnitArg, n, x
//	TIMESTAMPDIFF(unit, a, b)               UnitArg, a, b
//	TRIM([flag] [chars] FROM x), TRIM(x)    TrimArg, chars (' ' where not told), x
//	SUBSTRING(x FROM a FOR b)               x, a, b
//	POSITION(a IN b FROM c)                 a, b, c
//	OVERLAY(x PLACING y FROM a FOR b)       x, y, a, b
//	TUMBLE(TABLE t, DESCRIPTOR(ts), ...)    TableArg, Descriptor, ...
type FuncCall struct {
	Pos
	Name *Name
	// Bare is a function written without parentheses, such as CURRENT_DATE.
	Bare bool
	// Star is f(*).
	Star     bool
	Distinct bool
	Args     []Expr
	// OrderBy is that of f(x ORDER BY y).
	OrderBy []*OrderItem
	// WithinGroup is that of f(x) WITHIN GROUP (ORDER BY y).
	WithinGroup []*OrderItem
	// NullTreatment is "RESPECT NULLS", "IGNORE NULLS" or empty.
	NullTreatment string
	// Filter is the condition of FILTER (WHERE ...).
	Filter Expr
	// Over is nil for calls without a window.
	Over *WindowSpec
}

// FuncName is the name for looking up a built-in function: upper case, and empty for a name of several parts.
func (f *FuncCall) FuncName() string {
	if len(f.Name.Parts) != 1 {
		return ""
	}
	return strings.ToUpper(f.Name.Parts[0].Name)
}

// NamedArg is name => value.
type NamedArg struct {
	Pos
	Name  *Ident
	Value Expr
}

// DefaultArg is DEFAULT as an argument.
type DefaultArg struct{ Pos }

// UnitArg is a unit of time as an argument.
type UnitArg struct {
	Pos
	Unit TimeUnit
}

// TrimArg is BOTH, LEADING or TRAILING.
type TrimArg struct {
	Pos
	Side string
}

// TableArg is TABLE name, or a query in parentheses, as an argument of a table function.
type TableArg struct {
	Pos
	// Table is *TableName or *Subquery.
	Table       TableRef
	PartitionBy []Expr
	OrderBy     []*OrderItem
}

// Descriptor is DESCRIPTOR(columns).
type Descriptor struct {
	Pos
	Columns []*Ident
}

func (*FuncCall) expr()   {}
func (*NamedArg) expr()   {}
func (*DefaultArg) expr() {}
func (*UnitArg) expr()    {}
func (*TrimArg) expr()    {}
func (*TableArg) expr()   {}
func (*Descriptor) expr() {}
