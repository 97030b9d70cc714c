package analyzer

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

// showCreate is SHOW CREATE TABLE or VIEW: a statement that makes the object anew, as it is now.
func (a *analyzer) showCreate(s *ast.Show) []string {
	object, p := a.catalog.find(s.Name)
	_, temporary := a.catalog.temporary[p]
	kind := ""
	if temporary {
		kind = "TEMPORARY "
	}
	name := quotedList(p.parts(), ".")
	switch o := object.(type) {
	case *table:
		if s.What == "CREATE VIEW" {
			fail(s.Name.Pos, "SHOW CREATE VIEW is only supported for views, but '%s' is a table. Please use SHOW CREATE TABLE instead", p)
		}
		return o.create("CREATE " + kind + "TABLE " + name)
	case *view:
		if s.What == "CREATE TABLE" {
			fail(s.Name.Pos, "SHOW CREATE TABLE is only supported for tables, but '%s' is a view. Please use SHOW CREATE VIEW instead", p)
		}
		return []string{fmt.Sprintf("CREATE %sVIEW %s (%s) AS %s", kind, name, quotedList(o.columns, ", "), ast.Format(o.query))}
	}
	failHint(s.Name.Pos, didYouMean(s.Name.Last().Name, a.catalog.names(context{})), "Could not execute SHOW CREATE: '%s' does not exist", p)
	return nil
}

func quotedList(names []string, separator string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = ast.QuoteIdent(n)
	}
	return strings.Join(quoted, separator)
}

// create are the lines of the statement that makes a table; what is its beginning.
func (t *table) create(what string) []string {
	var elements []string
	for _, c := range t.columns {
		line := ast.QuoteIdent(c.name) + " "
		switch c.kind {
		case ast.ComputedColumn:
			line += "AS " + ast.Format(c.source)
		case ast.MetadataColumn:
			line += c.typ.String() + " METADATA"
			if c.metadata != c.name {
				line += " FROM " + ast.QuoteString(c.metadata)
			}
			if c.virtual {
				line += " VIRTUAL"
			}
		default:
			line += c.typ.String()
		}
		if c.comment != "" {
			line += " COMMENT " + ast.QuoteString(c.comment)
		}
		elements = append(elements, line)
	}
	if w := t.watermark; w != nil {
		elements = append(elements, fmt.Sprintf("WATERMARK FOR %s AS %s", ast.QuoteIdent(w.column), ast.Format(w.source.Expr)))
	}
	if t.primaryKey != nil {
		elements = append(elements, fmt.Sprintf("CONSTRAINT %s PRIMARY KEY (%s) NOT ENFORCED", ast.QuoteIdent(t.constraint), quotedList(t.primaryKey, ", ")))
	}
	lines := []string{what + " ("}
	lines = append(lines, indented(elements)...)
	end := ")"
	if t.comment != "" {
		end += " COMMENT " + ast.QuoteString(t.comment)
	}
	lines = append(lines, end)
	if len(t.partitionedBy) > 0 {
		lines = append(lines, "PARTITIONED BY ("+quotedList(t.partitionedBy, ", ")+")")
	}
	var options []string
	for _, key := range slices.Sorted(maps.Keys(t.options)) {
		options = append(options, ast.QuoteString(key)+" = "+ast.QuoteString(t.options[key]))
	}
	return append(append(append(lines, "WITH ("), indented(options)...), ")")
}

// indented are elements of a list, a line each.
func indented(elements []string) []string {
	out := make([]string, len(elements))
	for i, e := range elements {
		out[i] = "  " + e
		if i < len(elements)-1 {
			out[i] += ","
		}
	}
	return out
}
