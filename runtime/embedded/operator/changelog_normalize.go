package operator

import (
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// changelogNormalize keeps the last row of each key, and tells what changes about it.
type changelogNormalize struct {
	node    *plan.ChangelogNormalize
	columns []types.Type
	state   *keyed[encodedRow]
	keys    batch.Keys
	encoder rowEncoder
	emit    *emitter
}

// NewChangelogNormalize returns the operator of a ChangelogNormalize node.
func NewChangelogNormalize(node *plan.ChangelogNormalize) Operator {
	return &changelogNormalize{node: node, columns: node.Out.Types(), state: newKeyed[encodedRow]()}
}

// normalizedState is the name of the keyed state of last rows.
const normalizedState = "rows"

func (o *changelogNormalize) signature() string {
	return fmt.Sprintf("normalize by %v of %v", o.node.Key, o.columns)
}

// Open implements Operator.
func (o *changelogNormalize) Open(c *Context, out Output) error {
	o.emit = newEmitter(out, o.columns, true)
	o.state.expiry.open(o.node.StateTTL, c.Clock)
	return o.state.load(c.Restored, normalizedState, o.signature(),
		func(dst []byte, row *encodedRow) []byte { return append(dst, *row...) },
		func(src []byte, row *encodedRow) error {
			*row = encodedRow(src)
			return nil
		})
}

// Process implements Operator.
func (o *changelogNormalize) Process(_ int, b *batch.Batch) error {
	o.keys.Encode(b, o.node.Key)
	o.state.begin(b.Rows())
	for i := range b.Rows() {
		row := b.Row(i)
		o.emit.at(b, row)
		var err error
		if kind := b.Kind(row); kind == batch.Delete {
			err = o.remove(o.keys.Hash(i), o.keys.Key(i))
		} else {
			err = o.keep(o.keys.Hash(i), o.keys.Key(i), kind, o.encoder.encode(b.Cols, row))
		}
		if err != nil {
			return err
		}
	}
	return o.emit.flush()
}

// keep makes a row the last one of its key.
func (o *changelogNormalize) keep(hash uint64, key []byte, kind batch.RowKind, row encodedRow) error {
	last, slot := o.state.at(hash, key)
	old := *last
	o.state.touch(slot)
	*last = row
	switch {
	case old == "":
		return o.send(batch.Insert, row)
	case kind == batch.Insert && old == row && o.node.StateTTL == 0: // it came twice
		return nil
	}
	if o.node.Sends == plan.Retract {
		if err := o.send(batch.UpdateBefore, old); err != nil {
			return err
		}
	}
	return o.send(batch.UpdateAfter, row)
}

// remove takes the last row of a key away. That of the change itself may have no more than the key.
func (o *changelogNormalize) remove(hash uint64, key []byte) error {
	last, slot := o.state.find(hash, key)
	if last == nil {
		return nil
	}
	old := *last
	o.state.remove(slot)
	return o.send(batch.Delete, old)
}

func (o *changelogNormalize) send(kind batch.RowKind, row encodedRow) error {
	to, err := o.emit.row(kind)
	if err != nil {
		return err
	}
	return row.decode(o.emit.b.Cols, to)
}

// Watermark implements Operator.
func (o *changelogNormalize) Watermark(millis int64) error { return o.emit.tell(millis) }

// Snapshot implements Operator.
func (o *changelogNormalize) Snapshot(w *state.Writer) error {
	o.state.save(w, normalizedState, o.signature())
	return nil
}

// Close implements Operator.
func (o *changelogNormalize) Close() error { return nil }
