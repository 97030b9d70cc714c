package operator

import (
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// joiner is what all joins share: the rows of a pair next to each other, the condition over them, and padding. A side is 0 for
// the left and 1 for the right input; a row is given by its columns and its position in them.
type joiner struct {
	kind plan.JoinKind
	keys [2][]int
	safe []bool
	// widths are the numbers of columns of the sides.
	widths    [2]int
	condition *expr.Evaluator
	// pairs are candidates that the condition is evaluated over.
	pairs *batch.Batch
	sel   []int32
	emit  *emitter
	// gathered are, for the pairs that the emitter has, the rows of from that are their own sides.
	gathered []int32
	from     []*batch.Vector
	fromSide int
}

func newJoiner(c *Context, node plan.Node, kind plan.JoinKind, keys plan.JoinKeys, condition expr.Expr, e *emitter) (*joiner, error) {
	left, right := node.Inputs()[0].Schema().Types(), node.Inputs()[1].Schema().Types()
	j := &joiner{
		kind: kind, keys: [2][]int{keys.Left, keys.Right}, safe: keys.NullSafe, widths: [2]int{len(left), len(right)},
		pairs: batch.New(append(left[:len(left):len(left)], right...)), emit: e,
	}
	if condition == nil {
		return j, nil
	}
	var err error
	j.condition, err = expr.Compile(condition, c.exprConfig())
	return j, err
}

// pads tells whether the rows of a side are kept, padded, if they have no match.
func (j *joiner) pads(side int) bool {
	return j.kind == plan.FullJoin || side == 0 && j.kind == plan.LeftJoin || side == 1 && j.kind == plan.RightJoin
}

// nullKey tells whether a row has a NULL among its keys, so that it matches nothing.
func (j *joiner) nullKey(side int, columns []*batch.Vector, row int) bool {
	for i, c := range j.keys[side] {
		if !j.safe[i] && columns[c].IsNull(row) {
			return true
		}
	}
	return false
}

// matches returns which of the rows of the other side, given by their number, match a row. The result is valid until the next
// call.
func (j *joiner) matches(side int, columns []*batch.Vector, row, n int, other func(i int) encodedRow) ([]int32, error) {
	j.sel = j.sel[:0]
	if j.condition == nil {
		for i := range n {
			j.sel = append(j.sel, int32(i))
		}
		return j.sel, nil
	}
	if n == 0 {
		return nil, nil
	}
	j.pairs.Resize(n)
	for i := range n {
		if err := j.fill(j.pairs.Cols, i, side, columns, row, other(i)); err != nil {
			return nil, err
		}
	}
	sel, err := j.condition.EvalFilter(nil, j.pairs, nil)
	if err != nil {
		return nil, err
	}
	j.sel = append(j.sel, sel...)
	return j.sel, nil
}

// sides are the columns of the side of a row and of the other one, in columns of pairs.
func (j *joiner) sides(columns []*batch.Vector, side int) (own, other []*batch.Vector) {
	left, right := columns[:j.widths[0]], columns[j.widths[0]:]
	if side == 0 {
		return left, right
	}
	return right, left
}

func (j *joiner) fill(to []*batch.Vector, at, side int, columns []*batch.Vector, row int, other encodedRow) error {
	own, others := j.sides(to, side)
	for c, v := range columns {
		own[c].CopyRow(at, v, row)
	}
	return other.decode(others, at)
}

// pair sends a row with one of the other side.
func (j *joiner) pair(kind batch.RowKind, side int, columns []*batch.Vector, row int, other encodedRow) error {
	to, err := j.emit.row(kind)
	if err != nil {
		return err
	}
	return j.fill(j.emit.b.Cols, to, side, columns, row, other)
}

// gather makes the emitter send only those pairs that meet the condition, which is evaluated over many at once, and has their own
// sides copied column by column. It's for joins all of whose results are pairs.
func (j *joiner) gather() {
	j.emit.complete = func(b *batch.Batch) error {
		own, _ := j.sides(b.Cols, j.fromSide)
		for c, v := range j.from {
			own[c].CopyRows(0, v, j.gathered)
		}
		j.gathered = j.gathered[:0]
		if j.condition == nil {
			return nil
		}
		var err error
		b.Sel, err = j.condition.EvalFilter(nil, b, nil)
		return err
	}
}

// candidate adds a pair that is sent if it meets the condition. The emitter is flushed before columns become others.
func (j *joiner) candidate(kind batch.RowKind, side int, columns []*batch.Vector, row int, other encodedRow) error {
	to, err := j.emit.row(kind)
	if err != nil {
		return err
	}
	j.gathered, j.from, j.fromSide = append(j.gathered, int32(row)), columns, side
	_, others := j.sides(j.emit.b.Cols, side)
	return other.decode(others, to)
}

// pad sends a row that has no match, or for SEMI and ANTI joins a left row as it is.
func (j *joiner) pad(kind batch.RowKind, side int, columns []*batch.Vector, row int) error {
	to, err := j.emit.row(kind)
	if err != nil {
		return err
	}
	own, others := j.emit.b.Cols, []*batch.Vector(nil)
	if !j.kind.OnlyLeft() {
		own, others = j.sides(own, side)
	}
	for c, v := range columns {
		own[c].CopyRow(to, v, row)
	}
	for _, v := range others {
		v.SetNull(to)
	}
	return nil
}

// padEncoded is pad of an encoded row.
func (j *joiner) padEncoded(kind batch.RowKind, side int, r encodedRow) error {
	to, err := j.emit.row(kind)
	if err != nil {
		return err
	}
	own, others := j.emit.b.Cols, []*batch.Vector(nil)
	if !j.kind.OnlyLeft() {
		own, others = j.sides(own, side)
	}
	for _, v := range others {
		v.SetNull(to)
	}
	return r.decode(own, to)
}
