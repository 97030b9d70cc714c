package job

import (
	"sync"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// sender is the end of a chain: it copies batches into the channels of the tasks of another vertex.
type sender struct {
	columns []types.Type
	// keys are the columns by which rows are distributed; nil where all go to the only channel there is.
	keys           []int
	channels       []*channel
	maxParallelism int
	figures        *figures
	// lock is that of the task, which it lets go of while it waits.
	lock sync.Locker

	// to is the channel of each key group.
	to      []uint16
	encoded batch.Keys
	rows    [][]int32
}

func newSender(columns []types.Type, keys []int, channels []*channel, maxParallelism int, t *task) *sender {
	s := &sender{
		columns: columns, keys: keys, channels: channels, maxParallelism: maxParallelism, figures: t.figures, lock: &t.lock,
		rows: make([][]int32, len(channels)),
	}
	if len(channels) > 1 {
		s.to = make([]uint16, maxParallelism)
		for group := range s.to {
			s.to[group] = uint16(batch.SubtaskOf(group, maxParallelism, len(channels)))
		}
	}
	return s
}

// columnSize is about what a column of a row takes beside its text.
const columnSize = 12

// Emit implements operator.Output.
func (s *sender) Emit(b *batch.Batch) error {
	n := b.Rows()
	if n == 0 {
		return nil
	}
	s.figures.recordsOut.Add(int64(n))
	s.distribute(b, n)
	for i, rows := range s.rows {
		if len(rows) == 0 {
			continue
		}
		c := s.channels[i]
		copied := c.batch(s.columns)
		copied.AppendRows(b, rows)
		size := copied.Size() + columnSize*copied.Len*len(copied.Cols)
		s.figures.bytesOut.Add(int64(size))
		if err := c.send(message{kind: dataMessage, batch: copied, size: size}, s.figures, s.lock); err != nil {
			return err
		}
	}
	return nil
}

// distribute puts the n rows that count into rows.
func (s *sender) distribute(b *batch.Batch, n int) {
	for i := range s.rows {
		s.rows[i] = s.rows[i][:0]
	}
	if len(s.channels) == 1 {
		for i := range n {
			s.rows[0] = append(s.rows[0], int32(b.Row(i)))
		}
		return
	}
	s.encoded.EncodeHashes(b, s.keys)
	for i := range n {
		to := s.to[batch.KeyGroup(s.encoded.Hash(i), s.maxParallelism)]
		s.rows[to] = append(s.rows[to], int32(b.Row(i)))
	}
}

// Watermark implements operator.Output.
func (s *sender) Watermark(millis int64) error {
	s.figures.passed.Store(millis)
	return s.all(message{kind: watermarkMessage, watermark: millis})
}

func (s *sender) idle(idle bool) error {
	if idle {
		return s.all(message{kind: idleMessage})
	}
	return s.all(message{kind: activeMessage})
}

func (s *sender) barrier(b checkpoint.Barrier) error {
	return s.all(message{kind: barrierMessage, barrier: b})
}

func (s *sender) end() error { return s.all(message{kind: endMessage}) }

func (s *sender) all(m message) error {
	for _, c := range s.channels {
		if err := c.send(m, s.figures, s.lock); err != nil {
			return err
		}
	}
	return nil
}
