package analyzer

import (
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// planTable is the table as its connector sees it.
func (t *table) planTable(p path, hints map[string]string) *plan.Table {
	out := &plan.Table{Name: p.String(), Display: p.name, Options: maps.Clone(t.options), Hints: hints}
	maps.Copy(out.Options, hints)
	out.Connector = out.Options["connector"]
	position := map[string]int{}
	for _, c := range t.columns {
		if c.kind != ast.ComputedColumn {
			position[c.name] = len(out.Columns)
			out.Columns = append(out.Columns, plan.TableColumn{Name: c.name, Type: c.typ, Metadata: c.metadata, Virtual: c.virtual})
		}
	}
	for _, k := range t.primaryKey {
		out.PrimaryKey = append(out.PrimaryKey, position[k])
	}
	for _, k := range t.partitionedBy {
		out.PartitionedBy = append(out.PartitionedBy, position[k])
	}
	return out
}

// optionHints are the options of OPTIONS hints.
func optionHints(hints []*ast.Hint) (map[string]string, map[string]ast.Pos) {
	var values map[string]string
	places := map[string]ast.Pos{}
	for _, h := range hints {
		if !strings.EqualFold(h.Name.Name, "OPTIONS") {
			unsupported(h.Pos, "The hint "+h.Name.Name+" of a table")
		}
		if len(h.Options) == 0 {
			fail(h.Pos, "Hint [OPTIONS] only support non empty key value options")
		}
		for _, o := range h.Options {
			if values == nil {
				values = map[string]string{}
			}
			if _, ok := values[o.Key]; ok { // the first hint counts, as in Flink
				continue
			}
			values[o.Key] = o.Value
			places[o.Key] = o.ValuePos
		}
	}
	return values, places
}

// source is the definition of a table that is read, shared by all uses with the same hints.
func (a *analyzer) source(t *table, p path, use *ast.TableName) *plan.Source {
	hints, places := optionHints(use.Hints)
	key := fmt.Sprintf("%s %v %s", p, hints, a.config.zone)
	if s, ok := a.sources[key]; ok {
		return s
	}
	pt := t.planTable(p, hints)
	factory, ct := a.checked(t, pt, places, use.Pos, false)
	source, err := factory.Source(ct)
	if err != nil {
		a.optionError(t, pt, places, err)
	}
	pt.Bounded, pt.Changelog = source.Bounded(), source.Changelog()
	_, pt.Lookup = source.(connector.LookupSource)
	s := &plan.Source{Table: pt, Rowtime: -1}
	stored := make([]int, 0, len(pt.Columns)) // declared positions of the stored columns
	for i, c := range t.columns {
		if c.kind != ast.ComputedColumn {
			stored = append(stored, i)
		}
	}
	for _, c := range t.columns {
		column := plan.SourceColumn{Column: plan.Column{Name: c.name, Type: c.typ}, Expr: c.computed}
		if c.kind != ast.ComputedColumn {
			at := slices.IndexFunc(stored, func(i int) bool { return t.columns[i].name == c.name })
			column.Expr = &expr.Column{Index: at, Name: c.name, Typ: c.typ}
		} else {
			column.Expr = a.folded(c.computed)
			if call, ok := c.computed.(*expr.Call); ok && call.Name == "PROCTIME" {
				column.Time = plan.Proctime
			}
		}
		s.Columns = append(s.Columns, column)
	}
	if t.watermark != nil {
		s.Rowtime, s.Strategy = t.find(t.watermark.column), a.folded(t.watermark.strategy)
		s.Columns[s.Rowtime].Time = plan.Rowtime
	}
	a.sources[key] = s
	return s
}

// checked finds the connector of a table and checks its options.
func (a *analyzer) checked(t *table, pt *plan.Table, places map[string]ast.Pos, use ast.Pos, sink bool) (connector.Factory, *connector.Table) {
	if pt.Connector == "" {
		fail(t.at, "Table options of '%s' do not contain an option key 'connector' for discovering a connector", pt.Name)
	}
	factory, err := a.registry.Lookup(pt.Connector)
	if err != nil {
		at, ok := places["connector"]
		if !ok {
			at = t.optionsAt["connector"]
		}
		known := slices.Sorted(maps.Keys(a.registry))
		failHint(at, didYouMean(pt.Connector, known), "%s", upperFirst(err.Error()))
	}
	ct := a.connectorTable(pt, sink)
	if err := factory.Check(ct, sink); err != nil {
		a.optionError(t, pt, places, err)
	}
	return factory, ct
}

// connectorTable is what a connector is told at planning: all columns are projected that can be read, or written.
func (a *analyzer) connectorTable(pt *plan.Table, sink bool) *connector.Table {
	ct := &connector.Table{
		Name: pt.Name, Options: pt.Options, PrimaryKey: pt.PrimaryKey, PartitionedBy: pt.PartitionedBy,
		TimeZone: a.config.zone, Logger: slog.New(slog.DiscardHandler),
	}
	for i, c := range pt.Columns {
		ct.Columns = append(ct.Columns, connector.Column{Name: c.Name, Type: c.Type, Metadata: c.Metadata})
		if !sink || !c.Virtual {
			ct.Projected = append(ct.Projected, i)
		}
	}
	return ct
}

// optionError fails with what a connector says, at the option that it speaks of or at the table.
func (a *analyzer) optionError(t *table, pt *plan.Table, places map[string]ast.Pos, err error) {
	at, longest := t.at, ""
	for key, place := range t.optionsAt {
		if p, hinted := places[key]; hinted {
			place = p
		}
		if strings.Contains(err.Error(), "'"+key+"'") && len(key) > len(longest) {
			at, longest = place, key
		}
	}
	for key, place := range places {
		if strings.Contains(err.Error(), "'"+key+"'") && len(key) > len(longest) {
			at, longest = place, key
		}
	}
	fail(at, "Table '%s': %s", pt.Name, err.Error())
}
