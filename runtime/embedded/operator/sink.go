package operator

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// The option table.exec.sink.not-null-enforcer and its value that drops rows instead of failing the job.
const (
	notNullEnforcer     = "table.exec.sink.not-null-enforcer"
	notNullEnforcerDrop = "DROP"
)

// Sink writes rows through a connector's writer. What the writer prepared for a checkpoint is kept until a checkpoint that
// has it was committed, so that one that failed loses nothing.
type Sink struct {
	node    *plan.Sink
	sink    connector.Sink
	drop    bool
	figures *Figures
	writer  connector.Writer
	kept    batch.Batch

	// mu guards pending, as commits are told from outside of the task.
	mu sync.Mutex
	// pending are the committables that are not known to be committed, from older to newer.
	pending []committable
}

type committable struct {
	Checkpoint int64  `json:"checkpoint"`
	Data       []byte `json:"data"`
}

// The names of a sink's sections.
const (
	writerState      = "writer"
	committableState = "committables"
)

// NewSink returns the operator of a Sink node that writes through sink.
func NewSink(node *plan.Sink, sink connector.Sink, config plan.Config) *Sink {
	return &Sink{node: node, sink: sink, drop: strings.EqualFold(config.Values[notNullEnforcer], notNullEnforcerDrop)}
}

// Open implements Operator. A writer's state goes to the subtask of the same number, and what is left over when there are
// fewer of them to those there are in turn.
func (o *Sink) Open(c *Context, _ Output) error {
	o.figures = c.Figures
	var own [][]byte
	for _, s := range c.Restored.Subtasks(writerState) {
		subtask, n := binary.Uvarint(s)
		if n <= 0 {
			return fmt.Errorf("damaged state of the writer of %s", o.node.Table.Display)
		}
		if int(subtask)%c.Parallelism == c.Subtask {
			own = append(own, s[n:])
		}
	}
	writer, err := o.sink.Writer(c.Context, connector.WriterContext{
		JobID: c.JobID, Subtask: c.Subtask, Parallelism: c.Parallelism, Attempt: c.Attempt,
		Stdout: c.Stdout, Stderr: c.Stderr, State: own,
	})
	if err != nil {
		return fmt.Errorf("open %s: %w", o.node.Table.Display, err)
	}
	o.writer = writer
	return nil
}

// Process implements Operator.
func (o *Sink) Process(_ int, b *batch.Batch) error {
	b, err := o.enforceNotNull(b)
	if err != nil || b.Rows() == 0 {
		return err
	}
	if err := o.writer.Write(b); err != nil {
		return fmt.Errorf("write %s: %w", o.node.Table.Display, err)
	}
	return nil
}

// enforceNotNull returns the rows that have no NULL where the table allows none.
func (o *Sink) enforceNotNull(b *batch.Batch) (*batch.Batch, error) {
	for _, c := range o.node.NotNull {
		v := b.Cols[c]
		if v.Nulls == nil {
			continue
		}
		sel, dropped := make([]int32, 0, b.Rows()), 0
		for i := range b.Rows() {
			row := b.Row(i)
			switch {
			case !v.Nulls[row]:
				sel = append(sel, int32(row))
			case !o.drop:
				column := o.node.Table.Columns[o.node.Written[c]].Name
				return nil, fmt.Errorf("column '%s' of %s is NOT NULL, however, a null value is being written into it; "+
					"'%s'='%s' silently drops such records", column, o.node.Table.Display, notNullEnforcer, notNullEnforcerDrop)
			default:
				dropped++
			}
		}
		if dropped > 0 {
			o.figures.NullRecordsDropped.Add(int64(dropped))
			o.kept = batch.Batch{Len: b.Len, Sel: sel, Cols: b.Cols, Kinds: b.Kinds, Watermarks: b.Watermarks}
			b = &o.kept
		}
	}
	return b, nil
}

// Watermark implements Operator.
func (o *Sink) Watermark(millis int64) error { return o.writer.Watermark(millis) }

// Prepare closes what was written so far, on a barrier. Snapshot follows.
func (o *Sink) Prepare(checkpoint int64, subtask int, w *state.Writer) error {
	prepared, own, err := o.writer.Prepare(checkpoint)
	if err != nil {
		return fmt.Errorf("prepare %s for checkpoint %d: %w", o.node.Table.Display, checkpoint, err)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, data := range prepared {
		o.pending = append(o.pending, committable{checkpoint, data})
	}
	if own != nil {
		w.Subtask(writerState, append(binary.AppendUvarint(nil, uint64(subtask)), own...))
	}
	if len(o.pending) > 0 {
		data, err := json.Marshal(o.pending)
		if err != nil {
			return fmt.Errorf("encode committables of %s: %w", o.node.Table.Display, err)
		}
		w.Subtask(committableState, data)
	}
	return nil
}

// Committables are what a checkpoint that was just prepared wants to be committed, including what earlier ones left over.
func (o *Sink) Committables() [][]byte {
	o.mu.Lock()
	defer o.mu.Unlock()
	out := make([][]byte, len(o.pending))
	for i, p := range o.pending {
		out[i] = p.Data
	}
	return out
}

// Committed tells that a checkpoint was committed. It may be called while the task works.
func (o *Sink) Committed(checkpoint int64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	i := 0
	for i < len(o.pending) && o.pending[i].Checkpoint <= checkpoint {
		i++
	}
	o.pending = append([]committable(nil), o.pending[i:]...)
}

// RestoredCommittables are the committables in the state of a sink's subtasks, to be committed again.
func RestoredCommittables(r state.Restored) ([][]byte, error) {
	var out [][]byte
	for _, s := range r.Subtasks(committableState) {
		var list []committable
		if err := json.Unmarshal(s, &list); err != nil {
			return nil, fmt.Errorf("damaged committables: %w", err)
		}
		for _, c := range list {
			out = append(out, c.Data)
		}
	}
	return out, nil
}

// Snapshot implements Operator. A sink's state is written by Prepare, which knows the checkpoint.
func (o *Sink) Snapshot(*state.Writer) error { return nil }

// Close implements Operator.
func (o *Sink) Close() error {
	if o.writer == nil {
		return nil
	}
	return o.writer.Close()
}
