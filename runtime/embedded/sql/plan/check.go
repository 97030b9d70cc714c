package plan

import "strings"

// checkTime refuses nodes whose time attribute has been lost on the way: a regular join gives out its rows in any order of
// time, which is known only when it is decided how joins are done.
func checkTime(root Node) {
	walk(root, func(n Node) {
		switch n := n.(type) {
		case *WindowTableFunction:
			requireTime(n, 0, n.Window.TimeColumn)
		case *WindowAggregate:
			if !n.Attached {
				requireTime(n, 0, n.Window.TimeColumn)
			} else {
				requireWindows(n)
			}
		case *WindowRank:
			requireWindows(n)
		case *OverAggregate:
			requireTime(n, 0, n.Time)
		case *Deduplicate:
			requireTime(n, 0, n.Time)
		case *WindowDeduplicate:
			requireTime(n, 0, n.Time)
			requireWindows(n)
		case *Sort:
			requireTime(n, 0, n.OrderBy[0].Column)
		case *MatchRecognize:
			requireTime(n, 0, n.Order[0].Column)
		case *IntervalJoin:
			requireTime(n, 0, n.LeftTime)
			requireTime(n, 1, n.RightTime)
		case *TemporalJoin:
			requireTime(n, 0, n.LeftTime)
			requireTime(n, 1, n.RightTime)
		case *Sink:
			requireOneRowtime(n)
		}
	})
}

// requireOneRowtime refuses rows for a table that would not know which of several columns is their event time.
func requireOneRowtime(n *Sink) {
	var names []string
	for i, c := range in(n, 0) {
		if c.Time == Rowtime {
			names = append(names, n.Table.Columns[n.Written[i]].Name)
		}
	}
	if len(names) > 1 && !n.Cast && !n.AnyRowtimes {
		refuse(n.base().At, "The query contains more than one rowtime attribute column [%s] for writing into table '%s'. "+
			"Cast all but the one that is the event time of the table to a regular TIMESTAMP or TIMESTAMP_LTZ", strings.Join(names, ", "), n.Table.Name)
	}
}

func requireTime(n Node, input, column int) {
	c := in(n, input)[column]
	if c.Time == NoTimeAttribute {
		refuse(n.base().At, "%s requires '%s' to be a time attribute, but it is %s: a join or an aggregation below has made a plain value of it", OperatorName(n), c.Name, c.Type)
	}
}

// requireWindows refuses what works on windows over an input that has lost them.
func requireWindows(n Node) {
	if !WindowsOf(n.Inputs()[0]).Complete() {
		refuse(n.base().At, "%s requires rows that carry their windows, but a join below gives them out in any order: join by window_start and window_end of equal windows", OperatorName(n))
	}
}

// requireWholeSlides refuses an aggregation over windows of a HOP that are not made of whole slides. Other operators take them.
func requireWholeSlides(n *WindowAggregate) {
	if w := WindowsOf(n.In[0]); w != nil && w.Spec.Kind == Hop && w.Spec.Size%w.Spec.Slide != 0 {
		refuse(n.At, "HOP table function based aggregate requires size must be an integral multiple of slide, but got size %d ms and slide %d ms",
			w.Spec.Size, w.Spec.Slide)
	}
}
