package analyzer

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

// show answers SHOW and DESCRIBE.
func (a *analyzer) show(s ast.Statement) {
	var lines []string
	switch s := s.(type) {
	case *ast.Describe:
		lines = a.describe(s)
	case *ast.Show:
		lines = a.shown(s)
	}
	a.reports = append(a.reports, strings.Join(append(lines, ""), "\n"))
}

func (a *analyzer) shown(s *ast.Show) []string {
	if s.Like != nil || s.Partition != nil {
		unsupported(s.Pos, "SHOW with LIKE or PARTITION")
	}
	switch s.What {
	case "CATALOGS":
		return slices.Sorted(maps.Keys(a.catalog.catalogs))
	case "CURRENT CATALOG":
		return []string{a.catalog.current}
	case "DATABASES":
		return slices.Sorted(maps.Keys(a.catalog.catalogs[a.catalog.current]))
	case "CURRENT DATABASE":
		return []string{a.catalog.database}
	case "TABLES":
		return a.catalog.names(context{})
	case "VIEWS":
		return slices.DeleteFunc(a.catalog.names(context{}), func(name string) bool {
			o, _ := a.catalog.find(&ast.Name{Parts: []*ast.Ident{{Name: name}}})
			_, isView := o.(*view)
			return !isView
		})
	}
	unsupported(s.Pos, "SHOW "+s.What)
	return nil
}

// describe lists the columns of a table or view.
func (a *analyzer) describe(s *ast.Describe) []string {
	if s.What != "" {
		unsupported(s.Pos, "DESCRIBE "+s.What)
	}
	rel := a.describedTable(s)
	var lines []string
	for _, c := range rel {
		lines = append(lines, fmt.Sprintf("%s %s%s", c.name, c.typ, describedExtras(c)))
	}
	return lines
}

func describedExtras(c tableColumn) string {
	switch c.kind {
	case ast.ComputedColumn:
		return " AS " + c.computed.String()
	case ast.MetadataColumn:
		if c.virtual {
			return fmt.Sprintf(" METADATA FROM '%s' VIRTUAL", c.metadata)
		}
		return fmt.Sprintf(" METADATA FROM '%s'", c.metadata)
	}
	return ""
}

func (a *analyzer) describedTable(s *ast.Describe) []tableColumn {
	object, _ := a.catalog.find(s.Name)
	switch o := object.(type) {
	case *table:
		return o.columns
	case *view:
		node := a.expandedView(o, &ast.TableName{Pos: s.Pos, Name: s.Name})
		var out []tableColumn
		for _, c := range node.Schema().Columns {
			out = append(out, tableColumn{name: c.Name, typ: c.Type})
		}
		return out
	}
	failHint(s.Name.Pos, didYouMean(s.Name.Last().Name, a.catalog.names(context{})), "Tables or views with the identifier '%s' don't exist", strings.Join(s.Name.Strings(), "."))
	return nil
}
