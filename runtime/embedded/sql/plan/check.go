package plan

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
		}
	})
}

func requireTime(n Node, input, column int) {
	c := in(n, input)[column]
	if c.Time == NoTimeAttribute {
		refuse(n.base().At, "%s requires '%s' to be a time attribute, but it is %s: a join or an aggregation below has made a plain value of it", operatorName(n), c.Name, c.Type)
	}
}

// requireWindows refuses what works on windows over an input that has lost them.
func requireWindows(n Node) {
	if !WindowsOf(n.Inputs()[0]).Complete() {
		refuse(n.base().At, "%s requires rows that carry their windows, but a join below gives them out in any order: join by window_start and window_end of equal windows", operatorName(n))
	}
}
