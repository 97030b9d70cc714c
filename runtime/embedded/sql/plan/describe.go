package plan

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/penstock/penstock/runtime/embedded/expr"
)

// OperatorName is the kind of a node as EXPLAIN and errors name it.
func OperatorName(n Node) string {
	switch n := n.(type) {
	case *Scan, *TableSource:
		return "TableSourceScan"
	case *Watermark:
		return "WatermarkAssigner"
	case *GroupAggregate:
		return "GroupAggregate"
	case *Rank:
		if n.SortLimit {
			return "SortLimit"
		}
	case *Sort:
		return "TemporalSort"
	case *Unnest:
		return "Correlate"
	case *MatchRecognize:
		return "Match"
	}
	return reflect.TypeOf(n).Elem().Name()
}

// describer collects name=[value] pairs.
type describer struct {
	parts []string
	in    []Node
}

func describing(n Node) *describer { return &describer{in: n.Inputs()} }

func (d *describer) add(name, format string, args ...any) *describer {
	d.parts = append(d.parts, name+"=["+fmt.Sprintf(format, args...)+"]")
	return d
}

func (d *describer) text(n Node) string {
	return OperatorName(n) + "(" + strings.Join(d.parts, ", ") + ")"
}

// column names a column of the first input.
func (d *describer) column(i int) string { return d.in[0].Schema().Columns[i].Name }

func (d *describer) columns(list []int) string { return joined(list, d.column) }

func (d *describer) keys(keys []SortKey) string {
	return joined(keys, func(k SortKey) string {
		order := "ASC"
		if k.Desc {
			order = "DESC"
		}
		if k.NullsFirst == k.Desc {
			order += map[bool]string{true: " NULLS FIRST", false: " NULLS LAST"}[k.NullsFirst]
		}
		return d.column(k.Column) + " " + order
	})
}

// call is an aggregate with the names of its columns.
func (d *describer) call(c AggregateCall) string {
	args := d.columns(c.Args)
	if len(c.Args) == 0 && c.Name == "COUNT" {
		args = "*"
	}
	if c.Distinct {
		args = "DISTINCT " + args
	}
	for _, o := range c.Options {
		args += fmt.Sprintf(", %#v", o)
	}
	text := fmt.Sprintf("%s(%s)", c.Name, args)
	if c.Filter >= 0 {
		text += " FILTER " + d.column(c.Filter)
	}
	return text
}

func (d *describer) calls(calls []AggregateCall) string { return joined(calls, d.call) }

// window describes how windows are assigned.
func (d *describer) window(w WindowSpec) string {
	name := [...]string{"TUMBLE", "HOP", "CUMULATE", "SESSION"}[w.Kind]
	text := func(ms int64) string { return (time.Duration(ms) * time.Millisecond).String() }
	parts := []string{"time_col=[" + d.column(w.TimeColumn) + "]"}
	switch w.Kind {
	case Tumble:
		parts = append(parts, "size=["+text(w.Size)+"]")
	case Hop:
		parts = append(parts, "size=["+text(w.Size)+"]", "slide=["+text(w.Slide)+"]")
	case Cumulate:
		parts = append(parts, "max_size=["+text(w.Size)+"]", "step=["+text(w.Slide)+"]")
	case Session:
		parts = append(parts, "gap=["+text(w.Size)+"]")
	}
	if w.Offset != 0 {
		parts = append(parts, "offset=["+text(w.Offset)+"]")
	}
	if len(w.PartitionBy) > 0 {
		parts = append(parts, "partition keys=["+d.columns(w.PartitionBy)+"]")
	}
	return name + "(" + strings.Join(parts, ", ") + ")"
}

// attached describes windows that rows carry.
func (d *describer) attached(w WindowSpec, start, end int) string {
	name := [...]string{"TUMBLE", "HOP", "CUMULATE", "SESSION"}[w.Kind]
	return fmt.Sprintf("%s(win_start=[%s], win_end=[%s])", name, d.column(start), d.column(end))
}

