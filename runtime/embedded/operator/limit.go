package operator

import (
	"fmt"
	"slices"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// limit sends the rows from Offset+1 to Offset+Fetch by order of arrival. Of an input that takes rows back all are kept, so
// that the next one comes in when one goes. It runs in one subtask.
type limit struct {
	node    *plan.Limit
	retract bool
	// seen counts the rows of an input that only adds them.
	seen    int64
	rows    []encodedRow
	encoder rowEncoder
	emit    *emitter
}

// NewLimit returns the operator of a Limit node.
func NewLimit(node *plan.Limit) Operator {
	return &limit{node: node, retract: node.In[0].Mode() != plan.InsertOnly}
}

func (o *limit) signature() string { return fmt.Sprintf("limit of %v", o.node.Out.Types()) }

// Open implements Operator.
func (o *limit) Open(c *Context, out Output) error {
	o.emit = newEmitter(out, o.node.Out.Types(), o.node.Sends != plan.InsertOnly)
	return c.Restored.Keyed(rankState, o.signature(), func(entry []byte) error {
		seen, rest, err := cutVarint(entry)
		if err != nil {
			return err
		}
		rows, _, err := cutRankedRows(rest)
		if err != nil {
			return err
		}
		o.seen = seen
		for _, r := range rows {
			o.rows = append(o.rows, r.row)
		}
		return nil
	})
}

// within tells whether a position, counted from 0, is wanted.
func (o *limit) within(at int64) bool {
	return at >= o.node.Offset && (o.node.Fetch < 0 || at < o.node.Offset+o.node.Fetch)
}

// Process implements Operator.
func (o *limit) Process(_ int, b *batch.Batch) error {
	for i := range b.Rows() {
		row := b.Row(i)
		o.emit.at(b, row)
		if !o.retract {
			o.seen++
			if o.within(o.seen - 1) {
				if err := o.copy(batch.Insert, b, row); err != nil {
					return err
				}
			}
			continue
		}
		if err := o.change(b, row); err != nil {
			return err
		}
	}
	return o.emit.flush()
}

func (o *limit) change(b *batch.Batch, row int) error {
	r := o.encoder.encode(b.Cols, row)
	if b.Kind(row).IsAdd() {
		o.rows = append(o.rows, r)
		if o.within(int64(len(o.rows) - 1)) {
			return o.copy(batch.Insert, b, row)
		}
		return nil
	}
	at := slices.Index(o.rows, r)
	if at < 0 {
		return nil
	}
	first := int(o.node.Offset)
	end := len(o.rows)
	if o.node.Fetch >= 0 {
		end = min(end, first+int(o.node.Fetch))
	}
	gone := r
	if at < first && first < len(o.rows) {
		gone = o.rows[first]
	}
	o.rows = slices.Delete(o.rows, at, at+1)
	if at >= end || first >= end {
		return nil
	}
	if err := o.send(batch.Delete, gone); err != nil {
		return err
	}
	if end <= len(o.rows) {
		return o.send(batch.Insert, o.rows[end-1])
	}
	return nil
}

func (o *limit) copy(kind batch.RowKind, b *batch.Batch, row int) error {
	to, err := o.emit.row(kind)
	if err != nil {
		return err
	}
	for c, v := range b.Cols {
		o.emit.b.Cols[c].CopyRow(to, v, row)
	}
	return nil
}

func (o *limit) send(kind batch.RowKind, r encodedRow) error {
	to, err := o.emit.row(kind)
	if err != nil {
		return err
	}
	return r.decode(o.emit.b.Cols, to)
}

// Watermark implements Operator.
func (o *limit) Watermark(millis int64) error { return o.emit.tell(millis) }

// Snapshot implements Operator.
func (o *limit) Snapshot(w *state.Writer) error {
	rows := make([]rankedRow, len(o.rows))
	for i, r := range o.rows {
		rows[i].row = r
	}
	w.Entry(rankState, o.signature(), emptyHash, appendRankedRows(appendVarint(nil, o.seen), rows))
	return nil
}

// Close implements Operator.
func (o *limit) Close() error { return nil }
