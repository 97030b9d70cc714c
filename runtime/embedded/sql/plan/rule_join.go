package plan

import (
	"slices"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// classifyJoins decides how each join is done. A join FOR SYSTEM_TIME AS OF is a temporal join; one by equal windows a window
// join; one that bounds the difference of time attributes an interval join; any other is a regular join.
func classifyJoins(o *optimizer, root Node) Node {
	return transform(root, func(n Node) Node {
		if j, ok := n.(*Join); ok && j.asked != nil {
			return o.classified(j)
		}
		return n
	})
}

func (o *optimizer) classified(j *Join) Node {
	left, right := j.In[0], j.In[1]
	if at := j.asked.systemTime; at >= 0 && left.Schema().Columns[at].Time == Proctime {
		return o.lookupJoin(j)
	}
	width := len(left.Schema().Columns)
	keys, rest := joinKeys(conjuncts(j.Condition), width)
	l, r := &keySide{input: left}, &keySide{input: right}
	var jk JoinKeys
	for _, k := range keys {
		jk.Left = append(jk.Left, l.column(k.left))
		jk.Right = append(jk.Right, r.column(expr.ShiftColumns(k.right, -width)))
		jk.NullSafe = append(jk.NullSafe, k.nullSafe)
	}
	left, right = l.node(), r.node()
	added := len(left.Schema().Columns) - width
	condition := conjunction(rest...)
	if condition != nil && added > 0 {
		condition = expr.ReplaceColumns(condition, func(c *expr.Column) expr.Expr {
			moved := *c
			if c.Index >= width {
				moved.Index += added
			}
			return &moved
		})
	}
	out := o.joinNode(j, left, right, jk, condition)
	return restored(out, j, width, added)
}

// joinNode makes the node of the kind of join that fits.
func (o *optimizer) joinNode(j *Join, left, right Node, keys JoinKeys, condition expr.Expr) Node {
	if j.asked.systemTime >= 0 {
		return o.temporalJoin(j, left, right, keys, condition)
	}
	if n := windowJoin(j, left, right, keys, condition); n != nil {
		return n
	}
	if n := o.intervalJoin(j, left, right, keys, condition); n != nil {
		return n
	}
	n := &Join{Kind: j.Kind, Keys: keys, Condition: condition, LeftTTL: o.ttl(j.LeftTTL), RightTTL: o.ttl(j.RightTTL)}
	n.At = j.At
	return connected(n, left, right)
}

// ttl is a time to live, where one was set, or that of the plan.
func (o *optimizer) ttl(set int64) int64 {
	if set >= 0 {
		return set
	}
	return o.stateTTL
}

// restored drops the columns that were added for keys.
func restored(n Node, j *Join, width, added int) Node {
	have := len(n.Schema().Columns)
	want := len(j.Out.Columns)
	if have == want {
		return n
	}
	projections := make([]expr.Expr, want)
	names := make([]string, want)
	for i := range want {
		at := i
		if i >= width {
			at += added
		}
		projections[i], names[i] = columnAt(n, at), j.Out.Columns[i].Name
	}
	return NewCalc(n, nil, projections, names)
}

// joinKey is an equality between the inputs of a join.
type joinKey struct {
	left, right expr.Expr
	nullSafe    bool
}

// joinKeys takes the equalities out of a condition.
func joinKeys(conditions []expr.Expr, width int) (keys []joinKey, rest []expr.Expr) {
	for _, c := range conditions {
		if k, ok := equality(c, width); ok {
			keys = append(keys, k)
		} else {
			rest = append(rest, c)
		}
	}
	return keys, rest
}

func equality(e expr.Expr, width int) (joinKey, bool) {
	call, ok := e.(*expr.Call)
	if !ok || call.Name != "=" && call.Name != "IS NOT DISTINCT FROM" || !expr.IsDeterministic(call) {
		return joinKey{}, false
	}
	a, b := call.Args[0], call.Args[1]
	if sideOf(a, width) == onRight {
		a, b = b, a
	}
	if sideOf(a, width) != onLeft || sideOf(b, width) != onRight {
		return joinKey{}, false
	}
	a, b, ok = sameKeyType(a, b)
	return joinKey{left: a, right: b, nullSafe: call.Name != "="}, ok
}

// sameKeyType casts the sides of an equality to one type, so that equal values have equal keys.
func sameKeyType(a, b expr.Expr) (expr.Expr, expr.Expr, bool) {
	s, t := a.Type(), b.Type()
	if s.EqualIgnoringNull(t) || s.Kind.IsCharacter() && t.Kind.IsCharacter() || s.Kind.IsBinary() && t.Kind.IsBinary() {
		return a, b, true
	}
	common, ok := expr.CommonType(s, t)
	if !ok || common.Kind == types.Null {
		return a, b, false
	}
	var errA, errB error
	if !s.EqualIgnoringNull(common) {
		a, errA = expr.NewCast(a, common, false)
	}
	if !t.EqualIgnoringNull(common) {
		b, errB = expr.NewCast(b, common, false)
	}
	return a, b, errA == nil && errB == nil
}

// keySide is an input of a join to which columns are added for keys that are expressions.
type keySide struct {
	input Node
	added []expr.Expr
}

func (s *keySide) column(e expr.Expr) int {
	if c, ok := e.(*expr.Column); ok {
		return c.Index
	}
	for i, known := range s.added {
		if expr.Equal(known, e) {
			return len(s.input.Schema().Columns) + i
		}
	}
	s.added = append(s.added, e)
	return len(s.input.Schema().Columns) + len(s.added) - 1
}

func (s *keySide) node() Node {
	if len(s.added) == 0 {
		return s.input
	}
	var projections []expr.Expr
	var names []string
	for i, c := range s.input.Schema().Columns {
		projections, names = append(projections, columnAt(s.input, i)), append(names, c.Name)
	}
	for _, e := range s.added {
		projections, names = append(projections, e), append(names, "$key")
	}
	return mergedCalc(NewCalc(s.input, nil, projections, names))
}

// windowJoin is a join of rows of the same windows; nil where the join is none.
func windowJoin(j *Join, left, right Node, keys JoinKeys, condition expr.Expr) Node {
	l, r := WindowsOf(left), WindowsOf(right)
	if !l.Complete() || !r.Complete() || !sameWindows(l.Spec, r.Spec) {
		return nil
	}
	if l.Spec.Proctime {
		refuse(j.At, "Processing time Window Join is not supported yet")
	}
	n := &WindowJoin{
		Kind: j.Kind, LeftStart: l.Start, LeftEnd: l.End, RightStart: r.Start, RightEnd: r.End, Window: l.Spec, Condition: condition,
	}
	start, end := false, false
	for i := range keys.Left {
		switch {
		case keys.Left[i] == l.Start && keys.Right[i] == r.Start:
			start = true
		case keys.Left[i] == l.End && keys.Right[i] == r.End:
			end = true
		default:
			n.Keys.Left = append(n.Keys.Left, keys.Left[i])
			n.Keys.Right = append(n.Keys.Right, keys.Right[i])
			n.Keys.NullSafe = append(n.Keys.NullSafe, keys.NullSafe[i])
		}
	}
	if !start || !end {
		return nil
	}
	n.At = j.At
	return connected(n, left, right)
}

// sameWindows tells that two windows divide time in the same way.
func sameWindows(a, b WindowSpec) bool {
	return a.Kind == b.Kind && a.Size == b.Size && a.Slide == b.Slide && a.Offset == b.Offset && a.Proctime == b.Proctime && a.LocalTime == b.LocalTime
}

// temporalJoin is a join with the version of the right side's rows that was valid at the left row's time.
func (o *optimizer) temporalJoin(j *Join, left, right Node, keys JoinKeys, condition expr.Expr) Node {
	time := slices.IndexFunc(right.Schema().Columns, func(c Column) bool { return c.Time == Rowtime })
	if time < 0 {
		refuse(j.At, "Temporal Table Join requires primary key and row time field in versioned table, but no row time field can be found")
	}
	unique := uniqueKeys(right)
	if len(unique) == 0 {
		refuse(j.At, "Temporal Table Join requires primary key and row time field in versioned table, but no primary key can be found")
	}
	if !slices.ContainsFunc(unique, func(k []int) bool { return containsAll(keys.Right, k) }) {
		refuse(j.At, "Temporal table's primary key must be included in the equivalence condition of temporal join")
	}
	n := &TemporalJoin{Kind: j.Kind, Keys: keys, LeftTime: j.asked.systemTime, RightTime: time, Condition: condition}
	n.At = j.At
	return connected(n, left, right)
}

func containsAll(all, some []int) bool {
	for _, i := range some {
		if !slices.Contains(all, i) {
			return false
		}
	}
	return true
}
