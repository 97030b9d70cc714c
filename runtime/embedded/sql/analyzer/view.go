package analyzer

import (
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

// view is a view of the catalog. Its query is planned again wherever the view is used.
type view struct {
	query   *ast.Query
	columns []string
	// catalog and database are where the names in the query are looked up.
	catalog, database string
	// expanding guards against views that use themselves.
	expanding bool
}

// createView adds a view to the catalog, its query checked.
func (a *analyzer) createView(s *ast.CreateView) {
	node := a.query(s.Query, context{})
	v := &view{query: s.Query, catalog: a.catalog.current, database: a.catalog.database}
	for _, c := range node.Schema().Columns {
		v.columns = append(v.columns, c.Name)
	}
	if s.Columns != nil {
		if len(s.Columns) != len(v.columns) {
			fail(s.Columns[0].Pos, "View definition and input fields not match: the view has %d columns and its query %d", len(s.Columns), len(v.columns))
		}
		for i, c := range s.Columns {
			v.columns[i] = c.Name
		}
	}
	seen := map[string]bool{}
	for _, c := range v.columns {
		if seen[c] {
			fail(s.Name.Pos, "A column named '%s' occurs twice in view '%s'", c, s.Name.Last().Name)
		}
		seen[c] = true
	}
	a.catalog.add(s.Name, v, s.Temporary, s.IfNotExists)
}
