package plan

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/penstock/penstock/runtime/embedded/expr"
)

// LookupJoin gives each row the rows of an outer table that has, at that moment, its keys: it asks the table's connector. Its
// only input is the left side; output as Join. Rows keep their kind. Kind is InnerJoin or LeftJoin.
type LookupJoin struct {
	Base
	Kind  JoinKind
	Table *Table
	// Read are the columns of Table that are asked for, and Values the declared columns over them: the right columns of the output.
	Read   []int
	Values []expr.Expr
	// Right are the names of the right columns.
	Right []string
	// Keys are columns of the input, and KeyColumns the positions in Read that must equal them. A row with a NULL key has no match.
	Keys, KeyColumns []int
	// Condition is over the left columns followed by the right ones; nil for nothing.
	Condition expr.Expr
	Hint      LookupHint
}

// LookupHint is what a LOOKUP hint asks for. The zero value asks for nothing.
type LookupHint struct {
	// Async asks for several keys at a time, at most Capacity (0 for the default), each answered within Timeout (0 for the default).
	Async    bool
	Capacity int
	Timeout  time.Duration
	// RetryOnMiss asks again for a key without rows, Attempts times in all, Delay apart.
	RetryOnMiss bool
	Delay       time.Duration
	Attempts    int
}

// lookedUp is the right side of a lookup join: the columns of its output over those that are declared.
func lookedUp(n Node) (source *Source, values []expr.Expr, ok bool) {
	switch n := n.(type) {
	case *TableSource:
		for _, i := range n.Projected {
			values = append(values, n.Source.Columns[i].Expr)
		}
		return n.Source, values, true
	case *Calc:
		source, below, ok := lookedUp(n.In[0])
		if !ok || n.Filter != nil {
			return nil, nil, false
		}
		if n.Projections == nil {
			return source, below, true
		}
		for _, p := range n.Projections {
			values = append(values, expr.ReplaceColumns(p, func(c *expr.Column) expr.Expr { return below[c.Index] }))
		}
		return source, values, true
	}
	return nil, nil, false
}

// lookupJoin is a join FOR SYSTEM_TIME AS OF a processing time.
func (o *optimizer) lookupJoin(j *Join) Node {
	source, values, ok := lookedUp(j.In[1])
	if !ok {
		refuse(j.At, "Processing-time temporal join needs a table at its right side that rows can be looked up in, not a query or a view with conditions")
	}
	if !source.Table.Lookup {
		refuse(j.At, "Processing-time temporal join: connector '%s' of table '%s' cannot look rows up by key", source.Table.Connector, source.Table.Name)
	}
	width := len(j.In[0].Schema().Columns)
	keys, rest := joinKeys(conjuncts(j.Condition), width)
	left := &keySide{input: j.In[0]}
	n := &LookupJoin{Kind: j.Kind, Table: source.Table, Hint: j.asked.lookup}
	for i := range source.Table.Columns {
		n.Read = append(n.Read, i)
	}
	n.Values = values
	for _, c := range j.In[1].Schema().Columns {
		n.Right = append(n.Right, c.Name)
	}
	for _, k := range keys {
		column, plain := n.keyColumn(k, width)
		if !plain {
			rest = append(rest, k.condition())
			continue
		}
		n.Keys, n.KeyColumns = append(n.Keys, left.column(k.left)), append(n.KeyColumns, column)
	}
	if len(n.Keys) == 0 {
		refuse(j.At, "Temporal table join requires an equality condition on fields of table [%s]", source.Table.Name)
	}
	input := left.node()
	added := len(input.Schema().Columns) - width
	if condition := conjunction(rest...); condition != nil {
		n.Condition = expr.ReplaceColumns(condition, func(c *expr.Column) expr.Expr {
			moved := *c
			if c.Index >= width {
				moved.Index += added
			}
			return &moved
		})
	}
	n.At = j.At
	return restored(connected(n, input), j, width, added)
}

// keyColumn is the column of the table that an equality is about, if it is about one.
func (n *LookupJoin) keyColumn(k joinKey, width int) (int, bool) {
	right, ok := k.right.(*expr.Column)
	if !ok || k.nullSafe {
		return 0, false
	}
	stored, ok := n.Values[right.Index-width].(*expr.Column)
	if !ok || n.Table.Columns[stored.Index].Metadata != "" {
		return 0, false
	}
	return stored.Index, !slices.Contains(n.KeyColumns, stored.Index)
}

// condition is the equality as it was.
func (k joinKey) condition() expr.Expr {
	name := "="
	if k.nullSafe {
		name = "IS NOT DISTINCT FROM"
	}
	e, err := expr.Resolve(name, []expr.Expr{k.left, k.right}, nil)
	if err != nil {
		panic(fmt.Sprintf("resolve an equality that was resolved before: %v", err))
	}
	return e
}

func deriveLookup(n *LookupJoin) {
	out := sideColumns(in(n, 0), false, true)
	for i, v := range n.Values {
		t := v.Type()
		out = append(out, Column{Name: n.Right[i], Type: t.WithNullable(t.Nullable || n.Kind.padsRight())})
	}
	n.Out.Columns = out
}

// Describe implements Node.
func (n *LookupJoin) Describe() string {
	d := describing(n)
	d.add("table", "%s", n.Table.Name).add("joinType", "%s", n.Kind)
	var keys []string
	for i, k := range n.Keys {
		keys = append(keys, n.Table.Columns[n.Read[n.KeyColumns[i]]].Name+"="+d.column(k))
	}
	d.add("lookup", "%s", strings.Join(keys, ", "))
	if n.Hint.Async {
		d.add("async", "ORDERED")
	}
	if n.Condition != nil {
		d.add("where", "%s", expr.ReplaceColumns(n.Condition, func(c *expr.Column) expr.Expr {
			return &expr.Column{Index: c.Index, Name: n.Out.Columns[c.Index].Name, Typ: c.Typ}
		}))
	}
	return d.add("select", "%s", fieldNames(n)).text(n)
}

// meaning is the node's part in what names its state.
func (n *LookupJoin) meaning(column func(i int) string) string {
	right := func(i int) string { return n.Table.Columns[n.Read[i]].Name }
	both := func(i int) string {
		if left := len(in(n, 0)); i >= left {
			return n.Right[i-left]
		}
		return column(i)
	}
	return fmt.Sprintf("LookupJoin %s %s %v [%s] = [%s] [%s] %s", n.Table.Name, n.Kind, n.Table.Hints, joined(n.Keys, column),
		joined(n.KeyColumns, right), joined(n.Values, func(e expr.Expr) string { return exprText(e, right) }), exprText(n.Condition, both))
}

// moveLeft follows columns of the input to where they have gone.
func (n *LookupJoin) moveLeft(to []int) {
	n.Keys = mapped(n.Keys, to)
	if n.Condition == nil {
		return
	}
	width, shift := len(to), 0
	for _, at := range to {
		if at < 0 {
			shift--
		}
	}
	n.Condition = expr.ReplaceColumns(n.Condition, func(c *expr.Column) expr.Expr {
		moved := *c
		if c.Index < width {
			moved.Index = to[c.Index]
		} else {
			moved.Index += shift
		}
		return &moved
	})
}
