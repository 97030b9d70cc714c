package analyzer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// The indexes of expr.Column that are no columns of a scope's node: references that planning replaces.
const (
	// virtualBase and on are results that are not there yet: aggregates, windows, subqueries.
	virtualBase = 1 << 24
	// correlatedBase and on are columns of the query around.
	correlatedBase = 1 << 28
)

// relation is a planned table expression: a node and the names by which its columns are known.
type relation struct {
	node  plan.Node
	scope *scope
}

// scope is what names mean in a clause.
type scope struct {
	// outer is the scope around a subquery; nil at the top.
	outer *scope
	// bound are the columns of the scope around that are columns here; nil where there are none.
	bound *bindings
	// tables are what FROM lists, in order.
	tables []scopeTable
	// columns are those of the node.
	columns []plan.Column
	// merged are the columns of USING and NATURAL joins, which unqualified names mean.
	merged []mergedColumn
	// hidden are columns that a star leaves out because a later USING merged them again.
	hidden []int
}

// scopeTable is an element of FROM with its share of the columns.
type scopeTable struct {
	// path is the alias alone, or catalog, database and table.
	path []string
	// columns are indexes of scope.columns.
	columns []int
}

// mergedColumn is a column that a join USING it has in common.
type mergedColumn struct {
	name string
	// left and right are its two columns; value is what it reads.
	left, right int
	value       expr.Expr
}

// newScope names all columns of a node by one path.
func newScope(node plan.Node, path ...string) *scope {
	s := &scope{columns: node.Schema().Columns}
	t := scopeTable{path: path}
	for i := range s.columns {
		t.columns = append(t.columns, i)
	}
	s.tables = []scopeTable{t}
	return s
}

// beside is the scope of a join of two scopes, the right one's columns following.
func (s *scope) beside(right *scope) *scope {
	out := &scope{outer: s.outer, tables: slices.Clone(s.tables), columns: append(slices.Clone(s.columns), right.columns...)}
	shift := len(s.columns)
	for _, t := range right.tables {
		moved := scopeTable{path: t.path, columns: make([]int, len(t.columns))}
		for i, c := range t.columns {
			moved.columns[i] = c + shift
		}
		out.tables = append(out.tables, moved)
	}
	out.merged = slices.Clone(s.merged)
	out.hidden = slices.Clone(s.hidden)
	for _, h := range right.hidden {
		out.hidden = append(out.hidden, h+shift)
	}
	for _, m := range right.merged {
		out.merged = append(out.merged, mergedColumn{m.name, m.left + shift, m.right + shift, expr.ShiftColumns(m.value, shift)})
	}
	return out
}

// column is a reference to column i.
func (s *scope) column(i int) *expr.Column {
	c := s.columns[i]
	return &expr.Column{Index: i, Name: c.Name, Typ: c.Type}
}

// find looks a name up. It returns the value and how many parts of the name it took; the others are fields. ok is false where
// there is no such column.
func (s *scope) find(name *ast.Name) (value expr.Expr, parts int, ok bool) {
	names := name.Strings()
	for n := min(len(names)-1, 3); n >= 1; n-- {
		qualifier, column := names[:n], names[n]
		var found []int
		known := false
		for _, t := range s.tables {
			if !t.answersTo(qualifier) {
				continue
			}
			known = true
			for _, c := range t.columns {
				if s.columns[c].Name == column {
					found = append(found, c)
				}
			}
		}
		if known && len(found) > 0 {
			s.checkUnique(name, name.Parts[n], found)
			return s.column(found[0]), n + 1, true
		}
	}
	for _, m := range s.merged {
		if m.name == names[0] {
			return m.value, 1, true
		}
	}
	var found []int
	for i, c := range s.columns {
		if c.Name == names[0] {
			found = append(found, i)
		}
	}
	if len(found) == 0 {
		return nil, 0, false
	}
	s.checkUnique(name, name.Parts[0], found)
	return s.column(found[0]), 1, true
}

func (s *scope) checkUnique(name *ast.Name, part *ast.Ident, found []int) {
	if len(found) > 1 {
		fail(name.Pos, "Column '%s' is ambiguous", part.Name)
	}
}

// answersTo tells whether a qualifier means the table: its alias, or the end of its path.
func (t *scopeTable) answersTo(qualifier []string) bool {
	return len(qualifier) <= len(t.path) && slices.Equal(qualifier, t.path[len(t.path)-len(qualifier):])
}

// unknownColumn fails because a name means nothing.
func (s *scope) unknownColumn(name *ast.Name) {
	names := name.Strings()
	if len(names) > 1 {
		for _, t := range s.tables {
			if t.answersTo(names[:1]) {
				failHint(name.Parts[1].Pos, didYouMean(names[1], s.columnNames(t.columns)), "Column '%s' not found in table '%s'", names[1], names[0])
			}
		}
		failHint(name.Pos, didYouMean(names[0], s.tableNames()), "Table '%s' not found", names[0])
	}
	known := make([]string, 0, len(s.columns))
	for _, c := range s.columns {
		if c.Name != "" { // a column that is not known yet
			known = append(known, c.Name)
		}
	}
	hint := didYouMean(names[0], known)
	if hint == "" && len(known) > 0 && len(known) <= 12 {
		hint = fmt.Sprintf("There are: %s.", strings.Join(known, ", "))
	}
	failHint(name.Pos, hint, "Column '%s' not found in any table", names[0])
}

func (s *scope) columnNames(columns []int) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = s.columns[c].Name
	}
	return out
}

func (s *scope) tableNames() []string {
	var out []string
	for _, t := range s.tables {
		if len(t.path) > 0 {
			out = append(out, t.path[len(t.path)-1])
		}
	}
	return out
}

// star are the columns that * means: those of USING joins first and once, as the standard has it.
func (s *scope) star() []selected {
	var out []selected
	hidden := map[int]bool{}
	for _, i := range s.hidden {
		hidden[i] = true
	}
	for _, m := range s.merged {
		hidden[m.left], hidden[m.right] = true, true
		out = append(out, selected{name: m.name, value: m.value})
	}
	for i, c := range s.columns {
		if !hidden[i] {
			out = append(out, selected{name: c.Name, value: s.column(i)})
		}
	}
	return out
}

// starOf are the columns that t.* means.
func (s *scope) starOf(qualifier *ast.Name) []selected {
	var out []selected
	known := false
	for _, t := range s.tables {
		if !t.answersTo(qualifier.Strings()) {
			continue
		}
		if known {
			fail(qualifier.Pos, "Table '%s' is ambiguous", qualifier.Last().Name)
		}
		known = true
		for _, c := range t.columns {
			out = append(out, selected{name: s.columns[c].Name, value: s.column(c)})
		}
	}
	if !known {
		failHint(qualifier.Pos, didYouMean(qualifier.Last().Name, s.tableNames()), "Table '%s' not found", strings.Join(qualifier.Strings(), "."))
	}
	return out
}

// selected is a column of a query's result.
type selected struct {
	name  string
	value expr.Expr
	at    ast.Pos
}
