package analyzer

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/rowtext"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// insert plans INSERT INTO.
func (a *analyzer) insert(s *ast.Insert) *plan.Sink {
	if s.Overwrite {
		fail(s.Pos, "INSERT OVERWRITE is not possible in streaming mode")
	}
	t := a.target(s.Table)
	persisted := t.allPersisted()
	partition := a.partition(t, s)
	targets := slices.DeleteFunc(slices.Clone(persisted), func(c string) bool { return partition[c] != nil })
	if s.Columns != nil {
		targets = nil
		for _, c := range s.Columns {
			switch {
			case !slices.Contains(persisted, c.Name):
				failHint(c.Pos, didYouMean(c.Name, persisted), "Unknown target column '%s'", c.Name)
			case slices.Contains(targets, c.Name):
				fail(c.Pos, "Target column '%s' is assigned more than once", c.Name)
			case partition[c.Name] != nil:
				fail(c.Pos, "Target column '%s' is set by the PARTITION clause", c.Name)
			}
			targets = append(targets, c.Name)
		}
	}
	query := a.query(s.Query, context{})
	constants := slices.DeleteFunc(slices.Clone(persisted), func(c string) bool { return partition[c] == nil })
	query = withConstants(query, constants, partition)
	sink := a.sinkOf(s.Table, s.Hints, query, append(targets, constants...), s.Query.Pos)
	if len(partition) > 0 {
		sink.Partition = map[string]string{}
		for name, l := range partition {
			sink.Partition[name] = literalText(l)
		}
	}
	return sink
}

// literalText is a constant as a partition's folder has it.
func literalText(l *expr.Literal) string {
	v := batch.NewVector(l.Typ, 1)
	v.Set(0, l.Value)
	return string(rowtext.AppendCast(nil, v, 0, time.UTC))
}

// target is the table that an INSERT names.
func (a *analyzer) target(name *ast.Name) *table {
	object, p := a.catalog.find(name)
	switch o := object.(type) {
	case *table:
		return o
	case *view:
		fail(name.Pos, "'%s' is a view, which cannot be written to", p)
	}
	failHint(name.Pos, didYouMean(name.Last().Name, a.catalog.names(context{})), "Table '%s' not found: there is nothing to insert into", strings.Join(name.Strings(), "."))
	return nil
}

// allPersisted are the columns that are written: not the computed ones and not virtual metadata.
func (t *table) allPersisted() []string {
	var out []string
	for _, c := range t.columns {
		if c.kind != ast.ComputedColumn && !c.virtual {
			out = append(out, c.name)
		}
	}
	return out
}

// partition are the constants of a PARTITION clause.
func (a *analyzer) partition(t *table, s *ast.Insert) map[string]*expr.Literal {
	out := map[string]*expr.Literal{}
	for _, p := range s.Partition {
		if !slices.Contains(t.partitionedBy, p.Column.Name) {
			failHint(p.Pos, didYouMean(p.Column.Name, t.partitionedBy), "'%s' is no partition column of the table", p.Column.Name)
		}
		if p.Value == nil {
			continue
		}
		to := t.columns[t.find(p.Column.Name)].typ
		value := must(expr.NewCast(a.resolver(&scope{}, "PARTITION").resolve(p.Value), to, false))(p.Value.Position())
		l, ok := a.folded(value).(*expr.Literal)
		if !ok || l.Value == nil {
			fail(p.Value.Position(), "The value of a partition column must be a constant")
		}
		out[p.Column.Name] = l
	}
	return out
}

// withConstants adds the partition's constants to a query, in the order of names.
func withConstants(query plan.Node, names []string, partition map[string]*expr.Literal) plan.Node {
	if len(names) == 0 {
		return query
	}
	p := passing(query)
	for _, name := range names {
		p.append(partition[name])
		p.names[len(p.names)-1] = name
	}
	return p.over(query)
}

const (
	// lengthEnforcer is the option that has texts and bytes brought to the lengths of the sink's columns.
	lengthEnforcer = "table.exec.sink.type-length-enforcer"
	// rowtimeInserter is the option that gives rows the time of the column that is their event time, of which there may be only one, then.
	rowtimeInserter = "table.exec.sink.rowtime-inserter"
)

// sinkOf writes a query to a table. targets are the table's columns that the query's columns go to; the others get NULL.
func (a *analyzer) sinkOf(name *ast.Name, hints []*ast.Hint, query plan.Node, targets []string, at ast.Pos) *plan.Sink {
	t := a.target(name)
	path := a.catalog.path(name)
	for _, c := range t.columns {
		if c.kind == ast.MetadataColumn && !c.virtual {
			fail(name.Pos, "Table '%s' declares persistable metadata columns, but its connector doesn't support writing metadata. "+
				"If the column '%s' should not be persisted, it can be declared with the VIRTUAL keyword.", path, c.name)
		}
	}
	if t.distribution != nil {
		fail(name.Pos, "Table '%s' is distributed into buckets, but its connector doesn't support that", path)
	}
	values, places := optionHints(hints)
	pt := t.planTable(path, values)
	factory, ct := a.checked(t, pt, places, name.Pos, true)
	connectorSink, err := factory.Sink(ct)
	if err != nil {
		a.optionError(t, pt, places, err)
	}

	columns := query.Schema().Columns
	if len(columns) != len(targets) {
		a.mismatch(at, pt, columns, t, targets, "Different number of columns.")
	}
	sink := &plan.Sink{
		Table: pt, AcceptsChangelog: connectorSink.AcceptsChangelog(),
		AnyRowtimes: strings.EqualFold(a.config.values[rowtimeInserter], "DISABLED"),
	}
	sink.At = name.Pos
	p := &projection{}
	for i, c := range pt.Columns {
		if c.Virtual {
			continue
		}
		from := slices.Index(targets, c.Name)
		value := nullOf(c.Type)
		switch {
		case from >= 0:
			column := columnOf(query, from)
			cast, err := expr.ImplicitCast(column, c.Type)
			if err != nil {
				a.mismatch(at, pt, columns, t, targets, fmt.Sprintf("Incompatible types for sink column '%s' at position %d.", c.Name, from))
			}
			value, sink.Cast = cast, sink.Cast || cast != column
			if strings.EqualFold(a.config.values[lengthEnforcer], "TRIM_PAD") {
				value = expr.FitLength(value, c.Type)
			}
		case !c.Type.Nullable:
			fail(at, "Column '%s' of table '%s' is NOT NULL and has no value in this INSERT", c.Name, pt.Name)
		}
		p.append(value)
		p.names[len(p.names)-1] = c.Name
		if !c.Type.Nullable {
			sink.NotNull = append(sink.NotNull, len(sink.Written))
		}
		sink.Written = append(sink.Written, i)
	}
	node := plan.NewCalc(query, nil, p.exprs, p.names)
	return plan.Connect(sink, node)
}

// mismatch fails because a query does not fit its sink.
func (a *analyzer) mismatch(at ast.Pos, pt *plan.Table, query []plan.Column, t *table, targets []string, cause string) {
	var q, s []string
	for _, c := range query {
		q = append(q, c.Name+": "+c.Type.String())
	}
	for _, name := range targets {
		s = append(s, name+": "+t.columns[t.find(name)].typ.String())
	}
	fail(at, "Column types of query result and sink for '%s' do not match. Cause: %s Query schema: [%s]. Sink schema: [%s]",
		pt.Name, cause, strings.Join(q, ", "), strings.Join(s, ", "))
}
