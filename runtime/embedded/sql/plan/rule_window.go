package plan

import (
	"slices"

	"github.com/penstock/penstock/runtime/embedded/expr"
)

// pullWindows lets an aggregation over a window function assign the windows itself, so that rows are not multiplied first. It
// is possible where nothing between the two reads the windows.
func pullWindows(_ *optimizer, root Node) Node {
	return transform(root, func(n Node) Node {
		agg, ok := n.(*WindowAggregate)
		if !ok || !agg.Attached {
			return n
		}
		requireWholeSlides(agg)
		if out := pulled(agg); out != nil {
			return out
		}
		return n
	})
}

// pulled is the aggregation without the window function below it; nil where that is not possible.
func pulled(agg *WindowAggregate) Node {
	calc, ok := agg.In[0].(*Calc)
	if !ok {
		calc = NewCalc(agg.In[0], nil, nil, nil)
	}
	tvf, ok := calc.In[0].(*WindowTableFunction)
	if !ok {
		return nil
	}
	first := len(in(tvf, 0)) // the first window column
	calc = projecting(calc)
	readsWindow := func(e expr.Expr) bool {
		return slices.ContainsFunc(expr.References(e), func(i int) bool { return i >= first })
	}
	if calc.Filter != nil && readsWindow(calc.Filter) {
		return nil
	}
	isWindow := make([]bool, len(calc.Projections))
	for i, p := range calc.Projections {
		isWindow[i] = readsWindow(p)
	}
	used := slices.Clone(agg.Keys)
	for _, c := range agg.Aggs {
		used = append(used, c.Args...)
		if c.Filter >= 0 {
			used = append(used, c.Filter)
		}
	}
	if slices.ContainsFunc(used, func(i int) bool { return isWindow[i] }) || !samePartition(agg, calc, tvf.Window) {
		return nil
	}

	var projections []expr.Expr
	var names []string
	to := make([]int, len(calc.Projections))
	for i, p := range calc.Projections {
		to[i] = len(projections)
		if !isWindow[i] {
			projections, names = append(projections, p), append(names, calc.Out.Columns[i].Name)
		}
	}
	time := slices.IndexFunc(projections, func(p expr.Expr) bool {
		c, ok := p.(*expr.Column)
		return ok && c.Index == tvf.Window.TimeColumn
	})
	if time < 0 {
		time = len(projections)
		c := columnAt(tvf.In[0], tvf.Window.TimeColumn)
		projections, names = append(projections, c), append(names, c.Name)
	}
	out := clone(agg)
	out.Attached, out.Start, out.End = false, -1, -1
	out.Window = tvf.Window
	out.Window.TimeColumn, out.Window.PartitionBy = time, nil
	out.Keys = mapped(agg.Keys, to)
	out.Aggs = mappedCalls(agg.Aggs, to)
	return connected(out, mergedCalc(NewCalc(tvf.In[0], calc.Filter, projections, names)))
}

// samePartition tells that a session window's partition is the aggregation's key: sessions of another partition are not
// those of the groups.
func samePartition(agg *WindowAggregate, calc *Calc, w WindowSpec) bool {
	if w.Kind != Session {
		return true
	}
	var keys []int
	for _, k := range agg.Keys {
		c, ok := calc.Projections[k].(*expr.Column)
		if !ok {
			return false
		}
		keys = append(keys, c.Index)
	}
	return containsAll(keys, w.PartitionBy) && containsAll(w.PartitionBy, keys)
}

// mapped moves columns.
func mapped(columns, to []int) []int {
	out := make([]int, len(columns))
	for i, c := range columns {
		out[i] = to[c]
	}
	return out
}

// mappedCalls moves the columns that aggregates read.
func mappedCalls(calls []AggregateCall, to []int) []AggregateCall {
	out := slices.Clone(calls)
	for i := range out {
		out[i].Args = mapped(out[i].Args, to)
		if out[i].Filter >= 0 {
			out[i].Filter = to[out[i].Filter]
		}
	}
	return out
}
