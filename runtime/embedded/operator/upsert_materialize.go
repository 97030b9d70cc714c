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

// upsertMaterialize keeps the rows of each key of a sink in the order of their arrival. The last one is what holds.
type upsertMaterialize struct {
	node    *plan.UpsertMaterialize
	columns []types.Type
	state   *keyed[[]materializedRow]
	keys    batch.Keys
	encoder rowEncoder
	emit    *emitter
}

// materializedRow is a row with what identifies it.
type materializedRow struct{ id, row encodedRow }

// NewUpsertMaterialize returns the operator of an UpsertMaterialize node.
func NewUpsertMaterialize(node *plan.UpsertMaterialize) Operator {
	return &upsertMaterialize{node: node, columns: node.Out.Types(), state: newKeyed[[]materializedRow]()}
}

// materializedState is the name of the keyed state of rows.
const materializedState = "rows"

func (o *upsertMaterialize) signature() string {
	return fmt.Sprintf("materialize by %v, %v of %v", o.node.Key, o.node.RowKey, o.columns)
}

// Open implements Operator.
func (o *upsertMaterialize) Open(c *Context, out Output) error {
	o.emit = newEmitter(out, o.columns, true)
	o.state.expiry.open(o.node.StateTTL, c.Clock)
	o.state.size = func(rows *[]materializedRow, _ int32) int {
		n := rowOverhead
		for _, r := range *rows {
			n += rowOverhead + len(r.id) + len(r.row)
		}
		return n
	}
	return o.state.load(c.Restored, materializedState, o.signature(), appendMaterialized, func(src []byte, rows *[]materializedRow) (err error) {
		n, size := binary.Uvarint(src)
		if size <= 0 {
			return errRows
		}
		src = src[size:]
		for range n {
			var r materializedRow
			if r.id, src, err = cutString[encodedRow](src); err != nil {
				return err
			}
			if r.row, src, err = cutString[encodedRow](src); err != nil {
				return err
			}
			*rows = append(*rows, r)
		}
		return nil
	})
}

// Process implements Operator.
func (o *upsertMaterialize) Process(_ int, b *batch.Batch) error {
	o.keys.Encode(b, o.node.Key)
	o.state.begin(b.Rows())
	for i := range b.Rows() {
		row := b.Row(i)
		o.emit.at(b, row)
		r := o.identified(b.Cols, row)
		var err error
		if kind := b.Kind(row); kind == batch.Insert || kind == batch.UpdateAfter {
			err = o.add(o.keys.Hash(i), o.keys.Key(i), r)
		} else {
			err = o.retract(o.keys.Hash(i), o.keys.Key(i), r)
		}
		if err != nil {
			return err
		}
	}
	return o.emit.flush()
}

func (o *upsertMaterialize) identified(columns []*batch.Vector, row int) materializedRow {
	r := materializedRow{row: o.encoder.encode(columns, row)}
	r.id = r.row
	if o.node.RowKey != nil {
		id := make([]*batch.Vector, len(o.node.RowKey))
		for i, c := range o.node.RowKey {
			id[i] = columns[c]
		}
		r.id = o.encoder.encode(id, row)
	}
	return r
}

// add makes a row the one that holds. Where rows have an identity, it takes the place of the one before.
func (o *upsertMaterialize) add(hash uint64, key []byte, r materializedRow) error {
	rows, slot := o.state.at(hash, key)
	o.state.touch(slot)
	kind := batch.UpdateAfter
	if len(*rows) == 0 {
		kind = batch.Insert
	}
	at := -1
	if o.node.RowKey != nil {
		at = slices.IndexFunc(*rows, func(known materializedRow) bool { return known.id == r.id })
	}
	if at >= 0 {
		(*rows)[at] = r
	} else {
		*rows = append(*rows, r)
	}
	return o.send(kind, r.row)
}

// retract takes a row back. The one before it holds again if it was the last.
func (o *upsertMaterialize) retract(hash uint64, key []byte, r materializedRow) error {
	rows, slot := o.state.find(hash, key)
	if rows == nil {
		return nil
	}
	at := slices.IndexFunc(*rows, func(known materializedRow) bool { return known.id == r.id })
	if at < 0 {
		return nil
	}
	o.state.touch(slot)
	*rows = slices.Delete(*rows, at, at+1)
	switch left := len(*rows); {
	case left == 0:
		o.state.remove(slot)
		return o.send(batch.Delete, r.row)
	case at == left:
		return o.send(batch.UpdateAfter, (*rows)[left-1].row)
	}
	return nil
}

func (o *upsertMaterialize) send(kind batch.RowKind, row encodedRow) error {
	to, err := o.emit.row(kind)
	if err != nil {
		return err
	}
	return row.decode(o.emit.b.Cols, to)
}

// Watermark implements Operator.
func (o *upsertMaterialize) Watermark(millis int64) error { return o.emit.tell(millis) }

// Snapshot implements Operator.
func (o *upsertMaterialize) Snapshot(w *state.Writer) error {
	o.state.save(w, materializedState, o.signature())
	return nil
}

func appendMaterialized(dst []byte, rows *[]materializedRow) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(*rows)))
	for _, r := range *rows {
		dst = appendString(appendString(dst, r.id), r.row)
	}
	return dst
}

// Close implements Operator.
func (o *upsertMaterialize) Close() error { return nil }
