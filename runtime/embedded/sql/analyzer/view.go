package analyzer

import (
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

// view is a view of the catalog. Its query is planned again wherever the view is used.
type view struct {
	query   *ast.Query
	columns []string
	comment string
	// catalog and database are where the names in the query are looked up.
	catalog, database string
	// expanding guards against views that use themselves.
	expanding bool
}

// createView adds a view to the catalog, its query checked.
func (a *analyzer) createView(s *ast.CreateView) {
	v := a.viewOf(s.Name, s.Columns, s.Query)
	if s.Comment != nil {
		v.comment = s.Comment.Value
	}
	a.catalog.add(s.Name, v, s.Temporary, s.IfNotExists)
}

// viewOf is a view of a query, whose columns get other names where some are listed.
func (a *analyzer) viewOf(name *ast.Name, columns []*ast.Ident, query *ast.Query) *view {
	node := a.query(query, context{})
	v := &view{query: query, catalog: a.catalog.current, database: a.catalog.database}
	for _, c := range node.Schema().Columns {
		v.columns = append(v.columns, c.Name)
	}
	if columns != nil {
		if len(columns) != len(v.columns) {
			fail(columns[0].Pos, "View definition and input fields not match: the view has %d columns and its query %d", len(columns), len(v.columns))
		}
		for i, c := range columns {
			v.columns[i] = c.Name
		}
	}
	seen := map[string]bool{}
	for _, c := range v.columns {
		if seen[c] {
			fail(name.Pos, "A column named '%s' occurs twice in view '%s'", c, name.Last().Name)
		}
		seen[c] = true
	}
	return v
}
