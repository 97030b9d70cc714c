package analyzer

import (
	"slices"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

// alterColumns is ALTER TABLE ADD or MODIFY.
func (a *analyzer) alterColumns(t *table, s *ast.AlterColumns) {
	for _, c := range s.Columns {
		a.alterColumn(t, c, s.Modify)
	}
	for _, c := range s.Constraints {
		switch {
		case !s.Modify && t.primaryKey != nil:
			fail(c.Pos, "The base table has already defined the primary key constraint %v. You might want to drop it before adding a new one", t.primaryKey)
		case s.Modify && t.primaryKey == nil:
			fail(c.Pos, "The base table does not define any primary key constraint. You might want to add a new one")
		}
		t.primaryKey = nil
		t.addConstraint(c)
	}
	if s.Distribution != nil {
		t.alterDistribution(s)
	}
	a.compute(t)
	w := t.watermark
	for _, added := range s.Watermarks {
		switch {
		case !s.Modify && w != nil:
			fail(added.Pos, "The base table has already defined the watermark strategy %s. You might want to drop it before adding a new one", ast.Format(w.source.Expr))
		case s.Modify && w == nil:
			fail(added.Pos, "The base table does not define any watermark. You might want to add a new one")
		}
		w = &watermark{source: added}
	}
	if w != nil {
		a.setWatermark(t, w.source)
	}
}

// alterColumn adds a column or puts it in the place of the one of its name.
func (a *analyzer) alterColumn(t *table, s *ast.AlterColumn, modify bool) {
	c := s.Column
	column := a.declared(c)
	at := t.find(column.name)
	switch {
	case !modify && at >= 0:
		fail(c.Name.Pos, "Try to add a column '%s' which already exists in the table", column.name)
	case modify && at < 0:
		failHint(c.Name.Pos, didYouMean(column.name, t.names()), "Try to modify a column '%s' which does not exist in the table", column.name)
	case !modify && len(t.columns) == maxColumns:
		fail(c.Name.Pos, "The table has more than %d columns", maxColumns)
	}
	if modify {
		if slices.Contains(t.primaryKey, column.name) {
			column.typ.Nullable = false
		}
		t.columns = slices.Delete(t.columns, at, at+1)
	} else {
		at = len(t.columns)
	}
	switch {
	case s.First:
		at = 0
	case s.After != nil:
		name := s.After.Last().Name
		before := t.find(name)
		if before < 0 {
			failHint(s.After.Pos, didYouMean(name, t.names()), "Referenced column '%s' by 'AFTER' does not exist in the table", name)
		}
		at = before + 1
	}
	t.columns = slices.Insert(t.columns, at, column)
	if c.Constraint != nil {
		inline := *c.Constraint
		inline.Columns = []*ast.Ident{c.Name}
		t.addConstraint(&inline)
	}
}

// alterDrop is ALTER TABLE DROP of columns, the primary key or the watermark.
func (a *analyzer) alterDrop(t *table, s *ast.AlterDrop) {
	switch s.What {
	case "PRIMARY KEY", "CONSTRAINT":
		if t.primaryKey == nil {
			fail(s.Pos, "The base table does not define any primary key")
		}
		if s.Constraint != nil && s.Constraint.Name != t.constraint {
			fail(s.Constraint.Pos, "The base table does not define a primary key constraint named '%s'. Available constraint name: ['%s']", s.Constraint.Name, t.constraint)
		}
		t.primaryKey, t.constraint = nil, ""
		return
	case "WATERMARK":
		if t.watermark == nil {
			fail(s.Pos, "The base table does not define any watermark strategy")
		}
		t.watermark = nil
		return
	case "DISTRIBUTION":
		if t.distribution == nil {
			fail(s.Pos, "The base table does not define any distribution")
		}
		t.distribution = nil
		return
	}
	dropped := map[string]bool{}
	for _, c := range s.Columns {
		name := c.Last().Name
		switch {
		case t.find(name) < 0:
			failHint(c.Pos, didYouMean(name, t.names()), "The column '%s' does not exist in the base table", name)
		case dropped[name]:
			fail(c.Pos, "Duplicate column '%s'", name)
		}
		dropped[name] = true
	}
	for _, c := range s.Columns {
		t.refuseReferenced(c, c.Last().Name, dropped)
		if slices.Contains(t.primaryKey, c.Last().Name) {
			fail(c.Pos, "The column '%s' is used as the primary key", c.Last().Name)
		}
		if slices.Contains(t.partitionedBy, c.Last().Name) {
			fail(c.Pos, "The column '%s' is used as the partition keys", c.Last().Name)
		}
	}
	t.columns = slices.DeleteFunc(t.columns, func(c tableColumn) bool { return dropped[c.name] })
	if len(t.columns) == 0 {
		fail(s.Pos, "A table needs at least one column")
	}
	a.alterColumns(t, &ast.AlterColumns{Pos: s.Pos})
}

// renameColumn is ALTER TABLE RENAME column.
func (a *analyzer) renameColumn(t *table, s *ast.AlterRenameColumn) {
	from, to := s.Column.Last().Name, s.To.Name
	at := t.find(from)
	switch {
	case at < 0:
		failHint(s.Column.Pos, didYouMean(from, t.names()), "The column '%s' does not exist in the base table", from)
	case t.find(to) >= 0:
		fail(s.To.Pos, "The column '%s' already existed in table schema", to)
	}
	t.refuseReferenced(s.Column, from, nil)
	t.columns[at].name = to
	for _, names := range [][]string{t.primaryKey, t.partitionedBy} {
		if i := slices.Index(names, from); i >= 0 {
			names[i] = to
		}
	}
	a.alterColumns(t, &ast.AlterColumns{Pos: s.Pos})
}

// refuseReferenced refuses to take a column away that computed columns, but for those that go as well, or the watermark read.
func (t *table) refuseReferenced(at *ast.Name, name string, dropped map[string]bool) {
	reads := func(e expr.Expr) bool {
		found := false
		expr.ReplaceColumns(e, func(c *expr.Column) expr.Expr {
			found = found || c.Name == name
			return c
		})
		return found
	}
	for _, c := range t.columns {
		if c.computed != nil && !dropped[c.name] && reads(c.computed) {
			fail(at.Pos, "The column '%s' is referenced by computed column '%s'", name, c.name)
		}
	}
	if w := t.watermark; w != nil && (w.column == name || reads(w.strategy)) {
		fail(at.Pos, "The column '%s' is referenced by watermark expression", name)
	}
}
