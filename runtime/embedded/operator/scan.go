package operator

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// scan reads the splits of a source one after the other.
type scan struct {
	node    *plan.Scan
	source  connector.Source
	splits  *Splits
	ctx     context.Context
	subtask int
	b       *batch.Batch
	// own are the splits that this subtask begins with.
	own []connector.Split
	// ended are those that were read to their end.
	ended []connector.Split
	// split is what reader reads; reader is nil between two splits.
	split  connector.Split
	reader connector.SplitReader
	// skipped are the records of it that were ignored and are counted already.
	skipped int64
	figures *Figures
}

// NewScan returns the reader of a Scan node in one subtask. All subtasks share splits.
func NewScan(node *plan.Scan, source connector.Source, splits *Splits) Reader {
	return &scan{node: node, source: source, splits: splits, b: batch.New(node.Out.Types())}
}

// Open implements Reader. The first subtask remembers the splits that had ended.
func (o *scan) Open(c *Context) error {
	o.ctx, o.subtask, o.figures = c.Context, c.Subtask, c.Figures
	restored, err := restoredSplits(c.Restored)
	if err != nil {
		return err
	}
	o.own = o.splits.begin(c.Subtask)
	if c.Subtask == 0 {
		o.ended = o.splits.settled(restored.Ended)
	}
	return nil
}

// maxEmptyReads is how often in a row a split may give nothing.
const maxEmptyReads = 10_000

// Read implements Reader.
func (o *scan) Read(ctx context.Context, limit int) (*batch.Batch, error) {
	for range maxEmptyReads {
		if o.reader == nil {
			if err := o.open(ctx); err != nil {
				return nil, err
			}
		}
		o.b.Resize(0)
		err := o.reader.Read(ctx, o.b, limit)
		o.countSkipped()
		switch {
		case errors.Is(err, io.EOF):
			o.ended = append(o.ended, connector.Split{ID: o.split.ID, Position: o.reader.Position()})
			if err := o.closeSplit(); err != nil {
				return nil, err
			}
		case err != nil && ctx.Err() != nil && o.b.Rows() == 0:
			return nil, ctx.Err()
		case err != nil && ctx.Err() == nil:
			return nil, fmt.Errorf("read %s (%s): %w", o.node.Table.Display, o.split.ID, err)
		}
		if o.b.Rows() > 0 {
			return o.b, nil
		}
	}
	return nil, fmt.Errorf("read %s (%s): %w", o.node.Table.Display, o.split.ID, errEmptyRead)
}

// countSkipped counts what the last read ignored.
func (o *scan) countSkipped() {
	if s, ok := o.reader.(connector.Skipper); ok {
		skipped := s.Skipped()
		o.figures.RecordsInErrors.Add(skipped - o.skipped)
		o.skipped = skipped
	}
}

// open opens the next split, own ones first.
func (o *scan) open(ctx context.Context) (err error) {
	var split connector.Split
	own := len(o.own) > 0
	if own {
		split = o.own[0]
	} else if split, err = o.splits.next(ctx, o.subtask); err != nil {
		return err
	}
	// The split is open for longer than this call, and must not be lost because somebody wants a barrier.
	reader, err := o.source.Open(o.ctx, split)
	if err != nil {
		return fmt.Errorf("open %s (%s): %w", o.node.Table.Display, split.ID, err)
	}
	if own {
		o.own = o.own[1:]
	}
	o.split, o.reader, o.skipped = split, reader, 0
	return nil
}

func (o *scan) closeSplit() error {
	err := o.reader.Close()
	o.reader = nil
	if err != nil {
		return fmt.Errorf("close %s (%s): %w", o.node.Table.Display, o.split.ID, err)
	}
	return nil
}

// Snapshot implements Reader.
func (o *scan) Snapshot(w *state.Writer) error {
	s := splitState{Reading: slices.Clone(o.own), Ended: o.ended}
	if o.reader != nil {
		s.Reading = append(s.Reading, connector.Split{ID: o.split.ID, Position: o.reader.Position()})
	}
	data, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("encode splits: %w", err)
	}
	w.Subtask(splitsState, data)
	return nil
}

// Close implements Reader.
func (o *scan) Close() error {
	if o.reader == nil {
		return nil
	}
	return o.closeSplit()
}
