package eventtime

import (
	"errors"
	"math"

	"github.com/penstock/penstock/runtime/embedded/batch"
)

// ErrNullRowtime fails the job, in Flink's words.
var ErrNullRowtime = errors.New("RowTime field should not be null, please convert it to a non-null long value")

// Generator makes the watermarks of one stream: after each row the greatest value of the watermark strategy so far.
type Generator struct {
	current    int64
	watermarks []int64
}

// NewGenerator returns a generator that has seen no rows.
func NewGenerator() *Generator { return &Generator{current: batch.NoWatermark} }

// Current is the watermark after all rows so far.
func (g *Generator) Current() int64 { return g.current }

// Restore goes on with a watermark.
func (g *Generator) Restore(watermark int64) { g.current = max(g.current, watermark) }

// Assign returns the watermark that held before each row of a batch, by position in the columns. rowtime is the column of
// event times, strategy the value of the watermark strategy, NULL where a row tells nothing. The result is valid until the
// next call.
func (g *Generator) Assign(b *batch.Batch, rowtime, strategy *batch.Vector) ([]int64, error) {
	if cap(g.watermarks) < b.Len {
		g.watermarks = make([]int64, b.Len)
	}
	g.watermarks = g.watermarks[:b.Len]
	current := g.current
	if b.Sel == nil && rowtime.Nulls == nil && strategy.Nulls == nil {
		for i, told := range strategy.I64[:b.Len] {
			g.watermarks[i] = current
			current = max(current, told)
		}
		g.current = current
		return g.watermarks, nil
	}
	for i := range b.Rows() {
		row := b.Row(i)
		if rowtime.IsNull(row) {
			return nil, ErrNullRowtime
		}
		g.watermarks[row] = current
		if !strategy.IsNull(row) {
			current = max(current, strategy.I64[row])
		}
	}
	g.current = current
	return g.watermarks, nil
}

// Progress is how far event time has come for an operator that handles rows one after the other.
type Progress struct{ now int64 }

// NewProgress returns the progress before any watermark.
func NewProgress() Progress { return Progress{now: batch.NoWatermark} }

// Now is the watermark that holds.
func (p *Progress) Now() int64 { return p.now }

// Advance goes on to a watermark; event time never goes back.
func (p *Progress) Advance(to int64) { p.now = max(p.now, to) }

// Before is the watermark that holds before a row, given by its position in the columns.
func (p *Progress) Before(b *batch.Batch, row int) int64 {
	if b.Watermarks == nil {
		return p.now
	}
	return max(p.now, b.Watermarks[row])
}

// Ended tells that event time has come to its end.
func (p *Progress) Ended() bool { return p.now == math.MaxInt64 }
