package operator

import (
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/eventtime"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// timed is embedded in operators that keep rows until event time passes them.
type timed struct {
	progress eventtime.Progress
	timers   state.Timers
	emit     *emitter
	figures  *Figures
	// fire does what is due by a timer.
	fire func(t state.Timer) error
	// spilled are the tables whose slots timers name, parts of which may lie on disk; about tells which of them a timer is about.
	spilled []*state.Table
	about   func(t state.Timer) *state.Table
	// delay is by how much rows that are sent may be behind the watermark, in milliseconds. Watermarks are held back by it.
	delay int64
}

// outgoing is the watermark that is told to operators downstream.
func (t *timed) outgoing(watermark int64) int64 {
	if watermark == batch.MaxWatermark || watermark < batch.NoWatermark+t.delay {
		return watermark
	}
	return watermark - t.delay
}

func (t *timed) open(c *Context, out Output, node plan.Node, fire func(state.Timer) error) error {
	t.progress, t.figures, t.fire = eventtime.NewProgress(), c.Figures, fire
	t.emit = newEmitter(out, node.Schema().Types(), node.Mode() != plan.InsertOnly)
	now, err := restoreProgress(c.Restored)
	if err != nil {
		return err
	}
	t.progress.Advance(now)
	t.emit.watermark = t.outgoing(now)
	return nil
}

// reach fires what is due by a watermark that is later than the one before. It is sent at the one before.
func (t *timed) reach(watermark int64) error {
	if watermark <= t.progress.Now() {
		return nil
	}
	for {
		t.bringBack(watermark)
		timer, due := t.timers.Pop(watermark)
		if !due {
			break
		}
		if err := t.fire(timer); err != nil {
			return err
		}
	}
	t.progress.Advance(watermark)
	t.emit.watermark = max(t.emit.watermark, t.outgoing(watermark))
	return nil
}

// broughtBack is how many keys that are due are brought back from disk at once.
const broughtBack = 512

// bringBack has the timers set of what lies on disk and is due by a watermark and before all that is in memory.
func (t *timed) bringBack(watermark int64) {
	for more := true; more; {
		more = false
		for _, table := range t.spilled {
			if next := table.NextDue(); next <= watermark && next < t.timers.Next() {
				t.settle()
				table.LoadDue(watermark, broughtBack)
				more = true
			}
		}
	}
}

// keepOnDisk lets tables have part of what they hold on disk, of which the first has the slots that timers name.
func (t *timed) keepOnDisk(tables ...*state.Table) {
	t.spilled = tables
	t.about = func(state.Timer) *state.Table { return tables[0] }
}

// settle has the tables give up what they have no room for.
func (t *timed) settle() {
	for _, table := range t.spilled {
		table.Settle()
	}
}

// evicted forgets the timers of what lies on disk now. They are set again when it is brought back.
func (t *timed) evicted() {
	t.timers.Keep(func(timer state.Timer) bool { return t.about(timer).Live(timer.Slot) })
}

// meet brings event time to where it is before a row.
func (t *timed) meet(b *batch.Batch, row int) error {
	return t.reach(t.progress.Before(b, row))
}

// late counts a row that came too late.
func (t *timed) late() { t.figures.LateRecordsDropped.Add(1) }

// Watermark implements Operator.
func (t *timed) Watermark(millis int64) error {
	if err := t.reach(millis); err != nil {
		return err
	}
	return t.emit.tell(t.outgoing(millis))
}

func (t *timed) saveProgress(w *state.Writer) { saveProgress(w, t.progress.Now()) }

// Close implements Operator.
func (t *timed) Close() error { return nil }
