package json

import (
	"strings"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/format"
)

// envelopeEncoder writes each change as a message of its own. Updates are a deletion and an insertion: the formats have no
// way to tell which two rows belong together.
type envelopeEncoder struct {
	rows *Encoder
	// head and tail stand around the row, at 0 for rows that are added and at 1 for those taken back.
	head, tail [2]string
}

func newEnvelopeEncoder(s format.Schema, o Options, head, tail [2]string) (format.Encoder, error) {
	rows, err := NewEncoder(s, o)
	if err != nil {
		return nil, err
	}
	if o.IgnoreNullFields {
		for side := range head {
			head[side] = strings.ReplaceAll(head[side], `"before":null,`, "")
			tail[side] = strings.ReplaceAll(tail[side], `,"after":null`, "")
		}
	}
	return &envelopeEncoder{rows: rows, head: head, tail: tail}, nil
}

// Encode implements format.Encoder.
func (e *envelopeEncoder) Encode(dst []byte, b *batch.Batch, row int) ([]byte, error) {
	side := 0
	if !b.Kind(row).IsAdd() {
		side = 1
	}
	dst, err := e.rows.AppendObject(append(dst, e.head[side]...), b.Cols, row)
	dst = append(dst, e.tail[side]...)
	return append(dst, '\n'), err
}
