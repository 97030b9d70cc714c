package operator

import (
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// emitterLimit is how many rows an emitter collects before it sends them.
const emitterLimit = 1024

// emitter collects rows that an operator makes one by one and sends them in batches.
type emitter struct {
	out Output
	b   *batch.Batch
	// changelog tells that rows may have other kinds than Insert.
	changelog bool
	// watermark is the event time that the rows to come are sent at.
	watermark  int64
	kinds      []batch.RowKind
	watermarks []int64
	// room is how many rows the columns are long.
	room int
	// complete finishes a batch that is about to be sent, and may narrow its selection; nil for batches that are sent as they are.
	complete func(b *batch.Batch) error
}

func newEmitter(out Output, columns []types.Type, changelog bool) *emitter {
	return &emitter{out: out, b: batch.New(columns), changelog: changelog, watermark: batch.NoWatermark}
}

// at says that what follows is sent because of a row, at the event time that holds before it.
func (e *emitter) at(b *batch.Batch, row int) {
	if b.Watermarks != nil {
		e.watermark = max(e.watermark, b.Watermarks[row])
	}
}

// row makes room for a row of a kind and returns its position. The caller sets all of its columns.
func (e *emitter) row(kind batch.RowKind) (int, error) {
	if e.b.Len >= emitterLimit {
		if err := e.flush(); err != nil {
			return 0, err
		}
	}
	row := e.b.Len
	if row == e.room {
		e.room = min(emitterLimit, max(firstRoom, 4*e.room))
		e.extend(e.room)
	}
	e.b.Len++
	if e.changelog {
		e.kinds = append(e.kinds, kind)
	}
	e.watermarks = append(e.watermarks, e.watermark)
	return row, nil
}

// drop takes the row back that was made last.
func (e *emitter) drop() {
	e.b.Len--
	if e.changelog {
		e.kinds = e.kinds[:e.b.Len]
	}
	e.watermarks = e.watermarks[:e.b.Len]
}

// rows makes room for up to so many rows of kind Insert, and returns the position of the first one and how many they are.
func (e *emitter) rows(wanted int) (first, n int, err error) {
	if e.b.Len >= emitterLimit {
		if err := e.flush(); err != nil {
			return 0, 0, err
		}
	}
	first = e.b.Len
	n = min(wanted, emitterLimit-first)
	if e.b.Len += n; e.b.Len > e.room {
		e.room = max(e.b.Len, min(emitterLimit, 4*e.room))
		e.extend(e.room)
	}
	for range n {
		if e.changelog {
			e.kinds = append(e.kinds, batch.Insert)
		}
		e.watermarks = append(e.watermarks, e.watermark)
	}
	return first, n, nil
}

// firstRoom is how long columns are made at once for the first row of a batch.
const firstRoom = 16

func (e *emitter) extend(rows int) {
	for _, v := range e.b.Cols {
		v.Extend(rows)
	}
}

// flush sends what was collected.
func (e *emitter) flush() error {
	if e.b.Len == 0 {
		return nil
	}
	e.extend(e.b.Len)
	if e.changelog {
		e.b.Kinds = e.kinds
	}
	e.b.Watermarks = e.watermarks
	err := e.send()
	e.kinds, e.watermarks, e.room = e.kinds[:0], e.watermarks[:0], 0
	e.b.Resize(0)
	return err
}

func (e *emitter) send() error {
	if e.complete != nil {
		if err := e.complete(e.b); err != nil {
			return err
		}
		if e.b.Rows() == 0 {
			return nil
		}
	}
	return e.out.Emit(e.b)
}

// tell sends what was collected and then a watermark.
func (e *emitter) tell(watermark int64) error {
	if err := e.flush(); err != nil {
		return err
	}
	e.watermark = max(e.watermark, watermark)
	return e.out.Watermark(watermark)
}
