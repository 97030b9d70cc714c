package plan

import (
	"math"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// intervalJoin is a join whose condition bounds the difference of two time attributes on both sides; nil where it does not.
func (o *optimizer) intervalJoin(j *Join, left, right Node, keys JoinKeys, condition expr.Expr) Node {
	if j.Kind.OnlyLeft() {
		return nil
	}
	width := len(left.Schema().Columns)
	columns := append(copied(left.Schema().Columns), right.Schema().Columns...)
	n := &IntervalJoin{Kind: j.Kind, Keys: keys, LeftTime: -1, Lower: math.MinInt64, Upper: math.MaxInt64}
	var rest []expr.Expr
	parts := conjuncts(condition)
	for _, c := range parts {
		b, ok := timeBound(c, columns, width)
		if !ok || n.LeftTime >= 0 && (n.LeftTime != b.left || n.RightTime != b.right-width) {
			rest = append(rest, c)
			continue
		}
		n.LeftTime, n.RightTime = b.left, b.right-width
		n.Lower, n.Upper = max(n.Lower, b.lower), min(n.Upper, b.upper)
	}
	for i := range keys.Left { // equal times are an interval of length zero
		l, r := left.Schema().Columns[keys.Left[i]], right.Schema().Columns[keys.Right[i]]
		if l.Time == NoTimeAttribute || l.Time != r.Time || n.LeftTime >= 0 && (n.LeftTime != keys.Left[i] || n.RightTime != keys.Right[i]) {
			continue
		}
		n.LeftTime, n.RightTime = keys.Left[i], keys.Right[i]
		n.Lower, n.Upper = max(n.Lower, 0), min(n.Upper, 0)
	}
	if n.LeftTime < 0 || n.Lower == math.MinInt64 || n.Upper == math.MaxInt64 {
		return nil
	}
	n.Proctime = columns[n.LeftTime].Time == Proctime
	n.Condition = conjunction(rest...)
	n.At = j.At
	return connected(n, left, right)
}

// bound is what a condition says about left time minus right time, in milliseconds.
type bound struct {
	left, right  int
	lower, upper int64
}

// timeBound takes a comparison of time attributes of both sides apart.
func timeBound(e expr.Expr, columns []Column, width int) (b bound, ok bool) {
	call, isCall := e.(*expr.Call)
	if !isCall || len(call.Args) != 2 || mirrored[call.Name] == "" {
		return b, false
	}
	a, c := timeTerm(call.Args[0], columns), timeTerm(call.Args[1], columns)
	op := call.Name
	if a == nil || c == nil || columns[a.column].Time != columns[c.column].Time {
		return b, false
	}
	if a.column >= width {
		a, c, op = c, a, mirrored[op]
	}
	if a.column >= width || c.column < width {
		return b, false
	}
	// left + a.offset op right + c.offset
	difference := c.offset - a.offset
	b = bound{left: a.column, right: c.column, lower: math.MinInt64, upper: math.MaxInt64}
	switch op {
	case "=":
		b.lower, b.upper = difference, difference
	case "<":
		b.upper = difference - 1
	case "<=":
		b.upper = difference
	case ">":
		b.lower = difference + 1
	case ">=":
		b.lower = difference
	}
	return b, true
}

// term is a time attribute plus a constant.
type term struct {
	column int
	offset int64
}

func timeTerm(e expr.Expr, columns []Column) *term {
	switch e := e.(type) {
	case *expr.Column:
		if columns[e.Index].Time != NoTimeAttribute {
			return &term{column: e.Index}
		}
	case *expr.Cast: // a cast to another precision of the same kind
		if e.Typ.Kind == e.Arg.Type().Kind && e.Typ.Kind.IsTimestamp() && e.Typ.Precision >= e.Arg.Type().Precision {
			return timeTerm(e.Arg, columns)
		}
	case *expr.Call:
		if len(e.Args) != 2 || e.Name != "+" && e.Name != "-" {
			return nil
		}
		time, interval := e.Args[0], e.Args[1]
		if _, first := time.(*expr.Literal); first && e.Name == "+" {
			time, interval = interval, time
		}
		l, ok := interval.(*expr.Literal)
		if !ok || l.Typ.Kind != types.IntervalDayTime || l.Value == nil {
			return nil
		}
		t := timeTerm(time, columns)
		if t == nil {
			return nil
		}
		if e.Name == "+" {
			t.offset += l.Value.(int64)
		} else {
			t.offset -= l.Value.(int64)
		}
		return t
	}
	return nil
}
