package plan

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/penstock/penstock/runtime/embedded/expr"
)

// join adds the kind, keys and condition of a join.
func (d *describer) join(kind JoinKind, keys JoinKeys, condition expr.Expr) *describer {
	d.add("joinType", "%s", kind)
	right := d.in[1].Schema().Columns
	var where []string
	for i := range keys.Left {
		op := "="
		if keys.NullSafe[i] {
			op = "IS NOT DISTINCT FROM"
		}
		where = append(where, fmt.Sprintf("(%s %s %s)", d.column(keys.Left[i]), op, right[keys.Right[i]].Name))
	}
	if condition != nil {
		width := len(d.in[0].Schema().Columns)
		named := expr.ReplaceColumns(condition, func(c *expr.Column) expr.Expr {
			if c.Index < width {
				return &expr.Column{Index: c.Index, Name: d.column(c.Index), Typ: c.Typ}
			}
			return &expr.Column{Index: c.Index, Name: right[c.Index-width].Name, Typ: c.Typ}
		})
		where = append(where, named.String())
	}
	if len(where) == 0 {
		where = []string{"TRUE"}
	}
	return d.add("where", "%s", strings.Join(where, " AND "))
}

// Describe implements Node.
func (n *Join) Describe() string {
	d := describing(n).join(n.Kind, n.Keys, n.Condition).add("select", "%s", fieldNames(n))
	for i, name := range []string{"leftInputSpec", "rightInputSpec"} {
		keys := n.In[i].Schema().Keys
		by := n.Keys.Left
		if i == 1 {
			by = n.Keys.Right
		}
		spec := "NoUniqueKey"
		for _, k := range keys {
			spec = "HasUniqueKey"
			if containsAll(by, k) {
				spec = "JoinKeyContainsUniqueKey"
				break
			}
		}
		d.add(name, "%s", spec)
	}
	return d.text(n)
}

// Describe implements Node.
func (n *IntervalJoin) Describe() string {
	d := describing(n)
	text := func(ms int64) string { return (time.Duration(ms) * time.Millisecond).String() }
	bounds := fmt.Sprintf("leftLowerBound=%s, leftUpperBound=%s, leftTime=%s, rightTime=%s", text(n.Lower), text(n.Upper),
		d.column(n.LeftTime), n.In[1].Schema().Columns[n.RightTime].Name)
	return d.add("windowBounds", "%s", bounds).join(n.Kind, n.Keys, n.Condition).add("select", "%s", fieldNames(n)).text(n)
}

// Describe implements Node.
func (n *WindowJoin) Describe() string {
	d := describing(n)
	return d.add("window", "%s", d.attached(n.Window, n.LeftStart, n.LeftEnd)).join(n.Kind, n.Keys, n.Condition).
		add("select", "%s", fieldNames(n)).text(n)
}

// Describe implements Node.
func (n *TemporalJoin) Describe() string {
	d := describing(n)
	return d.join(n.Kind, n.Keys, n.Condition).
		add("leftTime", "%s", d.column(n.LeftTime)).add("rightTime", "%s", n.In[1].Schema().Columns[n.RightTime].Name).
		add("select", "%s", fieldNames(n)).text(n)
}

// Describe implements Node.
func (n *Unnest) Describe() string {
	d := describing(n)
	kind := InnerJoin
	if n.Outer {
		kind = LeftJoin
	}
	collection := expr.ReplaceColumns(n.Collection, func(c *expr.Column) expr.Expr { return columnAt(n.In[0], c.Index) })
	d.add("unnest", "%s", collection).add("joinType", "%s", kind)
	if n.Condition != nil {
		d.add("condition", "%s", n.Condition)
	}
	return d.add("select", "%s", fieldNames(n)).text(n)
}

// Describe implements Node.
func (n *OverAggregate) Describe() string {
	d := describing(n)
	if len(n.PartitionBy) > 0 {
		d.add("partitionBy", "%s", d.columns(n.PartitionBy))
	}
	if n.rank != nil {
		return d.add("orderBy", "%s", d.keys(n.rank.orderBy)).add("select", "%s", d.calls(n.Aggs)).text(n)
	}
	frame, start := "RANGE", "UNBOUNDED"
	if n.Rows {
		frame = "ROWS"
	}
	switch {
	case n.Preceding >= 0 && n.Rows:
		start = fmt.Sprint(n.Preceding)
	case n.Preceding >= 0:
		start = (time.Duration(n.Preceding) * time.Millisecond).String()
	}
	return d.add("orderBy", "%s ASC", d.column(n.Time)).
		add("window", "%s BETWEEN %s PRECEDING AND CURRENT ROW", frame, start).add("select", "%s", d.calls(n.Aggs)).text(n)
}

