package plan

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
)

// exprText writes an expression in full, so that two expressions with the same text are the same: types, options and all.
// column names the columns.
func exprText(e expr.Expr, column func(int) string) string {
	var b strings.Builder
	writeExpr(&b, e, column)
	return b.String()
}

func writeExpr(b *strings.Builder, e expr.Expr, column func(int) string) {
	switch e := e.(type) {
	case nil:
		b.WriteString("-")
	case *expr.Column:
		b.WriteString(column(e.Index))
	case *expr.Literal:
		fmt.Fprintf(b, "%s:%s", datumText(e.Value), e.Typ)
	case *expr.Call:
		b.WriteString(e.Name)
		if e.Options != nil {
			fmt.Fprintf(b, "{%+v}", e.Options)
		}
		b.WriteByte('(')
		for i, a := range e.Args {
			if i > 0 {
				b.WriteString(", ")
			}
			writeExpr(b, a, column)
		}
		b.WriteByte(')')
	case *expr.Cast:
		fmt.Fprintf(b, "CAST[%v](", e.Try)
		writeExpr(b, e.Arg, column)
		fmt.Fprintf(b, " AS %s)", e.Typ)
	case *expr.Field:
		writeExpr(b, e.Arg, column)
		fmt.Fprintf(b, ".%q", e.Name)
	}
}

// datumText writes a constant.
func datumText(d batch.Datum) string {
	switch d := d.(type) {
	case string:
		return fmt.Sprintf("%q", d)
	case *batch.MapDatum:
		return fmt.Sprintf("%v=%v", d.Keys, d.Values)
	}
	return fmt.Sprintf("%v", d)
}

// meaning writes what a node does, in full and without its inputs. column names the columns of an input.
func meaning(n Node, column func(input, i int) string) string {
	one := func(i int) string { return column(0, i) }
	list := func(columns []int) string { return joined(columns, one) }
	ex := func(e expr.Expr) string { return exprText(e, one) }
	switch n := n.(type) {
	case *Scan:
		return fmt.Sprintf("Scan %s %s %v", n.Table.Name, n.Table.Connector, n.Table.Hints)
	case *TableSource:
		return fmt.Sprintf("TableSource %s %v %v", n.Source.Table.Name, n.Source.Table.Hints, n.Projected)
	case *Watermark:
		return fmt.Sprintf("Watermark %s", one(n.Rowtime))
	case *Calc:
		return "Calc " + ex(n.Filter) + " " + joined(n.Projections, ex)
	case *WindowTableFunction:
		return "WindowTableFunction " + specText(n.Window, one)
	case *GroupAggregate:
		return fmt.Sprintf("GroupAggregate [%s] [%s] %v %d", list(n.Keys), callsText(n.Aggs, one), n.Distinct, n.StateTTL)
	case *WindowAggregate:
		var window string
		if n.Attached {
			window = fmt.Sprintf("attached %d %d %v [%s, %s]", n.Window.Kind, n.Window.Size, n.Window.Proctime, one(n.Start), one(n.End))
		} else {
			window = specText(n.Window, one)
		}
		return fmt.Sprintf("WindowAggregate [%s] [%s] %s %v", list(n.Keys), callsText(n.Aggs, one), window, n.Properties)
	case *Expand:
		return "Expand " + joined(n.Projections, func(row []expr.Expr) string { return "(" + joined(row, ex) + ")" })
	case *Union:
		return "Union"
	case *Values:
		return "Values " + joined(n.Rows, func(row []expr.Expr) string { return "(" + joined(row, ex) + ")" })
	case *Sink:
		return fmt.Sprintf("Sink %s %s", n.Table.Name, n.Table.Connector)
	case *SetOperation:
		return fmt.Sprintf("SetOperation %s %d", n.Operator, n.StateTTL)
	}
	return orderedMeaning(n, column)
}

