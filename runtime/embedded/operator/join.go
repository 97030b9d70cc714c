package operator

import (
	"fmt"

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
	// partners are the rows of the other side that have the key of a row.
	partners []int32
}

// joinSide is one input of a join.
type joinSide struct {
	// rows are kept with the numbers of their matches; an INNER join counts none.
	rows    keyedRows
	columns []types.Type
	// unique are the columns that identify a row of an input that tells updates by their new values alone; nil for others.
	unique []int
	// old is a row that an update replaces.
	old []*batch.Vector
}

// NewJoin returns the operator of a Join node.
func NewJoin(node *plan.Join) Operator {
	o := &join{node: node, before: node.Sends != plan.Upsert}
	for i, in := range node.In {
		o.sides[i] = joinSide{rows: keyedRows{table: state.NewTable()}, columns: in.Schema().Types()}
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
	if o.inner() {
		o.gather()
	}
	for i := range o.sides {
		s := &o.sides[i]
		s.old = vectorsOf(s.columns, 1)
		s.rows.expiry.open([2]int64{o.node.LeftTTL, o.node.RightTTL}[i], c.Clock)
		if err := s.rows.load(c.Restored, joinStates[i], o.signature()); err != nil {
			return err
		}
	}
	return nil
}

// inner tells a join all of whose results are pairs.
func (o *join) inner() bool { return o.kind == plan.InnerJoin }

// Process implements Operator.
func (o *join) Process(side int, b *batch.Batch) error {
	o.keys.Encode(b, o.joiner.keys[side])
	s := &o.sides[side]
	for i := range o.sides {
		o.sides[i].rows.begin(b.Rows())
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
		var old encodedRow
		if s.unique != nil {
			var err error
			if old, err = o.replaced(s, hash, key, b.Cols, row); err != nil {
				return err
			}
		}
		switch {
		case old == "":
			old = sharedRow(o.encoder.bytes(b.Cols, row))
		case kind.IsAdd():
			if err := o.replace(side, hash, key, old); err != nil {
				return err
			}
			old = sharedRow(o.encoder.bytes(b.Cols, row))
		}
		if err := o.change(kind, side, hash, key, b.Cols, row, old); err != nil {
			return err
		}
	}
	return o.emit.flush()
}

// replaced finds the row that an update or a deletion by key is about, and decodes it into s.old.
func (o *join) replaced(s *joinSide, hash uint64, key []byte, columns []*batch.Vector, row int) (encodedRow, error) {
	for r := s.rows.first(s.rows.find(hash, key)); r != state.NoRow; r = s.rows.lists.Next(r) {
		kept := sharedRow(s.rows.lists.Get(r))
		if err := kept.decode(s.old, 0); err != nil {
			return "", err
		}
		same := true
		for _, c := range s.unique {
			same = same && string(batch.AppendKey(nil, s.old[c], 0)) == string(batch.AppendKey(nil, columns[c], row))
		}
		if same {
			return kept, nil
		}
	}
	return "", nil
}

// replace takes the row in s.old back. What was gathered before is of other columns.
func (o *join) replace(side int, hash uint64, key []byte, old encodedRow) error {
	if err := o.emit.flush(); err != nil {
		return err
	}
	if err := o.change(batch.UpdateBefore, side, hash, key, o.sides[side].old, 0, old); err != nil {
		return err
	}
	return o.emit.flush()
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
	own, other := &o.sides[side].rows, &o.sides[1-side].rows
	slot := other.find(hash, key)
	if o.inner() {
		if kind.IsAdd() {
			own.lists.Append(own.at(hash, key), r.bytes(), 0)
		} else if !own.forget(hash, key, r.bytes()) || kind == batch.UpdateBefore && !o.before {
			return nil
		}
		for p := other.first(slot); p != state.NoRow; p = other.lists.Next(p) {
			if err := o.candidate(kind, side, columns, row, sharedRow(other.lists.Get(p))); err != nil {
				return err
			}
		}
		return nil
	}
	o.partners = o.partners[:0]
	for p := other.first(slot); p != state.NoRow; p = other.lists.Next(p) {
		o.partners = append(o.partners, p)
	}
	matches, err := o.matches(side, columns, row, len(o.partners), func(i int) encodedRow {
		return sharedRow(other.lists.Get(o.partners[i]))
	})
	if err != nil {
		return err
	}
	if len(matches) > 0 {
		other.table.Touch(slot)
	}
	if kind.IsAdd() {
		own.lists.Append(own.at(hash, key), r.bytes(), int32(len(matches)))
	} else if !own.forget(hash, key, r.bytes()) {
		return nil
	}
	if o.kind.OnlyLeft() {
		return o.changeLeft(kind, side, columns, row, matches)
	}
	if len(matches) == 0 {
		if o.pads(side) {
			return o.sendAlone(kind.IsAdd(), side, columns, row)
		}
		return nil
	}
	for _, m := range matches {
		if err := o.changePair(kind, side, columns, row, o.partners[m]); err != nil {
			return err
		}
	}
	return nil
}

// changePair sends a pair that comes or goes. Where a side is padded, pairs come as +I and go as -D, as the padding does.
func (o *join) changePair(kind batch.RowKind, side int, columns []*batch.Vector, row int, partner int32) error {
	add, padded := kind.IsAdd(), o.pads(1-side)
	lists := &o.sides[1-side].rows.lists
	other, matches := sharedRow(lists.Get(partner)), lists.Count(partner)
	if kind = batch.Delete; add {
		kind = batch.Insert
	}
	if add {
		if *matches++; *matches == 1 && padded {
			if err := o.padEncoded(batch.Delete, 1-side, other); err != nil {
				return err
			}
		}
		return o.pair(kind, side, columns, row, other)
	}
	if err := o.pair(kind, side, columns, row, other); err != nil {
		return err
	}
	if *matches--; *matches == 0 && padded {
		return o.padEncoded(batch.Insert, 1-side, other)
	}
	return nil
}

// changeLeft is the change of a SEMI or ANTI join: of the left row itself, or of the left rows that a right row matches.
func (o *join) changeLeft(kind batch.RowKind, side int, columns []*batch.Vector, row int, matches []int32) error {
	semi := o.kind == plan.SemiJoin
	if side == 0 {
		if semi != (len(matches) > 0) || kind == batch.UpdateBefore && !o.before {
			return nil
		}
		return o.pad(kind, 0, columns, row)
	}
	lists := &o.sides[0].rows.lists
	for _, m := range matches {
		left := o.partners[m]
		first, last := false, false
		if n := lists.Count(left); kind.IsAdd() {
			*n++
			first = *n == 1
		} else {
			*n--
			last = *n == 0
		}
		if !first && !last {
			continue
		}
		if err := o.sendLeft(first == semi, sharedRow(lists.Get(left))); err != nil {
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

// Watermark implements Operator.
func (o *join) Watermark(millis int64) error { return o.emit.tell(millis) }

// Snapshot implements Operator.
func (o *join) Snapshot(w *state.Writer) error {
	for i := range o.sides {
		o.sides[i].rows.snapshot(w, joinStates[i], o.signature())
	}
	return nil
}

// Close implements Operator.
func (o *join) Close() error { return nil }
