package analyzer

import (
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// printed writes a query that stands alone to a print table of its own.
func (a *analyzer) printed(s *ast.QueryStatement) *plan.Sink { return a.sentTo("print", s) }

// sentTo makes a table of a connector that the result of a query goes to.
func (a *analyzer) sentTo(connector string, s *ast.QueryStatement) *plan.Sink {
	query := a.query(s.Query, context{})
	t := &table{options: map[string]string{"connector": connector}, optionsAt: map[string]ast.Pos{}, at: s.Pos}
	for _, c := range query.Schema().Columns {
		column := tableColumn{name: c.Name, typ: c.Type}
		if t.find(column.name) >= 0 {
			column.name = fmt.Sprintf("%s%d", c.Name, len(t.columns))
		}
		if column.typ.Kind == types.Null {
			column.typ = types.String()
		}
		t.addColumn(s.Pos, column)
	}
	name := &ast.Name{Pos: s.Pos, Parts: []*ast.Ident{{Pos: s.Pos, Name: "*query*"}}}
	a.catalog.add(name, t, true, false)
	defer a.catalog.remove(a.catalog.path(name), true)
	sink := a.sinkOf(name, nil, query, t.allPersisted(), s.Pos)
	sink.AnyRowtimes = true
	return sink
}

// analyze has a statement run for EXPLAIN ANALYZE; the result of a query goes nowhere.
func (a *analyzer) analyze(s *ast.Explain) {
	if !a.printQueries {
		failHint(s.Pos, "EXPLAIN shows the plan; penstock sql run tells what each operator did.", "EXPLAIN ANALYZE is for somebody at a terminal")
	}
	before := len(a.sinks)
	switch inner := s.Statement.(type) {
	case *ast.Insert, *ast.StatementSet:
		a.statement(inner)
	case *ast.QueryStatement:
		a.sinks = append(a.sinks, a.sentTo("blackhole", inner))
	default:
		unsupported(s.Statement.Position(), "EXPLAIN ANALYZE of a statement of this kind")
	}
	for i := before; i < len(a.sinks); i++ {
		a.analyzed = append(a.analyzed, i)
	}
}
