package operator

import (
	"encoding/binary"
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

	state    *keyed[[]rankedRow]
	encoder  rowEncoder
	keys     batch.Keys
	emit     *emitter
	identity []byte
}

// rankedRow is a row with its place in the order. Rows of equal keys are in the order of their arrival.
type rankedRow struct {
	key string
	row encodedRow
	// id tells rows apart whose updates come without the old row.
	id string
}

// NewRank returns the operator of a Rank node.
func NewRank(node *plan.Rank) Operator {
	return &rank{
		node: node, retract: node.In[0].Mode() != plan.InsertOnly && node.RowKey == nil, before: node.Sends == plan.Retract,
		ranks: node.OutputRank || node.From > 1, state: newKeyed[[]rankedRow](),
	}
}

// rankState is the name of the keyed state of partitions.
const rankState = "rows"

func (o *rank) signature() string {
	return fmt.Sprintf("rank %v by %v of %v", o.node.OrderBy, o.node.PartitionBy, o.node.In[0].Schema().Types())
}

// Open implements Operator.
func (o *rank) Open(c *Context, out Output) error {
	o.emit = newEmitter(out, o.node.Out.Types(), true)
	o.state.expiry.open(o.node.StateTTL, c.Clock)
	return o.state.restore(c.Restored, rankState, o.signature(), func(src []byte, rows *[]rankedRow, _ int32) (err error) {
		if *rows, _, err = cutRankedRows(src); err != nil || o.node.RowKey == nil {
			return err
		}
		columns := batch.New(o.node.In[0].Schema().Types())
		columns.Resize(1)
		for i := range *rows {
			r := &(*rows)[i]
			if err := r.row.decode(columns.Cols, 0); err != nil {
				return err
			}
			o.identified(columns.Cols, 0, r)
		}
		return nil
	})
}

// Process implements Operator.
func (o *rank) Process(_ int, b *batch.Batch) error {
	o.keys.Encode(b, o.node.PartitionBy)
	o.state.begin(b.Rows())
	for i := range b.Rows() {
		row := b.Row(i)
		o.emit.at(b, row)
		r := rankedRow{key: o.encoder.sortKey(o.node.OrderBy, b.Cols, row), row: o.encoder.encode(b.Cols, row)}
		var err error
		switch isAdd := b.Kind(row).IsAdd(); {
		case o.node.RowKey != nil:
			if isAdd {
				o.identified(b.Cols, row, &r)
				err = o.replace(o.keys.Hash(i), o.keys.Key(i), r)
			}
		case isAdd:
			err = o.add(o.keys.Hash(i), o.keys.Key(i), r)
		default:
			err = o.remove(o.keys.Hash(i), o.keys.Key(i), r)
		}
		if err != nil {
			return err
		}
	}
	return o.emit.flush()
}

// insertRanked puts a row behind those that are not greater and returns its position.
func insertRanked(rows []rankedRow, r rankedRow) ([]rankedRow, int) {
	at, _ := slices.BinarySearchFunc(rows, r.key, func(o rankedRow, key string) int {
		if o.key > key {
			return 1
		}
		return -1
	})
	return slices.Insert(rows, at, r), at
}

func (o *rank) add(hash uint64, key []byte, r rankedRow) error {
	limit := int(o.node.To)
	if kept, slot := o.state.find(hash, key); kept != nil && !o.retract && len(*kept) == limit && (*kept)[limit-1].key <= r.key {
		o.state.used(slot)
		return nil
	}
	rows, _ := o.state.at(hash, key)
	var at int
	*rows, at = insertRanked(*rows, r)
	all := *rows
	if !o.retract && len(all) > limit {
		*rows = all[:limit]
	}
	if at >= limit {
		return nil
	}
	if !o.ranks {
		if limit == 1 && !o.retract && len(all) > 1 { // a partition has one row at any time, which is replaced
			return o.update(all[1].row, r.row, 0)
		}
		if len(all) > limit {
			if err := o.send(batch.Delete, all[limit].row, 0); err != nil {
				return err
			}
		}
		return o.send(batch.Insert, r.row, 0)
	}
	// Each row behind takes the place of the next.
	for i := at; i < min(len(all)-1, limit); i++ {
		if err := o.update(all[i+1].row, all[i].row, i); err != nil {
			return err
		}
	}
	if len(all) <= limit {
		return o.send(batch.Insert, all[len(all)-1].row, len(all)-1)
	}
	return nil
}

func (o *rank) remove(hash uint64, key []byte, r rankedRow) error {
	found, slot := o.state.find(hash, key)
	if found == nil {
		return nil
	}
	rows := *found
	at, _ := slices.BinarySearchFunc(rows, r.key, func(o rankedRow, key string) int {
		if o.key >= key {
			return 1
		}
		return -1
	})
	for at < len(rows) && rows[at].key == r.key && rows[at].row != r.row {
		at++
	}
	if at == len(rows) || rows[at].key != r.key {
		return nil
	}
	o.state.touch(slot)
	before := len(rows)
	rows = slices.Delete(rows, at, at+1)
	*found = rows
	if len(rows) == 0 {
		o.state.remove(slot)
	}
	limit := int(o.node.To)
	if at >= limit {
		return nil
	}
	if !o.ranks {
		if err := o.send(batch.Delete, r.row, 0); err != nil {
			return err
		}
		if before > limit {
			return o.send(batch.Insert, rows[limit-1].row, 0)
		}
		return nil
	}
	old := r.row
	for i := at; i < min(len(rows), limit); i++ {
		if err := o.update(old, rows[i].row, i); err != nil {
			return err
		}
		old = rows[i].row
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
	if o.ranks && (position < o.node.From || position > o.node.To) {
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
	o.state.snapshot(w, rankState, o.signature(), func(dst []byte, rows *[]rankedRow, _ int32) []byte {
		return appendRankedRows(dst, *rows)
	})
	return nil
}

func appendRankedRows(dst []byte, rows []rankedRow) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(rows)))
	for _, r := range rows {
		dst = appendString(appendString(dst, r.key), r.row)
	}
	return dst
}

func cutRankedRows(src []byte) (rows []rankedRow, rest []byte, err error) {
	n, size := binary.Uvarint(src)
	if size <= 0 {
		return nil, nil, errRows
	}
	src = src[size:]
	for range n {
		var r rankedRow
		if r.key, src, err = cutString[string](src); err != nil {
			return nil, nil, err
		}
		if r.row, src, err = cutString[encodedRow](src); err != nil {
			return nil, nil, err
		}
		rows = append(rows, r)
	}
	return rows, src, nil
}

// Close implements Operator.
func (o *rank) Close() error { return nil }
