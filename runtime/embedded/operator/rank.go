package operator

import (
	"fmt"
	"slices"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// rank keeps the rows of each partition in order and sends what a row that comes or goes changes among the first ones, in
// Flink's way: with ranks (or where the first ranks are left out) every row behind moves by one, which is an update per
// rank; without them only the row that comes in and the one that falls out are sent.
//
// Of an input that only adds rows no more than the wanted ones are kept, of one that takes rows back all are.
type rank struct {
	node    *plan.Rank
	retract bool
	before  bool
	ranks   bool

	rows *rankRows
	// ends says how many rows of a partition are wanted, nil where it is node.To; limit is that of the row at hand.
	ends    *rankEnds
	limit   int
	encoder rowEncoder
	keys    batch.Keys
	emit    *emitter
}

// NewRank returns the operator of a Rank node.
func NewRank(node *plan.Rank) Operator {
	o := &rank{
		node: node, retract: node.In[0].Mode() != plan.InsertOnly && node.RowKey == nil, before: node.Sends == plan.Retract,
		ranks: node.OutputRank || node.From > 1, rows: newRankRows(node.OrderBy, node.RowKey), limit: int(node.To),
	}
	if node.To == 0 {
		o.ends = newRankEnds(node.EndColumn)
	}
	return o
}

// rankState is the name of the keyed state of partitions.
const rankState = "rows"

func (o *rank) signature() string {
	return fmt.Sprintf("rank %v by %v of %v", o.node.OrderBy, o.node.PartitionBy, o.node.In[0].Schema().Types())
}

// Open implements Operator.
func (o *rank) Open(c *Context, out Output) error {
	o.emit = newEmitter(out, o.node.Out.Types(), true)
	o.rows.expiry.open(o.node.StateTTL, c.Clock)
	if o.ends != nil {
		o.ends.expiry.open(o.node.StateTTL, c.Clock)
		if err := o.ends.restored(c.Restored, o.signature()); err != nil {
			return err
		}
	}
	columns := vectorsOf(o.node.In[0].Schema().Types(), 1)
	return o.rows.load(c.Restored, rankState, o.signature(),
		func(dst []byte, numbers *[]int32) []byte { return o.rows.append(dst, *numbers) },
		func(src []byte, numbers *[]int32) (err error) {
			// The row at hand is the one that the partition is looked up for.
			place, id := o.rows.place, o.rows.id
			o.rows.place, o.rows.id = nil, nil
			*numbers, err = o.rows.restore(src, columns)
			o.rows.place, o.rows.id = place, id
			return err
		})
}

// Process implements Operator.
func (o *rank) Process(_ int, b *batch.Batch) error {
	o.keys.Encode(b, o.node.PartitionBy)
	o.rows.begin(b.Rows())
	if o.ends != nil {
		o.ends.begin(b.Rows())
	}
	for i := range b.Rows() {
		row := b.Row(i)
		o.emit.at(b, row)
		if o.ends != nil {
			o.limit = o.ends.of(o.keys.Hash(i), o.keys.Key(i), b.Cols, row)
		}
		o.rows.look(b.Cols, row)
		var err error
		switch isAdd := b.Kind(row).IsAdd(); {
		case o.node.RowKey != nil:
			if isAdd {
				err = o.replace(o.keys.Hash(i), o.keys.Key(i), b.Cols, row)
			}
		case isAdd:
			err = o.add(o.keys.Hash(i), o.keys.Key(i), b.Cols, row)
		default:
			err = o.remove(o.keys.Hash(i), o.keys.Key(i), sharedRow(o.encoder.bytes(b.Cols, row)))
		}
		if err != nil {
			return err
		}
	}
	return o.emit.flush()
}

func (o *rank) add(hash uint64, key []byte, columns []*batch.Vector, row int) error {
	limit := o.limit
	if kept, slot := o.rows.find(hash, key); kept != nil && !o.retract && len(*kept) == limit && o.rows.behind(*kept) == limit {
		o.rows.used(slot)
		return nil
	}
	numbers, _ := o.rows.at(hash, key)
	at := o.rows.behind(*numbers)
	r := o.rows.add(columns, row)
	all := slices.Insert(*numbers, at, r)
	*numbers = all
	if !o.retract && len(all) > limit {
		*numbers = all[:limit]
		defer o.rows.records.Remove(all[limit])
	}
	if at >= limit {
		return nil
	}
	if !o.ranks {
		if limit == 1 && !o.retract && len(all) > 1 { // a partition has one row at any time, which is replaced
			return o.update(o.rows.rowOf(all[1]), o.rows.rowOf(r), 0)
		}
		if len(all) > limit {
			if err := o.send(batch.Delete, o.rows.rowOf(all[limit]), 0); err != nil {
				return err
			}
		}
		return o.send(batch.Insert, o.rows.rowOf(r), 0)
	}
	// Each row behind takes the place of the next.
	for i := at; i < min(len(all)-1, limit); i++ {
		if err := o.update(o.rows.rowOf(all[i+1]), o.rows.rowOf(all[i]), i); err != nil {
			return err
		}
	}
	if len(all) <= limit {
		return o.send(batch.Insert, o.rows.rowOf(all[len(all)-1]), len(all)-1)
	}
	return nil
}

func (o *rank) remove(hash uint64, key []byte, r encodedRow) error {
	found, slot := o.rows.find(hash, key)
	if found == nil {
		return nil
	}
	rows := *found
	at, end := o.rows.before(rows), o.rows.behind(rows)
	for at < end && o.rows.rowOf(rows[at]) != r {
		at++
	}
	if at == end {
		return nil
	}
	o.rows.touch(slot)
	before := len(rows)
	r = o.rows.rowOf(rows[at]) // whose memory stays as it is for what is sent
	o.rows.records.Remove(rows[at])
	rows = slices.Delete(rows, at, at+1)
	*found = rows
	if len(rows) == 0 {
		o.rows.remove(slot)
	}
	limit := o.limit
	if at >= limit {
		return nil
	}
	if !o.ranks {
		if err := o.send(batch.Delete, r, 0); err != nil {
			return err
		}
		if before > limit {
			return o.send(batch.Insert, o.rows.rowOf(rows[limit-1]), 0)
		}
		return nil
	}
	old := r
	for i := at; i < min(len(rows), limit); i++ {
		if err := o.update(old, o.rows.rowOf(rows[i]), i); err != nil {
			return err
		}
		old = o.rows.rowOf(rows[i])
	}
	if before <= limit {
		return o.send(batch.Delete, old, before-1)
	}
	return nil
}

// update says that at a position, counted from 0, there is another row.
func (o *rank) update(old, new encodedRow, at int) error {
	if o.before {
		if err := o.send(batch.UpdateBefore, old, at); err != nil {
			return err
		}
	}
	return o.send(batch.UpdateAfter, new, at)
}

func (o *rank) send(kind batch.RowKind, r encodedRow, at int) error {
	position := int64(at) + 1
	if o.ranks && (position < o.node.From || position > int64(o.limit)) {
		return nil
	}
	row, err := o.emit.row(kind)
	if err != nil {
		return err
	}
	columns := o.emit.b.Cols
	if o.node.OutputRank {
		columns[len(columns)-1].I64[row] = position
		columns = columns[:len(columns)-1]
	}
	return r.decode(columns, row)
}

// Watermark implements Operator.
func (o *rank) Watermark(millis int64) error { return o.emit.tell(millis) }

// Snapshot implements Operator.
func (o *rank) Snapshot(w *state.Writer) error {
	o.rows.save(w, rankState, o.signature())
	if o.ends != nil {
		o.ends.save(w, rankEndState, o.signature())
	}
	return nil
}

// Close implements Operator.
func (o *rank) Close() error { return nil }
