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
		text := fmt.Sprintf("CREATE %sVIEW %s(%s) as\n%s", kind, name, quotedList(o.columns, ", "), ast.Format(o.query))
		if o.comment != "" {
			text += " COMMENT " + ast.QuoteString(o.comment)
		}
		return []string{text}
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
			line += c.typ.Serializable() + " METADATA"
			if c.metadata != c.name {
				line += " FROM " + ast.QuoteString(c.metadata)
			}
			if c.virtual {
				line += " VIRTUAL"
			}
		default:
			line += c.typ.Serializable()
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
	var after []string
	if t.comment != "" {
		after = append(after, "COMMENT "+ast.QuoteString(t.comment))
	}
	if t.distribution != nil {
		after = append(after, ast.Format(t.distribution))
	}
	if len(t.partitionedBy) > 0 {
		after = append(after, "PARTITIONED BY ("+quotedList(t.partitionedBy, ", ")+")")
	}
	after = append(after, "WITH (")
	after[0] = ") " + after[0]
	return append(append(append(lines, after...), indented(optionLines(t.options))...), ")")
}

// optionLines are options as they stand in WITH.
func optionLines(options map[string]string) []string {
	var lines []string
	for _, key := range slices.Sorted(maps.Keys(options)) {
		lines = append(lines, ast.QuoteString(key)+" = "+ast.QuoteString(options[key]))
	}
	return lines
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
