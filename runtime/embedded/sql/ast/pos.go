package ast

import "strconv"

// Pos is a place in a script. Line and Column count from 1; Column counts characters, not bytes. The zero Pos is "no
// place".
type Pos struct {
	Line, Column int
}

// Position returns the place itself; nodes embed Pos and implement Node by it.
func (p Pos) Position() Pos { return p }

// IsValid tells whether the place is known.
func (p Pos) IsValid() bool { return p.Line > 0 }

// String is "line:column".
func (p Pos) String() string { return strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Column) }

// Span is a range of bytes of a script.
type Span struct {
	Start, End int
}

// Node is anything with a place in the script.
type Node interface {
	Position() Pos
}

// Ident is a single name. Name is without quotes; case is kept (Flink's names are case sensitive).
type Ident struct {
	Pos
	Name string
	// Quoted tells that it was written in backquotes.
	Quoted bool
}

// Name is a name of one or more parts, such as catalog.database.table, or a column with its table and fields. As an
// expression it is a reference to a column (and fields within it).
type Name struct {
	Pos
	Parts []*Ident
}

// Last is the last part.
func (n *Name) Last() *Ident { return n.Parts[len(n.Parts)-1] }

// Strings are the parts' names.
func (n *Name) Strings() []string {
	out := make([]string, len(n.Parts))
	for i, p := range n.Parts {
		out[i] = p.Name
	}
	return out
}