// orderedMeaning is meaning of joins and of nodes that order rows.
func orderedMeaning(n Node, column func(input, i int) string) string {
	one := func(i int) string { return column(0, i) }
	list := func(columns []int) string { return joined(columns, one) }
	both := func(i int) string {
		if left := len(in(n, 0)); i >= left {
			return column(1, i-left)
		}
		return column(0, i)
	}
	keys := func(k JoinKeys) string {
		return list(k.Left) + " = " + joined(k.Right, func(i int) string { return column(1, i) }) + fmt.Sprint(k.NullSafe)
	}
	switch n := n.(type) {
	case *Join:
		return fmt.Sprintf("Join %s [%s] %s %d %d", n.Kind, keys(n.Keys), exprText(n.Condition, both), n.LeftTTL, n.RightTTL)
	case *IntervalJoin:
		return fmt.Sprintf("IntervalJoin %s [%s] %s %s %s %d %d %v", n.Kind, keys(n.Keys), exprText(n.Condition, both),
			column(0, n.LeftTime), column(1, n.RightTime), n.Lower, n.Upper, n.Proctime)
	case *WindowJoin:
		return fmt.Sprintf("WindowJoin %s [%s] %s %s %s %s %s", n.Kind, keys(n.Keys), exprText(n.Condition, both),
			column(0, n.LeftStart), column(0, n.LeftEnd), column(1, n.RightStart), column(1, n.RightEnd))
	case *TemporalJoin:
		return fmt.Sprintf("TemporalJoin %s [%s] %s %s %s", n.Kind, keys(n.Keys), exprText(n.Condition, both),
			column(0, n.LeftTime), column(1, n.RightTime))
	case *LookupJoin:
		return n.meaning(one)
	case *Unnest:
		text := fmt.Sprintf("Unnest %s %v", exprText(n.Collection, one), n.Outer)
		if n.Condition != nil {
			text += " " + exprText(n.Condition, strconv.Itoa)
		}
		return text
	case *OverAggregate:
		return fmt.Sprintf("OverAggregate [%s] %s %v %d [%s]", list(n.PartitionBy), one(n.Time), n.Rows, n.Preceding, callsText(n.Aggs, one))
	case *Rank:
		end := strconv.FormatInt(n.To, 10)
		if n.To == 0 {
			end = one(n.EndColumn)
		}
		return fmt.Sprintf("Rank [%s] [%s] %d %s %v %d", list(n.PartitionBy), sortText(n.OrderBy, one), n.From, end, n.OutputRank, n.StateTTL)
	case *Deduplicate:
		return fmt.Sprintf("Deduplicate [%s] %s %v %v %d", list(n.PartitionBy), one(n.Time), n.Proctime, n.KeepLast, n.StateTTL)
	case *WindowRank:
		return fmt.Sprintf("WindowRank [%s] [%s] %s %s %d %d %v", list(n.PartitionBy), sortText(n.OrderBy, one), one(n.Start), one(n.End), n.From, n.To, n.OutputRank)
	case *WindowDeduplicate:
		return fmt.Sprintf("WindowDeduplicate [%s] %s %s %s %v", list(n.PartitionBy), one(n.Start), one(n.End), one(n.Time), n.KeepLast)
	case *Sort:
		return fmt.Sprintf("Sort [%s] %v", sortText(n.OrderBy, one), n.Proctime)
	case *Limit:
		return fmt.Sprintf("Limit %d %d", n.Offset, n.Fetch)
	case *MatchRecognize:
		return matchText(n, one)
	}
	return materializeMeaning(n, list)
}

func matchText(n *MatchRecognize, one func(int) string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "MatchRecognize [%s] [%s] %d %d %d", joined(n.PartitionBy, one), sortText(n.Order, one), n.Skip, n.SkipTo, n.Within)
	expression := func(e *MatchExpr) string {
		if e == nil {
			return "-"
		}
		return exprText(e.Expr, func(i int) string {
			r := e.References[i]
			column := "-"
			if r.Kind == MatchLast || r.Kind == MatchFirst {
				column = one(r.Column)
			}
			return fmt.Sprintf("<%d %d %s %d %s %s>", r.Kind, r.Variable, column, r.Offset, r.Aggregate.Name, exprText(r.Argument, one))
		})
	}
	for _, v := range n.Variables {
		fmt.Fprintf(&b, " %s{%d,%d,%v} %s", v.Name, v.Min, v.Max, v.Reluctant, expression(v.Condition))
	}
	for _, m := range n.Measures {
		fmt.Fprintf(&b, " %s", expression(&m.Value))
	}
	return b.String()
}

func specText(w WindowSpec, column func(int) string) string {
	return fmt.Sprintf("%d %s %v %v %d %d %d [%s]", w.Kind, column(w.TimeColumn), w.Proctime, w.LocalTime, w.Size, w.Slide, w.Offset,
		joined(w.PartitionBy, column))
}

func callsText(calls []AggregateCall, column func(int) string) string {
	return joined(calls, func(c AggregateCall) string { return callText(c, column) })
}

func callText(c AggregateCall, column func(int) string) string {
	filter := "-"
	if c.Filter >= 0 {
		filter = column(c.Filter)
	}
	return fmt.Sprintf("%s(%s) %v %s %v %s", c.Name, joined(c.Args, column), c.Distinct, filter, c.Options, c.Type)
}

func sortText(keys []SortKey, column func(int) string) string {
	return joined(keys, func(k SortKey) string { return fmt.Sprintf("%s %v %v", column(k.Column), k.Desc, k.NullsFirst) })
}

func joined[T any](items []T, text func(T) string) string {
	out := make([]string, len(items))
	for i, item := range items {
		out[i] = text(item)
	}
	return strings.Join(out, ", ")
}
