package analyzer

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/expr"
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
	if s.Partition != nil {
		unsupported(s.Pos, "SHOW with PARTITION")
	}
	switch s.What {
	case "CREATE TABLE", "CREATE VIEW":
		return a.showCreate(s)
	}
	lines := a.listed(s)
	if s.Like == nil {
		return lines
	}
	pattern := s.Like.Value
	if s.IgnoreCase {
		pattern = strings.ToUpper(pattern)
	}
	matches := likePattern(pattern)
	return slices.DeleteFunc(lines, func(line string) bool {
		name, _, _ := strings.Cut(line, " ")
		if s.IgnoreCase {
			name = strings.ToUpper(name)
		}
		return matches.MatchString(name) == s.Not
	})
}

// likePattern is the pattern of SHOW ... LIKE: % is any text and _ any character.
func likePattern(like string) *regexp.Regexp {
	var b strings.Builder
	for _, r := range like {
		switch r {
		case '%':
			b.WriteString(".*")
		case '_':
			b.WriteByte('.')
		default:
			b.WriteString(regexp.QuoteMeta(string(r)))
		}
	}
	return regexp.MustCompile("(?s)^" + b.String() + "$")
}

// listed are the objects that SHOW lists, a line each.
func (a *analyzer) listed(s *ast.Show) []string {
	switch s.What {
	case "COLUMNS":
		if s.Name == nil {
			fail(s.Pos, "SHOW COLUMNS needs FROM or IN with a table")
		}
		return a.describe(&ast.Describe{Stmt: s.Stmt, Name: s.Name})
	case "MODULES", "FULL MODULES":
		return []string{"core"}
	case "FUNCTIONS":
		a.catalog.existingDatabase(s.Name)
		return slices.Sorted(slices.Values(slices.DeleteFunc(append(slices.Clone(aggregateNames), expr.FunctionNames()...), isSpecialForm)))
	case "USER FUNCTIONS", "JARS", "PROCEDURES":
		return nil
	case "CATALOGS":
		return slices.Sorted(maps.Keys(a.catalog.catalogs))
	case "CURRENT CATALOG":
		return []string{a.catalog.current}
	case "DATABASES":
		return slices.Sorted(maps.Keys(a.catalog.catalogs[a.catalog.existingCatalog(s.Name)]))
	case "CURRENT DATABASE":
		return []string{a.catalog.database}
	case "TABLES":
		return a.catalog.objects(a.catalog.existingDatabase(s.Name))
	case "VIEWS":
		catalog, database := a.catalog.existingDatabase(s.Name)
		return slices.DeleteFunc(a.catalog.objects(catalog, database), func(name string) bool { return !a.catalog.isView(catalog, database, name) })
	}
	unsupported(s.Pos, "SHOW "+s.What)
	return nil
}

// describe lists the columns of a table or view.
func (a *analyzer) describe(s *ast.Describe) []string {
	switch s.What {
	case "":
	case "CATALOG":
		name := a.catalog.existingCatalog(s.Name)
		return []string{"name " + name, "type generic_in_memory", "comment"}
	default:
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
