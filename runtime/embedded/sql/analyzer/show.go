package analyzer

import (
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
	switch s.What {
	case "CREATE TABLE", "CREATE VIEW":
		return a.showCreate(s)
	case "CREATE CATALOG":
		return a.showCreateCatalog(s)
	}
	header, rows := a.listed(s)
	if s.Like != nil {
		pattern := s.Like.Value
		if s.IgnoreCase {
			pattern = strings.ToUpper(pattern)
		}
		matches := likePattern(pattern)
		rows = slices.DeleteFunc(rows, func(row []string) bool {
			name := row[0]
			if s.IgnoreCase {
				name = strings.ToUpper(name)
			}
			return matches.MatchString(name) == s.Not
		})
	}
	return tableau(header, rows)
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

// listed are the objects that SHOW lists, a row each, whose first cell is the name.
func (a *analyzer) listed(s *ast.Show) (header []string, rows [][]string) {
	names, title := a.listedNames(s)
	if title != "" {
		for _, name := range names {
			rows = append(rows, []string{name})
		}
		return []string{title}, rows
	}
	switch s.What {
	case "COLUMNS":
		if s.Name == nil {
			fail(s.Pos, "SHOW COLUMNS needs FROM or IN with a table")
		}
		return a.columnRows(s.Name)
	case "FULL MODULES":
		return []string{"module name", "used"}, [][]string{{"core", "TRUE"}}
	case "PARTITIONS":
		if _, t := a.describedTable(s.Name); t == nil || len(t.partitionedBy) == 0 {
			fail(s.Name.Pos, "Table '%s' is not partitioned", s.Name.Last().Name)
		}
		return []string{"partition name"}, nil
	}
	unsupported(s.Pos, "SHOW "+s.What)
	return nil, nil
}

// listedNames are the names of objects that have nothing else to show, and what they are names of.
func (a *analyzer) listedNames(s *ast.Show) (names []string, title string) {
	switch s.What {
	case "MODULES":
		return []string{"core"}, "module name"
	case "FUNCTIONS":
		a.catalog.existingDatabase(s.Name)
		for _, name := range slices.DeleteFunc(append(slices.Clone(aggregateNames), expr.FunctionNames()...), isSpecialForm) {
			names = append(names, strings.ToLower(name))
		}
		return slices.Sorted(slices.Values(names)), "function name"
	case "USER FUNCTIONS":
		a.catalog.existingDatabase(s.Name)
		return nil, "function name"
	case "JARS":
		return nil, "jars"
	case "CATALOGS":
		return slices.Sorted(maps.Keys(a.catalog.catalogs)), "catalog name"
	case "CURRENT CATALOG":
		return []string{a.catalog.current}, "current catalog name"
	case "DATABASES":
		return slices.Sorted(maps.Keys(a.catalog.catalogs[a.catalog.existingCatalog(s.Name)])), "database name"
	case "CURRENT DATABASE":
		return []string{a.catalog.database}, "current database name"
	case "TABLES":
		return a.catalog.objects(a.catalog.existingDatabase(s.Name)), "table name"
	case "VIEWS":
		catalog, database := a.catalog.existingDatabase(s.Name)
		views := slices.DeleteFunc(a.catalog.objects(catalog, database), func(name string) bool { return !a.catalog.isView(catalog, database, name) })
		return views, "view name"
	}
	return nil, ""
}