// Describe implements Node.
func (n *TableSource) Describe() string {
	return describing(n).add("table", "%s", n.Source.Table.Name).text(n)
}

// Describe implements Node.
func (n *Scan) Describe() string {
	d := describing(n).add("table", "%s", n.Table.Name)
	if len(n.Table.Hints) > 0 {
		d.add("hints", "%v", n.Table.Hints)
	}
	return d.add("fields", "%s", fieldNames(n)).text(n)
}

func fieldNames(n Node) string {
	return joined(n.Schema().Columns, func(c Column) string { return c.Name })
}

// Describe implements Node.
func (n *Watermark) Describe() string {
	d := describing(n)
	strategy := expr.ReplaceColumns(n.Strategy, func(c *expr.Column) expr.Expr { return columnAt(n.In[0], c.Index) })
	return d.add("rowtime", "%s", d.column(n.Rowtime)).add("watermark", "%s", strategy).text(n)
}

// Describe implements Node.
func (n *Calc) Describe() string {
	d := describing(n)
	if n.Projections == nil {
		d.add("select", "%s", fieldNames(n.In[0]))
	} else {
		var items []string
		for i, p := range n.Projections {
			text, name := p.String(), n.Out.Columns[i].Name
			if text != name {
				text += " AS " + name
			}
			items = append(items, text)
		}
		d.add("select", "%s", strings.Join(items, ", "))
	}
	if n.Filter != nil {
		d.add("where", "%s", n.Filter)
	}
	return d.text(n)
}

// Describe implements Node.
func (n *WindowTableFunction) Describe() string {
	d := describing(n)
	return d.add("window", "%s", d.window(n.Window)).text(n)
}

// Describe implements Node.
func (n *GroupAggregate) Describe() string {
	d := describing(n)
	if len(n.Keys) > 0 {
		d.add("groupBy", "%s", d.columns(n.Keys))
	}
	if len(n.Aggs) > 0 {
		d.add("select", "%s", d.calls(n.Aggs))
	}
	return d.text(n)
}

// Describe implements Node.
func (n *WindowAggregate) Describe() string {
	d := describing(n)
	if len(n.Keys) > 0 {
		d.add("groupBy", "%s", d.columns(n.Keys))
	}
	if n.Attached {
		d.add("window", "%s", d.attached(n.Window, n.Start, n.End))
	} else {
		d.add("window", "%s", d.window(n.Window))
	}
	if len(n.Aggs) > 0 {
		d.add("select", "%s", d.calls(n.Aggs))
	}
	return d.text(n)
}

// Describe implements Node.
func (n *Expand) Describe() string {
	return describing(n).add("projects", "%s", joined(n.Projections, func(row []expr.Expr) string {
		return "{" + joined(row, func(e expr.Expr) string { return e.String() }) + "}"
	})).text(n)
}

// Describe implements Node.
func (n *Union) Describe() string { return describing(n).add("union", "%s", fieldNames(n)).text(n) }

// Describe implements Node.
func (n *Values) Describe() string {
	rows := n.Rows[:min(len(n.Rows), 10)]
	text := joined(rows, func(row []expr.Expr) string {
		return "{" + joined(row, func(e expr.Expr) string { return e.String() }) + "}"
	})
	if len(rows) < len(n.Rows) {
		text += ", ..."
	}
	return describing(n).add("tuples", "%s", text).text(n)
}

// Describe implements Node.
func (n *Sink) Describe() string {
	columns := joined(n.Written, func(i int) string { return n.Table.Columns[i].Name })
	return describing(n).add("table", "%s", n.Table.Name).add("fields", "%s", columns).text(n)
}

// Describe implements Node.
func (n *SetOperation) Describe() string {
	return describing(n).add("operator", "%s", n.Operator).add("fields", "%s", fieldNames(n)).text(n)
}
