package operator

import (
	"encoding/binary"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// Snapshot implements Operator. The branches of a partition follow from its rows.
func (o *match) Snapshot(w *state.Writer) error {
	o.saveProgress(w)
	o.pending.snapshot(w, o.signature())
	o.state.snapshot(w, rankState, o.signature(), func(dst []byte, p *matchPartition) []byte {
		dst = binary.AppendUvarint(dst, uint64(len(p.rows)))
		for _, r := range p.rows {
			dst = batch.AppendDatum(appendVarint(dst, r.time), r.values)
		}
		return dst
	})
	return nil
}

func (p *matchPartition) decode(src []byte) error {
	n, size := binary.Uvarint(src)
	if size <= 0 {
		return errRows
	}
	src = src[size:]
	for range n {
		var r matchRow
		var d batch.Datum
		var err error
		if r.time, src, err = cutVarint(src); err != nil {
			return err
		}
		if d, src, err = batch.DecodeDatum(src); err != nil {
			return err
		}
		values, ok := d.([]batch.Datum)
		if !ok {
			return errRows
		}
		r.values = values
		p.rows = append(p.rows, r)
	}
	return nil
}