// rank adds what rankings have in common.
func (d *describer) rank(partition []int, order []SortKey, from int64, to string, output bool) *describer {
	if len(partition) > 0 {
		d.add("partitionBy", "%s", d.columns(partition))
	}
	d.add("orderBy", "%s", d.keys(order)).add("rankRange", "rankStart=%d, rankEnd=%s", from, to)
	if output {
		d.add("rank", "true")
	}
	return d
}

// Describe implements Node.
func (n *Rank) Describe() string {
	d := describing(n)
	if n.SortLimit {
		return d.add("orderBy", "%s", d.keys(n.OrderBy)).add("offset", "%d", n.From-1).add("fetch", "%d", n.To-n.From+1).text(n)
	}
	end := strconv.FormatInt(n.To, 10)
	if n.To == 0 {
		end = d.column(n.EndColumn)
	}
	return d.rank(n.PartitionBy, n.OrderBy, n.From, end, n.OutputRank).text(n)
}

// Describe implements Node.
func (n *WindowRank) Describe() string {
	d := describing(n)
	d.add("window", "%s", d.attached(n.Window, n.Start, n.End))
	return d.rank(n.PartitionBy, n.OrderBy, n.From, strconv.FormatInt(n.To, 10), n.OutputRank).text(n)
}

// deduplicate adds what deduplications have in common.
func (d *describer) deduplicate(partition []int, keepLast bool, time int) *describer {
	keep := "FirstRow"
	if keepLast {
		keep = "LastRow"
	}
	return d.add("keep", "%s", keep).add("key", "%s", d.columns(partition)).add("order", "%s", d.column(time))
}

// Describe implements Node.
func (n *Deduplicate) Describe() string {
	return describing(n).deduplicate(n.PartitionBy, n.KeepLast, n.Time).text(n)
}

// Describe implements Node.
func (n *WindowDeduplicate) Describe() string {
	d := describing(n)
	return d.add("window", "%s", d.attached(n.Window, n.Start, n.End)).deduplicate(n.PartitionBy, n.KeepLast, n.Time).text(n)
}

// Describe implements Node.
func (n *Sort) Describe() string {
	d := describing(n)
	return d.add("orderBy", "%s", d.keys(n.OrderBy)).text(n)
}

// Describe implements Node.
func (n *Limit) Describe() string {
	d := describing(n)
	if n.Offset > 0 {
		d.add("offset", "%d", n.Offset)
	}
	if n.Fetch >= 0 {
		d.add("fetch", "%d", n.Fetch)
	}
	return d.text(n)
}

// Describe implements Node.
func (n *MatchRecognize) Describe() string {
	d := describing(n)
	if len(n.PartitionBy) > 0 {
		d.add("partitionBy", "%s", d.columns(n.PartitionBy))
	}
	d.add("orderBy", "%s", d.keys(n.Order))
	d.add("measures", "%s", joined(n.Measures, func(m MatchMeasure) string { return m.Name }))
	return d.add("pattern", "%s", joinedBy(n.Variables, " ", MatchVariable.text)).text(n)
}

// text is a pattern's element with its quantifier.
func (v MatchVariable) text() string {
	var quantifier string
	switch {
	case v.Min == 1 && v.Max == 1:
		return v.Name
	case v.Min == 0 && v.Max == 1:
		quantifier = "?"
	case v.Min == 0 && v.Max < 0:
		quantifier = "*"
	case v.Min == 1 && v.Max < 0:
		quantifier = "+"
	case v.Max < 0:
		quantifier = fmt.Sprintf("{%d,}", v.Min)
	case v.Min == v.Max:
		quantifier = fmt.Sprintf("{%d}", v.Min)
	default:
		quantifier = fmt.Sprintf("{%d,%d}", v.Min, v.Max)
	}
	if v.Reluctant {
		quantifier += "?"
	}
	return v.Name + quantifier
}

func joinedBy[T any](items []T, separator string, text func(T) string) string {
	out := make([]string, len(items))
	for i, item := range items {
		out[i] = text(item)
	}
	return strings.Join(out, separator)
}
