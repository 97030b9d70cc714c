package operator

import (
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// join is the regular join: it keeps both inputs, and joins each change of one with what the other holds. Each kept row knows
// how many matches it has, so that padding comes and goes with the first and the last of them.
type join struct {
	*joiner
	node  *plan.Join
	sides [2]joinSide
	keys  batch.Keys
	// before says that -U is wanted downstream.
	before  bool
	encoder rowEncoder
	emit    *emitter
}

// joinSide is one input of a join.
type joinSide struct {
	state   *keyed[[]joinRow]
	columns []types.Type
	// unique are the columns that identify a row of an input that tells updates by their new values alone; nil for others.
	unique []int
	// old is a row that an update replaces.
	old []*batch.Vector
}

// joinRow is a row that is kept, with the number of its matches.
type joinRow struct {
	row     encodedRow
	matches int64
}

// NewJoin returns the operator of a Join node.
func NewJoin(node *plan.Join) Operator {
	o := &join{node: node, before: node.Sends != plan.Upsert}
	for i, in := range node.In {
		o.sides[i] = joinSide{state: newKeyed[[]joinRow](), columns: in.Schema().Types()}
		if in.Mode() == plan.Upsert && len(in.Schema().Keys) > 0 {
			o.sides[i].unique = in.Schema().Keys[0]
		}
	}
	return o
}

// joinStates are the names of the keyed states of the sides.
var joinStates = [2]string{"left", "right"}

func (o *join) signature() string {
	return fmt.Sprintf("join %v of %v and %v", o.node.Keys, o.sides[0].columns, o.sides[1].columns)
}

// Open implements Operator.
func (o *join) Open(c *Context, out Output) (err error) {
	o.emit = newEmitter(out, o.node.Out.Types(), o.node.Sends != plan.InsertOnly)
	if o.joiner, err = newJoiner(c, o.node, o.node.Kind, o.node.Keys, o.node.Condition, o.emit); err != nil {
		return err
	}
	for i := range o.sides {
		s := &o.sides[i]
		s.old = vectorsOf(s.columns, 1)
		s.state.expiry.open([2]int64{o.node.LeftTTL, o.node.RightTTL}[i], c.Clock)
		err := s.state.restore(c.Restored, joinStates[i], o.signature(), func(src []byte, rows *[]joinRow, _ int32) (err error) {
			*rows, err = cutJoinRows(src)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Process implements Operator.
func (o *join) Process(side int, b *batch.Batch) error {
	o.keys.Encode(b, o.joiner.keys[side])
	s := &o.sides[side]
	for i := range o.sides {
		o.sides[i].state.begin(b.Rows())
	}
	for i := range b.Rows() {
		row := b.Row(i)
		o.emit.at(b, row)
		kind := b.Kind(row)
		if o.nullKey(side, b.Cols, row) {
			if err := o.alone(kind, side, b.Cols, row); err != nil {
				return err
			}
			continue
		}
		hash, key := o.keys.Hash(i), o.keys.Key(i)
		r := o.encoder.encode(b.Cols, row)
		if s.unique != nil {
			old, err := o.replaced(s, hash, key, b.Cols, row)
			if err != nil {
				return err
			}
			if old != "" {
				if !kind.IsAdd() {
					r = old
				} else if err := o.change(batch.UpdateBefore, side, hash, key, s.old, 0, old); err != nil {
					return err
				}
			}
		}
		if err := o.change(kind, side, hash, key, b.Cols, row, r); err != nil {
			return err
		}
	}
	return o.emit.flush()
}

// replaced finds the row that an update or a deletion by key is about, and decodes it into s.old.
func (o *join) replaced(s *joinSide, hash uint64, key []byte, columns []*batch.Vector, row int) (encodedRow, error) {
	rows, _ := s.state.find(hash, key)
	if rows == nil {
		return "", nil
	}
	for _, r := range *rows {
		if err := r.row.decode(s.old, 0); err != nil {
			return "", err
		}
		same := true
		for _, c := range s.unique {
			same = same && string(batch.AppendKey(nil, s.old[c], 0)) == string(batch.AppendKey(nil, columns[c], row))
		}
		if same {
			return r.row, nil
		}
	}
	return "", nil
}

// alone sends a row that can have no match.
func (o *join) alone(kind batch.RowKind, side int, columns []*batch.Vector, row int) error {
	if o.pads(side) || side == 0 && o.kind == plan.AntiJoin {
		return o.sendAlone(kind.IsAdd(), side, columns, row)
	}
	return nil
}

func (o *join) sendAlone(add bool, side int, columns []*batch.Vector, row int) error {
	if add {
		return o.pad(batch.Insert, side, columns, row)
	}
	return o.pad(batch.Delete, side, columns, row)
}

// change adds a row or takes one back, and sends what that means for the pairs and for the padding of both sides.
func (o *join) change(kind batch.RowKind, side int, hash uint64, key []byte, columns []*batch.Vector, row int, r encodedRow) error {
	var others []joinRow
	found, slot := o.sides[1-side].state.find(hash, key)
	if found != nil {
		others = *found
	}
	matches, err := o.matches(side, columns, row, len(others), func(i int) encodedRow { return others[i].row })
	if err != nil {
		return err
	}
	if len(matches) > 0 {
		o.sides[1-side].state.touch(slot)
	}
	if kind.IsAdd() {
		rows, _ := o.sides[side].state.at(hash, key)
		*rows = append(*rows, joinRow{r, int64(len(matches))})
	} else if !o.sides[side].forget(hash, key, r) {
		return nil
	}
	if o.kind.OnlyLeft() {
		return o.changeLeft(kind, side, columns, row, others, matches)
	}
	if len(matches) == 0 {
		if o.pads(side) {
			return o.sendAlone(kind.IsAdd(), side, columns, row)
		}
		return nil
	}
	for _, m := range matches {
		if err := o.changePair(kind, side, columns, row, &others[m]); err != nil {
			return err
		}
	}
	return nil
}

// changePair sends a pair that comes or goes. Where a side is padded, pairs come as +I and go as -D, as the padding does.
func (o *join) changePair(kind batch.RowKind, side int, columns []*batch.Vector, row int, other *joinRow) error {
	add, padded := kind.IsAdd(), o.pads(1-side)
	if o.pads(0) || o.pads(1) {
		if kind = batch.Delete; add {
			kind = batch.Insert
		}
	}
	if add {
		if other.matches++; other.matches == 1 && padded {
			if err := o.padEncoded(batch.Delete, 1-side, other.row); err != nil {
				return err
			}
		}
		return o.pair(kind, side, columns, row, other.row)
	}
	if kind != batch.UpdateBefore || o.before {
		if err := o.pair(kind, side, columns, row, other.row); err != nil {
			return err
		}
	}
	if other.matches--; other.matches == 0 && padded {
		return o.padEncoded(batch.Insert, 1-side, other.row)
	}
	return nil
}

// changeLeft is the change of a SEMI or ANTI join: of the left row itself, or of the left rows that a right row matches.
func (o *join) changeLeft(kind batch.RowKind, side int, columns []*batch.Vector, row int, others []joinRow, matches []int32) error {
	semi := o.kind == plan.SemiJoin
	if side == 0 {
		if semi != (len(matches) > 0) || kind == batch.UpdateBefore && !o.before {
			return nil
		}
		return o.pad(kind, 0, columns, row)
	}
	for _, m := range matches {
		left := &others[m]
		first, last := false, false
		if kind.IsAdd() {
			left.matches++
			first = left.matches == 1
		} else {
			left.matches--
			last = left.matches == 0
		}
		if !first && !last {
			continue
		}
		if err := o.sendLeft(first == semi, left.row); err != nil {
			return err
		}
	}
	return nil
}

func (o *join) sendLeft(add bool, r encodedRow) error {
	if add {
		return o.padEncoded(batch.Insert, 0, r)
	}
	return o.padEncoded(batch.Delete, 0, r)
}

// forget removes a row and tells whether it was there.
func (s *joinSide) forget(hash uint64, key []byte, r encodedRow) bool {
	rows, slot := s.state.find(hash, key)
	if rows == nil {
		return false
	}
	i := slices.IndexFunc(*rows, func(o joinRow) bool { return o.row == r })
	if i < 0 {
		return false
	}
	s.state.touch(slot)
	if *rows = slices.Delete(*rows, i, i+1); len(*rows) == 0 {
		s.state.remove(slot)
	}
	return true
}

// Watermark implements Operator.
func (o *join) Watermark(millis int64) error { return o.emit.tell(millis) }

// Snapshot implements Operator.
func (o *join) Snapshot(w *state.Writer) error {
	for i := range o.sides {
		o.sides[i].state.snapshot(w, joinStates[i], o.signature(), func(dst []byte, rows *[]joinRow, _ int32) []byte {
			dst = binary.AppendUvarint(dst, uint64(len(*rows)))
			for _, r := range *rows {
				dst = appendVarint(appendString(dst, r.row), r.matches)
			}
			return dst
		})
	}
	return nil
}

func cutJoinRows(src []byte) (rows []joinRow, err error) {
	n, size := binary.Uvarint(src)
	if size <= 0 {
		return nil, errRows
	}
	src = src[size:]
	for range n {
		var r joinRow
		if r.row, src, err = cutString[encodedRow](src); err != nil {
			return nil, err
		}
		if r.matches, src, err = cutVarint(src); err != nil {
			return nil, err
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// Close implements Operator.
func (o *join) Close() error { return nil }
