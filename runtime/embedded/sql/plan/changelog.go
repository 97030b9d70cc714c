package plan

// kinds are the kinds of changes that a node may send; which of the two rows of an update are sent is another matter.
type kinds uint8

const (
	inserts kinds = 1 << iota
	updates
	deletes
	allChanges = inserts | updates | deletes
)

// kindsOf infers what a node may send, refusing what cannot take the changes of its input.
func (o *optimizer) kindsOf(n Node) kinds {
	if k, ok := o.changes[n]; ok {
		return k
	}
	of := make([]kinds, len(n.Inputs()))
	var all kinds
	for i, input := range n.Inputs() {
		of[i] = o.kindsOf(input)
		all |= of[i]
	}
	k := inferKinds(n, of, all)
	o.changes[n] = k
	return k
}

func inferKinds(n Node, of []kinds, all kinds) kinds {
	switch n := n.(type) {
	case *TableSource:
		return tableKinds(n.Source.Table)
	case *Scan:
		return tableKinds(n.Table)
	case *Values:
		return inserts
	case *GroupAggregate:
		switch {
		case all == inserts && n.Distinct:
			return inserts
		case all == inserts:
			return inserts | updates
		case n.Distinct:
			return inserts | deletes
		}
		return allChanges
	case *WindowAggregate:
		return inserts
	case *OverAggregate:
		if n.rank == nil {
			takesInserts(n, all)
		}
		return inserts
	case *WindowRank, *WindowDeduplicate, *WindowJoin, *IntervalJoin, *MatchRecognize, *Sort, *WindowTableFunction:
		if w, ok := n.(*WindowTableFunction); !ok || w.Window.Kind == Session {
			takesInserts(n, all)
		}
		if _, ok := n.(*WindowTableFunction); ok {
			return all
		}
		return inserts
	case *TemporalJoin:
		return of[0]
	case *Rank, *ChangelogNormalize, *UpsertMaterialize:
		return allChanges
	case *Deduplicate:
		takesInserts(n, all)
		if n.Proctime && !n.KeepLast {
			return inserts
		}
		return inserts | updates
	case *Limit:
		if all == inserts {
			return inserts
		}
		return allChanges
	case *Join:
		if n.Kind == InnerJoin || n.Kind == SemiJoin {
			if all == inserts {
				return inserts
			}
			return all | deletes
		}
		return allChanges
	case *SetOperation:
		return inserts | deletes
	}
	return all
}

func tableKinds(t *Table) kinds {
	if t.Changelog {
		return allChanges
	}
	return inserts
}

// takesInserts refuses changes where only rows that are added can be taken.
func takesInserts(n Node, input kinds) {
	if input != inserts {
		refuse(n.base().At, "%s doesn't support consuming %s which is produced by node %s", OperatorName(n), changesText(input), producer(n).Describe())
	}
}

// changesText names the changes beyond inserts.
func changesText(k kinds) string {
	switch {
	case k&updates != 0 && k&deletes != 0:
		return "update and delete changes"
	case k&updates != 0:
		return "update changes"
	}
	return "delete changes"
}

// producer is the node below that makes changes of what it gets, found by walking down past those that only pass them on.
func producer(n Node) Node {
	o := &optimizer{changes: map[Node]kinds{}}
	for {
		var next Node
		for _, input := range n.Inputs() {
			if o.kindsOf(input) != inserts {
				next = input
				break
			}
		}
		if next == nil {
			return n
		}
		switch next.(type) {
		case *Calc, *Union, *Watermark, *DropUpdateBefore, *Unnest, *Expand, *WindowTableFunction, *Limit:
			n = next
		default:
			return next
		}
	}
}

// inferChangelog sets the changelog mode and the keys of every node of a final plan, and refuses updates into sinks that
// only append.
func (o *optimizer) inferChangelog(roots []Node) {
	o.changes = map[Node]kinds{}
	for _, root := range roots {
		k := o.kindsOf(root)
		if s, ok := root.(*Sink); ok && !s.AcceptsChangelog && k != inserts {
			refuse(s.At, "Table sink '%s' doesn't support consuming %s which is produced by node %s", s.Table.Name, changesText(k), producer(s).Describe())
		}
	}
	known := func(n Node) [][]int { return n.Schema().Keys }
	walkAll(roots, func(n Node) { n.base().Out.Keys = keysOver(n, known) })
	for _, root := range roots {
		if s, ok := root.(*Sink); ok {
			o.materialized(s)
		}
	}
	walkAll(roots, func(n Node) {
		switch n := n.(type) {
		case *Rank:
			n.RowKey = o.updatedKey(n)
		case *GroupAggregate:
			o.markGrowing(n)
		}
	})
	before := o.neededBefore(roots)
	walkAll(roots, func(n Node) { n.base().Sends = o.mode(n, before[n]) })
}

// mode is what a node sends, of which consumers do or do not need the old row of an update.
func (o *optimizer) mode(n Node, before bool) ChangelogMode {
	k := o.kindsOf(n)
	switch _, materialized := n.(*UpsertMaterialize); {
	case k == inserts:
		return InsertOnly
	case materialized:
		return Upsert
	case passesLeft(n):
		return n.Inputs()[0].Mode()
	case passesChanges(n):
		mode := InsertOnly
		for _, i := range n.Inputs() {
			mode = max(mode, i.Mode())
		}
		return mode
	case before:
		return Retract
	}
	if _, ok := n.(*Scan); ok {
		return Retract
	}
	return Upsert
}

// passesChanges tells the nodes that hand changes on as they come.
func passesChanges(n Node) bool {
	switch n.(type) {
	case *Calc, *Union, *Watermark, *Unnest, *Expand, *WindowTableFunction, *Sink:
		return true
	}
	return false
}

// passesLeft tells the nodes that hand the changes of their left input on as they come.
func passesLeft(n Node) bool {
	_, ok := n.(*TemporalJoin)
	return ok
}

// neededBefore finds the nodes of which some consumer needs the old row of an update.
func (o *optimizer) neededBefore(roots []Node) map[Node]bool {
	var order []Node
	walkAll(roots, func(n Node) { order = append(order, n) })
	needed := map[Node]bool{}
	for i := len(order) - 1; i >= 0; i-- { // consumers first
		n := order[i]
		for at, input := range n.Inputs() {
			if o.kindsOf(input) != inserts && needsBefore(n, at, needed[n]) {
				needed[input] = true
			}
		}
	}
	return needed
}

// needsBefore tells whether a node needs the old rows of updates of its input; asked tells whether its own consumers do.
func needsBefore(n Node, input int, asked bool) bool {
	switch n := n.(type) {
	case *Calc: // a filter may let the new row through and not the old one, or the other way round
		return asked || n.Filter != nil
	case *Union, *Watermark, *Unnest, *Expand, *WindowTableFunction:
		return asked
	case *LookupJoin: // what is found for the new row need not be what was found for the old one
		return true
	case *TemporalJoin:
		return input == 0
	case *ChangelogNormalize, *DropUpdateBefore:
		return false
	case *Rank:
		return n.RowKey == nil
	case *Join:
		keys := n.Keys.Left
		if input == 1 {
			keys = n.Keys.Right
		}
		for _, k := range n.In[input].Schema().Keys {
			if containsAll(keys, k) && len(k) > 0 {
				return asked
			}
		}
		return true
	}
	return true
}
