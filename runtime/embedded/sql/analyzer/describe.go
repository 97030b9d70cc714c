package analyzer

import (
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// describe answers DESCRIBE.
func (a *analyzer) describe(s *ast.Describe) []string {
	switch s.What {
	case "":
		return tableau(a.columnRows(s.Name))
	case "CATALOG":
		return tableau([]string{"info name", "info value"}, a.catalogRows(s))
	case "JOB":
		unsupported(s.Pos, "DESCRIBE JOB")
	}
	fail(s.Pos, "There is no DESCRIBE %s in Flink 1.20; there are DESCRIBE of a table or a view and DESCRIBE CATALOG", s.What)
	return nil
}

// columnRows are the columns of a table or a view as DESCRIBE lists them; comments are there where a column has one.
func (a *analyzer) columnRows(name *ast.Name) (header []string, rows [][]string) {
	header = []string{"name", "type", "null", "key", "extras", "watermark"}
	columns, of := a.describedTable(name)
	commented := slices.ContainsFunc(columns, func(c describedColumn) bool { return c.comment != "" })
	if commented {
		header = append(header, "comment")
	}
	for _, c := range columns {
		null := "TRUE"
		if !c.typ.Nullable {
			null = "FALSE"
		}
		row := []string{c.name, c.typ.WithNullable(true).String() + c.time, null, "", extras(c.tableColumn), ""}
		if of != nil {
			if slices.Contains(of.primaryKey, c.name) {
				row[3] = "PRI(" + strings.Join(of.primaryKey, ", ") + ")"
			}
			if of.watermark != nil && of.watermark.column == c.name {
				row[5] = ast.Format(of.watermark.source.Expr)
			}
		}
		if commented {
			row = append(row, c.comment)
		}
		rows = append(rows, row)
	}
	return header, rows
}

// extras say where a column's values come from that is not just there.
func extras(c tableColumn) string {
	switch c.kind {
	case ast.ComputedColumn:
		return "AS " + ast.Format(c.source)
	case ast.MetadataColumn:
		text := "METADATA"
		if c.metadata != c.name {
			text += " FROM " + ast.QuoteString(c.metadata)
		}
		if c.virtual {
			text += " VIRTUAL"
		}
		return text
	}
	return ""
}

// describedColumn is a column with what a query sees of it.
type describedColumn struct {
	tableColumn
	// time marks a time attribute.
	time string
}

// describedTable are the columns of a table, which is told too, or a view.
func (a *analyzer) describedTable(name *ast.Name) ([]describedColumn, *table) {
	object, _ := a.catalog.find(name)
	var out []describedColumn
	switch o := object.(type) {
	case *table:
		for _, c := range o.columns {
			d := describedColumn{tableColumn: c}
			switch {
			case o.watermark != nil && o.watermark.column == c.name:
				d.time = timeMark(plan.Rowtime)
			case isProctime(c):
				d.time = timeMark(plan.Proctime)
			}
			out = append(out, d)
		}
		return out, o
	case *view:
		node := a.expandedView(o, &ast.TableName{Pos: name.Pos, Name: name})
		for _, c := range node.Schema().Columns {
			out = append(out, describedColumn{tableColumn: tableColumn{name: c.Name, typ: c.Type}, time: timeMark(c.Time)})
		}
		return out, nil
	}
	failHint(name.Pos, didYouMean(name.Last().Name, a.catalog.names(context{})), "Tables or views with the identifier '%s' don't exist", strings.Join(name.Strings(), "."))
	return nil, nil
}

// timeMark is how DESCRIBE marks a time attribute.
func timeMark(t plan.TimeAttribute) string {
	switch t {
	case plan.Rowtime:
		return " *ROWTIME*"
	case plan.Proctime:
		return " *PROCTIME*"
	}
	return ""
}

// isProctime tells whether a column is PROCTIME().
func isProctime(c tableColumn) bool {
	call, ok := c.computed.(*expr.Call)
	return ok && call.Name == "PROCTIME"
}
