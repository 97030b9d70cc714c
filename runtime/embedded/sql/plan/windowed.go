package plan

import (
	"github.com/penstock/penstock/runtime/embedded/expr"
)

// Windowed tells where a node's output carries the windows that its rows belong to.
type Windowed struct {
	Spec WindowSpec
	// Start, End and Time are the columns of window_start, window_end and window_time; -1 where one is not passed on.
	Start, End, Time int
}

// Complete tells that start and end are both there, which is what makes windows of the rows.
func (w *Windowed) Complete() bool { return w != nil && w.Start >= 0 && w.End >= 0 }

// WindowsOf finds the windows in a node's output; nil where there are none.
func WindowsOf(n Node) *Windowed {
	switch n := n.(type) {
	case *WindowTableFunction:
		at := len(n.Out.Columns) - 3
		return &Windowed{Spec: n.Window, Start: at, End: at + 1, Time: at + 2}
	case *WindowAggregate:
		w := &Windowed{Spec: n.Window, Start: -1, End: -1, Time: -1}
		for i, p := range n.Properties {
			*w.column(p) = len(n.Keys) + len(n.Aggs) + i
		}
		return w
	case *Calc:
		w := WindowsOf(n.In[0])
		if j, ok := n.In[0].(*Join); ok && j.asked != nil {
			w = windowsOfJoin(j, n.Filter)
		}
		if w == nil || n.Projections == nil {
			return w
		}
		return w.through(n.Projections)
	case *Expand:
		w := WindowsOf(n.In[0])
		if w == nil {
			return nil
		}
		first := w.through(n.Projections[0])
		for _, row := range n.Projections[1:] {
			if t := w.through(row); first == nil || t == nil || t.Start != first.Start || t.End != first.End || t.Time != first.Time {
				return nil
			}
		}
		return first
	case *WindowRank, *WindowDeduplicate, *WindowJoin, *Unnest:
		return WindowsOf(n.Inputs()[0])
	case *OverAggregate:
		if n.rank != nil {
			return WindowsOf(n.In[0])
		}
	case *Join:
		return windowsOfJoin(n, nil)
	}
	return nil
}

// windowsOfJoin finds the windows of a join of which it is not decided yet how it is done: those of its left input, if its
// condition, or a filter above, asks for equal windows on both sides.
func windowsOfJoin(j *Join, filter expr.Expr) *Windowed {
	if j.asked == nil || j.asked.systemTime >= 0 {
		return nil
	}
	l, r := WindowsOf(j.In[0]), WindowsOf(j.In[1])
	if !l.Complete() || !r.Complete() || !sameWindows(l.Spec, r.Spec) {
		return nil
	}
	width := len(in(j, 0))
	conditions := conjuncts(j.Condition)
	if j.Kind == InnerJoin {
		conditions = append(conditions, conjuncts(filter)...)
	}
	equal := func(left, right int) bool {
		for _, c := range conditions {
			k, ok := equality(c, width)
			if !ok {
				continue
			}
			a, isA := k.left.(*expr.Column)
			b, isB := k.right.(*expr.Column)
			if isA && isB && a.Index == left && b.Index == right+width {
				return true
			}
		}
		return false
	}
	if !equal(l.Start, r.Start) || !equal(l.End, r.End) {
		return nil
	}
	return l
}

func (w *Windowed) column(p WindowProperty) *int {
	switch p {
	case WindowStart:
		return &w.Start
	case WindowEnd:
		return &w.End
	}
	return &w.Time
}

// through follows the window's columns through projections.
func (w *Windowed) through(projections []expr.Expr) *Windowed {
	out := &Windowed{Spec: w.Spec, Start: -1, End: -1, Time: -1}
	for i, p := range projections {
		c, ok := p.(*expr.Column)
		if !ok {
			continue
		}
		switch c.Index {
		case w.Start:
			out.Start = i
		case w.End:
			out.End = i
		case w.Time:
			out.Time = i
		}
	}
	if out.Start < 0 && out.End < 0 && out.Time < 0 {
		return nil
	}
	return out
}
