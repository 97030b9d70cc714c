// Package expr holds resolved scalar expressions of the embedded engine: their tree, the catalog of built-in functions
// with Flink's type inference, casts, and the compilation of a tree into vector kernels.
//
// The analyzer builds trees through Resolve and NewCast, so that every node has its final type; Compile turns a tree
// into an Evaluator that works on whole columns.
package expr

import (
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// Expr is a resolved expression.
type Expr interface {
	// Type is the type of the result.
	Type() types.Type
	// String is the expression as EXPLAIN shows it.
	String() string
}

// Column reads column Index of the input batch.
type Column struct {
	Index int
	Name  string
	Typ   types.Type
}

// Literal is a constant; a nil Value is NULL.
type Literal struct {
	Value batch.Datum
	Typ   types.Type
}

// Call is a built-in function, operator or special form (AND, OR, CASE, COALESCE, ROW, item access, ...) over
// arguments that already have the types it wants. Resolve makes it.
type Call struct {
	// Name is the function's canonical upper-case name; operators have their symbol ("+", "=", "AND", "IS NULL").
	Name string
	Args []Expr
	Typ  types.Type
	// Options are what the special syntax of a function said, such as JSON_VALUE's ON EMPTY behaviour or the unit of
	// EXTRACT; nil for ordinary functions.
	Options any
}

// Cast converts Arg to Typ. Try makes what cannot be converted NULL instead of failing the job.
type Cast struct {
	Arg Expr
	Typ types.Type
	Try bool
}

// Field reads field Index of a ROW.
type Field struct {
	Arg   Expr
	Index int
	Name  string
	Typ   types.Type
}

// Type implements Expr.
func (e *Column) Type() types.Type { return e.Typ }

// Type implements Expr.
func (e *Literal) Type() types.Type { return e.Typ }

// Type implements Expr.
func (e *Call) Type() types.Type { return e.Typ }

// Type implements Expr.
func (e *Cast) Type() types.Type { return e.Typ }

// Type implements Expr.
func (e *Field) Type() types.Type { return e.Typ }
