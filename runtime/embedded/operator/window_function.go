package operator

import (
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// windowFunction adds window_start, window_end and window_time to each row, once for each of its windows. Rows without event
// time are dropped, late ones are not.
type windowFunction struct {
	stateless
	node    *plan.WindowTableFunction
	windows windows
	emit    *emitter
	result  batch.Batch
	sel     []int32
	// start, end and time are the columns that are added, where a row has one window.
	start, end, time *batch.Vector
}

// NewWindowTableFunction returns the operator of a WindowTableFunction node.
func NewWindowTableFunction(node *plan.WindowTableFunction) Operator {
	if node.Window.Kind == plan.Session {
		return newSessionFunction(node)
	}
	return &windowFunction{node: node}
}

// Open implements Operator.
func (o *windowFunction) Open(c *Context, out Output) error {
	o.out = out
	o.windows = newWindows(o.node.Window, c.TimeZone)
	columns := o.node.Out.Types()
	o.emit = newEmitter(out, columns, o.node.Sends != plan.InsertOnly)
	added := columns[len(columns)-3:]
	o.start, o.end, o.time = batch.NewVector(added[0], 0), batch.NewVector(added[1], 0), batch.NewVector(added[2], 0)
	return nil
}

// Process implements Operator.
func (o *windowFunction) Process(_ int, b *batch.Batch) error {
	if o.node.Window.Kind != plan.Tumble {
		return o.multiply(b)
	}
	times := b.Cols[o.node.Window.TimeColumn]
	for _, v := range []*batch.Vector{o.start, o.end, o.time} {
		v.Resize(b.Len)
	}
	r := &o.result
	*r = batch.Batch{
		Len: b.Len, Sel: b.Sel, Cols: append(append(r.Cols[:0], b.Cols...), o.start, o.end, o.time),
		Kinds: b.Kinds, Watermarks: b.Watermarks,
	}
	if times.Nulls != nil {
		o.sel = o.sel[:0]
		for i := range b.Rows() {
			if row := b.Row(i); !times.Nulls[row] {
				o.sel = append(o.sel, int32(row))
			}
		}
		r.Sel = o.sel
	}
	for i := range r.Rows() {
		row := r.Row(i)
		end := o.windows.slice(times.I64[row])
		o.start.I64[row], o.end.I64[row] = end-o.windows.size, end
		o.time.I64[row] = o.windows.zone.Instant(end - 1)
	}
	return o.out.Emit(r)
}

// multiply copies rows for each of their windows: of HOP the latest window first, of CUMULATE the shortest, as Flink does.
func (o *windowFunction) multiply(b *batch.Batch) error {
	times := b.Cols[o.node.Window.TimeColumn]
	for i := range b.Rows() {
		row := b.Row(i)
		if times.IsNull(row) {
			continue
		}
		o.emit.at(b, row)
		slice := o.windows.slice(times.I64[row])
		first, last, step := o.windows.first(slice), o.windows.last(slice), o.windows.slide
		if o.node.Window.Kind == plan.Hop {
			first, last, step = last, first, -step
		}
		for end := first; step > 0 && end <= last || step < 0 && end >= last; end += step {
			to, err := o.emit.row(b.Kind(row))
			if err != nil {
				return err
			}
			for c, v := range b.Cols {
				o.emit.b.Cols[c].CopyRow(to, v, row)
			}
			setWindow(o.emit.b.Cols[len(b.Cols):], to, o.windows.startOf(end), end, &o.windows.zone)
		}
	}
	return o.emit.flush()
}

// Watermark implements Operator.
func (o *windowFunction) Watermark(millis int64) error { return o.emit.tell(millis) }
