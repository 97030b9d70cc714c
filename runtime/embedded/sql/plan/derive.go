package plan

import (
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// derive sets the columns of a node's output from its inputs. The names of a Calc, Values or Expand are its own.
func derive(n Node) {
	b := n.base()
	switch n := n.(type) {
	case *TableSource:
		b.Out.Columns = nil
		for _, i := range n.Projected {
			b.Out.Columns = append(b.Out.Columns, n.Source.Columns[i].Column)
		}
	case *Scan:
		b.Out.Columns = nil
		for _, i := range n.Projected {
			c := n.Table.Columns[i]
			b.Out.Columns = append(b.Out.Columns, Column{Name: c.Name, Type: c.Type})
		}
	case *Watermark:
		b.Out.Columns = copied(in(n, 0))
		b.Out.Columns[n.Rowtime].Time = Rowtime
	case *Calc:
		deriveCalc(n)
	case *Values:
		deriveRows(b, n.Rows)
	case *Expand:
		deriveRows(b, n.Projections)
	case *Union:
		deriveUnion(n)
	case *SetOperation:
		b.Out.Columns = copied(in(n, 0))
		for i := range b.Out.Columns {
			b.Out.Columns[i].Type.Nullable = b.Out.Columns[i].Type.Nullable || in(n, 1)[i].Type.Nullable
			b.Out.Columns[i].Time = NoTimeAttribute
		}
	case *WindowTableFunction:
		b.Out.Columns = append(copied(in(n, 0)), windowColumns(n.Window)...)
	case *GroupAggregate:
		b.Out.Columns = append(keyColumns(in(n, 0), n.Keys), aggregateColumns(n.Aggs)...)
	case *WindowAggregate:
		b.Out.Columns = append(keyColumns(in(n, 0), n.Keys), aggregateColumns(n.Aggs)...)
		for _, p := range n.Properties {
			b.Out.Columns = append(b.Out.Columns, windowColumns(n.Window)[p])
		}
	case *OverAggregate:
		b.Out.Columns = append(copied(in(n, 0)), aggregateColumns(n.Aggs)...)
	case *Rank:
		b.Out.Columns = copied(in(n, 0))
		if n.OutputRank {
			b.Out.Columns = append(b.Out.Columns, rankColumn())
		}
	case *WindowRank:
		b.Out.Columns = copied(in(n, 0))
		if n.OutputRank {
			b.Out.Columns = append(b.Out.Columns, rankColumn())
		}
	case *Unnest:
		b.Out.Columns = append(copied(in(n, 0)), n.elementColumns()...)
	case *MatchRecognize:
		deriveMatch(n)
	case *LookupJoin:
		deriveLookup(n)
	case *Join, *IntervalJoin, *WindowJoin, *TemporalJoin:
		deriveJoin(n)
	default: // Deduplicate, WindowDeduplicate, Sort, Limit, Sink and those of materialize.go pass rows on as they are
		b.Out.Columns = copied(in(n, 0))
	}
}

// in are the columns of an input.
func in(n Node, i int) []Column { return n.Inputs()[i].Schema().Columns }

func copied(columns []Column) []Column { return append(make([]Column, 0, len(columns)+3), columns...) }

func rankColumn() Column { return Column{Name: "rank", Type: types.Of(types.BigInt).NotNull()} }

func deriveCalc(n *Calc) {
	if n.Projections == nil {
		n.Out.Columns = copied(in(n, 0))
		return
	}
	for i, p := range n.Projections {
		c := &n.Out.Columns[i]
		c.Type, c.Time = p.Type(), timeOf(p, in(n, 0))
	}
}

// timeOf tells which time attribute an expression is: that of a column passed on unchanged, or a fresh PROCTIME().
func timeOf(e expr.Expr, columns []Column) TimeAttribute {
	switch e := e.(type) {
	case *expr.Column:
		return columns[e.Index].Time
	case *expr.Call:
		if e.Name == "PROCTIME" {
			return Proctime
		}
	}
	return NoTimeAttribute
}

// deriveRows takes the types of several rows of expressions: NULL is possible where one row has it.
func deriveRows(b *Base, rows [][]expr.Expr) {
	for i := range b.Out.Columns {
		t := rows[0][i].Type()
		for _, r := range rows[1:] {
			if r[i].Type().Nullable {
				t.Nullable = true
			}
		}
		b.Out.Columns[i].Type, b.Out.Columns[i].Time = t, NoTimeAttribute
	}
}

func deriveUnion(n *Union) {
	n.Out.Columns = copied(in(n, 0))
	for i := range n.Out.Columns {
		c := &n.Out.Columns[i]
		for j := 1; j < len(n.In); j++ {
			other := in(n, j)[i]
			c.Type.Nullable = c.Type.Nullable || other.Type.Nullable
			if c.Time != other.Time {
				c.Time = NoTimeAttribute
			}
		}
	}
}

func keyColumns(columns []Column, keys []int) []Column {
	out := make([]Column, len(keys))
	for i, k := range keys {
		out[i] = columns[k]
		out[i].Time = NoTimeAttribute
	}
	return out
}

func aggregateColumns(calls []AggregateCall) []Column {
	out := make([]Column, len(calls))
	for i, c := range calls {
		out[i] = Column{Name: c.OutputName, Type: c.Type}
	}
	return out
}

// windowColumns are window_start, window_end and window_time.
func windowColumns(w WindowSpec) []Column {
	bound := types.TimestampOf(3).NotNull()
	at := Column{Name: "window_time", Type: bound, Time: Rowtime}
	if w.LocalTime || w.Proctime {
		at.Type = types.TimestampLTZOf(3).NotNull()
	}
	if w.Proctime {
		at.Time = Proctime
	}
	return []Column{{Name: "window_start", Type: bound}, {Name: "window_end", Type: bound}, at}
}

// elementColumns are the columns that an Unnest adds.
func (n *Unnest) elementColumns() []Column {
	t := n.Collection.Type()
	var out []Column
	switch {
	case t.Kind == types.Map:
		out = []Column{{Name: "KEY", Type: *t.Key}, {Name: "VALUE", Type: *t.Elem}}
	case t.Elem != nil && t.Elem.Kind == types.Row:
		for _, f := range t.Elem.Fields {
			out = append(out, Column{Name: f.Name, Type: f.Type.WithNullable(f.Type.Nullable || t.Elem.Nullable)})
		}
	case t.Elem != nil:
		out = []Column{{Name: "EXPR$0", Type: *t.Elem}}
	}
	for i := range out {
		out[i].Type.Nullable = out[i].Type.Nullable || n.Outer
	}
	return out
}

// deriveJoin puts the columns of both inputs side by side. A regular join keeps no time attribute: its rows come in any
// order of time.
func deriveJoin(n Node) {
	kind, keepLeft, keepRight := InnerJoin, true, true
	switch n := n.(type) {
	case *Join:
		kind = n.Kind
		keepLeft, keepRight = n.asked != nil, n.asked != nil
	case *IntervalJoin:
		kind = n.Kind
	case *WindowJoin:
		kind = n.Kind
	case *TemporalJoin:
		kind, keepRight = n.Kind, false
	}
	out := sideColumns(in(n, 0), kind.padsLeft(), keepLeft)
	if !kind.OnlyLeft() {
		out = append(out, sideColumns(in(n, 1), kind.padsRight(), keepRight)...)
	}
	n.base().Out.Columns = out
}

func sideColumns(columns []Column, padded, keepTime bool) []Column {
	out := copied(columns)
	for i := range out {
		out[i].Type.Nullable = out[i].Type.Nullable || padded
		if !keepTime {
			out[i].Time = NoTimeAttribute
		}
	}
	return out
}
