package operator

import (
	"encoding/binary"
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// setOperation is INTERSECT and EXCEPT: it counts each distinct row on both sides.
type setOperation struct {
	node    *plan.SetOperation
	columns []int
	state   *keyed[[2]int64]
	keys    batch.Keys
	emit    *emitter
}

// NewSetOperation returns the operator of a SetOperation node.
func NewSetOperation(node *plan.SetOperation) Operator {
	o := &setOperation{node: node, state: newKeyed[[2]int64]()}
	for i := range node.Out.Columns {
		o.columns = append(o.columns, i)
	}
	return o
}

func (o *setOperation) signature() string {
	return fmt.Sprintf("set operation of %v", o.node.Out.Types())
}

// countState is the name of the keyed state of counts.
const countState = "counts"

// Open implements Operator.
func (o *setOperation) Open(c *Context, out Output) error {
	o.emit = newEmitter(out, o.node.Out.Types(), true)
	o.state.expiry.open(o.node.StateTTL, c.Clock)
	return o.state.load(c.Restored, countState, o.signature(),
		func(dst []byte, n *[2]int64) []byte { return binary.AppendVarint(binary.AppendVarint(dst, n[0]), n[1]) },
		func(src []byte, n *[2]int64) (err error) {
			if n[0], src, err = cutVarint(src); err != nil {
				return err
			}
			n[1], _, err = cutVarint(src)
			return err
		})
}

// wanted is how often a row is in the result.
func (o *setOperation) wanted(n *[2]int64) int64 {
	left, right := max(n[0], 0), max(n[1], 0)
	switch o.node.Operator {
	case plan.Intersect:
		return min(left, right, 1)
	case plan.IntersectAll:
		return min(left, right)
	case plan.Except:
		if right > 0 {
			return 0
		}
		return min(left, 1)
	}
	return max(left-right, 0)
}

// Process implements Operator.
func (o *setOperation) Process(input int, b *batch.Batch) error {
	o.keys.Encode(b, o.columns)
	o.state.begin(b.Rows())
	for i := range b.Rows() {
		row := b.Row(i)
		o.emit.at(b, row)
		counts, slot := o.state.at(o.keys.Hash(i), o.keys.Key(i))
		before := o.wanted(counts)
		if b.Kind(row).IsAdd() {
			counts[input]++
		} else {
			counts[input]--
		}
		change := o.wanted(counts) - before
		if *counts == [2]int64{} {
			o.state.remove(slot)
		}
		kind := batch.Insert
		if change < 0 {
			kind, change = batch.Delete, -change
		}
		for range change {
			to, err := o.emit.row(kind)
			if err != nil {
				return err
			}
			for c, v := range b.Cols {
				o.emit.b.Cols[c].CopyRow(to, v, row)
			}
		}
	}
	return o.emit.flush()
}

// Watermark implements Operator.
func (o *setOperation) Watermark(millis int64) error { return o.emit.tell(millis) }

// Snapshot implements Operator.
func (o *setOperation) Snapshot(w *state.Writer) error {
	o.state.save(w, countState, o.signature())
	return nil
}

// Close implements Operator.
func (o *setOperation) Close() error { return nil }
