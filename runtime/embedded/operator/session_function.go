package operator

import (
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/eventtime"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// sessionFunction is the SESSION table function: it holds the rows of a session back until the session is over, and then
// sends them with its window.
type sessionFunction struct {
	node     *plan.WindowTableFunction
	sessions *sessions
	progress eventtime.Progress
	figures  *Figures
	emit     *emitter
	// rows are the encoded rows by slot of the session, each with its kind and length in front.
	rows [][]byte
	keys batch.Keys
	row  []byte
}

func newSessionFunction(node *plan.WindowTableFunction) *sessionFunction {
	return &sessionFunction{node: node, progress: eventtime.NewProgress()}
}

// Open implements Operator.
func (o *sessionFunction) Open(c *Context, out Output) error {
	o.figures = c.Figures
	o.sessions = newSessions(o.node.Window.Size, zoneOf(o.node.Window, c.TimeZone))
	o.emit = newEmitter(out, o.node.Out.Types(), o.node.Sends != plan.InsertOnly)
	now, err := restoreProgress(c.Restored)
	if err != nil {
		return err
	}
	o.progress.Advance(now)
	o.emit.watermark = now
	return o.sessions.restore(c.Restored, o.signature(), sessionContent{
		encode: func(dst []byte, slot int32) []byte { return append(dst, o.rows[slot]...) },
		decode: func(src []byte, slot int32) error {
			o.clear(slot)
			o.rows[slot] = append([]byte(nil), src...)
			return nil
		},
		release: o.clear,
		size:    func(slot int32) int { return len(o.rows[slot]) },
	})
}

func (o *sessionFunction) signature() string {
	return fmt.Sprintf("session rows %d %v %v", o.node.Window.Size, o.node.Window.PartitionBy, o.node.In[0].Schema().Types())
}

func (o *sessionFunction) clear(slot int32) {
	for len(o.rows) <= int(slot) {
		o.rows = append(o.rows, nil)
	}
	// The memory may still be shared by strings that were sent.
	o.rows[slot] = nil
}

// Process implements Operator.
func (o *sessionFunction) Process(_ int, b *batch.Batch) error {
	o.sessions.table.Settle()
	o.keys.Encode(b, o.node.Window.PartitionBy)
	times := b.Cols[o.node.Window.TimeColumn]
	for i := range b.Rows() {
		row := b.Row(i)
		now := o.progress.Before(b, row)
		if err := o.fire(now); err != nil {
			return err
		}
		o.progress.Advance(now)
		o.emit.watermark = now
		if times.IsNull(row) {
			continue
		}
		slot, isNew, absorbed, late := o.sessions.place(o.keys.Hash(i), o.keys.Key(i), times.I64[row], now)
		if late {
			o.figures.LateRecordsDropped.Add(1)
			continue
		}
		if isNew {
			o.clear(slot)
		}
		for _, from := range absorbed {
			o.rows[slot] = append(o.rows[slot], o.rows[from]...)
			o.clear(from)
			o.sessions.slots.give(from)
		}
		o.row = batch.AppendRow(append(o.row[:0], byte(b.Kind(row))), b.Cols, row)
		o.rows[slot] = state.AppendBytes(o.rows[slot], o.row)
	}
	return o.emit.flush()
}

func (o *sessionFunction) fire(watermark int64) error {
	for {
		over, k, ok := o.sessions.due(watermark)
		if !ok {
			return nil
		}
		for rows := o.rows[over.slot]; len(rows) > 0; {
			var row []byte
			var err error
			if row, rows, err = state.CutBytes(rows); err != nil {
				return err
			}
			to, err := o.emit.row(batch.RowKind(row[0]))
			if err != nil {
				return err
			}
			columns := o.emit.b.Cols
			if _, err := batch.DecodeRow(row[1:], columns[:len(columns)-3], to); err != nil {
				return err
			}
			setWindow(columns[len(columns)-3:], to, over.start, over.end, &o.sessions.zone)
		}
		o.clear(over.slot)
		o.sessions.finish(over, k)
	}
}

// setWindow stores window_start, window_end and window_time in a row of three columns.
func setWindow(columns []*batch.Vector, row int, start, end int64, zone *eventtime.Zone) {
	setProperty(columns[0], row, plan.WindowStart, start, end, zone)
	setProperty(columns[1], row, plan.WindowEnd, start, end, zone)
	setProperty(columns[2], row, plan.WindowTime, start, end, zone)
}

// Watermark implements Operator.
func (o *sessionFunction) Watermark(millis int64) error {
	if err := o.fire(millis); err != nil {
		return err
	}
	o.progress.Advance(millis)
	return o.emit.tell(millis)
}

// Snapshot implements Operator.
func (o *sessionFunction) Snapshot(w *state.Writer) error {
	saveProgress(w, o.progress.Now())
	o.sessions.snapshot(w, o.signature())
	return nil
}

// Close implements Operator.
func (o *sessionFunction) Close() error { return nil }
