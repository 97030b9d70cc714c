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

	encoded batch.Keys
	rows    [][]int32
}

func newSender(columns []types.Type, keys []int, channels []*channel, maxParallelism int, t *task) *sender {
	return &sender{
		columns: columns, keys: keys, channels: channels, maxParallelism: maxParallelism, figures: t.figures, lock: &t.lock,
		rows: make([][]int32, len(channels)),
	}
}

// Emit implements operator.Output.
func (s *sender) Emit(b *batch.Batch) error {
	n := b.Rows()
	if n == 0 {
		return nil
	}
	s.figures.recordsOut.Add(int64(n))
	for i := range s.rows {
		s.rows[i] = s.rows[i][:0]
	}
	if len(s.channels) == 1 {
		for i := range n {
			s.rows[0] = append(s.rows[0], int32(b.Row(i)))
		}
	} else {
		s.encoded.EncodeHashes(b, s.keys)
		for i := range n {
			group := batch.KeyGroup(s.encoded.Hash(i), s.maxParallelism)
			to := batch.SubtaskOf(group, s.maxParallelism, len(s.channels))
			s.rows[to] = append(s.rows[to], int32(b.Row(i)))
		}
	}
	for i, rows := range s.rows {
		if len(rows) == 0 {
			continue
		}
		c := s.channels[i]
		copied := c.batch(s.columns)
		copied.AppendRows(b, rows)
		if err := c.send(message{kind: dataMessage, batch: copied}, s.figures, s.lock); err != nil {
			return err
		}
	}
	return nil
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
