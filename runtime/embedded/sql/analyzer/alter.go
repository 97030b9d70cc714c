package analyzer

import (
	"maps"
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

// alter changes a table or view.
func (a *analyzer) alter(s *ast.Alter) {
	switch s.Kind {
	case ast.CatalogObject:
		a.alterCatalog(s)
		return
	case ast.DatabaseObject:
		a.catalog.existingDatabase(s.Name) // its properties mean nothing
		return
	}
	object, p := a.catalog.find(s.Name)
	if object == nil {
		if s.IfExists {
			return
		}
		failHint(s.Name.Pos, didYouMean(s.Name.Last().Name, a.catalog.names(context{})), "%s '%s' does not exist", upperFirst(strings.ToLower(string(s.Kind))), p)
	}
	a.checkAltered(s, object, p)
	if rename, ok := s.Action.(*ast.AlterRename); ok {
		_, isTemporary := a.catalog.temporary[p]
		a.catalog.add(rename.To, object, isTemporary, false)
		a.catalog.remove(p, isTemporary)
		return
	}
	if as, ok := s.Action.(*ast.AlterAs); ok {
		a.alterView(object, as, s)
		return
	}
	t, ok := object.(*table)
	if !ok {
		unsupported(s.Pos, "ALTER "+string(s.Kind)+" of this kind")
	}
	changed := *t
	changed.columns, changed.options, changed.optionsAt = slices.Clone(t.columns), maps.Clone(t.options), maps.Clone(t.optionsAt)
	changed.primaryKey, changed.partitionedBy = slices.Clone(t.primaryKey), slices.Clone(t.partitionedBy)
	switch action := s.Action.(type) {
	case *ast.AlterSet:
		for _, o := range action.Options {
			changed.options[o.Key], changed.optionsAt[o.Key] = o.Value, o.ValuePos
		}
	case *ast.AlterReset:
		for _, k := range action.Keys {
			if k.Value == "connector" {
				fail(k.Pos, "ALTER TABLE RESET does not support changing 'connector'")
			}
			delete(changed.options, k.Value)
		}
	case *ast.AlterColumns:
		a.alterColumns(&changed, action)
	case *ast.AlterDrop:
		a.alterDrop(&changed, action)
	case *ast.AlterRenameColumn:
		a.renameColumn(&changed, action)
	default:
		unsupported(s.Pos, "ALTER TABLE of this kind")
	}
	*t = changed
	clear(a.sources)
}

// checkAltered refuses to alter an object as one of another kind, and temporary tables, which Flink does not alter.
func (a *analyzer) checkAltered(s *ast.Alter, object any, p path) {
	_, isTable := object.(*table)
	switch {
	case s.Kind == ast.ViewObject && isTable:
		fail(s.Name.Pos, "ALTER VIEW for a table is not allowed")
	case s.Kind == ast.TableObject && !isTable:
		fail(s.Name.Pos, "ALTER TABLE for a view is not allowed")
	case s.Kind != ast.TableObject && s.Kind != ast.ViewObject:
		unsupported(s.Pos, "ALTER "+string(s.Kind)+" of this kind")
	}
	if _, isTemporary := a.catalog.temporary[p]; isTable && isTemporary {
		fail(s.Name.Pos, "Table '%s' is a temporary table, which cannot be altered", p)
	}
}

// alterView gives a view another query.
func (a *analyzer) alterView(object any, as *ast.AlterAs, s *ast.Alter) {
	v, ok := object.(*view)
	if !ok {
		fail(s.Name.Pos, "'%s' is a table: ALTER VIEW AS can be used only with a view", s.Name.Last().Name)
	}
	changed := a.viewOf(s.Name, nil, as.Query)
	*v = *changed
}
