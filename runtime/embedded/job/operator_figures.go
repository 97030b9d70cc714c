package job

import (
	"fmt"
	"sync/atomic"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/operator"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// operatorFigures are what one operator of a subtask counts.
type operatorFigures struct {
	recordsIn, recordsOut atomic.Int64
	// watermark is the event time that came in, passed that which was passed on.
	watermark, passed atomic.Int64
}

// forgetTime is for the beginning of an attempt.
func (f *operatorFigures) forgetTime() {
	f.watermark.Store(batch.NoWatermark)
	f.passed.Store(batch.NoWatermark)
}

func (f *operatorFigures) figures() OperatorFigures {
	return OperatorFigures{
		RecordsIn: f.recordsIn.Load(), RecordsOut: f.recordsOut.Load(), InputWatermark: f.watermark.Load(), OutputWatermark: f.passed.Load(),
	}
}

// outflow is where an operator sends to, and counts that.
type outflow struct {
	operator.Output
	figures *operatorFigures
}

// Emit implements operator.Output.
func (o outflow) Emit(b *batch.Batch) error {
	o.figures.recordsOut.Add(int64(b.Rows()))
	return o.Output.Emit(b)
}

// Watermark implements operator.Output.
func (o outflow) Watermark(millis int64) error {
	o.figures.passed.Store(millis)
	return o.Output.Watermark(millis)
}

// operatorName is a short name as Flink gives them, such as Source: orders[1]: the kind of operator, or the table that it reads or writes,
// and its number in the job.
func operatorName(n plan.Node, number int) string {
	switch n := n.(type) {
	case *plan.Scan:
		return fmt.Sprintf("Source: %s[%d]", n.Table.Display, number)
	case *plan.Sink:
		return fmt.Sprintf("Sink: %s[%d]", n.Table.Display, number)
	}
	return fmt.Sprintf("%s[%d]", plan.OperatorName(n), number)
}
