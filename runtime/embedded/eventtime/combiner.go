package eventtime

import "github.com/penstock/penstock/runtime/embedded/batch"

// Combiner makes one watermark of those of several inputs: the smallest of all that are active. An input that was idle
// counts again once it has caught up with what was told meanwhile.
type Combiner struct {
	inputs   []input
	combined int64
	// told is the combined watermark that it was last told of that it has risen.
	told int64
}

type input struct {
	watermark int64
	idle      bool
	// behind is set for an input that was idle and whose watermark is still less than the combined one.
	behind bool
}

// NewCombiner returns a combiner of n active inputs that were told nothing.
func NewCombiner(n int) *Combiner {
	c := &Combiner{inputs: make([]input, n), combined: batch.NoWatermark, told: batch.NoWatermark}
	for i := range c.inputs {
		c.inputs[i].watermark = batch.NoWatermark
	}
	return c
}

// Combined is the watermark of all inputs together.
func (c *Combiner) Combined() int64 { return c.combined }

// Idle tells whether all inputs are idle.
func (c *Combiner) Idle() bool {
	for i := range c.inputs {
		if !c.inputs[i].idle {
			return false
		}
	}
	return true
}

// Update tells the watermark of an input, and whether the combined one has risen, by it or by rows that were aligned before.
func (c *Combiner) Update(i int, watermark int64) (risen bool) {
	in := &c.inputs[i]
	in.watermark = max(in.watermark, watermark)
	if in.behind && in.watermark >= c.combined {
		in.behind = false
	}
	return c.combine()
}

// SetIdle tells that an input is idle or active again, and whether the combined watermark has risen by it.
func (c *Combiner) SetIdle(i int, idle bool) (risen bool) {
	in := &c.inputs[i]
	if in.idle == idle {
		return false
	}
	in.idle = idle
	in.behind = !idle && in.watermark < c.combined
	return c.combine()
}

func (c *Combiner) combine() bool {
	lowest, any := batch.MaxWatermark, false
	highest := batch.NoWatermark
	for i := range c.inputs {
		in := &c.inputs[i]
		highest = max(highest, in.watermark)
		if !in.idle && !in.behind {
			lowest, any = min(lowest, in.watermark), true
		}
	}
	if !any {
		if !c.Idle() {
			return false
		}
		// Nobody is left to wait for: what was told is all there is.
		lowest = highest
	}
	c.combined = max(c.combined, lowest)
	if c.combined == c.told {
		return false
	}
	c.told = c.combined
	return true
}

// others is the smallest watermark of the inputs that count, without one of them.
func (c *Combiner) others(i int) int64 {
	lowest := batch.MaxWatermark
	for j := range c.inputs {
		in := &c.inputs[j]
		if j != i && !in.idle && !in.behind {
			lowest = min(lowest, in.watermark)
		}
	}
	return lowest
}

// Align replaces the watermarks of a batch from one input, by which its rows met only that input's event time, by those of
// all inputs together.
func (c *Combiner) Align(i int, b *batch.Batch) {
	if b.Watermarks == nil || len(c.inputs) == 1 {
		return
	}
	bound, now := c.others(i), c.combined
	last := c.inputs[i].watermark
	for j := range b.Rows() {
		row := b.Row(j)
		last = max(last, b.Watermarks[row])
		if !c.inputs[i].behind {
			now = max(now, min(last, bound))
		}
		b.Watermarks[row] = now
	}
	c.inputs[i].watermark = last
	c.combined = now
}
